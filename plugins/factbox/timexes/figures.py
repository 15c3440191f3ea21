"""Normalisers of dates in figures: "2024-08-13", "13/08/2024"."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from factbox.model import TimexType
from factbox.timexes.calendar import Point, real_day
from factbox.timexes.reading import Context, Reading, dated, table

if TYPE_CHECKING:
    import re

_LAST_MONTH = 12


def numeric(match: re.Match[str], context: Context) -> Reading | None:
    """Read "2024-08-13"."""
    del context
    found = real_day(int(match["year"]), int(match["month"]), int(match["day"]))
    return None if found is None else dated(Point(found, "D"))


def numeric_year_last(match: re.Match[str], context: Context) -> Reading | None:
    """Read "13/08/2024", "08/13/2024" and "13.8.2024"; an ambiguous one in the order of the text's others.

    Where neither its own weekday nor another date of the text shows the order, only its year is known: `2024-XX-XX`.
    """
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if match["sep"] == "." or first > _LAST_MONTH or first == second:
        day, month = first, second
    elif second > _LAST_MONTH:
        day, month = second, first
    else:
        day_first = context.signs.day_first if (own := _by_weekday(context, year, first, second)) is None else own
        if day_first is None:
            return Reading(TimexType.DATE, f"{year}-XX-XX")
        day, month = (first, second) if day_first else (second, first)
    found = real_day(year, month, day)
    return None if found is None else dated(Point(found, "D"))


def _by_weekday(context: Context, year: int, first: int, second: int) -> bool | None:
    """Return whether the weekday written before a date in figures fits the day first alone; None where it tells not."""
    name = context.former().rstrip(".,")[:3]
    number = table("weekday").get(name)
    if number is None:
        return None
    day_first = dt.date(year, second, first).isoweekday() == number
    month_first = dt.date(year, first, second).isoweekday() == number
    return day_first if day_first != month_first else None
