"""Normalisers of times counted from publication: "yesterday", "last week", "two years ago"."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

from dateutil.relativedelta import relativedelta

from factbox.lexicons import lexicon
from factbox.model import TimexType
from factbox.timexes import guards
from factbox.timexes.calendar import NOMINAL_DAYS, Point, of_grain, quarter_point
from factbox.timexes.numbers import read_number
from factbox.timexes.reading import Context, Reading, dated, modifier, table, undated
from factbox.timexes.tense import Tense

WEEK = 7
DEICTIC = {"today": 0, "tonight": 0, "overnight": 0, "yesterday": -1, "tomorrow": 1}
# How many units "last", "this" and "next" are away.
STEPS = {"last": -1, "this past": -1, "next": 1, "this coming": 1, "the coming": 1}
_VAGUE_MODS = {"MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS"}
_SMALL = {"H", "S", "MIN"}
# The units that a half of a longer one is counted in: "a half-century ago"; and how the rest are written.
_FINER = {"Y": ("M", 12), "DE": ("Y", 10), "E": ("Y", 100)}
_HALF, _HALVES = 0.5, {"Y": "6M", "H": "30M", "MIN": "30S"}
# The units that "a decade ago this month" goes back by.
_LENGTHS = {
    "D": relativedelta(days=1),
    "W": relativedelta(weeks=1),
    "M": relativedelta(months=1),
    "Y": relativedelta(years=1),
    "DE": relativedelta(years=10),
    "E": relativedelta(years=100),
}
# Sums of a company's accounts: "$2.3 million", "68 cents a share", "net income".
_SUMS = re.compile(r"[$£€]\d|\b(?:million|billion|a share|net|profit|loss|sales|revenue|earnings)\b")
# What an account is of: "the nine months", which are no quarter, or one.
_PERIOD = re.compile(r"\b(?:(?P<longer>(?:six|nine)\s+months)|quarter)\b", re.IGNORECASE)
# The event that a time is counted from: " the vote", " his surprise arrest".
_EVENT = re.compile(r"\s+(?:the|his|her|their|its|that)\s+(?:[a-z]+\s+)?(?P<noun>[a-z]{4,})(?![\w-]|\s+of\b)")
# So many letters of a noun tell it from others: "vote", "voted".
_STEM = 4
# Between an event and a day, what is the event's time instead: "crashed last year, the board said on 9 February".
_OTHER_TIME = re.compile(r"\b(?:ago|(?:last|this)\s(?:week|month|year)|\d{4})\b")
# Among how many of the days last spoken of the event is looked for.
_REMEMBERED = 12
# What makes "a day earlier" a distance: " than" of "a day earlier than planned".
_COMPARES = re.compile(r"\s+than\b")
# How near they stand, in characters.
_NEAR, _PERIOD_NEAR = 120, 300


def plain(words: str | None) -> str:
    """Return words in lower case with single spaces; empty for None."""
    return " ".join((words or "").lower().split())


def unit_code(words: str) -> str:
    """Return the letters of a unit in the singular or plural: `Y`, `DE`, `WE`, `H`, `MIN`."""
    lowered = words.lower()
    name = "century" if lowered.startswith("centur") else lowered.removesuffix("s")
    return "MIN" if name == "minute" else str(table("unit")[name])


def with_part(reading: Reading, part: str | None) -> Reading:
    """Return a day's reading narrowed to a part of the day: `2024-08-12TNI`."""
    if not part:
        return reading
    code = str(table("part")[part.lower()])
    value = f"{reading.value}T{code}" if reading.value else ""
    return dataclasses.replace(reading, type=TimexType.TIME, value=value)


def deictic(match: re.Match[str], context: Context) -> Reading | None:
    """Read "today", "yesterday morning", "last night", "this evening", "the day after tomorrow"."""
    if guards.name_of_paper(match["word"] or match["time"] or "the", context):
        return None
    word = plain(match["word"])
    if word == "overnight" and context.former() in lexicon("timexes").words("no_night"):
        return None
    part = match["part"] or match["time"] or ("night" if word in {"tonight", "overnight"} else None)
    days = DEICTIC[word] if word else -(plain(match["which"]) == "last")
    if match["beyond"]:
        days = 2 if "after" in match["beyond"].lower() else -2
    mod = modifier(match)
    if context.narrative and word == "today":
        return Reading(TimexType.DATE, "PRESENT_REF")
    if context.published is None:
        return with_part(undated(days, "D", mod=mod), part)
    point = Point(context.published + dt.timedelta(days=days), "D")
    return with_part(dated(point, mod=mod, relative=True), part)


def unit_deictic(match: re.Match[str], context: Context) -> Reading | None:
    """Read "last week", "early this month", "the current quarter"; "“This Week”" is a name."""
    if guards.name_of_paper(context.text[match.start("unit") :], context):
        return None
    step, unit, mod = STEPS.get(plain(match["which"]), 0), unit_code(match["unit"]), modifier(match)
    now = context.now()
    if plain(match["which"]) == "the latest" and unit == "Q" and now is not None:
        focus = context.focus.get("Q")
        known = focus is not None and focus[0].day <= last_quarter(now.day).day
        return dated(focus[0], anchored=True) if focus and known else dated(last_quarter(now.day), relative=True)
    if now is None:
        within = -(NOMINAL_DAYS[unit] // 2) if mod != "END" else NOMINAL_DAYS[unit] // 4
        return Reading(TimexType.DATE, "", mod, offset=step * NOMINAL_DAYS[unit] or within)
    if unit == "WE":
        over = step == 0 and of_grain(now.day, "WE").day > now.day and context.tense() is Tense.PAST
        return dated(_weekend(now.day, step - over), mod=mod, relative=True)
    return dated(of_grain(now.day, unit).shifted(step, unit), mod=mod, relative=True)


def _weekend(now: dt.date, step: int) -> Point:
    """Return the weekend before, at or after `now`."""
    this = of_grain(now, "WE")
    if step < 0:
        return this.shifted(-1, "WE") if this.day > now else _as_weekend(this.day - dt.timedelta(days=WEEK))
    return _as_weekend(this.day + dt.timedelta(days=WEEK * step))


def _as_weekend(day: dt.date) -> Point:
    """Return the weekend that holds a day."""
    return of_grain(day, "WE")


def weekend(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the weekend": the one just past, or the coming one where the verb looks ahead."""
    tense = context.tense()
    extent = match.span("text")
    if context.published is None:
        return Reading(TimexType.DATE, "", offset=2 if tense is Tense.FUTURE else -2, extent=extent)
    now = context.published
    this = of_grain(now, "WE").day
    if this > now and tense is not Tense.FUTURE:
        this -= dt.timedelta(days=WEEK)
    return dataclasses.replace(dated(_as_weekend(this), relative=True), extent=extent)


def unit_ago(match: re.Match[str], context: Context) -> Reading | None:
    """Read "two years ago" (from publication) and "a week later" (from the time last spoken of)."""
    way, unit, mod = plain(match["way"]), unit_code(match["unit"]), modifier(match)
    number = _with_half(match)
    followed = re.match(r"\s+\w", context.text[match.end() : match.end() + 3]) is not None
    if way == "since":
        return None
    if _COMPARES.match(context.text, match.end()):
        return _length(match, number, unit)
    if way in {"before", "after"} and followed:
        length = _length(match, number, unit)
        event = _from_event(match, context, number, unit)
        return dataclasses.replace(event, extent=length.extent) if event else length
    if number is None:
        return _few_ago(way)
    if number != int(number) and unit in _FINER:
        unit, factor = _FINER[unit]
        number *= factor
    return _counted(context, way, number, unit, mod)


def _with_half(match: re.Match[str]) -> float | None:
    """Return the number of "two", "two and a half", "half a", "a half-"; None for a vague one."""
    number = read_number(match["n"])
    if match["only"]:
        return _HALF
    return number if number is None or not (match["half"] or match["behind"]) else number + _HALF


def unit_ago_now(match: re.Match[str], context: Context) -> Reading | None:
    """Read "a decade ago this month", "two years ago today": the month or day so long before this one."""
    number, unit, words = read_number(match["n"]), unit_code(match["unit"]), plain(match["now"])
    if number is None or number != int(number) or unit in _SMALL:
        return None
    now = context.now()
    if now is None:
        return undated(-int(number), unit)
    length = _LENGTHS.get(unit)
    if length is None:
        return None
    start = now.day + dt.timedelta(days=DEICTIC.get(words, 0))
    here = "D" if words in DEICTIC else unit_code(words.removeprefix("this "))
    return dated(of_grain(start - length * int(number), here), relative=True)


def unit_time(match: re.Match[str], context: Context) -> Reading | None:
    """Read the "two weeks' time" of "in two weeks' time": so long from publication, or from a past spoken of."""
    number, unit = read_number(match["n"]), unit_code(match["unit"])
    if number is None or number != int(number):
        return None
    found = _from_now(context, int(number), unit, modifier(match))
    return dataclasses.replace(found, extent=match.span("text"))


def _counted(context: Context, way: str, number: float, unit: str, mod: str | None) -> Reading:
    """Return the time so many units ago or later; of minutes and fractions the length alone."""
    sign = 1 if way in {"later", "after", "from now", "hence"} else -1
    count = sign * round(number)
    if unit in _SMALL or number != int(number):
        return Reading(TimexType.DURATION, _small_value(number, unit), mod)
    if unit == "Y" and number == 1 and sign < 0 and _compares(context):
        return _quarter_before(context)
    if way in {"ago", "from now", "hence"}:
        return _from_now(context, count, unit, mod)
    return _from_focus(context, count, unit, mod)


def _small_value(number: float, unit: str) -> str:
    """Return the duration of a number of units, maybe with a half: `PT1M30S`."""
    if number - int(number) == _HALF:
        return and_a_half(int(number), unit)
    return duration_value(f"{number:g}", unit)


def and_a_half(number: float, unit: str) -> str:
    """Return the duration of "two and a half years": `P2Y6M`."""
    half = _HALVES.get(unit)
    if half is None:
        return duration_value(f"{number + _HALF:g}", unit)
    if number == 0:
        return f"P{half}" if unit == "Y" else f"PT{half}"
    return duration_value(f"{number:g}", unit) + half


def _from_event(match: re.Match[str], context: Context, number: float | None, unit: str) -> Reading | None:
    """Return the time of "two days before the vote" where the text dates the vote; None elsewhere."""
    event = _EVENT.match(context.text, match.end())
    if event is None or number is None or number != int(number) or unit in _SMALL or modifier(match) in _VAGUE_MODS:
        return None
    stem = event["noun"][: max(_STEM, len(event["noun"]) - 3)].lower()
    # not "two days before the vote", which tells of another day
    told = re.compile(rf"(?<!\bbefore the )(?<!\bafter the )\b{stem}", re.IGNORECASE)
    for sentence, point, index, place in reversed(context.days[-_REMEMBERED:]):
        named = sentence != context.sentence and told.search(context.text, sentence.start, sentence.end)
        if named and not _OTHER_TIME.search(context.text, *sorted((named.end(), place))):
            sign = 1 if plain(match["way"]) == "after" else -1
            day = point.shifted(sign * int(number), unit)
            if context.published and point.day <= context.published < day.day and not context.looks_ahead():
                return None
            return dataclasses.replace(dated(day, anchored=True), origin=index)
    return None


def _length(match: re.Match[str], number: float | None, unit: str) -> Reading:
    """Read "two days before the vote" as the length it states."""
    amount = "X" if number is None else f"{number:g}"
    end = match.start("way")
    while context_space(match.string, end - 1):
        end -= 1
    return Reading(TimexType.DURATION, duration_value(amount, unit), modifier(match), extent=(match.start(), end))


def context_space(text: str, index: int) -> bool:
    """Return whether there is white space at `index`."""
    return text[index].isspace()


def duration_value(amount: str, unit: str) -> str:
    """Return the TIMEX3 duration of an amount of units: `P2Y`, `PT30M`, `P20Y` for two decades."""
    if unit in _SMALL:
        return f"PT{amount}{'M' if unit == 'MIN' else unit}"
    factor, letter = {"DE": (10, "Y"), "E": (100, "Y"), "F": (2, "W")}.get(unit, (1, unit))
    if amount == "X":
        return f"PX{unit}" if unit in {"DE", "E"} else f"PX{letter}"
    return f"P{float(amount) * factor:g}{letter}"


def _few_ago(way: str) -> Reading | None:
    """Read "several years ago": past, no more is said."""
    later = way in {"later", "after", "from now", "hence"}
    return Reading(TimexType.DATE, "FUTURE_REF" if later and way in {"from now", "hence"} else "PAST_REF", "APPROX")


def _from_now(context: Context, count: int, unit: str, mod: str | None) -> Reading:
    """Return the time `count` units from publication."""
    now = context.now()
    if now is None:
        return undated(count, unit, mod=mod)
    grain = {"DE": ("Y", 10), "E": ("Y", 100)}.get(unit, (unit, 1))
    return dated(now.shifted(count * grain[1], grain[0]), mod=mod, relative=True)


def _from_focus(context: Context, count: int, unit: str, mod: str | None) -> Reading:
    """Return the time `count` units from the time last spoken of; open where the text says more or less."""
    grain, factor = {"DE": ("Y", 10), "E": ("Y", 100), "F": ("W", 2)}.get(unit, (unit, 1))
    base = context.finer(grain)
    vague = mod in _VAGUE_MODS
    if base is None and context.published is None and (context.offset is not None or not context.focus):
        return counted_undated(context, count * NOMINAL_DAYS[unit], mod)
    if base is None and context.focus:
        return Reading(TimexType.DURATION, duration_value(str(abs(count)), unit), mod)
    start_point = base or context.now()
    if start_point is None or (base is None and count > 0):
        return Reading(TimexType.DURATION, duration_value(str(abs(count)), unit), mod)
    point = start_point.shifted(count * factor, grain)
    if context.published and point.day > context.published and context.tense() is Tense.PAST:
        return Reading(TimexType.DURATION, duration_value(str(abs(count)), unit), mod)
    if vague:
        now = context.published or start_point.day
        offset = (start_point.day - now).days + count * NOMINAL_DAYS[unit]
        return Reading(TimexType.DATE, "", mod, offset=offset, anchored=True)
    return dated(point, mod=mod, anchored=base is not None, relative=base is None)


def day_of_this_month(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the 5th of next month"."""
    step, day = STEPS.get(match["which"], 0), int(match["day"])
    if context.published is None:
        return undated(step, "M")
    month = of_grain(context.published, "M").shifted(step, "M").day
    return dated(Point(month.replace(day=day), "D"), relative=True)


def counted_undated(context: Context, days: int, mod: str | None) -> Reading:
    """Return the time so many days from the one last spoken of, where neither has a date; no place where none was."""
    if context.offset is None and context.undated is None:
        return Reading(TimexType.DATE, "", mod)
    offset = (context.offset or 0) + days
    return Reading(TimexType.DATE, "", mod, offset=offset, anchored=True, origin=context.undated)


def year_before(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the year-ago quarter" and "year-earlier": the same quarter of the year before where one was spoken of."""
    del match
    if context.published is None or "Q" in context.focus:
        return _quarter_before(context)
    return dated(of_grain(context.published, "Y").shifted(-1, "Y"), relative=True)


def _compares(context: Context) -> bool:
    """Return whether a year before is told of to compare a quarter's accounts: a quarter and sums stand near."""
    if context.earnings:
        return True
    near = context.text[max(context.sentence.start, context.start - _NEAR) : context.end + _NEAR]
    return "Q" in context.focus and _SUMS.search(near) is not None


def is_of_months(context: Context) -> bool:
    """Return whether the sentence gives the account of nine months or six, of which no year's quarter is the same."""
    start = max(context.sentence.start, context.start - _PERIOD_NEAR)
    named = list(_PERIOD.finditer(context.text, start, context.start))
    return bool(named) and named[-1]["longer"] is not None


def _quarter_before(context: Context) -> Reading:
    """Return the same quarter of the year before, in an earnings report; of nine months' accounts the year before."""
    if context.published is None:
        return undated(-1, "Y")
    if is_of_months(context):
        return dataclasses.replace(
            dated(of_grain(context.published, "Y").shifted(-1, "Y"), relative=True), passing=True
        )
    focus = context.focus.get("Q")
    base = focus[0] if focus else last_quarter(context.published)
    earlier = dated(quarter_point(base.day.year - 1, (base.day.month + 2) // 3), relative=True)
    return dataclasses.replace(earlier, passing=True)


def last_quarter(now: dt.date) -> Point:
    """Return the last quarter that has ended."""
    return of_grain(now, "Q").shifted(-1, "Q")


def vague_past(match: re.Match[str], context: Context) -> Reading | None:
    """Read "years ago", "long ago"; "years later" says nothing that could be shown."""
    del context
    if match["way"] == "later":
        return None
    return Reading(TimexType.DATE, "PAST_REF")
