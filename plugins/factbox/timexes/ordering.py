"""An order for weekdays and days of a year where the publication day is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbox.timexes.tense import Tense

if TYPE_CHECKING:
    from factbox.timexes.reading import Reading

_ROUND = {"weekday": 7, "year": 366}
# The offset of the latest one; days of a year come before the weekdays.
_LATEST = {"weekday": -1, "year": -8}


def lay_out(readings: list[Reading], anchors: list[int | None]) -> list[int | None]:
    """Return the offset of each reading, in days from an unknown publication day; None where its value is known.

    Args:
        readings: all readings of a text, in text order.
        anchors: for each, the index of the reading it was counted from.
    """
    latest = {kind: _latest(readings, kind) for kind in _ROUND}
    out: list[int | None] = []
    for index, reading in enumerate(readings):
        anchor = anchors[index]
        if reading.cycle is not None:
            out.append(_offset(reading.cycle, latest))
        elif reading.offset is not None and anchor is not None and _laid(readings[anchor]) and out[anchor] is not None:
            out.append(_from_anchor(reading.offset, readings[anchor], out[anchor]))
        else:
            out.append(reading.offset)
    return out


def _laid(reading: Reading) -> bool:
    """Return whether a reading's own offset is only known after all are laid out."""
    return reading.cycle is not None


def _from_anchor(offset: int, anchor: Reading, laid: int | None) -> int:
    """Return an offset that was counted from a reading before that one had its place."""
    return offset - (anchor.offset or 0) + (laid or 0)


def _offset(cycle: tuple[str, int, Tense], latest: dict[str, int]) -> int:
    """Return the offset of one weekday or day of a year."""
    kind, place, tense = cycle
    size = _ROUND[kind]
    if tense is Tense.FUTURE:
        return (place - latest[kind] - 1) % size + 1
    return _LATEST[kind] - (latest[kind] - place) % size


def _latest(readings: list[Reading], kind: str) -> int:
    """Return the place that comes last: the one before the longest gap; of equal gaps, the one named first."""
    places = [r.cycle[1] for r in readings if r.cycle and r.cycle[0] == kind and r.cycle[2] is not Tense.FUTURE]
    if not places:
        return _ROUND[kind]
    size = _ROUND[kind]
    ordered = sorted(set(places))
    gaps = {place: (ordered[(i + 1) % len(ordered)] - place - 1) % size for i, place in enumerate(ordered)}
    return max(ordered, key=lambda place: (gaps[place], -places.index(place)))
