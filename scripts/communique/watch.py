"""Under `mkdocs serve`: which saved files make a new preview. One save, one refresh; our own writing makes none."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from communique.build import Prepared
from communique.collection import digest
from communique.publish import WORK

FOLDERS = ("seeds", "briefings", "templates")
"""What a build reads, besides the docs_dir; MkDocs watches its settings itself."""

_TOUCHING = {"created", "modified", "moved", "deleted"}


class Watch(FileSystemEventHandler):
    """Watches the sources and touches one signal file, which MkDocs watches, when a source differs from what was built.

    `prepared` is what the last build read and wrote; an event about a file that is still the same is not news.
    """

    def __init__(self, root: Path, docs_dir: Path, prepared: Prepared | None):
        self.prepared = prepared
        self._root, self._docs_dir = root, docs_dir
        self._signal = root / WORK / "saved"
        self._observer = Observer()
        self._building = threading.Lock()
        self._failed = False

    def start(self) -> Path:
        """Begin to watch. Returns the signal file."""
        self._signal.parent.mkdir(exist_ok=True)
        self._signal.write_text("", encoding="utf-8")
        for folder in (*(self._root / name for name in FOLDERS), self._docs_dir):
            if folder.is_dir():
                self._observer.schedule(self, str(folder), recursive=True)
        self._observer.start()
        return self._signal

    def prepare(self, make: Callable[[], Prepared]) -> Prepared:
        """Run the part of a build that reads and writes sources, and remember what it saw."""
        with self._building:
            self._failed = True
            self.prepared = make()
            self._failed = False
            return self.prepared

    def stop(self) -> None:
        """Stop watching."""
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Signal a new preview if the event is about a source whose content is new."""
        if event.is_directory or event.event_type not in _TOUCHING:
            return
        paths = [Path(str(path)) for path in (event.src_path, event.dest_path) if path]
        with self._building:  # An event about a file that a build is writing waits until the build has said so.
            if any(self._is_news(path) for path in paths):
                self._signal.parent.mkdir(exist_ok=True)
                self._signal.write_text(str(time.monotonic_ns()), encoding="utf-8")

    def _is_news(self, path: Path) -> bool:
        place = path.relative_to(self._root)
        if any(part.startswith((".", "#")) or part.endswith("~") for part in place.parts):
            return False
        name = place.as_posix()
        if self.prepared is None or name in self.prepared.generated:
            return self.prepared is None
        content = _content(path)
        if content == b"":  # An editor empties a file before it writes it anew; the writing is another event.
            return False
        # After a failed build the last good one is no measure: undoing a mistake is news, too.
        return self._failed or self.prepared.inputs.get(name) != (digest(content) if content is not None else None)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
