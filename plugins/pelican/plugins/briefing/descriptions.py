"""Reads a folder of TOML files that say something of what several briefings have: stories, people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing.corrections import shown_value
from pelican.plugins.briefing.errors import SidecarError
from pelican.plugins.briefing.sidecar import load_toml
from pelican.plugins.briefing.values import WrongError, slug_value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Described:
    """One file."""

    name: str
    """Its name without an ending: the last part of an address."""
    place: str
    """The file, for messages."""
    values: Mapping[str, Any]
    """By key, as the keys' readers returned them."""
    lines: Mapping[str, list[int]]
    """The lines that each key stands in, from 1."""

    def at(self, key: str) -> str:
        """Return where a key stands, for messages."""
        return f"{self.place}:{self.lines.get(key, [1])[0]}"


def read_folder(
    folder: Path, shown: str, keys: Mapping[str, Callable[[Any], Any]]
) -> tuple[list[Described], list[SidecarError]]:
    """Return what the files of a folder say, by their names, and everything that is wrong with them.

    Args:
        folder: holds the files; it need not be there.
        shown: the folder as messages name it.
        keys: what a file can have, each with what reads its value and raises `WrongError`.
    """
    found, errors = [], []
    for file in sorted(folder.glob("*.toml")):
        place = f"{shown}/{file.name}"
        try:
            slug_value(file.stem)
            told, lines = load_toml(file.read_bytes(), place)
        except WrongError as error:
            errors.append(SidecarError(place, "gives no address", f"a name of {error}"))
            continue
        except OSError as error:
            errors.append(SidecarError(place, f"cannot be read ({error.strerror})", "a TOML file"))
            continue
        except SidecarError as error:
            errors.append(error)
            continue
        values, wrong = _values(told, lines, place, keys)
        errors += wrong
        found.append(Described(file.stem, place, values, lines))
    return found, errors


def _values(
    told: Mapping[str, Any], lines: Mapping[str, list[int]], place: str, keys: Mapping[str, Callable[[Any], Any]]
) -> tuple[dict[str, Any], list[SidecarError]]:
    """Return the values of one file by key, and an error for each that is wrong."""
    values, errors = {}, []
    for key, value in told.items():
        at = f"{place}:{lines.get(key, [1])[0]}"
        if key not in keys:
            errors.append(SidecarError(at, f"{key} is no key", "one of " + ", ".join(keys)))
            continue
        try:
            values[key] = keys[key](value)
        except WrongError as error:
            errors.append(SidecarError(at, f"{key} is {shown_value(value)}", str(error)))
    return values, errors
