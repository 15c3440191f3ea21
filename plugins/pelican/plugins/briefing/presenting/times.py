"""Points in time in words, and in the forms that HTML has for them."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pelican.plugins.briefing.view import TimeView

if TYPE_CHECKING:
    from factbox import Event, Timex

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_PARTS = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}
_ORDINALS = ("first", "second", "third", "fourth")
# Words for TIMEX3's modifiers, before the point in time.
_MODS = {
    "APPROX": "about ",
    "BEFORE": "before ",
    "AFTER": "after ",
    "ON_OR_BEFORE": "by ",
    "ON_OR_AFTER": "since ",
}
_WITHIN = {"START": "early", "MID": "mid", "END": "late"}
# A TIMEX3 day with or without a time of day: "2024-08-13", "2024-08-13T18:05", "2024-08-13TEV".
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d|MO|MI|AF|EV|NI|DT)\S*)?")
# A TIMEX3 week, or its weekend: "2024-W32", "2024-W32-WE".
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
# A part of a year: "2024-08", "2024-SU", "2024-Q3", "2024-H1".
_YEAR_PART = re.compile(r"(\d{4})-(?:(\d\d)|(SP|SU|FA|WI)|([QH])([1-4]))")
# A year, a decade or a century: "2024", "202", "19".
_YEARS = re.compile(r"\d{2,4}")


def day_view(day: dt.date | None) -> TimeView | None:
    """Return a date in words; of a date-time the time too, with its offset."""
    if day is None:
        return None
    words = _day_words(day)
    if not isinstance(day, dt.datetime):
        return TimeView(words, day.isoformat())
    offset = day.strftime("%z")
    zone = f" UTC{offset[:3]}:{offset[3:5]}" if offset.strip("+-0") else " UTC" if offset else ""
    return TimeView(f"{words}, {day:%H:%M}{zone}", day.isoformat())


def short_month(day: dt.date) -> str:
    """Return a day's month in three letters: "Aug"."""
    return _MONTHS[day.month - 1][:3]


def event_view(event: Event, timex: Timex | None) -> TimeView:
    """Return when an event was, in words; by its own words where no date is known."""
    found = _value_view(event.value, event.mod) if event.value else None
    if found:
        return found
    return TimeView(event.relative or (timex.text if timex else "") or "date not known")


def timex_view(timex: Timex | None) -> TimeView | None:
    """Return a time expression's point in time, or its own words where that has no date."""
    if timex is None:
        return None
    return _value_view(timex.value, timex.mod) or TimeView(timex.text)


def _value_view(value: str, mod: str | None) -> TimeView | None:
    """Return a TIMEX3 value in words; None where it is none that has words."""
    found = _words(value)
    if found is None:
        return None
    words, machine = found
    if mod in _WITHIN:
        return TimeView(_within(_WITHIN[mod], words), machine)
    if mod in _MODS:
        return TimeView(_MODS[mod] + words, machine if mod == "APPROX" else None)
    return TimeView(words, machine)


def _within(part: str, words: str) -> str:
    """Return "early 2022", "mid-August 2024", "the end of Monday 5 August 2024"."""
    if words.startswith("the "):
        return f"the {part}{'-' if part == 'mid' else ' '}{words[4:]}"
    if words.startswith(("week", *_DAYS)):
        return {"early": "start of ", "mid": "middle of ", "late": "end of "}[part] + words
    return f"{part}{'-' if part == 'mid' else ' '}{words}"


def _words(value: str) -> tuple[str, str | None] | None:
    """Return a value in words, and for HTML where it has a form for it."""
    try:
        for pattern, read in ((_DAY, _of_day), (_WEEK, _of_week), (_YEAR_PART, _of_part), (_YEARS, _of_years)):
            match = pattern.fullmatch(value)
            if match:
                return read(match)
    except ValueError:
        return None
    return None


def _of_day(match: re.Match[str]) -> tuple[str, str | None]:
    """Return a day, with its time where there is one."""
    words = _day_words(dt.date.fromisoformat(match[1]))
    if match[2] is None:
        return words, match[1]
    if match[2] in _PARTS:
        return f"{words}, {_PARTS[match[2]]}", match[1]
    # The midnight that ends a day is 24:00 in TIMEX3; HTML has no such hour.
    return f"{words}, {match[2]}", match[1] if match[2] == "24:00" else f"{match[1]}T{match[2]}"


def _of_week(match: re.Match[str]) -> tuple[str, str | None]:
    """Return a week by its Monday, or its weekend by its Saturday."""
    if match[3]:
        return "weekend of " + _short_day(dt.date.fromisocalendar(int(match[1]), int(match[2]), 6)), None
    monday = dt.date.fromisocalendar(int(match[1]), int(match[2]), 1)
    return "week of " + _short_day(monday), f"{match[1]}-W{match[2]}"


def _of_part(match: re.Match[str]) -> tuple[str, str | None]:
    """Return a month, a season, a quarter or a half of a year."""
    year, month, season, kind, number = match.groups()
    if month:
        return f"{_MONTHS[dt.date(int(year), int(month), 1).month - 1]} {year}", match[0]
    if season:
        return f"{_SEASONS[season]} {year}", None
    return f"{_ORDINALS[int(number) - 1]} {'quarter' if kind == 'Q' else 'half'} of {year}", None


def _of_years(match: re.Match[str]) -> tuple[str, str | None]:
    """Return a year, a decade or a century."""
    digits = match[0]
    if len(digits) == len("2024"):
        return digits, digits
    if len(digits) == len("202"):
        return f"the {digits}0s", None
    return f"the {_nth(int(digits) + 1)} century", None


def _nth(number: int) -> str:
    """Return "1st", "2nd", "21st", "12th"."""
    teens = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _day_words(day: dt.date) -> str:
    """Return "Tuesday 13 August 2024"."""
    return f"{_DAYS[day.weekday()]} {_short_day(day)}"


def _short_day(day: dt.date) -> str:
    """Return "13 August 2024"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
