"""Notes which files and folders a build reads, so that the next one knows what to look at."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDERS = frozenset({"os.listdir", "os.scandir"})
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Readings:
    """Paths that were read, absolute; a path that was looked for and is not there is among them."""

    def __init__(self) -> None:
        """Begin with none."""
        self.files: set[str] = set()
        """Files that were opened to be read, whether they were there or not."""
        self.folders: set[str] = set()
        """Folders that were listed."""

    def note(self, event: str, args: tuple[Any, ...]) -> None:
        """Take note of one of Python's audit events."""
        if event == "open":
            path, mode, flags = args
            written = any(letter in mode for letter in "wax+") if isinstance(mode, str) else flags & _WRITES
            if not written:
                self._add(self.files, path)
        elif event in _FOLDERS:
            self._add(self.folders, "." if args[0] is None else args[0])

    def _add(self, paths: set[str], path: Any) -> None:  # noqa: ANN401 - Python opens whatever it is given
        """Add a path; what is open already has none."""
        if isinstance(path, (str, bytes, os.PathLike)):
            paths.add(os.path.abspath(os.fsdecode(path)))


class _Hook:
    """Python's hooks are for good, so there is one for all builds of the process."""

    def __init__(self) -> None:
        """Begin unhooked."""
        self.listening: list[Readings] = []
        self._hooked = False

    def listen(self, readings: Readings) -> None:
        """Begin to note for somebody."""
        if not self._hooked:
            sys.addaudithook(self)
            self._hooked = True
        self.listening.append(readings)

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        """Tell everybody who listens."""
        for readings in self.listening:
            readings.note(event, args)


_HOOK = _Hook()


@contextlib.contextmanager
def readings() -> Iterator[Readings]:
    """Give what is read while the block runs."""
    noted = Readings()
    _HOOK.listen(noted)
    try:
        yield noted
    finally:
        _HOOK.listening.remove(noted)
