"""The time zone of a time of day: as the text names it, else that of the dateline's place."""

from __future__ import annotations

import functools
import re

from factbox.lexicons import lexicon

# What parts a place from what it lies in: "TARVEL, Calif."; two places of one dateline are no one place.
_PARTS = re.compile(r"\s*,\s*")


def zone_named(words: str) -> str | None:
    """Return the zone that a text names: an offset from universal time, or an IANA name where the offset changes.

    >>> zone_named("GMT"), zone_named("Eastern time"), zone_named("local time")
    ('+00:00', 'America/New_York', None)
    """
    zone = lexicon("zones").tables["named"].get(" ".join(words.lower().split()))
    return None if zone is None else str(zone)


def zone_of_place(place: str) -> str | None:
    """Return the IANA name of the zone that a dateline's place lies in; None where it is not known for certain.

    >>> zone_of_place("LONDON"), zone_of_place("TARVEL, Calif."), zone_of_place("Tarvel"), zone_of_place("SEOUL/LONDON")
    ('Europe/London', 'America/Los_Angeles', None, None)
    """
    zones = _zones()
    first, *others = _PARTS.split(" ".join(place.casefold().split()))
    return zones.get(others[-1] if others else first)


@functools.cache
def _zones() -> dict[str, str]:
    """Return the zone of each place that is known to lie in one, by its name in one case."""
    places, zones = lexicon("places").tables, lexicon("zones").tables
    coded = {**places["region"], **places["city"], **places["country"]}
    known = {name.casefold(): zones["country"][code] for name, code in coded.items() if code in zones["country"]}
    return {**known, **{name.casefold(): zone for name, zone in zones["place"].items()}}
