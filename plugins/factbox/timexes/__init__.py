"""Time expressions: from the text and its sentences to TIMEX3 values.

One pass over the words finds the sentences that hold a trigger word; only there the patterns of the trigger's class are
tried. Of matches that overlap the longest is kept. Values are then read in text order, so that "a week later" can count
from the time last spoken of.

Where the publication day is not known, what would be counted from it has the value `""` and an `offset` in days, which
serves for ordering only:

- "today" is 0, "yesterday" -1, "last week" -7, "two years ago" -730, "this week" -3 (its middle);
- weekdays of one text are taken to stand close together: they are laid round the week so that the longest gap between
  them comes first, the latest is -1, and the others are counted back from it ("Monday" and "Tuesday" are -2 and -1);
  weekdays put in the future are 1 to 7;
- in a history (years are named, and nothing is counted from the day of reading) a day or month without its year, and a
  weekday, go with the time last spoken of and have a value;
- else days and months without a year are ordered in the same way round the year, the latest of them at -8.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from factbox.ids import name_ids
from factbox.model import Timex
from factbox.spans import Span
from factbox.timexes.asides import is_aside, is_background
from factbox.timexes.ordering import lay_out
from factbox.timexes.reading import Context, Reading
from factbox.timexes.rules import read_match
from factbox.timexes.scan import find_matches
from factbox.timexes.signs import Signs
from factbox.timexes.zones import zone_of_place

if TYPE_CHECKING:
    from factbox.model import Document

__all__ = ["find_timexes"]


def find_timexes(document: Document, sentences: tuple[Span, ...]) -> tuple[Timex, ...]:
    """Return the time expressions of a document's dateline and prose, in text order, none overlapping another.

    Args:
        document: the text; the calendar day of `document.source.published` is what "yesterday" counts from.
        sentences: half-open character offsets into `document.text`; outside them only the dateline is read.

    Returns:
        Timexes with TIMEX3 values; `""` where a value needs a publication date that is not known, with an `offset` in
        days for ordering (see the module).
    """
    text = document.text
    published = document.source.published
    day = published.date() if isinstance(published, dt.datetime) else published
    place = document.dateline.place if document.dateline else None
    context = Context(text, day, Signs(text), Span(0, 0), zone=zone_of_place(place) if place else None)
    found: list[tuple[Span, str, Reading, int | None]] = []
    opening = (document.dateline.span,) if document.dateline else ()
    for sentence, candidates in find_matches(text, (*opening, *sentences)):
        context.sentence = sentence
        for rule, match in candidates:
            context.start, context.end = match.span()
            reading = read_match(rule, match, context)
            while reading is not None:
                start, end = reading.extent or match.span()
                anchor = _anchor(context, reading)
                found.append((Span(start, end), rule.name, reading, anchor))
                _remember(context, reading, len(found) - 1, feast=rule.value == "holiday")
                reading = reading.then
    return _to_timexes(text, found)


def _anchor(context: Context, reading: Reading) -> int | None:
    """Return the index of the timex that an anaphoric reading was counted from."""
    if not reading.anchored or reading.origin is not None:
        return reading.origin
    return max((index for _, index in context.focus.values()), default=context.offset_index)


def _remember(context: Context, reading: Reading, index: int, *, feast: bool) -> None:
    """Make a reading the time last spoken of."""
    start, end = reading.extent or (context.start, context.end)
    if reading.passing or (context.narrative and context.focus and _is_background(context, reading, start)):
        return
    if reading.point is not None and reading.point.grain == "D":
        context.days.append((context.sentence, reading.point, index, start))
        if feast or is_aside(context.text, context.sentence, start, end):
            context.asides.add(index)
        if reading.yeared:
            context.yeared = (reading.point.day, end)
    if reading.point is not None and reading.pins:
        context.pinned = (reading.point.day, index)
    if reading.point is not None:
        context.focus[reading.point.grain] = (reading.point, index)
    if reading.offset is not None:
        context.offset, context.offset_index, context.undated = reading.offset, index, None
    elif reading.cycle is not None:
        context.offset, context.offset_index, context.undated = None, None, index


def _is_background(context: Context, reading: Reading, start: int) -> bool:
    """Return whether a year lies beside a history's line: what had been before, or the name of an act."""
    year = reading.point is not None and reading.point.grain == "Y"
    return year and is_background(context.text, context.sentence, start)


def _to_timexes(text: str, found: list[tuple[Span, str, Reading, int | None]]) -> tuple[Timex, ...]:
    """Return the timexes with ids, and with offsets for undated weekdays and days of a year."""
    names = name_ids("t", (span.of(text) for span, _, _, _ in found))
    offsets = lay_out([reading for _, _, reading, _ in found], [anchor for _, _, _, anchor in found])
    out = []
    for (span, rule, reading, anchor), name, offset in zip(found, names, offsets, strict=True):
        counted = "published" if reading.relative else None
        origin = names[anchor] if anchor is not None else counted
        read = (reading.type, reading.value, reading.mod)
        out.append(Timex(name, span, span.of(text), *read, origin, rule, offset, reading.zone))
    return tuple(sorted(out, key=lambda timex: timex.span))
