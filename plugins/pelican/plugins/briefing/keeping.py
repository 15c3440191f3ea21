"""What builds keep between them in the cache, by kind: how much it is, and its removal."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Each kind with its folder under the cache's, or for cards beside it.
_FOLDERS = {"articles that were read": "", "earlier versions": "versions", "builds": "builds", "pages": "pages"}
_CARDS = "card images"
# Files of these names alone are the builds' own: the folder is one that a site's settings name.
_OWN = re.compile(r"[0-9a-f]{8,}\.(?:json|png)|.+\.part")


@dataclass(frozen=True, slots=True)
class Kept:
    """What a kind of file comes to."""

    kind: str
    """What is kept, in words."""
    files: int
    """How many files."""
    size: int
    """Their size in bytes."""


def kept(cache: Path) -> list[Kept]:
    """Return what a cache holds, by kind.

    Args:
        cache: its folder, as `BRIEFING_CACHE` names it.
    """
    told = []
    for kind, folder in _folders(cache):
        sizes = [file.stat().st_size for file in _files(folder)]
        told.append(Kept(kind, len(sizes), sum(sizes)))
    return told


def clear(cache: Path) -> int:
    """Remove what builds keep, and the folders that this leaves empty.

    Args:
        cache: its folder, as `BRIEFING_CACHE` names it; files in it that no build wrote stay.

    Returns:
        How many files are gone.

    Raises:
        OSError: one cannot be removed.
    """
    removed = 0
    for _, folder in reversed(list(_folders(cache))):
        for file in list(_files(folder)):
            file.unlink(missing_ok=True)
            removed += 1
        with suppress(OSError):
            folder.rmdir()
    return removed


def _folders(cache: Path) -> Iterator[tuple[str, Path]]:
    """Yield each kind with its folder."""
    for kind, name in _FOLDERS.items():
        yield kind, cache / name
    yield _CARDS, cache.with_name(f"{cache.name}-cards")


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder that builds wrote."""
    if folder.is_dir():
        yield from (file for file in folder.iterdir() if _OWN.fullmatch(file.name) and file.is_file())
