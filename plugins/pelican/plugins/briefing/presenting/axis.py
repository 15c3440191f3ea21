"""The timeline's axis: where its dates lie, as marks that do not touch each other."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from factbox import Modality, Precision
from pelican.plugins.briefing.languages import N_, NN_
from pelican.plugins.briefing.picture_view import Axis, Tick

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbox import Event
    from pelican.plugins.briefing.languages import Language
    from pelican.plugins.briefing.view import EventView

# With fewer dates than these the list alone says it better.
_FEWEST = 4
# Dates nearer than this, in per cent of the axis, share a mark: two marks side by side on the narrowest phone.
_APART = 8.0
# The longest times without dates are cut out of the axis where that gives this many times the marks, and leave this
# much of it each.
_GAIN, _CUT = 1.5, 14.0
_MOST_CUTS = 2
# Width of the axis in pixels in a window of 320 and of 640, and of a letter under it.
_NARROW, _WIDE, _LETTER = 260, 560, 8.2
# Room between two labels, in letters.
_SPACE = 2
# A label nearer to an end than this, in per cent, begins or ends at its mark instead of standing under it.
EDGE = 15.0
_LABELS: dict[Precision, str] = {
    **dict.fromkeys((Precision.MINUTE, Precision.HOUR, Precision.DAY), N_("%(day)s %(month)s %(year)s")),
    **dict.fromkeys((Precision.WEEK, Precision.MONTH), N_("%(month)s %(year)s")),
    **dict.fromkeys((Precision.SEASON, Precision.QUARTER, Precision.HALF, Precision.YEAR), "%(year)s"),
}

_CUTS = ("", N_("A long time without events is cut out of it."), N_("Two long times without events are cut out of it."))


@dataclass(frozen=True, slots=True)
class _Dated:
    """An event with its day."""

    day: dt.date
    event: Event
    when: str
    label: str
    """Its date in short: "13 Aug 2024", "Aug 2024", "2024"."""


def axis_view(events: tuple[Event, ...], views: tuple[EventView, ...], language: Language) -> Axis | None:
    """Return the axis of a timeline; None where there are too few dates to show anything."""
    dated = [found for event, view in zip(events, views, strict=True) if (found := _dated(event, view, language))]
    dated.sort(key=lambda entry: entry.day)
    days = sorted({entry.day.toordinal() for entry in dated})
    if len(days) < _FEWEST:
        return None
    xs, cuts, groups = _laid_out(dated, days, 0)
    for number in range(1, _MOST_CUTS + 1):
        other = _laid_out(dated, days, number)
        if len(other[0]) >= _GAIN * len(xs):
            xs, cuts, groups = other
    labels = [_label(group, language) for group in groups]
    narrow = _with_room(xs, labels, _NARROW, [])
    wide = _with_room(xs, labels, _WIDE, narrow)
    ticks = tuple(
        Tick(
            x,
            label if number in wide else "",
            wide=number not in narrow,
            count=len(group),
            hollow=all(entry.event.modality is Modality.PLANNED for entry in group),
        )
        for number, (x, label, group) in enumerate(zip(xs, labels, groups, strict=True))
    )
    return Axis(_title(dated, language), _description(groups, labels, len(cuts), language), ticks, cuts)


def _dated(event: Event, view: EventView, language: Language) -> _Dated | None:
    """Return an event with its day; None where it has none that is known."""
    if event.precision is Precision.VAGUE:
        return None
    try:
        day = dt.date.fromisoformat(event.sort[:10])
    except ValueError:
        return None
    form = _LABELS.get(event.precision)
    values = {"day": day.day, "month": language.short_month(day.month), "year": day.year}
    return _Dated(day, event, view.when.text, language.gettext(form, **values) if form else view.when.text)


def _laid_out(
    dated: Sequence[_Dated], days: Sequence[int], number: int
) -> tuple[list[float], tuple[float, ...], list[list[_Dated]]]:
    """Return the marks' places, those of the cuts, both in per cent from left, and what each mark stands for.

    Args:
        dated: the events by day.
        days: their days, each once.
        number: how many of the longest times without dates are cut out.
    """
    places, cuts = _places(days, number)
    xs: list[float] = []
    groups: list[list[_Dated]] = []
    for entry in dated:
        x = places[entry.day.toordinal()]
        if not xs or x - xs[-1] >= _APART:
            xs.append(x)
            groups.append([])
        groups[-1].append(entry)
    return xs, cuts, groups


def _places(days: Sequence[int], number: int) -> tuple[dict[int, float], tuple[float, ...]]:
    """Return each day's place, and those of the cuts, in per cent from left."""
    gaps = [later - earlier for earlier, later in pairwise(days)]
    by_length = sorted(range(len(gaps)), key=gaps.__getitem__, reverse=True)
    cut, whole = set(by_length[:number]), by_length[number:]
    scale = (100 - _CUT * number) / sum(gaps[index] for index in whole)
    x, places, cuts = 0.0, {days[0]: 0.0}, []
    for index, day in enumerate(days[1:]):
        length = _CUT if index in cut else gaps[index] * scale
        if index in cut:
            cuts.append(round(x + length / 2, 2))
        x += length
        places[day] = round(x, 2)
    return places, tuple(cuts)


def _label(group: Sequence[_Dated], language: Language) -> str:
    """Return a mark's dates in short: what they have in common, else from when to when."""
    first, last = group[0], group[-1]
    if first.label == last.label:
        return first.label
    if first.day.year != last.day.year:
        return f"{first.day.year}–{last.day.year}"
    if first.day.month != last.day.month:
        return str(first.day.year)
    month = language.short_month(first.day.month)
    return language.gettext(_LABELS[Precision.MONTH], month=month, year=first.day.year)


def _with_room(xs: Sequence[float], labels: Sequence[str], width: int, given: Sequence[int]) -> list[int]:
    """Return the marks whose labels fit on an axis of a width: those given, the last, the first, then from left."""

    def stretch(number: int) -> tuple[float, float]:
        x, length = xs[number], 100 * _LETTER * len(labels[number]) / width
        start = x if x < EDGE else x - length if x > 100 - EDGE else x - length / 2
        return start, start + length

    chosen, space = list(given), 100 * _LETTER * _SPACE / width
    for number in (len(xs) - 1, *range(len(xs) - 1)):
        start, end = stretch(number)
        others = [stretch(other) for other in chosen if other != number]
        if number not in chosen and all(end + space <= left or right + space <= start for left, right in others):
            chosen.append(number)
    return chosen


def _title(dated: Sequence[_Dated], language: Language) -> str:
    """Return what the axis shows, in one line."""
    one, many = NN_(
        "Time axis with %(num)s event, from %(first)s to %(last)s",
        "Time axis with %(num)s events, from %(first)s to %(last)s",
    )
    return language.ngettext(one, many, len(dated), first=dated[0].label, last=dated[-1].label)


def _description(groups: Sequence[Sequence[_Dated]], labels: Sequence[str], cuts: int, language: Language) -> str:
    """Return the axis in words."""
    marks = []
    for group, label in zip(groups, labels, strict=True):
        many = language.ngettext("%(label)s, %(num)s event", "%(label)s, %(num)s events", len(group), label=label)
        words = group[0].when if len(group) == 1 else many
        planned = all(entry.event.modality is Modality.PLANNED for entry in group)
        marks.append(language.gettext("%(when)s, planned", when=words) if planned else words)
    told = language.gettext("From left to right: %(marks)s.", marks="; ".join(marks))
    return f"{told} {language.gettext(_CUTS[cuts])}" if cuts else told
