"""Normalisers of weekdays: "Monday", "last Friday night", "a week on Monday"."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import re
from typing import TYPE_CHECKING

from factbox.model import TimexType
from factbox.timexes import guards
from factbox.timexes.calendar import Point, of_grain
from factbox.timexes.deictic import DEICTIC, STEPS, WEEK, plain, with_part
from factbox.timexes.numbers import read_number
from factbox.timexes.reading import Context, Reading, dated, modifier, table, undated
from factbox.timexes.tense import Tense

if TYPE_CHECKING:
    from collections.abc import Mapping

_FORWARD = {"next", "this coming"}
_BACKWARD = {"last", "this past"}
# Before "a week on Monday" they make the week a length, or a day of each week: "for a week on Monday".
_NO_HENCE = frozenset(("after", "days", "for", "in", "of", "once", "over", "than", "times", "twice", "within"))
# A noun behind a day, with which "a" goes: " memorial" of "a Sunday night memorial service"; no " in".
_A_NOUN = re.compile(
    r"\s+(?!(?:after|and|as|at|before|but|by|during|following|for|from|in|is|like|of|or|since|that|to|was|when|while"
    r"|with)\b)[a-z]{3,}"
)
# What a weekday with "the" before it is counted from: " after" of "the Wednesday after the vote".
_BESIDE = re.compile(r"\s+(?:after|before|following)\b")
# A weekday of each month: "the first Sunday of the month".
_NTH = frozenset(("first", "second", "third", "fourth", "last"))
_OF_MONTH = re.compile(r"\s+(?:of|in)\s+(?:the|each|every)\b")
# Days of each week in front of another: "every Friday and ", "each Monday, Wednesday or "; so far back at most.
_EACH = re.compile(r"\b(?:every|each)\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:,|,?\s+(?:and|or|&))\s+)+\Z")
_EACH_REACH = 70
# Days listed together, and how far before one of them the first may stand: "Tuesday, Thursday and Saturday".
_NAME = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_LIST = re.compile(rf"\b{_NAME}(?:(?:,\s(?:and\s|or\s)?|\s(?:and|or|&)\s)(?:on\s)?{_NAME}\b(?!['’]))+")
_DAY, _SET, _LIST_REACH = re.compile(_NAME), ("every ", "each "), 70
# A weekday as `weekday` reads it: "Monday".
WEEKDAY_ALONE = re.compile(r"(?P<mod>)(?P<which>)(?P<weekday>\w+)(?P<part>)")
# How many days before a day with its weekday another weekday may lie.
_PINNED = 3


def weekday_number(name: str) -> int:
    """Return 1 (Monday) to 7."""
    return int(str(table("weekday")[name[:3].lower()]))


def weekday(match: re.Match[str] | None, context: Context) -> Reading | None:
    """Read "Monday", "last Friday", "Monday night", "the early hours of Sunday"."""
    if match is None or guards.name_with_weekday(context):
        return None
    groups: Mapping[str, str | None] = match.groupdict()
    which, part = plain(groups.get("which")), groups.get("part")
    if "hours" in match[0]:
        part = part or "hours"
    mod = modifier(match)
    number = weekday_number(match["weekday"])
    kind = None if which else _of_no_week(context)
    if kind:
        return with_part(Reading(kind, f"XXXX-WXX-{number}"), part)
    if which.startswith("the "):
        return _weekday_anaphor(number, which, context, part)
    tense = _weekday_tense(which, context)
    near = _pinned(number, tense, context)
    if near is not None:
        return with_part(near, part)
    if context.published is None:
        return with_part(Reading(TimexType.DATE, "", mod, cycle=("weekday", number, tense)), part)
    back = _days_back(number, which, tense, context, context.published)
    return with_part(dated(Point(context.published - dt.timedelta(days=back), "D"), mod=mod, relative=True), part)


def _days_back(number: int, which: str, tense: Tense, context: Context, now: dt.date) -> int:
    """Return how many days before publication a weekday lies; of one ahead a negative number."""
    run = None if which else _in_run(tense, context, now)
    if run is not None:
        return run
    back = (now.isoweekday() - number) % WEEK
    if back == 0:
        return {"last": WEEK, "this past": WEEK, "next": -WEEK}.get(which, 0)
    return back - WEEK if tense is Tense.FUTURE else back


def _in_run(tense: Tense, context: Context, now: dt.date) -> int | None:
    """Return how many days back one of several weekdays listed is: they follow each other, all over or all ahead.

    "Rain fell on Thursday and Monday" ends with the Monday last gone; None where no list is, or it goes back ("Friday
    and Thursday") or is longer than a week, or no verb says on which side it lies.
    """
    first, last = max(context.sentence.start, context.start - _LIST_REACH), context.end + _LIST_REACH
    lists = _LIST.finditer(context.text, first, min(context.sentence.end, last))
    listed = next((found for found in lists if found.start() <= context.start < found.end()), None)
    if listed is None or tense is Tense.NONE or context.text.endswith(_SET, 0, listed.start()):
        return None
    found = list(_DAY.finditer(context.text, *listed.span()))
    days = [weekday_number(day[0]) for day in found]
    steps = [(later - day) % WEEK for day, later in itertools.pairwise(days)]
    if sum(steps) >= WEEK or not {0, WEEK - 1}.isdisjoint(steps):
        return None
    here = next(place for place, day in enumerate(found) if day.end() > context.start)
    if tense is Tense.FUTURE:
        return -((days[0] - now.isoweekday()) % WEEK) - sum(steps[:here])
    return (now.isoweekday() - days[-1]) % WEEK + sum(steps[here:])


def _of_no_week(context: Context) -> TimexType | None:
    """Return what a weekday of no known week is: a set behind "every Friday and", a date behind "on a"; else None."""
    if _EACH.search(context.text, max(context.sentence.start, context.start - _EACH_REACH), context.start):
        return TimexType.SET
    return TimexType.DATE if _is_any(context) else None


def _is_any(context: Context) -> bool:
    """Return whether a weekday is one of no known week: "on a Monday", "the first Sunday of the month"."""
    if context.former() == "a":
        return not _A_NOUN.match(context.text, context.end)
    if context.former() in _NTH:
        return _OF_MONTH.match(context.text, context.end) is not None
    return context.former() == "the" and _BESIDE.match(context.text, context.end) is not None


def _pinned(number: int, tense: Tense, context: Context) -> Reading | None:
    """Return a weekday by a day of the text that has its weekday and year: "on Tuesday, 13 August 2024 … on Monday".

    One that is over is of the three days before it, one ahead of the week after it; else nothing is said.
    """
    if context.published is not None or context.pinned is None:
        return None
    day, index = context.pinned
    back, ahead = (day.isoweekday() - number) % WEEK, (number - day.isoweekday()) % WEEK
    if tense is Tense.FUTURE:
        found = day + dt.timedelta(days=ahead or WEEK)
    elif back <= _PINNED:
        found = day - dt.timedelta(days=back)
    else:
        return None
    return dataclasses.replace(dated(Point(found, "D"), anchored=True), origin=index)


def _weekday_tense(which: str, context: Context) -> Tense:
    """Return whether a weekday lies ahead."""
    if which in _BACKWARD:
        return Tense.PAST
    if which in _FORWARD:
        return Tense.FUTURE
    tense = context.tense()
    if which == "this" and tense is Tense.NONE:
        return Tense.FUTURE
    return tense


def _weekday_anaphor(number: int, which: str, context: Context, part: str | None) -> Reading | None:
    """Read "the previous Friday", counted from the day last spoken of."""
    base = context.finer("D")
    if base is None and which != "the previous" and context.tense() is Tense.PAST and context.published is not None:
        return None
    base = base or context.now()
    if base is None:
        return Reading(TimexType.DATE, "", cycle=("weekday", number, Tense.PAST))
    ahead = (number - base.day.isoweekday()) % WEEK
    if which == "the previous":
        ahead -= WEEK
    elif which != "the same":
        ahead = ahead or WEEK
    return with_part(dated(Point(base.day + dt.timedelta(days=ahead), "D"), anchored=True), part)


def weekday_range(match: re.Match[str], context: Context) -> Reading | None:
    """Read both days of "from Monday to Thursday"; "open Monday to Friday" is each week's."""
    first, last = weekday_number(match["weekday"]), weekday_number(match["last"])
    tense, which = context.tense(), match["which"]
    begins, ends = match.span("weekday"), (match.start("last"), match.end())
    if which is None and tense is Tense.NONE and context.former() != "from":
        start, end = (Reading(TimexType.SET, f"XXXX-WXX-{number}") for number in (first, last))
    elif context.published is None:
        start, end = (Reading(TimexType.DATE, "", cycle=("weekday", number, tense)) for number in (first, last))
    else:
        monday = of_grain(context.published, "W").day + dt.timedelta(days=WEEK * STEPS.get(which or "this", 0))
        end_day = monday + dt.timedelta(days=last - 1)
        if which is None and tense is not Tense.FUTURE and end_day > context.published:
            end_day -= dt.timedelta(days=WEEK)
        start_day = end_day - dt.timedelta(days=(last - first) % WEEK)
        if which is None and tense is Tense.FUTURE and start_day <= context.published:
            start_day, end_day = start_day + dt.timedelta(days=WEEK), end_day + dt.timedelta(days=WEEK)
        start, end = (dated(Point(day, "D"), relative=True) for day in (start_day, end_day))
    return dataclasses.replace(start, extent=begins, then=dataclasses.replace(end, extent=ends))


def weekdays_ago(match: re.Match[str], context: Context) -> Reading | None:
    """Read "three Saturdays ago"."""
    number, weeks = weekday_number(match["weekday"]), int(read_number(match["n"]) or 1)
    if context.published is None:
        return Reading(TimexType.DATE, "", offset=-WEEK * weeks)
    back = (context.published.isoweekday() - number) % WEEK or WEEK
    return dated(Point(context.published - dt.timedelta(days=back + WEEK * (weeks - 1)), "D"), relative=True)


def weekday_week(match: re.Match[str], context: Context) -> Reading | None:
    """Read "Monday last week"."""
    number, step = weekday_number(match["weekday"]), STEPS.get(match["which"], 0)
    if context.published is None:
        return Reading(TimexType.DATE, "", offset=step * WEEK - WEEK + number)
    monday = of_grain(context.published, "W").day
    return dated(Point(monday + dt.timedelta(days=step * WEEK + number - 1), "D"), relative=True)


def weekday_weeks(match: re.Match[str], context: Context) -> Reading | None:
    """Read "a week on Monday" and "Saturday week" (the one after the next), "a week last Tuesday", "a week ago Sunday".

    "For a week on Monday" is a length, and a day.
    """
    way, back = match["way"] or "on", match["way"] in {"ago", "last"}
    if way == "on" and match["n"] and (context.former() in _NO_HENCE or context.tense() is Tense.PAST):
        length = Reading(TimexType.DURATION, f"P{_weeks(match)}W", extent=(match.start(), match.end("unit")))
        day = weekday(WEEKDAY_ALONE.fullmatch(match["weekday"]), context)
        return dataclasses.replace(length, then=day and dataclasses.replace(day, extent=match.span("weekday")))
    number, weeks = weekday_number(match["weekday"] or match["day"]), _weeks(match)
    if context.published is None:
        return Reading(TimexType.DATE, "", offset=(-1 if back else 1) * (WEEK * weeks + 1))
    now = context.published
    ahead = (number - now.isoweekday()) % WEEK
    days = ahead - WEEK * (weeks + (ahead > 0)) if back else ahead + WEEK * (weeks + (ahead == 0 and way == "on"))
    return dated(Point(now + dt.timedelta(days=days), "D"), relative=True)


def day_weeks(match: re.Match[str], context: Context) -> Reading | None:
    """Read "a week today", "a fortnight tomorrow", "tomorrow week"."""
    days = DEICTIC[plain(match["word"] or match["day"])] + WEEK * _weeks(match)
    if context.published is None:
        return undated(days, "D")
    return dated(Point(context.published + dt.timedelta(days=days), "D"), relative=True)


def _weeks(match: re.Match[str]) -> int:
    """Return how many weeks "two weeks", "a fortnight" and the British "week" behind a day are."""
    count = int(read_number(match["n"]) or 1) if match["n"] else 1
    return count * (2 if "fortnight" in match[0] else 1)
