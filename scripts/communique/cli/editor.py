"""Opening files in the curator's own editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from communique.problems import BuildError, Problem


@dataclass(frozen=True, slots=True)
class Editor:
    """A command that opens files."""

    command: tuple[str, ...]

    def open(self, paths: Sequence[Path]) -> None:
        """Open files and wait until the editor is closed; one that fails is a problem."""
        code = subprocess.run([*self.command, *map(str, paths)], check=False).returncode
        if code:
            hint = "The briefings are written; open them by hand."
            raise BuildError([Problem("--edit", f"'{self.command[0]}' ended with exit code {code}.", hint)])


def chosen() -> Editor:
    """Return the editor that $VISUAL or $EDITOR names; raises BuildError if neither does or there is none such."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    hint = "Set it to your editor, such as: export EDITOR=nano, or EDITOR='code --wait'."
    try:
        command = shlex.split(named, posix=os.name == "posix")
    except ValueError:
        command = []
    if not command:
        message = f"$VISUAL or $EDITOR cannot be read: {named}." if named else "No editor is set in $VISUAL or $EDITOR."
        raise BuildError([Problem("--edit", message, hint)])
    found = shutil.which(command[0])
    if found is None:
        raise BuildError([Problem("--edit", f"There is no command '{command[0]}', which $EDITOR names.", hint)])
    return Editor((found, *command[1:]))
