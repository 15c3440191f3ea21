"""Makes the next site of the one before the last: most of its files are the last one's too, and stay where they are.

Such a file has two names, one in each site. It is removed before another one is written, and never written to.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from pelican_briefing.readings import unnoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


class Spare:
    """The files of an earlier site in the folder of the one that is made."""

    def __init__(self, folder: Path, is_good: Callable[[str, os.stat_result], bool]) -> None:
        """Look through the folder, and remove what is no file of the last site.

        Args:
            folder: an earlier site, or empty.
            is_good: tells of a file's path in the site, and its state, whether the file is the last site's.
        """
        self._folder = str(folder)
        self._gone: set[str] = set()
        self._paths: set[str] = set()
        folders = [""]
        with unnoted():
            for above in folders:
                self._look(above, folders, is_good)
        self._tidy(set(map(os.path.dirname, folders)) - _above(self._paths))

    def _look(self, above: str, folders: list[str], is_good: Callable[[str, os.stat_result], bool]) -> None:
        """Look through a folder, and add those that are in it to others."""
        with os.scandir(os.path.join(self._folder, above)) as entries:  # noqa: PTH118 - thousands
            for entry in entries:
                path = above + entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{path}/")
                else:
                    self._paths.add(path)
                    if not is_good(path, entry.stat(follow_symlinks=False)):
                        self.remove([path])

    def __contains__(self, path: str) -> bool:
        """Return whether a file stands there of which nobody has decided."""
        return path in self._paths

    def keep(self, path: str) -> None:
        """Let a file stand."""
        self._paths.discard(path)

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files, those that stand there."""
        for path in self._paths.intersection(paths):
            os.unlink(os.path.join(self._folder, path))  # noqa: PTH108, PTH118 - as above
            self._paths.discard(path)
            self._gone.add(path)

    def remove_under(self, folder: str) -> None:
        """Remove all files of a folder."""
        self.remove([path for path in self._paths if path.startswith(f"{folder}/")])

    def finish(self) -> None:
        """Remove all of which nobody decided, and folders that are empty now."""
        self.remove([*self._paths])
        self._tidy(_above(self._gone))

    def _tidy(self, folders: Iterable[str]) -> None:
        """Remove those of some folders that are empty."""
        for folder in sorted(filter(None, folders), key=len, reverse=True):
            with suppress(OSError):
                os.rmdir(os.path.join(self._folder, folder))  # noqa: PTH106, PTH118 - as above


def _above(paths: Iterable[str]) -> set[str]:
    """Return the folders that files are in, and those that these are in."""
    found = set()
    for place in map(os.path.dirname, paths):
        folder = place
        while folder and folder not in found:
            found.add(folder)
            folder = os.path.dirname(folder)  # noqa: PTH120 - as above
    return found
