"""Points in time in words of the site's language, and in the forms that HTML has for them."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pelican.plugins.briefing.languages import N_, NN_
from pelican.plugins.briefing.view import TimeView

if TYPE_CHECKING:
    from collections.abc import Callable

    from factbox import Event, Timex
    from pelican.plugins.briefing.languages import Language

# Words for parts of the day and of the year.
_PARTS = {
    "MO": N_("%(day)s, morning"),
    "MI": N_("%(day)s, midday"),
    "AF": N_("%(day)s, afternoon"),
    "EV": N_("%(day)s, evening"),
    "NI": N_("%(day)s, night"),
    "DT": N_("%(day)s, daytime"),
}
_YEAR_PARTS = {
    "SP": N_("spring %(year)s"),
    "SU": N_("summer %(year)s"),
    "FA": N_("autumn %(year)s"),
    "WI": N_("winter %(year)s"),
    "Q1": N_("first quarter of %(year)s"),
    "Q2": N_("second quarter of %(year)s"),
    "Q3": N_("third quarter of %(year)s"),
    "Q4": N_("fourth quarter of %(year)s"),
    "H1": N_("first half of %(year)s"),
    "H2": N_("second half of %(year)s"),
}
# Words for a whole time, then for its beginning, its middle and its end, by TIMEX3's modifiers.
_DAY_FORMS = {
    "": N_("%(day)s"),
    "START": N_("early on %(day)s"),
    "MID": N_("middle of %(day)s"),
    "END": N_("late on %(day)s"),
}
_WEEK_FORMS = {
    "": N_("%(day)s"),
    "START": N_("start of %(day)s"),
    "MID": N_("middle of %(day)s"),
    "END": N_("end of %(day)s"),
}
_PART_FORMS = {
    "": N_("%(part)s"),
    "START": N_("early %(part)s"),
    "MID": N_("mid-%(part)s"),
    "END": N_("late %(part)s"),
}
_DECADE_FORMS = {
    "": N_("the %(year)ss"),
    "START": N_("the early %(year)ss"),
    "MID": N_("the mid-%(year)ss"),
    "END": N_("the late %(year)ss"),
}
_CENTURY_FORMS = {
    "": N_("the %(number)s century"),
    "START": N_("the early %(number)s century"),
    "MID": N_("the mid-%(number)s century"),
    "END": N_("the late %(number)s century"),
}
_ORDINALS = {1: N_("%(number)sst"), 2: N_("%(number)snd"), 3: N_("%(number)srd"), 0: N_("%(number)sth")}
_TEENS = frozenset((11, 12, 13))
# Words for the other modifiers, which say how a point in time is to be taken.
_MODS = {
    "APPROX": N_("about %(when)s"),
    "BEFORE": N_("before %(when)s"),
    "AFTER": N_("after %(when)s"),
    "ON_OR_BEFORE": N_("by %(when)s"),
    "ON_OR_AFTER": N_("since %(when)s"),
}
# A TIMEX3 day with or without a time of day: "2024-08-13", "2024-08-13T18:05", "2024-08-13TEV".
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d|MO|MI|AF|EV|NI|DT)\S*)?")
# A day with its month in the words of an article: "2 October", "Oct. 30th".
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b\.?"
_MONTH_DAY = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTHS}|\b{_MONTHS}\s\d{{1,2}}(?!\d)")
# A TIMEX3 week, or its weekend: "2024-W32", "2024-W32-WE".
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
# A part of a year: "2024-08", "2024-SU", "2024-Q3", "2024-H1".
_YEAR_PART = re.compile(r"(\d{4})-(?:(\d\d)|(SP|SU|FA|WI|Q[1-4]|H[12]))")
# A year, a decade or a century: "2024", "202", "19".
_YEARS = re.compile(r"\d{2,4}")
# How far from a publication whose day is not known: "Monday before publication", "2 weeks after publication".
_DISTANCE = re.compile(r"(?:(\d+) )?(\w+?)s? (before|after) publication")
_DISTANCES: dict[tuple[str, str], tuple[str, str]] = {
    ("day", "before"): NN_("day before publication", "%(num)s days before publication"),
    ("day", "after"): NN_("day after publication", "%(num)s days after publication"),
    ("week", "before"): NN_("week before publication", "%(num)s weeks before publication"),
    ("week", "after"): NN_("week after publication", "%(num)s weeks after publication"),
    ("month", "before"): NN_("month before publication", "%(num)s months before publication"),
    ("month", "after"): NN_("month after publication", "%(num)s months after publication"),
    ("year", "before"): NN_("year before publication", "%(num)s years before publication"),
    ("year", "after"): NN_("year after publication", "%(num)s years after publication"),
}
_SIDES = {"before": N_("%(weekday)s before publication"), "after": N_("%(weekday)s after publication")}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FIXED = (N_("day of publication"), N_("before publication"), N_("after publication"))


@dataclass(frozen=True, slots=True)
class _Point:
    """A point in time before it is put in words."""

    forms: dict[str, str]
    """Words for the whole of it, its beginning, middle and end."""
    values: dict[str, object]
    """What they are filled with."""
    machine: str | None = None
    """For HTML, where it has a form for it."""


def day_view(day: dt.date | None, language: Language) -> TimeView | None:
    """Return a date in words; of a date-time the time too, with its offset."""
    if day is None:
        return None
    words = language.date(day)
    if not isinstance(day, dt.datetime):
        return TimeView(words, day.isoformat())
    offset = day.strftime("%z")
    zone = _zone(f"{offset[:3]}:{offset[3:5]}") if offset else ""
    time = language.gettext("%(day)s, %(time)s", day=words, time=f"{day:%H:%M}{zone}")
    return TimeView(time, day.isoformat())


def _zone(offset: str) -> str:
    """Return a distance from universal time as it stands behind a time: " UTC", " UTC-05:00"."""
    return f" UTC{offset}" if offset.strip("+-0:") else " UTC"


def event_view(event: Event, timex: Timex | None, language: Language) -> TimeView:
    """Return when an event was, in words; by its own words where no date is known."""
    found = _value_view(event.value, event.mod, language) if event.value else None
    if found:
        return _zoned(found, event.zone)
    if event.relative:
        distance = _distance(event.relative, language)
        return TimeView(distance or event.relative, own=distance is None)
    return TimeView(timex.text, own=True) if timex else TimeView(language.gettext("date not known"))


def timex_view(timex: Timex | None, language: Language) -> TimeView | None:
    """Return a time expression's point in time, or its own words where that has no date."""
    if timex is None:
        return None
    found = _value_view(timex.value, timex.mod, language)
    return _zoned(found, timex.zone) if found else TimeView(timex.text, own=True)


def plain_view(timex: Timex, language: Language) -> TimeView | None:
    """Return a point in time for beside its words: a day by its date alone, or by the year that its words leave out.

    None where it has no value.
    """
    day = _DAY.fullmatch(timex.value)
    if day:
        with contextlib.suppress(ValueError):
            date, told = dt.date.fromisoformat(day[1]), _MONTH_DAY.search(timex.text)
            return TimeView(str(date.year) if told else language.day(date), day[1])
    return _value_view(timex.value, timex.mod, language)


def _zoned(view: TimeView, zone: str | None) -> TimeView:
    """Return a time of day with its distance from universal time, where the text names that."""
    if zone is None or zone[0] not in "+-" or "T" not in (view.datetime or ""):
        return view
    return replace(view, text=view.text + _zone(zone), datetime=f"{view.datetime}{zone}")


def _value_view(value: str, mod: str | None, language: Language) -> TimeView | None:
    """Return a TIMEX3 value in words; None where it is none that has words."""
    point = _point(value, language)
    if point is None:
        return None
    form = point.forms.get(mod or "") or point.forms[""]
    whole = language.gettext(form, **point.values)
    if mod in _MODS:
        return TimeView(language.gettext(_MODS[mod], when=whole), point.machine if mod == "APPROX" else None)
    return TimeView(whole, point.machine)


def _point(value: str, language: Language) -> _Point | None:
    """Return the point in time that a TIMEX3 value names."""
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Language], _Point]], ...] = (
        *((_DAY, _of_day), (_WEEK, _of_week)),
        *((_YEAR_PART, _of_part), (_YEARS, _of_years)),
    )
    try:
        for pattern, read in readers:
            match = pattern.fullmatch(value)
            if match:
                return read(match, language)
    except ValueError:
        return None
    return None


def _of_day(match: re.Match[str], language: Language) -> _Point:
    """Return a day, with its time where there is one."""
    day, time = language.date(dt.date.fromisoformat(match[1])), match[2]
    if time is None:
        return _Point(_DAY_FORMS, {"day": day}, match[1])
    if time in _PARTS:
        return _Point(_DAY_FORMS, {"day": language.gettext(_PARTS[time], day=day)}, match[1])
    # The midnight that ends a day is 24:00 in TIMEX3; HTML has no such hour.
    ends = time == "24:00"
    shown = language.gettext("midnight") if ends else time
    machine = match[1] if ends else f"{match[1]}T{time}"
    return _Point(_DAY_FORMS, {"day": language.gettext("%(day)s, %(time)s", day=day, time=shown)}, machine)


def _of_week(match: re.Match[str], language: Language) -> _Point:
    """Return a week by its Monday, or its weekend by its Saturday."""
    year, week, weekend = int(match[1]), int(match[2]), bool(match[3])
    first = language.day(dt.date.fromisocalendar(year, week, 6 if weekend else 1))
    if weekend:
        return _Point(_WEEK_FORMS, {"day": language.gettext("weekend of %(day)s", day=first)})
    return _Point(_WEEK_FORMS, {"day": language.gettext("week of %(day)s", day=first)}, f"{match[1]}-W{match[2]}")


def _of_part(match: re.Match[str], language: Language) -> _Point:
    """Return a month, a season, a quarter or a half of a year."""
    year, month, part = match.groups()
    if part:
        return _Point(_PART_FORMS, {"part": language.gettext(_YEAR_PARTS[part], year=year)})
    number = dt.date(int(year), int(month), 1).month
    return _Point(_PART_FORMS, {"part": language.month(number, int(year))}, match[0])


def _of_years(match: re.Match[str], language: Language) -> _Point:
    """Return a year, a decade or a century."""
    digits = match[0]
    if len(digits) == len("2024"):
        return _Point(_PART_FORMS, {"part": digits}, digits)
    if len(digits) == len("202"):
        return _Point(_DECADE_FORMS, {"year": f"{digits}0"})
    number = int(digits) + 1
    last = 0 if number % 100 in _TEENS else number % 10
    return _Point(_CENTURY_FORMS, {"number": language.gettext(_ORDINALS.get(last, _ORDINALS[0]), number=number)})


def _distance(words: str, language: Language) -> str | None:
    """Return in words how far from publication something was; None where the words are the text's own."""
    if words in _FIXED:
        return language.gettext(words)
    match = _DISTANCE.fullmatch(words)
    if match is None:
        return None
    count, unit, side = match.groups()
    if (unit, side) in _DISTANCES:
        return language.ngettext(*_DISTANCES[unit, side], int(count or 1))
    name = unit.casefold()
    if count or name not in _WEEKDAYS:
        return None
    return language.gettext(_SIDES[side], weekday=language.weekday(dt.date(2024, 1, 1 + _WEEKDAYS.index(name))))
