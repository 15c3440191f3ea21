"""Which country a place lies in, in words."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factbox import Entity
    from pelican.plugins.briefing.languages import Language


@functools.cache
def _names() -> dict[str, tuple[str, ...]]:
    """Return what each country is called, by its code: on a page, then elsewhere."""
    file = resources.files(__package__ or "").joinpath("countries.toml")
    return {code: tuple(names) for code, names in tomllib.loads(file.read_text(encoding="utf-8")).items()}


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
