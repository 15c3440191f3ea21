"""Lets one build at a time write a site; another one waits until it is done."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@contextlib.contextmanager
def locked(output: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Keep other builds away from a site's folder while the block runs.

    The system frees what a killed process held. On systems without `fcntl` nothing is locked.

    Args:
        output: the site's folder, resolved; the lock is the file `.NAME.lock` beside it, which is gone afterwards.
        waiting: called once if another build must be waited for.
    """
    file = output.with_name(f".{output.name}.lock")
    handle = _held(file, waiting)
    try:
        yield
    finally:
        if handle is not None:
            # First the name, then the lock: who opened the file meanwhile sees that it is no longer the one.
            with contextlib.suppress(OSError):
                file.unlink()
            os.close(handle)


def _held(file: Path, waiting: Callable[[], None]) -> int | None:
    """Return the handle of a file that this process alone has locked, or None where there are no locks."""
    if sys.platform == "win32":
        return None
    import fcntl

    said = False
    while True:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
        try:
            # `lockf`, whose locks a child process does not inherit: a worker that outlives its build holds nothing.
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            if not said:
                waiting()
                said = True
            fcntl.lockf(handle, fcntl.LOCK_EX)
        except OSError:
            # A file system without locks, as some networks' are.
            os.close(handle)
            return None
        if _is(file, handle):
            return handle
        os.close(handle)


def _is(file: Path, handle: int) -> bool:
    """Return whether a name is still that of an open file."""
    try:
        named, opened = file.stat(), os.fstat(handle)
    except FileNotFoundError:
        return False
    return (named.st_dev, named.st_ino) == (opened.st_dev, opened.st_ino)
