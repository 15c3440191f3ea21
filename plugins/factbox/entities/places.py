"""Places: the same words, or the same country; and where a place is."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

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
    """Return the mentions by place, each group in text order; "U.S." is "United States", "Fla." is "Florida"."""
    countries, _ = _codes()
    groups: dict[str, list[Mention]] = {}
    states = _states()
    for mention in mentions:
        name = _bare(mention.text)
        name = states.get(name, name)
        key = f"country {countries[name]}" if name in countries and name not in _PARTS else name
        groups.setdefault(key, []).append(mention)
    return list(groups.values())


@functools.cache
def _states() -> dict[str, str]:
    """Return the full name of each state's short form, in one case."""
    return {short.casefold(): name.casefold() for short, name in lexicon("places").tables["short"].items()}


def country_of(name: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of the country that a place is in, or None.

    >>> country_of("KYIV"), country_of("Brackwater")
    ('UA', None)
    """
    return _codes()[1].get(_bare(name)) or None


class Location(NamedTuple):
    """Where a place is, as far as that is sure."""

    country: str | None
    """ISO 3166-1 alpha-2."""
    coordinates: tuple[float, float] | None
    """Latitude and longitude in degrees."""


def locate(names: Sequence[str]) -> list[Location]:
    """Return where the places of an article are.

    Of several cities with one name it is the one whose country another place of the article is or lies in; where none
    does, or more than one, the coordinates are left out.

    >>> locate(["Birmingham", "Alabama"])[0]
    Location(country='US', coordinates=(33.52, -86.8))
    """
    countries = [country_of(name) for name in names]
    out = []
    for number, name in enumerate(names):
        cities = _cities().get(_bare(name), ())
        near = {*countries[:number], *countries[number + 1 :]}
        told = [city for city in cities if city.country in near] if len(cities) > 1 else cities
        out.append(told[0] if len(told) == 1 else Location(countries[number], None))
    return out


@functools.cache
def _cities() -> dict[str, tuple[Location, ...]]:
    """Return the cities of each name in one case."""
    table = lexicon("coordinates").tables["city"]
    return {name.casefold(): tuple(map(_city, written.split("; "))) for name, written in table.items()}


def _city(written: str) -> Location:
    """Return a city as the lexicon writes it: "GB 52.48 -1.90"."""
    country, latitude, longitude = written.split()
    return Location(country, (float(latitude), float(longitude)))


def _bare(name: str) -> str:
    """Return a place's name to compare by."""
    return " ".join(name.casefold().split())
