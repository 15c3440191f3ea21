"""Reads seeds and what is said beside them, and finds out what is wrong with them before any is parsed."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factbox import SeedError
from pelican.plugins.briefing.budget import within
from pelican.plugins.briefing.errors import BriefingError
from pelican.plugins.briefing.formats import FORMS, LARGEST_MARKUP, read_contents
from pelican.plugins.briefing.sidecar import Sidecar, make_sidecar, read_toml

if TYPE_CHECKING:
    from pathlib import Path

    from pelican.plugins.briefing.seeds import Seed
    from pelican.plugins.briefing.settings import Settings

# No larger one is opened, in bytes: an editor says less of an article.
_LARGEST_SIDECAR = 500_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A seed as it was read."""

    seed: Seed
    """Its files."""
    sidecar: Sidecar
    """What the editor says."""
    data: bytes
    """The article, as the parser takes it: of a seed with markup its words as plain text."""
    sha256: str
    """Of the seed's own bytes, hexadecimal."""
    key: str
    """Changes with everything that is read of it: its path, its bytes and its sidecar's."""


def read_entry(seed: Seed, settings: Settings) -> tuple[Entry | None, tuple[BriefingError, ...]]:
    """Return a seed with what is said beside it, or everything that is wrong with it.

    Args:
        seed: its files.
        settings: what it may take, and where date-times without an offset hold.
    """
    most = settings.max_bytes if FORMS[_suffix(seed)] in {None, "markdown"} else LARGEST_MARKUP
    try:
        data = _bytes(seed.file, seed.shown, most)
        beside = _bytes(seed.sidecar, seed.shown_sidecar, _LARGEST_SIDECAR) if seed.sidecar else b""
    except BriefingError as error:
        return None, (error,)
    return make_entry(seed, data, beside, settings)


def make_entry(
    seed: Seed, data: bytes, beside: bytes, settings: Settings
) -> tuple[Entry | None, tuple[BriefingError, ...]]:
    """Return a seed with given contents, as `read_entry` does.

    Args:
        seed: its files, of which none is read.
        data: the seed's bytes.
        beside: the sidecar's; none where there is no sidecar.
        settings: what it may take, and where date-times without an offset hold.
    """
    digest = hashlib.sha256(data).hexdigest()
    try:
        with within(settings.max_seconds, seed.shown):
            values, amendments, errors = read_toml(beside, seed.shown_sidecar)
            contents = read_contents(data, _suffix(seed), seed.shown)
    except SeedError as error:
        return None, (BriefingError(error.place, error.wrong, error.expected),)
    if contents.errors or errors:
        return None, (*contents.errors, *errors)
    origin = "header" if "published" in contents.values and "published" not in values else "sidecar"
    sidecar = make_sidecar({**contents.values, **values}, settings.timezone, amendments, origin)
    key = hashlib.sha256(b"\0".join((os.fsencode(seed.path), digest.encode(), beside))).hexdigest()
    return Entry(seed, sidecar, contents.data, digest, key), ()


def _suffix(seed: Seed) -> str:
    """Return the key of a seed's form."""
    return seed.file.suffix.lower()


def _bytes(file: Path, shown: str, most: int) -> bytes:
    """Return the bytes of a file that has no more than so many."""
    try:
        size = file.stat().st_size
        if size > most:
            raise BriefingError(shown, f"has {size} bytes", f"at most {most}")
        return file.read_bytes()
    except OSError as error:
        raise BriefingError(shown, f"cannot be read ({error.strerror})") from None
