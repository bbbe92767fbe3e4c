"""The build script: seeds/ and briefings/ -> site/. Takes the options of `communique build`."""

import sys

from communique.cli import main

sys.exit(main(["build", *sys.argv[1:]]))
