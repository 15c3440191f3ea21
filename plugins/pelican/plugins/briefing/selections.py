"""Makes seeds of documents of an archive, from which a site is built like any other."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from typing import TYPE_CHECKING

from pelican.plugins.briefing.errors import BriefingError
from pelican.plugins.briefing.formats import told
from pelican.plugins.briefing.writing import toml_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from factbox_archives.selecting import Selected

# An id that can be an address as it is: "flood-barrier-2". Others get a few letters that tell them from one another.
_PLAIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST = 80
# What was given with a document; what was found in its text is found again.
_GIVEN = ("author", "url", "licence", "language", "updated")


def select_seeds(archive: str, where: str, folder: Path) -> Path:
    """Have a folder of seeds hold the documents of an archive that meet a condition, and nothing else; return it.

    Args:
        archive: the archive's folder, or its files.
        where: a condition of SQL on its columns; empty for all.
        folder: under it each question has a folder of its own, in which only what is new is written.

    Raises:
        BriefingError: there is no archive, the condition cannot be understood or nothing meets it, or two documents
            have one id.
    """
    try:
        from factbox_archives.selecting import select
    except ImportError as error:
        raise BriefingError("--from", f"needs {error.name}", "pip install 'pelican-briefing[archives]'") from None
    from factbox_archives import ArchiveError

    place = folder / hashlib.sha256(f"{archive}\0{where}".encode()).hexdigest()[:16] / "selection"
    kept: set[str] = set()
    try:
        for selected in select(archive, where):
            name = seed_name(selected.id)
            if f"{name}.txt" in kept:
                raise BriefingError(archive, f"has {selected.id} twice", "a condition that one of them meets")
            files = {f"{name}.txt": selected.text.encode(), f"{name}.toml": _sidecar(selected, name)}
            for path, data in files.items():
                _write(place / path, data)
            kept |= files.keys()
    except ArchiveError as error:
        raise BriefingError(error.place, error.wrong, error.expected) from None
    if not kept:
        raise BriefingError(archive, "has no document that meets --where", "a condition that some meet")
    for file in place.iterdir():
        if file.name not in kept:
            file.unlink()
    return place


def seed_name(name: str) -> str:
    """Return the name of a document's seed, which is its address too: it follows from the id alone, and is no other's.

    Args:
        name: the document's id.
    """
    if _PLAIN.fullmatch(name) and len(name) <= _LONGEST:
        return name
    words = _OTHER.sub("-", name.lower()).strip("-")[:_LONGEST].strip("-")
    return f"{words or 'article'}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _sidecar(selected: Selected, name: str) -> bytes:
    """Return what stands beside a document's text."""
    source = selected.source
    said = {key: source[key] for key in _GIVEN}
    if source["title_origin"] == "given":
        said["title"] = source["title"]
    if source["publisher_origin"] == "given":
        said["publisher"] = source["publisher"]
    if source["published_origin"] != "dateline":
        said["published"] = source["published"]
    for key in ("published", "updated"):
        if said.get(key):
            said[key] = dt.datetime.fromisoformat(said[key]) if "T" in said[key] else dt.date.fromisoformat(said[key])
    return toml_bytes({**told(said), "slug": name})


def _write(file: Path, data: bytes) -> None:
    """Write a file, if it has not these bytes: one that stays as it is needs no new page."""
    if not file.is_file() or file.read_bytes() != data:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
