"""TIMEX3 values of calendar points in the forms that a timeline needs: precision, EDTF, a day to sort by, and words."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factbox.model import Modality, Precision

if TYPE_CHECKING:
    from factbox.model import Event
    from factbox.spans import Span

# The calendar points of TIMEX3: "2024-08-13", "2024-08-13T14:30", "2024-08-13TNI", "2024-W33", "2024-W33-WE",
# "2024-08", "2024-SU", "2024-Q3", "2024-H1", "2024", "202", "20".
_POINT = re.compile(
    r"""
    (?P<century>\d\d)(?:(?P<ten>\d)(?:(?P<one>\d)(?:-(?:
        W(?P<week>\d\d)(?:-(?P<part>WE))?
      | (?P<season>SP|SU|FA|WI)
      | Q(?P<quarter>[1-4])
      | H(?P<half>[12])
      | (?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<time>\d\d(?::\d\d(?::\d\d)?)?|[A-Z]{2}))?)?
    ))?)?)?
    """,
    re.VERBOSE,
)
_SEASONS = {"SP": (3, 21), "SU": (6, 22), "FA": (9, 23), "WI": (12, 24)}
# EDTF's numbers for quarters begin at 33, those for halves at 40 (ISO 8601-2, 4.8).
_EDTF_QUARTER, _EDTF_HALF = 32, 39
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_WEEK, _MONTH, _YEAR = 7, 30, 365
# How many characters of a value name its day; the time of day stands behind them: "T18:05" of "2024-08-13T18:05".
_DAY = 10


@dataclass(frozen=True, slots=True)
class CalendarPoint:
    """A stretch of the calendar that a timeline can place."""

    value: str
    """TIMEX3, without parts of a day that have no clock time: `2024-08-13` of `2024-08-13TNI`."""
    edtf: str
    """ISO 8601-2."""
    precision: Precision
    """How fine it is."""
    first: dt.date
    """Its first day."""
    last: dt.date
    """Its last day."""


def day_of(value: str) -> str:
    """Return the day of a TIMEX3 value, with its time or without; what is longer than a day is left as it is.

    >>> day_of("2024-08-13T18:05")
    '2024-08-13'
    """
    return value[:_DAY]


@functools.lru_cache(maxsize=4096)
def calendar_point(value: str) -> CalendarPoint | None:
    """Return the calendar point of a TIMEX3 value, or None of a duration, a set or a vague reference.

    >>> calendar_point("2024-W32").edtf
    '2024-08-05/2024-08-11'
    """
    match = _POINT.fullmatch(value)
    if match is None:
        return None
    try:
        return _read(value, match)
    except ValueError:
        return None


def _read(value: str, match: re.Match[str]) -> CalendarPoint:
    """Return the point of a value that has the form of one; raise ValueError where the calendar has no such day."""
    if match["one"] is None:
        return _coarse(value)
    if match["day"]:
        return _day(value, match)
    year = int(value[:4])
    if match["week"]:
        first = dt.date.fromisocalendar(year, int(match["week"]), 6 if match["part"] else 1)
        last = dt.date.fromisocalendar(year, int(match["week"]), 7)
        return CalendarPoint(value, f"{first}/{last}", Precision.WEEK, first, last)
    month, months, edtf, precision = _months(value, match)
    first = dt.date(year, month, 1)
    return CalendarPoint(value, edtf, precision, first, _end(first, months))


def _months(value: str, match: re.Match[str]) -> tuple[int, int, str, Precision]:
    """Return of a month and what is made of months: the first one, how many, the EDTF form and the precision."""
    if match["season"]:
        month, number = _SEASONS[match["season"]]
        return month, 3, f"{value[:4]}-{number}", Precision.SEASON
    if match["quarter"]:
        number = int(match["quarter"])
        return 3 * number - 2, 3, f"{value[:4]}-{_EDTF_QUARTER + number}", Precision.QUARTER
    if match["half"]:
        number = int(match["half"])
        return 6 * number - 5, 6, f"{value[:4]}-{_EDTF_HALF + number}", Precision.HALF
    if match["month"]:
        return int(match["month"]), 1, value, Precision.MONTH
    return 1, 12, value, Precision.YEAR


def _day(value: str, match: re.Match[str]) -> CalendarPoint:
    """Return the point of a day or of a time in it."""
    day = dt.date.fromisoformat(day_of(value))
    clock = match["time"]
    if clock is None or clock.isalpha():
        return CalendarPoint(day_of(value), day_of(value), Precision.DAY, day, day)
    hours, _, minutes = clock.partition(":")
    if clock != "24:00":  # midnight at the day's end, which `time` does not know
        dt.time.fromisoformat(clock)
    precision = Precision.MINUTE if minutes else Precision.HOUR
    return CalendarPoint(value, f"{day_of(value)}T{hours}:{minutes or '00'}" if minutes else value, precision, day, day)


def _coarse(value: str) -> CalendarPoint:
    """Return the point of a decade (three digits) or a century (two)."""
    size = 10 ** (4 - len(value))
    year = int(value) * size
    if not year:
        raise ValueError(value)
    precision = Precision.DECADE if size == 10 else Precision.CENTURY  # noqa: PLR2004 - years of a decade
    first, last = dt.date(year, 1, 1), dt.date(year + size - 1, 12, 31)
    return CalendarPoint(value, value.ljust(4, "X"), precision, first, last)


def _end(first: dt.date, months: int) -> dt.date:
    """Return the last day of so many months that begin with `first`."""
    index = first.month - 1 + months - 1
    year, month = first.year + index // 12, index % 12 + 1
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def fits_weekday(text: str, value: str) -> bool:
    """Return whether a day has the weekday that the text gives it: not that of "Monday, 24 November 2026".

    >>> fits_weekday("Monday, 24 November 2026", "2026-11-24")
    False
    """
    named, point = _WEEKDAY.search(text), calendar_point(value)
    fine = point is not None and point.first == point.last
    return named is None or point is None or not fine or named[0] == calendar.day_name[point.first.weekday()]


def event_order(event: Event) -> tuple[bool, str, int, bool, str, Span]:
    """Return what events are ordered by: the day, where known; else the offset; of one day what is planned comes last.

    Then come the time of day, where known, and their place in the text.
    """
    day, offset = (event.sort, 0) if event.value else ("", int(event.sort))
    return not event.value, day, offset, event.modality is Modality.PLANNED, event.value[_DAY:], event.span


def sorting(point: CalendarPoint | None, mod: str | None, offset: int, now: dt.date | None) -> str:
    """Return what an event is ordered by: a full date, or days from an unknown day of publication.

    Args:
        point: when it was, where that is known.
        mod: TIMEX3's modifier of it.
        offset: days from publication, where it is not.
        now: of a plan the day of publication, before which it cannot come: "this month".
    """
    if point is None:
        return f"{offset:+06d}"  # it orders by itself as far as signs allow
    if now and point.first < now <= point.last and not mod:
        return now.isoformat()
    return sorting_day(point, mod)


def sorting_day(point: CalendarPoint, mod: str | None) -> str:
    """Return the full date that a point is ordered by: its first day, of a middle or an end the day there."""
    if mod == "END":
        return point.last.isoformat()
    if mod == "MID":
        return (point.first + (point.last - point.first) // 2).isoformat()
    return point.first.isoformat()


def relative_words(text: str, offset: int) -> str:
    """Return in words when an event was, where only its distance from an unknown publication day is known.

    Args:
        text: the time expression as written.
        offset: days from the publication day.

    >>> relative_words("on Monday", -1)
    'Monday before publication'
    """
    side = "before" if offset < 0 else "after"
    weekday = _WEEKDAY.search(text)
    days = abs(offset)
    if weekday and 0 < days <= _WEEK:
        return f"{weekday[0]} {side} publication"
    if offset == 0:
        return "day of publication"
    for size, name in ((_YEAR, "year"), (_MONTH, "month"), (_WEEK, "week"), (1, "day")):
        if days >= size:
            count = round(days / size)
            return f"{name if count == 1 else f'{count} {name}s'} {side} publication"
    return f"{side} publication"
