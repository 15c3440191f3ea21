"""Reads seeds and what is said beside them, and finds out what is wrong with them before any is parsed."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pelican.plugins.briefing.errors import BriefingError
from pelican.plugins.briefing.formats import read_contents
from pelican.plugins.briefing.sidecar import Sidecar, make_sidecar, read_toml

if TYPE_CHECKING:
    import zoneinfo
    from pathlib import Path

    from pelican.plugins.briefing.seeds import Seed


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


def read_entry(seed: Seed, zone: zoneinfo.ZoneInfo) -> tuple[Entry | None, tuple[BriefingError, ...]]:
    """Return a seed with what is said beside it, or everything that is wrong with it.

    Args:
        seed: its files.
        zone: where date-times without an offset hold.
    """
    try:
        data = _bytes(seed.file, seed.shown)
        beside = _bytes(seed.sidecar, seed.shown_sidecar) if seed.sidecar else b""
    except BriefingError as error:
        return None, (error,)
    return make_entry(seed, data, beside, zone)


def make_entry(
    seed: Seed, data: bytes, beside: bytes, zone: zoneinfo.ZoneInfo
) -> tuple[Entry | None, tuple[BriefingError, ...]]:
    """Return a seed with given contents, as `read_entry` does.

    Args:
        seed: its files, of which none is read.
        data: the seed's bytes.
        beside: the sidecar's; none where there is no sidecar.
        zone: where date-times without an offset hold.
    """
    digest = hashlib.sha256(data).hexdigest()
    values, amendments, errors = read_toml(beside, seed.shown_sidecar)
    contents = read_contents(data, seed.file.suffix.lower(), seed.shown)
    if contents.errors or errors:
        return None, (*contents.errors, *errors)
    origin = "header" if "published" in contents.values and "published" not in values else "sidecar"
    sidecar = make_sidecar({**contents.values, **values}, zone, amendments, origin)
    key = hashlib.sha256(b"\0".join((os.fsencode(seed.path), digest.encode(), beside))).hexdigest()
    return Entry(seed, sidecar, contents.data, digest, key), ()


def _bytes(file: Path, shown: str) -> bytes:
    """Return a file's bytes."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise BriefingError(shown, f"cannot be read ({error.strerror})") from None
