"""Calendar points of a known grain, their TIMEX3 values, and the arithmetic between them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

if TYPE_CHECKING:
    from collections.abc import Callable

_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# The days in a unit, for ordering only.
NOMINAL_DAYS = {"D": 1, "W": 7, "WE": 7, "F": 14, "M": 30, "Q": 91, "S": 91, "H": 182, "Y": 365, "DE": 3652, "E": 36525}
_YEARS = {"Y": 1, "DE": 10, "E": 100}


@dataclass(frozen=True, slots=True)
class Point:
    """A stretch of the calendar: its first day and how long it is."""

    day: dt.date
    """The first day."""
    grain: str
    """`D`, `W`, `WE` (weekend), `M`, `S` (season), `Q`, `H` (half), `Y`, `DE` (decade) or `E` (century)."""

    @property
    def value(self) -> str:
        """The TIMEX3 value: `2024-08-13`, `2024-W33`, `2024-W33-WE`, `2024-Q3`, `2024-SU`, `198`."""
        return _VALUES[self.grain](self.day)

    def shifted(self, count: int, unit: str) -> Point:
        """Return the point `count` units later (earlier where negative), of the unit's own grain.

        Raises:
            OverflowError, ValueError: the calendar has no such day.
        """
        if unit == "F":
            count, unit = count * 2, "W"
        if unit in {"D", "W", "WE"}:
            return of_grain(self.day + dt.timedelta(days=count * NOMINAL_DAYS[unit]), unit)
        if unit in {"M", "Q", "H", "S"}:
            months = {"M": 1, "Q": 3, "H": 6, "S": 3}[unit] * count
            return of_grain(self.day + relativedelta(months=months), unit)
        return of_grain(self.day + relativedelta(years=count * _YEARS[unit]), unit)


def of_grain(day: dt.date, grain: str) -> Point:
    """Return the calendar point of `grain` that holds `day`."""
    return Point(_FIRST_DAYS[grain](day), grain)


def season_point(year: int, season: str) -> Point:
    """Return the season `SP`, `SU`, `FA` or `WI` that begins in `year`."""
    return Point(dt.date(year, _SEASON_MONTHS[season], 1), "S")


def quarter_point(year: int, number: int) -> Point:
    """Return a quarter of `year`, `number` from 1."""
    return Point(dt.date(year, 3 * number - 2, 1), "Q")


def half_point(year: int, number: int) -> Point:
    """Return a half of `year`, `number` 1 or 2."""
    return Point(dt.date(year, 6 * number - 5, 1), "H")


def real_day(year: int, month: int, day: int) -> dt.date | None:
    """Return the date, or None where the calendar has none such ("Feb. 30")."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def holiday_day(form: str, year: int) -> dt.date:
    """Return the day of a holiday in `year`.

    Args:
        form: `12-25`; `easter+1` (days from Easter Sunday); `11/4/4` (the fourth Thursday of November; -1 is the last);
            `11/1/1+1` (the day after the first Monday).
        year: the year.
    """
    if form.startswith("easter"):
        return easter(year) + dt.timedelta(days=int(form[len("easter") :]))
    if "/" in form:
        form, _, after = form.partition("+")
        month, nth, weekday = (int(part) for part in form.split("/"))
        if nth < 0:
            last = dt.date(year, month, 1) + relativedelta(day=31)
            return last - dt.timedelta(days=(last.isoweekday() - weekday) % 7)
        first = dt.date(year, month, 1)
        return first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1) + int(after or 0))
    month, day = (int(part) for part in form.split("-"))
    return dt.date(year, month, day)


def _week(day: dt.date) -> str:
    """Return the ISO week of a day: `2024-W33`."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _season(day: dt.date) -> str:
    """Return the season that begins in the month of `day`: `2024-SU`."""
    return f"{day.year:04}-" + next(name for name, month in _SEASON_MONTHS.items() if month == day.month)


def _season_start(day: dt.date) -> dt.date:
    """Return the first day of the season that holds `day`; January and February are the former year's winter."""
    month = day.month // 3 * 3
    return dt.date(day.year, month, 1) if month else dt.date(day.year - 1, 12, 1)


_VALUES: dict[str, Callable[[dt.date], str]] = {
    "D": lambda day: day.isoformat(),
    "W": _week,
    "WE": lambda day: _week(day) + "-WE",
    "M": lambda day: day.isoformat()[:7],
    "S": _season,
    "Q": lambda day: f"{day.year:04}-Q{(day.month + 2) // 3}",
    "H": lambda day: f"{day.year:04}-H{1 if day.month < 7 else 2}",  # noqa: PLR2004 - the second half begins in July
    "Y": lambda day: f"{day.year:04}",
    "DE": lambda day: f"{day.year:04}"[:3],
    "E": lambda day: f"{day.year:04}"[:2],
}

_FIRST_DAYS: dict[str, Callable[[dt.date], dt.date]] = {
    "D": lambda day: day,
    "W": lambda day: day - dt.timedelta(days=day.isoweekday() - 1),
    "WE": lambda day: day - dt.timedelta(days=day.isoweekday() - 6),
    "M": lambda day: day.replace(day=1),
    "S": _season_start,
    "Q": lambda day: day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1),
    "H": lambda day: day.replace(month=1 if day.month <= 6 else 7, day=1),  # noqa: PLR2004 - June ends the first half
    "Y": lambda day: day.replace(month=1, day=1),
    "DE": lambda day: day.replace(year=max(1, day.year // 10 * 10), month=1, day=1),
    "E": lambda day: day.replace(year=max(1, day.year // 100 * 100), month=1, day=1),
}
