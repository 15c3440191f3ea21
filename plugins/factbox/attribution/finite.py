"""The nearest finite verb to the left, which has a subject of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbox.attribution.phrases import DEPTH, phrase_left
from factbox.attribution.verbs import is_participle

if TYPE_CHECKING:
    from factbox.attribution.tags import Line

# The tags of finite verbs, and of forms in -ing.
_FINITE, ING = frozenset("VvA"), frozenset("gG")


def finite(line: Line, at: int, floor: int) -> int:
    """Return the first unit of the nearest finite verb group to the left of `at`, one below `floor` where none is."""
    tags = line.tags
    while at >= floor:
        if tags[at] in _FINITE:
            first = at
            while first > floor and tags[first - 1] in "AB":
                first -= 1
            opener = line.units[first].word
            bound = first > floor and (tags[first - 1] in "tI" or line.units[first - 1].word == "as")
            bound = bound or (first == at and is_participle(line, at))
            if not bound and opener not in {"being", "having", "be"}:
                return first if tags[first] != "B" else at
            at = first
        elif tags[at] in ING and _is_absolute(line, at, floor):
            return at
        at -= 1
    return floor - 1


def _is_absolute(line: Line, verb: int, floor: int) -> bool:
    """Return whether a participle has a subject of its own: "with Ana Ruiz telling reporters"."""
    found = phrase_left(line, verb - 1, floor, DEPTH) if verb > floor else None
    return found is not None and found.start > floor and line.units[found.start - 1].word == "with"
