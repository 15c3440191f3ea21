"""Countries in words: which one a place lies in, and which one an abbreviation stands for."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factbox import Entity
    from pelican.plugins.briefing.languages import Language


# "U.S.", "UK", "UAE".
_ABBREVIATION = re.compile(r"(?:[A-Z]\.?){2,}")


@functools.cache
def _names() -> dict[str, tuple[str, ...]]:
    """Return what each country is called, by its code: on a page, then elsewhere."""
    file = resources.files(__package__ or "").joinpath("countries.toml")
    return {code: tuple(names) for code, names in tomllib.loads(file.read_text(encoding="utf-8")).items()}


@functools.cache
def _short() -> dict[str, str]:
    """Return the countries that abbreviations stand for, and names with an article: the name on a page by each."""
    return {
        name: names[0]
        for names in _names().values()
        for name in names
        if _ABBREVIATION.fullmatch(name) or name.removeprefix("The ") == names[0]
    }


def whole_name(place: str) -> str:
    """Return what an abbreviation of a country stands for: "United States" of "U.S."; other names as given.

    Args:
        place: a place's name.
    """
    return _short().get(place, place)


def country_of(place: Entity, language: Language) -> str:
    """Return the country of a place; nothing of one that is a country itself, or where it is not known or not in words.

    Args:
        place: a place.
        language: what the page speaks: the names are English.
    """
    names = _names().get(place.country or "", ())
    if not names or place.name in names or not language.code.startswith("en"):
        return ""
    return names[0]
