"""Normalisers of times counted from the time last spoken of, and of seasons, quarters and halves."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import re
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from factbox.model import TimexType
from factbox.timexes.calendar import NOMINAL_DAYS, Point, half_point, of_grain, quarter_point, season_point
from factbox.timexes.deictic import (
    counted_undated,
    duration_value,
    is_of_months,
    last_quarter,
    plain,
    unit_code,
    with_part,
)
from factbox.timexes.reading import Context, Reading, dated, modifier, month_number, table, undated
from factbox.timexes.tense import Tense

if TYPE_CHECKING:
    from collections.abc import Callable

_STEPS = {"the following": 1, "the next": 1, "the previous": -1, "the preceding": -1}
_SIDES = {"before": -1, "after": 1}
_PARTS = {"night", "morning", "evening"}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
_OWNED = {"last": -1, "this": 0, "next": 1}
_HALF_YEAR = 2
# A season so many days ahead or fewer may be meant where no verb looks back: "the terms run out in the summer".
_NEAR_SEASON = 185
# Up to this month "the new year" is the one that has begun, unless it lies ahead.
_SPRING = 4
# Before "fall" they make it a verb: "expected to fall in 2005".
_BEFORE_VERB = frozenset(("to", "will", "would", "could", "may", "might", "should", "must", "not", "they", "prices"))
# The date itself behind it: ", 14 March" of "the next day, 14 March".
_SAID_AGAIN = re.compile(r",\s+(?:(?:\d{1,2}(?:st|nd|rd|th)?\s+)?[A-Z][a-z]{2,8}\.?(?:\s+\d{1,2}\b|[,.\s])(?<!day ))")
# Before "the next decade" they make it a length.
_THROUGHOUT = frozenset(("during", "for", "over", "throughout", "within"))
# In somebody's words it says no time: "at the end of the day, it is a job".
_IDIOM = "the end of the day"
# The last day of a quarter: " ended July 31", ", which ended on 30 September", " to 27th January".
_LAST_DAY = re.compile(
    r"(?:,?\s+(?:(?:that|which)\s+)?ended\s+(?:on\s+)?|\s+to\s+)(?:(?P<month>[A-Z][a-z]{2,8})\.?\s+(?P<day>\d{1,2})"
    r"|(?P<day_first>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month_last>[A-Z][a-z]{2,8}))(?:st|nd|rd|th)?\b"
)
_HALF_QUARTER = 45
# How long after its end a quarter is still awaited in reports: "expects to report a third-quarter loss".
_REPORTED = dt.timedelta(days=100)


def day_part(match: re.Match[str], context: Context) -> Reading | None:
    """Read "that night", "the next morning"."""
    reading = _near(context, "D", _STEPS.get(plain(match["which"]), 0), None)
    return None if reading is None else with_part(reading, match["part"])


def anaphor(match: re.Match[str], context: Context) -> Reading | None:
    """Read "that day", "the following year", "later that month"."""
    which, unit = plain(match["which"]), unit_code(match["unit"])
    if _SAID_AGAIN.match(context.text, context.end):
        return None
    if which == "the next" and unit == "DE" and context.former() in _THROUGHOUT:
        return Reading(TimexType.DURATION, duration_value("1", unit))
    return _near(context, unit, _STEPS.get(which, 0), modifier(match))


def day_before(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the day before", "the week after"."""
    unit, step = match["unit"].lower(), _SIDES[match["way"].lower()]
    part = unit if unit in _PARTS else None
    reading = _near(context, "D" if part else unit_code(unit), step, None)
    return None if reading is None else with_part(reading, part)


def _near(context: Context, unit: str, step: int, mod: str | None) -> Reading | None:
    """Return the unit last spoken of, or `step` units from it; None where a coarser time was spoken of.

    A weekend is itself the one spoken of: in "the weekend … this week … the same weekend" it is no week's.
    """
    spoken = context.focus.get(unit) if unit == "WE" else None
    base = spoken[0] if spoken else context.finer(unit)
    if base is not None:
        return dated(of_grain(base.day, unit).shifted(step, unit), mod=mod, anchored=True)
    if context.focus and unit == "D":
        return None
    if context.published is None:
        return counted_undated(context, step * NOMINAL_DAYS[unit], mod)
    if (step > 0 or (step == 0 and unit == "D" and mod is None)) and context.tense() is Tense.PAST:
        return None
    return dated(of_grain(context.published, unit).shifted(step, unit), mod=mod, relative=True)


def edge(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the end of the year", "later in the week", "year-end"."""
    if match["end"]:
        unit = "M" if match["end"].lower().startswith("month") else "Y"
        if context.published is None:
            return undated(1, unit, mod="END")
        after = of_grain(context.published, unit).shifted(context.tense() is not Tense.PAST, unit)
        return dated(Point(after.day - dt.timedelta(days=1), "D"), relative=True)
    unit, mod = unit_code(match["unit"]), modifier(match)
    if plain(match[0]) == _IDIOM and context.former() in {"at", "but", ""}:
        return None
    if unit == "D" or context.narrative:
        return _near(context, unit, 0, mod)
    if context.published is None:
        over = mod == "START" or context.tense() is Tense.PAST
        return Reading(TimexType.DATE, "", mod, offset=NOMINAL_DAYS[unit] // 2 * (-1 if over else 1))
    return dated(of_grain(context.published, unit), mod=mod, relative=True)


def new_year(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the new year" of "in the new year": the one that comes, or has come in the months before."""
    now, extent = context.published, match.span("text")
    if now is None:
        return Reading(TimexType.DATE, "", offset=NOMINAL_DAYS["M"], extent=extent)
    begun = 1 if context.tense() is Tense.FUTURE else _SPRING
    year = of_grain(now, "Y").shifted(now.month > begun, "Y")
    return dataclasses.replace(dated(year, relative=True), extent=extent)


def season(match: re.Match[str], context: Context) -> Reading | None:
    """Read "last summer", "the summer of 2012", "this fall", "early spring"."""
    which, name = plain(match["which"]), match["season"]
    if not _is_season(match, context, which):
        return None
    code, mod = str(table("season")[name.lower()]), modifier(match)
    named = _season_year(match, context)
    if named is not None:
        return dated(season_point(named, code), mod=mod, relative=match["year"] is None)
    now, base = context.published, context.last_spoken_of()
    if base is not None:
        return dated(season_point(base.day.year, code), mod=mod, anchored=True)
    tense = Tense.PAST if which in {"last", "this past"} else context.tense()
    if which in {"next", "this coming"}:
        tense = Tense.FUTURE
    middle = season_point(2000, code).day
    if now is None:
        return Reading(TimexType.DATE, "", mod, cycle=("year", middle.timetuple().tm_yday + 45, tense))
    point = season_point(now.year, code)
    if which == "this":
        return dated(point, mod=mod, relative=True)
    current = point == of_grain(now, "S")
    if tense is Tense.FUTURE:
        ahead = point.day > now or (current and which != "next")
        point = point if ahead else season_point(now.year + 1, code)
    elif _is_former(point, now, tense, which) or (current and which not in {"", "the"}):
        point = season_point(now.year - 1, code)
    return dated(point, mod=mod, relative=True)


def _is_former(point: Point, now: dt.date, tense: Tense, which: str) -> bool:
    """Return whether a season that has yet to begin this year is that of the year before."""
    open_ = tense is Tense.NONE and which in {"", "the"}
    return point.day > now and not (open_ and (point.day - now).days <= _NEAR_SEASON)


def _season_year(match: re.Match[str], context: Context) -> int | None:
    """Return the year that is named with a season: "the summer of 2012", "the autumn of last year"."""
    if match["year"]:
        return int(match["year"])
    if not match["owner"] or context.published is None:
        return None
    return context.published.year + _OWNED[match["owner"]]


def _is_season(match: re.Match[str], context: Context, which: str) -> bool:
    """Return whether "fall" or "spring" is the season, and a season alone is a time at all."""
    if match["season"] == "fall" and context.former() in _BEFORE_VERB and which == "":
        return False
    if match["year"] or match["owner"] or match["mod"] or which not in {"", "the"}:
        return not (which == "the" and match["season"] == "fall" and not match["year"] and not match["mod"])
    former = context.former()
    after = context.text[match.end() : match.end() + 6]
    if which == "the":
        return former in {"in", "into", "during", "by", "over", "since", "until", "for", "through"} and not re.match(
            r"\s+(?:of|in|from)\b", after
        )
    return former in {"in", "by", "since", "until", "during"}


def quarter(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the third quarter", "the first half of 2020", "last year's fourth quarter", "Q3"."""
    groups = match.groupdict()
    half = groups["what"].lower() in {"half", "h"}
    number = _number(groups["ord"], half=half)
    named = groups["year"] or groups.get("before")
    which = plain(groups.get("which") or groups.get("owner"))
    ends_year = match[0].lower().endswith("year")
    before = groups.get("ago") is not None
    signed = bool(named or which or ends_year or before or (context.earnings if half else context.business))
    if not signed or (half and number > _HALF_YEAR):
        return None
    make = half_point if half else quarter_point
    if named:
        return dated(make(int(named), number))
    step = {"last": -1, "next": 1}.get(which, 0)
    now = context.published
    if now is None:
        return undated(step, "Y")
    if which or ends_year:
        return dated(make(now.year + step, number), relative=True)
    ended = None if half else _ended(context)
    if ended is not None:
        return dated(ended, relative=True)
    point = _nearest(make, now, number, Tense.PAST if before else context.tense())
    reading = dataclasses.replace(dated(make(point.day.year - before, number), relative=True), passing=before)
    return dataclasses.replace(reading, extent=match.span("core")) if groups.get("dash") and not before else reading


def _number(word: str, *, half: bool) -> int:
    """Return the number of a quarter or half: 3 for "third", 2 for the "last" half, 4 for the last quarter."""
    if word[0].isdigit():
        return int(word[0])
    return _HALF_YEAR if half and word.lower() == "last" else _ORDINALS[word.lower()]


def _nearest(make: Callable[[int, int], Point], now: dt.date, number: int, tense: Tense) -> Point:
    """Return the quarter or half of this year, or of the one that its tense asks for."""
    point = make(now.year, number)
    if tense is Tense.FUTURE:
        over = point.shifted(1, point.grain).day <= now - _REPORTED
        return make(now.year + over, number)
    return make(now.year - (point.day > now), number)


def _ended(context: Context) -> Point | None:
    """Return the calendar's quarter that holds most of the one whose last day the text names: "ended July 31"."""
    found = _LAST_DAY.match(context.text, context.end)
    word = (found["month"] or found["month_last"])[:3].lower() if found else ""
    if found is None or context.published is None or word not in table("month"):
        return None
    day = int(found["day"] or found["day_first"])
    with contextlib.suppress(ValueError):
        last = dt.date(context.published.year, month_number(word), day)
        over = last <= context.published
        middle = last - relativedelta(years=not over, days=_HALF_QUARTER)
        return quarter_point(middle.year, (middle.month + 2) // 3)
    return None


def quarter_latest(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the quarter", "the latest period", "the quarter ended July 31" in a business report."""
    if not context.business:
        return None
    ended = _ended(context)
    if ended is not None:
        return dated(ended, relative=True)
    focus = context.focus.get("Q")
    if focus is not None and "latest" not in match[0]:
        return dated(focus[0], anchored=True)
    if context.published is None:
        return undated(-1, "Q")
    return dated(last_quarter(context.published), relative=True)


def quarter_of_year(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the 1988 quarter": the quarter last spoken of, in that year; of nine months' accounts the year alone."""
    focus, year = context.focus.get("Q"), int(match["year"])
    whole = dated(Point(dt.date(year, 1, 1), "Y"))
    if focus is None or not context.business:
        return dataclasses.replace(whole, extent=match.span("year"))
    if is_of_months(context):
        return whole
    point = Point(focus[0].day.replace(year=year), "Q")
    return dataclasses.replace(dated(point, anchored=True), passing=point.day < focus[0].day)


def year_full(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the full year" and the year of "for the year," in a business report: that of publication."""
    if not context.business:
        return Reading(TimexType.DURATION, "P1Y") if match["full"] else None
    extent = match.span("full" if match["full"] else "bare")
    year = undated(0, "Y") if context.published is None else dated(of_grain(context.published, "Y"), relative=True)
    return dataclasses.replace(year, extent=extent)
