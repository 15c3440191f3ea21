"""The words that names are told by, read once from the lexicons."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from factbox.lexicons import lexicon
from factbox.model import Gender


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Word lists of the lexicons `mentions`, `given_names` and `places`, as sets."""

    titles: frozenset[str]
    """Forms of address: "Ms", "Dr."."""
    offices: frozenset[str]
    """Offices with a capital in front of a name: "President", "Gen."."""
    office_surnames: frozenset[str]
    """Those of them that are surnames behind a form of address: "Mr King"."""
    roles: frozenset[str]
    """Nouns of office, trade and kinship, lower case."""
    modifiers: frozenset[str]
    """Words in front of a role's noun, lower case."""
    departments: frozenset[str]
    """What a secretary is of."""
    given: dict[str, Gender]
    """Given names and the gender they show."""
    suffixes: frozenset[str]
    """Last words of firms and clubs."""
    heads: frozenset[str]
    """Last words of bodies."""
    before_for: frozenset[str]
    """Those of them behind which "for" goes on with the name."""
    head_surnames: frozenset[str]
    """Last words of bodies and places that are surnames too."""
    organisations: frozenset[str]
    """Bodies known by name."""
    no_bodies: frozenset[str]
    """Capitals that name no body."""
    stops: frozenset[str]
    """Capitalised words that are no part of a name."""
    calendar: frozenset[str]
    """Days, months, feasts."""
    common: frozenset[str]
    """Capitalised words that are no person's name."""
    demonyms: frozenset[str]
    """Peoples, faiths, parties."""
    countries: dict[str, str]
    """Name to ISO code."""
    places: dict[str, str]
    """Countries, cities and regions to ISO codes."""
    place_heads: frozenset[str]
    """Last words of places."""
    place_firsts: frozenset[str]
    """First words of places."""
    things: frozenset[str]
    """Last words of contests, prizes, laws and wars."""
    particles: frozenset[str]
    """Small words inside a name."""
    honours: frozenset[str]
    """"Jr" and the like."""


# Whom a tabloid's name has in front: "Mum-of-three".
_PARENTS = ("dad", "father", "gran", "grandfather", "grandmother", "mom", "mother", "mum", "nan")
_MANY = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@functools.cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary, read on the first call."""
    words, given, places = lexicon("mentions"), lexicon("given_names"), lexicon("places")
    tables = places.tables
    return Vocabulary(
        titles=words.words("title"),
        offices=words.words("role_capital"),
        office_surnames=words.words("office_surname"),
        roles=words.words("role") | {f"{who}-of-{many}" for who in _PARENTS for many in _MANY},
        modifiers=words.words("role_modifier"),
        departments=words.words("department"),
        given={
            **dict.fromkeys(given.words("either"), Gender.UNKNOWN),
            **dict.fromkeys(given.words("female"), Gender.FEMALE),
            **dict.fromkeys(given.words("male"), Gender.MALE),
        },
        suffixes=words.words("org_suffix"),
        heads=words.words("org_head"),
        before_for=words.words("org_for"),
        head_surnames=words.words("head_surname"),
        organisations=words.words("org"),
        no_bodies=words.words("acronym_other"),
        stops=words.words("stop"),
        calendar=words.words("calendar"),
        common=words.words("common"),
        demonyms=places.words("demonym"),
        countries=tables["country"],
        places={**tables["region"], **tables["city"], **tables["country"]},
        place_heads=words.words("place_head"),
        place_firsts=words.words("place_first"),
        things=words.words("thing_last"),
        particles=words.words("particle"),
        honours=words.words("honour"),
    )


@functools.cache
def title_genders() -> dict[str, Gender]:
    """Return the gender that each telling title shows, by the title as written."""
    words = lexicon("mentions")
    return {
        **dict.fromkeys(words.words("title_female"), Gender.FEMALE),
        **dict.fromkeys(words.words("title_male"), Gender.MALE),
    }
