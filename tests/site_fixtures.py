"""Sites that are built once for all tests that look at them; a test that changes one takes a copy."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from site_helpers import Outcome, build, checkout, laid_out


@pytest.fixture(scope="session")
def sample_build(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    """The project's own collection after its first build, and what that build said."""
    root = checkout(tmp_path_factory.mktemp("sample"))
    return root, build(root)


@pytest.fixture(scope="session")
def sample(sample_build: tuple[Path, Outcome]) -> Path:
    """The root of the project's own collection, built. Not to be changed."""
    return sample_build[0]


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of tests/sites/small, built. Not to be changed."""
    root = laid_out(tmp_path_factory.mktemp("small"), "small")
    build(root)
    return root


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[Path], Path]:
    """Copies a built collection, with times, so that a test may change it."""

    def copy(root: Path) -> Path:
        return Path(shutil.copytree(root, tmp_path / "copy", symlinks=True))

    return copy
