"""Puts a freshly built site in the place of the last one, so that there is always a whole one.

Beside `output/` stands, while a build runs, `.output.new/`. On Linux the two change places in one step; elsewhere by
two renames, between which the old one is `.output.old/`: where a build was cut there, the next one goes on from it.
"""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Belongs to the folder, not to the site in it.
_KEPT = ".gitignore"
# Of Linux's header files: paths are as for any other call, and both names stay.
_HERE, _EXCHANGE = -100, 2


@contextmanager
def fresh_folder(output: Path, spare: Path | None = None) -> Iterator[Path]:
    """Give an empty folder that takes the place of `output` at the end, unless an exception ends the block.

    Args:
        output: the site's folder; it need not be there. A link is followed, so that it stays one.
        spare: where the site goes that was in its place, and comes from as the folder of the next build, which is then
            full of files that are of two sites; None where it is removed.
    """
    output = output.resolve()
    recover(output)
    new, old = _beside(output)
    if not (spare and _moved(spare, new)):
        new.mkdir(parents=True)
    try:
        yield new
        if (output / _KEPT).is_file():
            shutil.copy2(output / _KEPT, new / _KEPT, follow_symlinks=False)
    except BaseException:
        shutil.rmtree(new)
        raise
    if output.exists() and not _exchange(new, output):
        output.rename(old)
    if not output.exists():
        new.rename(output)
    for rest in (new, old):
        if not (spare and _moved(rest, spare)):
            shutil.rmtree(rest, ignore_errors=True)


def _moved(folder: Path, place: Path) -> bool:
    """Move a folder to where nothing is, and return whether it could be: not where that is another disk."""
    if folder.is_symlink() or not folder.is_dir() or os.path.lexists(place):
        return False
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        folder.rename(place)
    except OSError:
        return False
    return True


def recover(output: Path) -> None:
    """Finish or undo what a build left that was cut short."""
    new, old = _beside(output)
    if old.is_dir() and not old.is_symlink() and not output.exists():
        # Cut between the two renames, before which the new site was whole.
        (new if new.exists() else old).rename(output)
    for rest in (new, old):
        if rest.is_symlink() or rest.is_file():
            rest.unlink()
        elif rest.exists():
            shutil.rmtree(rest)


def _beside(output: Path) -> tuple[Path, Path]:
    """Return where the new site is built and where the old one waits for its end."""
    return output.with_name(f".{output.name}.new"), output.with_name(f".{output.name}.old")


def _exchange(one: Path, other: Path) -> bool:
    """Have two folders change places in one step, and return whether the system could do that."""
    if sys.platform != "linux":
        return False
    import ctypes

    # From glibc 2.28 and Linux 3.15 on, and not on every file system.
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    paths = os.fsencode(one), os.fsencode(other)
    return rename is not None and rename(_HERE, paths[0], _HERE, paths[1], _EXCHANGE) == 0
