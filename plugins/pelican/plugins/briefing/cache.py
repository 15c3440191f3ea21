"""Keeps the parser's results between builds, one file each, so that only what changed is parsed again."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import re
import tempfile
from contextlib import suppress
from importlib import resources
from typing import TYPE_CHECKING

from factbox import Briefing, DataError, from_dict, to_dict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.resources.abc import Traversable
    from pathlib import Path

# The names of entries and of what a killed build left of one: the folder is one that a site's settings name.
_OWN = re.compile(r"[0-9a-f]{64}\.json|tmp\w{8}\.part")


def key_of(*parts: bytes) -> str:
    """Return the name of what the parser makes of `parts`: it changes with any of them and with the parser itself."""
    digest = hashlib.sha256(fingerprint())
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


@functools.cache
def fingerprint() -> bytes:
    """Return a digest of the parser: its code, version and lexicons."""
    digest = hashlib.sha256()
    for name, file in sorted(_sources(resources.files("factbox"), "")):
        digest.update(f"{name}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.digest()


def program(folders: Iterable[Path]) -> bytes:
    """Return a digest of everything under some folders: programs, their words and templates."""
    digest = hashlib.sha256()
    for folder in folders:
        for place, names, files in os.walk(folder):
            names[:] = sorted(name for name in names if name != "__pycache__")
            for name in sorted(files):
                with open(os.path.join(place, name), "rb") as file:  # noqa: PTH118, PTH123 - hundreds of them
                    digest.update(name.encode() + hashlib.sha256(file.read()).digest())
    return digest.digest()


def load(folder: Path, key: str) -> Briefing | None:
    """Return what is kept under a key; None where there is nothing, or nothing that can be read."""
    try:
        return briefing_of((folder / f"{key}.json").read_bytes(), key)
    except (OSError, ValueError, KeyError, TypeError, RecursionError, DataError):
        return None


def entry_of(key: str, briefing: Briefing) -> str:
    """Return what is kept of a briefing."""
    # `dumps`, which is ten times as fast as `dump`.
    return json.dumps({"key": key, "briefing": to_dict(briefing)}, separators=(",", ":"))


def briefing_of(entry: str | bytes, key: str) -> Briefing | None:
    """Return the briefing of an entry; None where it is another key's.

    Raises:
        ValueError, KeyError, TypeError, RecursionError, DataError: it is no entry.
    """
    kept = json.loads(entry)
    return from_dict(kept["briefing"]) if kept["key"] == key else None


def store(folder: Path, key: str, entry: str) -> bool:
    """Keep an entry under its key, whole or not at all, and return whether it is there."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(entry)
            os.replace(name, folder / f"{key}.json")  # noqa: PTH105 - both are plain names here
        except BaseException:
            os.unlink(name)  # noqa: PTH108 - as above
            raise
        return True
    return False


def prune(folder: Path, used: set[str]) -> None:
    """Remove what this build did not use: entries of changed seeds and of earlier parsers; other files stay."""
    with suppress(OSError):
        for file in folder.iterdir():
            if _OWN.fullmatch(file.name) and file.stem not in used:
                file.unlink(missing_ok=True)


def _sources(folder: Traversable, place: str) -> Iterator[tuple[str, Traversable]]:
    """Yield path and file of each module and lexicon under a folder."""
    for entry in folder.iterdir():
        name = f"{place}/{entry.name}"
        if entry.is_dir():
            yield from _sources(entry, name)
        elif entry.name.endswith((".py", ".toml")):
            yield name, entry
