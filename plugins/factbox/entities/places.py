"""Places: the same words, or the same country, and the country that a place is in."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from factbox.lexicons import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbox.model import Mention


@functools.cache
def _codes() -> tuple[dict[str, str], dict[str, str]]:
    """Return the codes of countries, and of all places, by name in one case."""
    tables = lexicon("places").tables
    countries = {name.casefold(): code for name, code in tables["country"].items()}
    others = {name.casefold(): code for table in ("region", "city") for name, code in tables[table].items()}
    return countries, {**others, **countries}


# Names of parts of a country that are not the country: they stay entities of their own.
_PARTS = frozenset(
    {
        "east germany",
        "england",
        "gaza",
        "gaza strip",
        "northern ireland",
        "scotland",
        "somaliland",
        "trinidad",
        "vatican city",
        "wales",
        "west bank",
        "west germany",
    }
)


def link_places(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Return the mentions by place, each group in text order; "U.S." and "United States" are one."""
    countries, _ = _codes()
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        name = _bare(mention.text)
        key = f"country {countries[name]}" if name in countries and name not in _PARTS else name
        groups.setdefault(key, []).append(mention)
    return list(groups.values())


def country_of(name: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of the country that a place is in, or None.

    >>> country_of("KYIV"), country_of("Brackwater")
    ('UA', None)
    """
    return _codes()[1].get(_bare(name)) or None


def _bare(name: str) -> str:
    """Return a place's name to compare by."""
    return " ".join(name.casefold().split())
