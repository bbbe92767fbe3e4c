"""How a run tells what it is doing."""

from __future__ import annotations

import pytest

from communique.progress import Progress


def test_it_is_silent_unless_told_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    """By default nothing is printed, and a loop goes over all its items."""
    progress = Progress()
    progress.tell("Composing ...")
    assert list(progress.over([1, 2, 3], "pages")) == [1, 2, 3]
    assert capsys.readouterr() == ("", "")
