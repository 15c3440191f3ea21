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
        self.folders: dict[str, tuple[str, ...] | None] = {}
        """Folders that were listed, with the names that were in each at that moment; None of one that was not there."""

    def note(self, event: str, args: tuple[Any, ...]) -> None:
        """Take note of one of Python's audit events."""
        if event == "open":
            path, mode, flags = args
            written = any(letter in mode for letter in "wax+") if isinstance(mode, str) else flags & _WRITES
            if not written and (place := _absolute(path)):
                self.files.add(place)
        elif event in _FOLDERS:
            place = _absolute("." if args[0] is None else args[0])
            if place and place not in self.folders:
                # Before it is listed by itself here, which is an event too.
                self.folders[place] = None
                self.folders[place] = names_in(place)


def names_in(folder: str) -> tuple[str, ...] | None:
    """Return the names in a folder, sorted; None where it is not there."""
    try:
        return tuple(sorted(os.listdir(folder)))
    except OSError:
        return None


def _absolute(path: Any) -> str:  # noqa: ANN401 - Python opens whatever it is given
    """Return a path as an absolute one; empty for what is open already, and has none."""
    return os.path.abspath(os.fsdecode(path)) if isinstance(path, (str, bytes, os.PathLike)) else ""


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


@contextlib.contextmanager
def unnoted() -> Iterator[None]:
    """Have nothing noted of what is read while the block runs: what a build made itself."""
    listening, _HOOK.listening = _HOOK.listening, []
    try:
        yield
    finally:
        _HOOK.listening = listening


def learn(read: Readings) -> None:
    """Tell everybody who listens what another process has read."""
    for noted in _HOOK.listening:
        noted.files |= read.files
        noted.folders = {**read.folders, **noted.folders}
