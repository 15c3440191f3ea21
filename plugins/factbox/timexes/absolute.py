"""Normalisers of dates that name a day of a month, a month, a year or more."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import TYPE_CHECKING

from factbox.model import TimexType
from factbox.timexes import guards
from factbox.timexes.calendar import Point, holiday_day, of_grain, real_day
from factbox.timexes.deictic import with_part
from factbox.timexes.numbers import read_number, read_ordinal
from factbox.timexes.reading import Context, Reading, dated, modifier, month_number, table
from factbox.timexes.tense import Tense

if TYPE_CHECKING:
    from collections.abc import Callable

_DECADES = {
    "twenties": 2,
    "thirties": 3,
    "forties": 4,
    "fifties": 5,
    "sixties": 6,
    "seventies": 7,
    "eighties": 8,
    "nineties": 9,
}
_WHICH = {"last": Tense.PAST, "this past": Tense.PAST, "next": Tense.FUTURE, "this coming": Tense.FUTURE}
_YEARS = {"last": -1, "this": 0, "next": 1}
_STEPS = frozenset(("that", "the following", "the previous"))
# Years counted from the one last spoken of: "May of that year".
_YEARS_FROM = {"that": 0, "that same": 0, "the same": 0, "the following": 1, "the next": 1, "the previous": -1}
# "The 1800s" are a century, and "the 2000s" a decade.
_CENTURY, _DECADE_FROM, _LAST_MONTH = 100, 2000, 12
_NUMBER = re.compile(r"\d+")
# Between the days of a list: ", ", " and ".
_LISTING = re.compile(r",?\s(?:(?:and|or)\s)?")
# Before "two thousand" they make it a year, no count.
_BEFORE_YEAR = frozenset(("in", "of", "by", "since", "january"))
# How many months ahead a month named alone may lie: by its verb, without one, and against it.
_SURELY_AHEAD, _PERHAPS_AHEAD, _SOON = 9, 3, 1
# Where one year's day is nearer by more than so many days, tense does not count.
_DOUBT = 200
# A day of a year that is said is carried on for so many days and characters, where it is older than so many days.
_ON, _ON_REACH, _NEWS = 31, 700, 200
# A day further ahead than so many days is not named without a word that looks ahead.
_UNTOLD = 100


def nearest_year(context: Context, make: Callable[[int], dt.date | None], tense: Tense) -> dt.date | None:
    """Return the day nearest to publication, or of two about as near the one that its tense asks for.

    A date is written without its year where readers cannot mistake it, so that the distance says more than the verb.

    Args:
        context: where the expression stands; its publication day must be known.
        make: the day in a given year, None where that year has none.
        tense: where the words put it.
    """
    now = context.published
    if now is None:
        return None
    days = [day for year in (now.year - 1, now.year, now.year + 1, now.year + 2) if (day := make(year))]
    side = {Tense.PAST: [day for day in days if day <= now], Tense.FUTURE: [day for day in days if day >= now]}
    nearest, told = _nearest(days, now), _nearest(side.get(tense, days), now)
    if nearest is None or told is None:
        return nearest
    if tense is Tense.NONE and (nearest - now).days > _UNTOLD:
        return _nearest([day for day in days if day <= now], now)
    return told if abs((told - now).days) - abs((nearest - now).days) <= _DOUBT else nearest


def _nearest(days: list[dt.date], now: dt.date) -> dt.date | None:
    """Return the day nearest to `now`, of two as near the earlier one."""
    return min(days, key=lambda day: (abs((day - now).days), day), default=None)


def month_day(match: re.Match[str], context: Context) -> Reading | None:
    """Read "March 5, 1946", "Saturday 8 October", "Sunday, March eighth"."""
    month = month_number(match["month"])
    day = int(match["day"]) if match["day"] else read_ordinal(match["word"])
    year = int(match["year"]) if match["year"] else _owned_year(match, context)
    if day is None or not guards.month_with_day(match["month"], match["weekday"], context):
        return None
    which = " ".join((match.groupdict().get("which") or "").lower().split())
    found = day_of_month(context, year, month, day, _WHICH.get(which))
    pins = bool(found and match["weekday"] and match["year"])
    return dataclasses.replace(found, pins=True) if found and pins else found


def day_of_month(
    context: Context, year: int | None, month: int, day: int, tense: Tense | None = None
) -> Reading | None:
    """Return the reading of a day of a month, of the nearest fitting year where none is said."""
    year = year or context.span_year(month) or context.year_before()
    if year is not None:
        found = real_day(year, month, day)
        return None if found is None else dataclasses.replace(dated(Point(found, "D")), yeared=True)
    leap = real_day(2000, month, day)
    if leap is None:
        return None
    told = _of_told_year(context, lambda candidate: real_day(candidate, month, day))
    if told is not None:
        return dated(Point(told, "D"), anchored=True)
    tense = tense or context.tense()
    if context.published is None:
        return Reading(TimexType.DATE, "", cycle=("year", leap.timetuple().tm_yday, tense))
    near = _of_year_before(context, lambda candidate: real_day(candidate, month, day), tense)
    if near is not None:
        return dataclasses.replace(dated(Point(near, "D"), anchored=True), yeared=True)
    found = nearest_year(context, lambda candidate: real_day(candidate, month, day), tense)
    return None if found is None else dated(Point(found, "D"), relative=True)


def _of_year_before(context: Context, make: Callable[[int], dt.date | None], tense: Tense) -> dt.date | None:
    """Return the day that goes on with one shortly before whose year is said: "12 August 2015 … on 14 August".

    In news a year is not carried on but so, and only a few weeks and sentences.
    """
    if context.yeared is None or tense is Tense.FUTURE or context.published is None:
        return None
    base, place = context.yeared
    day = make(base.year)
    near = day is not None and 0 <= (day - base).days <= _ON and context.start - place <= _ON_REACH
    return day if near and day and (context.published - day).days > _NEWS else None


def _of_told_year(context: Context, make: Callable[[int], dt.date | None]) -> dt.date | None:
    """Return in a history the day that goes with the time last spoken of; None elsewhere, or where none was.

    After a year it is of that year; after a day or month the nearest one, so that "February" follows "November 1920".
    """
    base = context.last_spoken_of()
    if base is None:
        return None
    if base.grain == "Y":
        return make(base.day.year)
    return _nearest([day for year in (base.day.year, base.day.year + 1) if (day := make(year))], base.day)


def day_range(match: re.Match[str], context: Context) -> Reading | None:
    """Read the days of "March 3-5, 2024", "3 to 5 March" or "3, 9 and 17 March"."""
    month, year = month_number(match["month"]), int(match["year"]) if match["year"] else None
    listed = _NUMBER.finditer(context.text, *match.span("more")) if match["more"] else ()
    places = [*(number.span() for number in listed), match.span("day"), match.span("last")]
    days = [int(context.text[start:end]) for start, end in places]
    readings = [day_of_month(context, year, month, day) for day in days]
    found: Reading | None = None
    for number in range(len(days) - 1, -1, -1):
        reading, last = readings[number], number == len(days) - 1
        if reading is None or (
            not last and _falls_back(context, days[number : number + 2], places[number : number + 2])
        ):
            return None
        start = places[number][0] if number else match.start()
        found = dataclasses.replace(reading, extent=(start, match.end() if last else places[number][1]), then=found)
    return found


def _falls_back(context: Context, days: list[int], places: list[tuple[int, int]]) -> bool:
    """Return whether two days are no list: the same twice, or a span that ends before it starts: "17-3 May"."""
    listed = _LISTING.fullmatch(context.text, places[0][1], places[1][0]) is not None
    return days[0] == days[1] or (days[0] > days[1] and not listed)


def month_part(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the early hours of 5 June", "the night of May 12, 1941"."""
    month, day = match["month"] or match["month_first"], match["day"] or match["day_last"]
    year = int(match["year"]) if match["year"] else None
    found = day_of_month(context, year, month_number(month), int(day))
    return None if found is None else with_part(found, match["part"] or match["time"])


def month_week(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the week of April 8", "the weekend of 16-17 March": the calendar's week or weekend that holds the day."""
    month, day = match["month"] or match["month_first"], match["day"] or match["day_last"]
    year = int(match["year"]) if match["year"] else None
    found = day_of_month(context, year, month_number(month), int(day))
    if found is None or found.point is None:
        return found
    point = of_grain(found.point.day, "WE" if match["unit"] == "weekend" else "W")
    return dataclasses.replace(found, value=point.value, point=point)


def month_stage(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the first week of February", "the second half of April": the month, and where in it."""
    half, nth = match["unit"] == "half", match["nth"]
    if half and nth not in {"first", "second", "last"}:
        return None
    mod = "START" if nth in {"first", "opening"} else "END" if nth in {"last", "final", "closing"} or half else "MID"
    month = month_number(match["month"])
    if match["year"]:
        return dated(Point(dt.date(int(match["year"]), month, 1), "M"), mod=mod)
    return _month(context, month, "", mod)


def month_year(match: re.Match[str], context: Context) -> Reading | None:
    """Read "October 2011", "early October 2011", "April last year", "May of that year"."""
    month, mod = month_number(match["month"]), modifier(match)
    year = int(match["year"]) if match["year"] else _owned_year(match, context)
    if year is not None:
        anchored = _owner(match) in _YEARS_FROM
        return dated(Point(dt.date(year, month, 1), "M"), mod=mod, relative=not match["year"], anchored=anchored)
    if _owner(match) in _YEARS_FROM:
        return _month(context, month, "", mod)
    return Reading(TimexType.DATE, "", mod, cycle=("year", month * 30, Tense.PAST))


def _owner(match: re.Match[str]) -> str:
    """Return whose year a month or a day is of: "last" of "April last year", "that same" of "May of that same year"."""
    return " ".join((match.groupdict().get("owner") or "").lower().split())


def _owned_year(match: re.Match[str], context: Context) -> int | None:
    """Return the year of "April last year"; None where none is said, or what it is counted from is not known."""
    owner = _owner(match)
    if owner in _YEARS_FROM:
        base = context.finer("Y")
        return base.day.year + _YEARS_FROM[owner] if base else None
    if not owner or context.published is None:
        return None
    return context.published.year + _YEARS[owner]


def month_alone(match: re.Match[str], context: Context) -> Reading | None:
    """Read "October", "last May", "mid-November"."""
    which = " ".join((match["which"] or "").lower().split())
    signed = bool(which or match["mod"])
    if not guards.month_name(match["month"], context, signed=signed):
        return None
    return _month(context, month_number(match["month"]), which, modifier(match))


def _month(context: Context, month: int, which: str, mod: str | None) -> Reading:
    """Return the reading of a month without its year."""
    spanned = None if which else context.span_year(month)
    if spanned is not None:
        return dated(Point(dt.date(spanned, month, 1), "M"), mod=mod)
    told = _anaphoric_month(context, month, which) or _of_told_year(context, lambda year: dt.date(year, month, 1))
    if told is not None:
        return dated(Point(told, "M"), mod=mod, anchored=True)
    tense = _WHICH.get(which) or context.tense()
    now = context.published
    if now is None:
        return Reading(TimexType.DATE, "", mod, cycle=("year", dt.date(2000, month, 15).timetuple().tm_yday, tense))
    year = now.year if which == "this" else _month_year(now, month, tense, which)
    return dated(Point(dt.date(year, month, 1), "M"), mod=mod, relative=True)


def _anaphoric_month(context: Context, month: int, which: str) -> dt.date | None:
    """Return "the previous October", "the following May" and "that June" by the time last spoken of; None of others."""
    base = context.finer("Y") if which in _STEPS else None
    if base is None:
        return None
    year = base.day.year
    if which == "the previous":
        year -= month >= base.day.month
    elif which == "the following":
        year += base.grain != "Y" and month <= base.day.month
        year += base.grain == "Y"
    return dt.date(year, month, 1)


def _month_year(now: dt.date, month: int, tense: Tense, which: str) -> int:
    """Return the year of a month named alone."""
    if which in {"last", "this past"}:
        return now.year if month < now.month else now.year - 1
    if which in {"next", "this coming"}:
        return now.year if month > now.month else now.year + 1
    ahead = now.year if month >= now.month else now.year + 1
    distance = (ahead - now.year) * _LAST_MONTH + month - now.month
    if distance == 0:
        return now.year
    limit = {Tense.FUTURE: _SURELY_AHEAD, Tense.PAST: _SOON}.get(tense, _PERHAPS_AHEAD)
    return ahead if distance <= limit else ahead - 1


def weekday_of_month(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the first Tuesday of November", "the last Friday in August 2023"."""
    month, number = month_number(match["month"]), int(str(table("weekday")[match["weekday"][:3].lower()]))
    nth = -1 if match["nth"] == "last" else read_ordinal(match["nth"])
    form = f"{month}/{nth}/{number}"
    if match["year"]:
        return dated(Point(holiday_day(form, int(match["year"])), "D"))
    told = _of_told_year(context, lambda year: holiday_day(form, year))
    if told is not None:
        return dated(Point(told, "D"), anchored=True)
    tense = context.tense()
    if context.published is None:
        return Reading(TimexType.DATE, "", cycle=("year", holiday_day(form, 2000).timetuple().tm_yday, tense))
    found = nearest_year(context, lambda year: holiday_day(form, year), tense)
    return None if found is None else dated(Point(found, "D"), relative=True)


def year_alone(match: re.Match[str], context: Context) -> Reading | None:
    """Read "2022", "early 2022", "fiscal 1989"."""
    signed = bool(match["mod"] or match["fiscal"])
    if not guards.year(match, context, signed=signed):
        return None
    return dated(Point(dt.date(int(match["year"]), 1, 1), "Y"), mod=modifier(match))


def year_range(match: re.Match[str], context: Context) -> Reading | None:
    """Read both years of "1914-18"."""
    del context
    first, last = int(match["year"]), match["last"]
    second = int(match["year"][: -len(last)] + last)
    if second <= first:
        return None
    start, end = (dated(Point(dt.date(year, 1, 1), "Y")) for year in (first, second))
    return dataclasses.replace(
        start,
        extent=match.span("year"),
        then=dataclasses.replace(end, extent=match.span("last")),
    )


def year_era(match: re.Match[str], context: Context) -> Reading | None:
    """Read "480 BC" (no calendar here goes so far back, so that it dates no event) and "AD 79"."""
    del context
    year = int(match["n"] or match["year"])
    if (match["era"] or "").startswith("B"):
        return Reading(TimexType.DATE, f"BC{year:04}")
    return dated(Point(dt.date(year, 1, 1), "Y"))


def decade(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the early 1980s", "the '80s", "the nineties"; "the late 1800s" are a century's end."""
    if match["year"]:
        year = int(match["year"])
    else:
        tens = int(match["short"][0]) if match["short"] else _DECADES[match["word"]]
        if match["word"] and not re.match(r"[Tt]he\b", match[0]):
            return None
        latest = context.published.year if context.published else 1999
        year = latest // _CENTURY * _CENTURY + tens * 10
        year -= _CENTURY if year > latest else 0
    if re.search(r"\b(?:his|her|their|its|my|our|your)(?: \w+)?$", context.former(2)):
        return None
    grain = "DE" if year % _CENTURY or year >= _DECADE_FROM else "E"
    return dated(Point(dt.date(year, 1, 1), grain), mod=modifier(match))


def century(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the 20th century"."""
    del context
    number = int(match["n"]) if match["n"] else read_ordinal(match["word"])
    if number is None or not 1 < number <= 21:  # noqa: PLR2004 - the centuries that news speaks of
        return None
    return dated(Point(dt.date((number - 1) * _CENTURY, 1, 1), "E"), mod=modifier(match))


def year_words(match: re.Match[str], context: Context) -> Reading | None:
    """Read "nineteen ninety-six", "the year two thousand", "May nineteen ninety"."""
    if match["thousand"]:
        if not match[0].lower().startswith("the year") and context.former() not in _BEFORE_YEAR:
            return None
        year = 2000 + int(read_number(match["ones"]) or 0 if match["ones"] else 0)
    else:
        tens = read_number(match["tens"])
        if tens is None or not 10 <= tens < _CENTURY:  # noqa: PLR2004 - "nineteen ten" is the least of such years
            return None
        year = int(read_number(match["century"]) or 0) * _CENTURY + int(tens)
    month = month_number(match["month"]) if match["month"] else None
    return dated(Point(dt.date(year, month or 1, 1), "M" if month else "Y"))


def holiday(match: re.Match[str], context: Context) -> Reading | None:
    """Read "Christmas Day", "last Thanksgiving", "Easter 2019"."""
    form = str(table("holiday").get(" ".join(match["name"].lower().replace("’", "'").split()), ""))
    if not form or guards.is_titled(context):
        return None
    if match["year"]:
        return dated(Point(holiday_day(form, int(match["year"])), "D"))
    told = _of_told_year(context, lambda year: holiday_day(form, year))
    if told is not None:
        return dated(Point(told, "D"), anchored=True)
    which = (match["which"] or "").lower()
    tense = {"last": Tense.PAST, "next": Tense.FUTURE}.get(which) or context.tense()
    if context.published is None:
        return Reading(TimexType.DATE, "", cycle=("year", holiday_day(form, 2000).timetuple().tm_yday, tense))
    if which == "this":
        now = context.published
        days = [holiday_day(form, now.year + step) for step in (-1, 0, 1)]
        nearest = _nearest(days, now)
        return None if nearest is None else dated(Point(nearest, "D"), relative=True)
    found = nearest_year(context, lambda year: holiday_day(form, year), tense)
    return None if found is None else dated(of_grain(found, "D"), relative=True)
