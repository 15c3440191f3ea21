"""Normalisers of durations, sets, clock times and vague words."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
from typing import TYPE_CHECKING

from factbox.lexicons import lexicon
from factbox.model import TimexType
from factbox.timexes.absolute import day_of_month
from factbox.timexes.calendar import Point
from factbox.timexes.deictic import and_a_half, duration_value, last_quarter, plain, unit_code, with_part
from factbox.timexes.numbers import read_number
from factbox.timexes.reading import Context, Reading, dated, modifier, month_number, table, undated
from factbox.timexes.tense import Tense
from factbox.timexes.weekdays import WEEKDAY_ALONE, weekday, weekday_number
from factbox.timexes.zones import zone_named

if TYPE_CHECKING:
    from factbox.spans import Span

_HALF = 0.5
_NOON, _HOURS = 12, 24
_ADVERBS = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "hourly": "PT1H", "annually": "P1Y"}
# Before a clock time in figures only they make it one: "at 14:30", no score and no verse.
_CLOCK_SIGNS = frozenset(
    ("about", "after", "and", "around", "at", "before", "between", "by", "from", "since", "till", "to", "until")
)
# Before an hour without a "o'clock" they make it one: "at 4 in the morning", not "killed 4 in the morning".
_HOUR_SIGNS = frozenset(("at", "around", "since", "till", "until"))
# Before "one day" they make it a length; else it is some day to come, or once.
_LASTING = frozenset(("after", "for", "in", "just", "lasted", "least", "only", "takes", "than", "took", "within"))
# What makes a clock time one of many: "every Monday at ".
_OF_A_SET = re.compile(r"\b(?:every|each)\s+[A-Za-z]+(?:\s+(?:morning|evening|afternoon|night))?\s+at\s+$")
# Behind a time of day, what else its day is told by: " the night she left".
_NIGHT = re.compile(r"\s(?:on\s)?the\s(?:day|evening|morning|night)\s(?!after|before|of\b)[A-Za-z]")
# What makes a day that of a hearing: "An inquest was held on Monday", "jurors heard on Monday".
_HEARS = re.compile(
    r"\b(?:[Ii]nquest|[Jj]urors|[Jj]ury|[Tt]rial|[Tt]ribunal|(?:[Cc]ourt|[Hh]earing)\s(?:heard|was\stold))\b"
)
# Among how many of the days last spoken of a time's day is looked for.
_REMEMBERED = 12
# A date in figures right before a time of day: "On 09/04/2019 at about ".
_FIGURES = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4},?\s(?:at\s)?\Z")
# What stands behind a time of day that a line of a live page opens with.
_POST = re.compile(r"\s?[:–—-]?(?:\s*\n|\s[A-Z“\"])")
# What joins two times of day: " and " of "between 8pm and 10pm".
_JOINS = re.compile(r"\s?[-–—]\s?|\s(?:and|to|until|till)\s(?:about\s|around\s)?")
# How many days from publication a day of an aside may be a time's all the same.
_NEWS = 7
# After such an hour of a day one before the other is the next day's: "at 6 p.m. … about 2 a.m."
_EVENING, _MORNING = "17", "06"
# How far before a time of day that stands, in characters.
_SET = 40


def stretch(match: re.Match[str], context: Context) -> Reading | None:
    """Read "two and a half years", "the past two months", "30-day"."""
    groups = match.groupdict()
    unit = unit_code(groups["unit"])
    words = groups.get("range") or groups["n"]
    if context.text[match.start("unit")].isupper() and words.isdigit():
        return None
    if unit == "Q" and re.match(r"\s+(?:of|the|full|as|million)\b", context.text[match.end() :][:12]):
        return None
    if unit == "D" and plain(words) == "one" and "-" not in match[0] and context.former() not in _LASTING:
        return None
    if unit == "S" and plain(words) in {"one", "a", "two", "half"} and "-" in match[0]:
        return None
    number = read_number(words)
    if number is not None and (groups.get("half") or number - int(number) == _HALF):
        return Reading(TimexType.DURATION, and_a_half(int(number), unit), modifier(match))
    amount = "X" if number is None else f"{number:.10g}"
    return Reading(TimexType.DURATION, duration_value(amount, unit), modifier(match))


def past_unit(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the past decade", "recent years", "coming weeks"; "the last quarter" is a date."""
    unit, which = unit_code(match["unit"]), plain(match["which"])
    plural = match["unit"].lower().endswith("s")
    if which == "last" and unit == "Q" and not plural and context.business and context.published is not None:
        return dated(last_quarter(context.published), relative=True)
    if which == "recent" and unit == "Y":
        return Reading(TimexType.DATE, "PAST_REF")
    if which in {"last", "next"} and not plural and (not match["the"] or unit == "D"):
        return None
    value = and_a_half(1, unit) if match["half"] else duration_value("X" if plural else "1", unit)
    return Reading(TimexType.DURATION, value)


def plain_stretch(match: re.Match[str], context: Context) -> Reading | None:
    """Read the "a year" of "for a year" and the "weeks" of "for weeks"; "in second" is none."""
    del context
    number, plural = match["n"], match["unit"].lower().endswith("s")
    unit = unit_code(match["unit"])
    if (number is None) != plural or (unit == "S" and not plural) or unit == "Q":
        return None
    amount = "X" if plural else "1"
    value = duration_value(amount, unit)
    if match["half"]:
        value = and_a_half(1, unit)
    elif number and number.lower().startswith("half"):
        value = and_a_half(0, unit)
    return Reading(TimexType.DURATION, value, modifier(match), extent=match.span("text"))


def every(match: re.Match[str], context: Context) -> Reading | None:
    """Read "every Friday", "each July", "every two years"."""
    del context
    if match["weekday"]:
        part = f"T{table('part')[match['part']]}" if match["part"] else ""
        return Reading(TimexType.SET, f"XXXX-WXX-{weekday_number(match['weekday'])}{part}")
    if match["month"]:
        return Reading(TimexType.SET, f"XXXX-{month_number(match['month']):02}")
    if match["season"]:
        return Reading(TimexType.SET, f"XXXX-{table('season')[match['season']]}")
    if match["time"]:
        return Reading(TimexType.SET, f"XXXX-XX-XXT{table('part')[match['time']]}")
    words = plain(match["n"])
    number = {"": 1.0, "other": 2.0, "second": 2.0, "third": 3.0}.get(words) or read_number(words)
    return Reading(TimexType.SET, duration_value("X" if number is None else f"{number:g}", unit_code(match["unit"])))


def weekday_set(match: re.Match[str], context: Context) -> Reading | None:
    """Read "Fridays", "Tuesday nights"."""
    del context
    part = f"T{table('part')[match['part'][:-1]]}" if match["part"] else ""
    return Reading(TimexType.SET, f"XXXX-WXX-{weekday_number(match['weekday'] or match['day'])}{part}")


def adverb_set(match: re.Match[str], context: Context) -> Reading | None:
    """Read "daily"."""
    del context
    return Reading(TimexType.SET, _ADVERBS[match["word"]])


def year_ended(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the year" of "the year ended June 30": the length of the accounts' year."""
    del context
    return Reading(TimexType.DURATION, "P1Y", extent=match.span("text"))


def unit_long(match: re.Match[str], context: Context) -> Reading | None:
    """Read "week-long", "daylong", "decades-long"."""
    del context
    if match["units"]:
        return Reading(TimexType.DURATION, duration_value("X", unit_code(match["units"])))
    return Reading(TimexType.DURATION, duration_value("1", unit_code(match["unit"])))


def day_mid(match: re.Match[str], context: Context) -> Reading | None:
    """Read "mid-afternoon", "mid-morning Tuesday"."""
    base = _clock_day(match, context)
    if base is None:
        return Reading(TimexType.TIME, "", "MID", offset=_day_spoken_of(context))
    return dataclasses.replace(with_part(base, match["part"]), mod="MID")


def rate(match: re.Match[str], context: Context) -> Reading | None:
    """Read the "a week" of "twice a week"."""
    del context
    return Reading(TimexType.SET, duration_value("1", unit_code(match["unit"])), extent=match.span("text"))


def clock(match: re.Match[str], context: Context) -> Reading | None:
    """Read "10:35 a.m.", "14:30 GMT", "9 a.m. EST Tuesday", "noon"; not the second time of "at 15:30 (14:30 GMT)"."""
    if match["word"] and match["weekday"] and context.former() == "past":
        day = weekday(WEEKDAY_ALONE.fullmatch(match["weekday"]), context)
        return day and dataclasses.replace(day, extent=match.span("weekday"))
    time = _clock_time(match, context)
    dayless = not (match["weekday"] or match["day"] or match["month"] or match["month_last"])
    repeated = dayless and bool(match["hhmm"] or match["hour24"]) and context.text.startswith("(", context.start - 1)
    if (
        time is None
        or repeated
        or _OF_A_SET.search(context.text, max(context.sentence.start, context.start - _SET), context.start)
    ):
        return None
    base = None if _NIGHT.match(context.text, context.end) or _is_of_figures(context) else _clock_day(match, context)
    if base is None:
        return Reading(TimexType.TIME, "", offset=_day_spoken_of(context))
    if not base.value:
        return Reading(TimexType.TIME, "", offset=base.offset, cycle=base.cycle)
    base = _next_morning(base, time, context)
    value = f"{base.value}T{time}"
    zone = (zone_named(match["zone"]) if match["zone"] else None) or context.zone
    return dataclasses.replace(base, type=TimexType.TIME, value=value, extent=None, zone=zone)


def _is_of_figures(context: Context) -> bool:
    """Return whether a date in figures that has no value, as it may be read in two ways, is a time's own day."""
    low = max(context.sentence.start, context.start - _SET)
    figures = _FIGURES.search(context.text, low, context.start)
    return figures is not None and not any(low <= start < context.start for _, _, _, start in context.days[-2:])


def _next_morning(base: Reading, time: str, context: Context) -> Reading:
    """Return the day of a time, or the one after it where an evening was told before and it is of the small hours."""
    day, last = base.point.day if base.point else None, context.clock
    context.clock = (day, time) if day else last
    small = base.anchored and time < _MORNING and last is not None and last[0] == day and last[1] >= _EVENING
    if not small or day is None or context.published is None or day >= context.published:
        return base
    return dated(Point(day + dt.timedelta(days=1), "D"), anchored=True)


def _day_spoken_of(context: Context) -> int | None:
    """Return the place in the order of an undated day last spoken of: "today", "yesterday", no week.

    None of a day ahead, where the verb looks back: "They will search tomorrow. The boat sank at 6pm."
    """
    if context.offset is None or abs(context.offset) > 1:
        return None
    return context.offset if context.offset <= 0 or context.tense() is Tense.FUTURE else None


def _clock_day(match: re.Match[str], context: Context) -> Reading | None:
    """Return the day a clock time belongs to: its own, the one last spoken of, else that of publication."""
    if match["weekday"]:
        return weekday(WEEKDAY_ALONE.fullmatch(match["weekday"]), context)
    now = context.now()
    if match["day"]:
        days = -1 if match["day"] == "yesterday" or match["day"].startswith("last") else int(match["day"] == "tomorrow")
        return undated(days, "D") if now is None else dated(now.shifted(days, "D"), relative=True)
    groups = match.groupdict()
    if groups.get("month") or groups.get("month_last"):
        return _day_of_month(match, context)
    if now is not None and _heads_post(context):
        return dated(now)
    ends = _end_of_span(context)
    if ends is not None:
        return _clock_day(ends, context)
    base, spoken = context.finer("D") or now, context.focus.get("D")
    last = context.days[-1] if context.days else None
    if last and _is_of_hearing(context, last):
        base = _day_of_line(context)
    elif last and spoken and base is spoken[0] and not _is_line(context, last):
        news = now is not None and abs((now.day - base.day).days) <= _NEWS
        base = _day_of_line(context) or (base if news else now)  # "the fire, which began on 3 May … at 3pm"
    if base is not None and now is not None and base.day > now.day and context.tense() is not Tense.FUTURE:
        base = now
    return None if base is None else dated(Point(base.day, "D"), anchored=base is not now)


def _end_of_span(context: Context) -> re.Match[str] | None:
    """Return the time of day with its day that ends a span which another begins: "between 8pm and 10pm on Sunday"."""
    joined = _JOINS.match(context.text, context.end, context.sentence.end)
    ends = _clock_rule().match(context.text, joined.end(), context.sentence.end) if joined else None
    return ends if ends and any(ends[name] for name in ("weekday", "day", "month", "month_last")) else None


@functools.cache
def _clock_rule() -> re.Pattern[str]:
    """Return the pattern of a time of day."""
    return next(rule.pattern for rule in lexicon("timexes").rules if rule.value == "clock")


def _heads_post(context: Context) -> bool:
    """Return whether a time of day opens a line of a live page, and so is of the page's day: "10:42 Police say"."""
    opens = context.text[max(0, context.start - 1) : context.start] in {"", "\n"}
    return opens and _POST.match(context.text, context.end) is not None


def _day_of_line(context: Context) -> Point | None:
    """Return the day last spoken of that is of the line of the story; None where none was."""
    line = (day for day in reversed(context.days[-_REMEMBERED:]) if _is_line(context, day))
    return next((point for _, point, _, _ in line), None)


def _is_line(context: Context, day: tuple[Span, Point, int, int]) -> bool:
    """Return whether a day spoken of is of the line of the story, where times of day go on: not one told aside.

    Nor is one ahead, where the time's verb looks back, or that of a hearing: "The inquest opened on Monday. … at 3pm".
    """
    sentence, point, index, _ = day
    if sentence == context.sentence:
        return True
    if index in context.asides or _is_of_hearing(context, day):
        return False
    ahead = context.published is not None and point.day > context.published
    return not ahead or context.tense() is Tense.FUTURE


def _is_of_hearing(context: Context, day: tuple[Span, Point, int, int]) -> bool:
    """Return whether a day spoken of is a late one of a court, which hears what was before."""
    sentence, point, _, _ = day
    late = context.published is not None and 0 <= (context.published - point.day).days <= _NEWS
    if not late or sentence == context.sentence:
        return False
    return _HEARS.search(context.text, sentence.start, sentence.end) is not None


def _day_of_month(match: re.Match[str], context: Context) -> Reading | None:
    """Return the day of "5 p.m. Nov. 9" and "14:30 on 3 May 2019"."""
    month, day = match["month"] or match["month_last"], match["date"] or match["date_first"]
    year = int(match["year"]) if match["year"] else None
    return day_of_month(context, year, month_number(month), int(day))


def _clock_time(match: re.Match[str], context: Context) -> str | None:
    """Return `14:30` for a clock time; None for what is none."""
    word = plain(match["word"])
    if word:
        noon = "24:00" if word == "midnight" else "12:00"
        return None if context.former() == "past" else noon
    if match["hhmm"]:
        return f"{match['hhmm'][:2]}:{match['hhmm'][2:]}"
    if match["hour24"]:
        signed = match["zone"] or match["weekday"] or context.former() in _CLOCK_SIGNS
        late = match["daypart"] in {"afternoon", "evening", "night"} and int(match["hour24"]) < _NOON
        return f"{int(match['hour24']) + _NOON * late:02}:{match['minute24']}" if signed else None
    if match["oclock"] and not match["said"] and not match["mod"] and context.former() not in _HOUR_SIGNS:
        return None
    return _twelve_hours(match)


def _twelve_hours(match: re.Match[str]) -> str | None:
    """Return `14:30` for "2.30pm", "two o'clock in the afternoon"; None where there is no such hour."""
    hour = read_number(match["hour"] or match["oclock"])
    if hour is None or not 0 < hour <= _NOON:
        return None
    late = plain(match["half"]).startswith("p") or match["part"] in {"afternoon", "evening"}
    late = late or match["night"] == "night"
    full = int(hour) % _NOON + (_NOON if late else 0)
    if match["oclock"] and not match["part"] and not match["night"]:
        full = int(hour)
    return f"{full % _HOURS:02}:{match['minute'] or '00'}"


def vague(match: re.Match[str], context: Context) -> Reading | None:
    """Read "now", "recently", "the near future"."""
    del context
    word = plain(match[match.lastgroup or "word"])
    if match["the"]:
        word = plain(match["the"])
    return Reading(TimexType.DATE, str(table("vague")[word]))
