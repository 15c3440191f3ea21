"""What builds keep between them in the cache, by kind: how much it is, and its removal."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pelican_briefing.places import BUILDS, CARDS, PAGES, PREVIEW, SELECTIONS, SPARE, TEMPLATES, VERSIONS, beside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Files of these names alone are the builds' own: the cache's folder is one that a site's settings name.
_NAMES = re.compile(r"[0-9a-f]{8,}\.(?:json|code|png)|.+\.part")
_SEEDS = re.compile(r"[a-z0-9-]+\.(?:txt|toml)|.+\.part")
_ANY = re.compile(r".+", re.DOTALL)


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
    sizes = ((kind, [file.stat().st_size for file in files]) for kind, files in _kinds(cache))
    return [Kept(kind, len(found), sum(found)) for kind, found in sizes]


def clear(cache: Path) -> int:
    """Remove what builds keep, and the folders that this leaves empty.

    Args:
        cache: its folder, as `BRIEFING_CACHE` names it; files in it that no build wrote stay.

    Returns:
        How many files are gone.

    Raises:
        OSError: one cannot be removed.
    """
    removed = [file for _, files in _kinds(cache) for file in files]
    for file in removed:
        file.unlink(missing_ok=True)
    folders = {folder for file in removed for folder in file.parents if folder.is_relative_to(cache.parent)}
    # The innermost first; one that is not empty, as the cache's own parent may be, stays.
    for folder in sorted(folders - {cache.parent}, key=lambda folder: len(folder.parts), reverse=True):
        with suppress(OSError):
            folder.rmdir()
    return len(removed)


def _kinds(cache: Path) -> Iterator[tuple[str, list[Path]]]:
    """Yield each kind with its files."""
    yield "articles that were read", _files(cache, "*", _NAMES)
    yield "earlier versions", _files(cache / VERSIONS, "*", _NAMES)
    yield "builds", _files(cache / BUILDS, "*", _NAMES)
    yield "pages", _files(cache / PAGES, "*", _NAMES)
    yield "compiled templates", _files(cache / TEMPLATES, "*", _NAMES)
    yield "card images", _files(beside(cache, CARDS), "*", _NAMES)
    yield "documents of archives", _files(beside(cache, SELECTIONS), "*/selection/*", _SEEDS)
    yield "files of the site before the last", _files(beside(cache, SPARE), "*/**/*", _ANY)
    yield "files of the preview’s site", _files(beside(cache, PREVIEW), "*/site/**/*", _ANY)


def _files(folder: Path, pattern: str, names: re.Pattern[str]) -> list[Path]:
    """Return the files under a folder that builds wrote."""
    return [file for file in folder.glob(pattern) if names.fullmatch(file.name) and file.is_file()]
