"""Which part of a sentence with several dates each of them dates."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from typing import TYPE_CHECKING

from factbox.briefing.dates import calendar_point, day_of
from factbox.briefing.dating import is_bare_clock
from factbox.briefing.relatives import apposed, relative, restricted, told_of
from factbox.briefing.telling import has_any_verb, has_verb, lacks_subject
from factbox.briefing.whole import has_all_marks, has_main_verb
from factbox.spans import Span, trimmed

if TYPE_CHECKING:
    from factbox.model import Timex

# Where a sentence with several dates may be cut, best first: ";", a comma before a clause or a phrase, "and", "after".
_CUTS = (
    re.compile(r"(?:;\s+|\s[—–-]{1,2}\s)(?:(?:and|but)\s+)?"),
    re.compile(r",\s+(?:and|but|while|when|then|though|although|before|after|sparking|leading)\s+"),
    re.compile(r",\s+(?=(?:which|who|where)\s)"),
    re.compile(r",\s+"),
    re.compile(r"\s+(?:and|but|before|after|when|while|since)\s+"),
)
# What joins a clause with a subject to a date: " and the hall".
_JOINS = re.compile(r"\s+(?:and|but)\s+(?=(?:an?|her|his|its|the|their)\s)")
# What parts clauses that can stand alone: "; ", "; and ".
_SEMICOLON = re.compile(r";\s+(?:(?:and|but)\s+)?")
# What opens a clause whose subject the one before it names.
_POINTS_BACK = re.compile(r"(?:he|her|his|it|its|she|that|their|these|they|this|those)\b", re.IGNORECASE)
# What joins the ends of a span of time: " to ", "–"; with "between" before the first " and ".
_TO = re.compile(r"\s?[-–—/]\s?|,?\s+(?:to|until|till|through|and|or)\s+(?:(?:about|around)\s+)?")
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:\w+\s+)?$", re.IGNORECASE)
_REACH = 20
# What parts days of a week that are listed: ", ", " and ".
_LISTS = re.compile(r",\s(?:and\s)?|\s(?:and|or)\s(?:on\s)?")
# The "and" that a part ends in: "was delayed twice: by a storm in November and".
_LEFT_OVER = re.compile(r",?\s(?:and|but|or)\Z|,\Z")
# Behind days listed it makes an event of each.
_RESPECTIVELY = re.compile(r",?\srespectively\b")
# What opens a clause that leans on the next: "After he left in 2012" of "After he left in 2012, he joined in 2013".
_LEANS = re.compile(r"(?:After|Although|As|Because|Before|Once|Since|Though|When|While)\s")
# How far behind a cut its verb is looked for, and how long a part is at most, in characters.
_NEAR, _LONGEST = 200, 800
# The rule of a time of day, and what stands between one and the same in another zone.
_CLOCK, _TWICE = "clock_time", frozenset(("(", ", or", "or", "/"))
# The rule of a weekday.
_WEEKDAY = "weekday_alone"
# How far before a date the bracket stands that it and another share, in characters.
_BRACKET = 60
# What stands between two words for one time: ", on ", " -- ", " (in ".
_AGAIN = re.compile(r"\s?[,(–—-]{1,2}\s?(?:(?:on|in|at|or|exactly)\s)?")
# What may stand between "and" and a date that opens its clause: "later in ".
_LEADS_UP = re.compile(r"(?:(?:again|at|by|early|from|in|late|later|of|on|since|the|then|until)\s+)*")
# A dash at a part's end: " -".
_DASH = re.compile(r"\s[—–-]+$")


def days_told(text: str, dated: list[Timex]) -> list[tuple[Timex, Timex | None]]:
    """Return the dates of a sentence that tell of an event each, in text order, each with the end of its span of time.

    A time of day goes with its day ("on Sunday at 3 p.m."), and is no second event. Of a span the first date counts.
    """
    told: list[tuple[Timex, Timex | None]] = []
    dated = [timex for number, timex in enumerate(dated) if not _is_said_again(text, timex, _nearest(dated, number))]
    days = {timex.value for timex in dated if not is_bare_clock(timex)}
    timed = {day_of(timex.value) for timex in dated if is_bare_clock(timex)}
    for timex in dated:
        if _has_better(timex, days, timed):
            continue
        if told and _goes_on(text, *told[-1], timex):
            told[-1] = (told[-1][0], timex)
        else:
            told.append((timex, None))
    return told


def _nearest(dated: list[Timex], number: int) -> list[Timex]:
    """Return the dates that stand nearest to one of them."""
    return [*dated[max(0, number - 2) : number], *dated[number + 1 : number + 3]]


def _is_said_again(text: str, timex: Timex, beside: list[Timex]) -> bool:
    """Return whether a date beside an expression says more closely what it names: "100 years ago, on 20 March 1913"."""
    own = calendar_point(timex.value)
    for other in beside:
        first, last = sorted((timex.span, other.span))
        point, closer = calendar_point(other.value), other.rule.startswith("month_day")
        if timex.span == last and _is_in_other_zone(text, other, timex):
            return True
        told = last.start - first.end <= _REACH and (point or closer)
        if not told or not _AGAIN.fullmatch(text, first.end, last.start):
            continue
        if own is None:
            return not timex.rule.startswith("month")
        if point is None:
            continue
        if own.value == point.value:
            if other.span < timex.span:
                return True
            continue
        if own.first <= point.first and point.last <= own.last and (own.first, own.last) != (point.first, point.last):
            return True
    return False


def _is_in_other_zone(text: str, one: Timex, other: Timex) -> bool:
    """Return whether a time of day is the one before it in another zone: "at 10 p.m. Tuesday (0200 GMT Wednesday)"."""
    if not one.rule == other.rule == _CLOCK or one.zone == other.zone or is_bare_clock(one) > is_bare_clock(other):
        return False
    return text[one.span.end : other.span.start].strip() in _TWICE


def _has_better(timex: Timex, days: set[str], timed: set[str]) -> bool:
    """Return whether another expression of the sentence says the same day with its time, or a bare time's day.

    Args:
        timex: a date of the sentence.
        days: the values of those that name a day.
        timed: the days of those that are a bare time.
    """
    if is_bare_clock(timex):
        return bool(days) and day_of(timex.value) not in days
    return timex.value in timed


def _goes_on(text: str, first: Timex, until: Timex | None, timex: Timex) -> bool:
    """Return whether a date ends the span of time that another begins, or goes on with its list of weekdays."""
    return (until is None and _spans(text, first, timex)) or _is_listed(text, until or first, timex)


def _spans(text: str, first: Timex, last: Timex) -> bool:
    """Return whether two dates are the ends of one span of time: "between 1934 and 1936", "3-5 May"."""
    between = text[first.span.end : last.span.start]
    if not _TO.fullmatch(between) or bool(first.value) != bool(last.value):
        return False
    joined = between.strip(" ,") not in {"and", "/"} or _follow(first, last)
    return joined or _BETWEEN.search(text[max(0, first.span.start - _REACH) : first.span.start]) is not None


def _is_listed(text: str, first: Timex, last: Timex) -> bool:
    """Return whether two weekdays are listed as days of one event: "It rained on Monday, Wednesday and Friday"."""
    if not first.rule == last.rule == _WEEKDAY or _RESPECTIVELY.match(text, last.span.end):
        return False
    if not _LISTS.fullmatch(text, first.span.end, last.span.start):
        return False
    one, other = calendar_point(first.value), calendar_point(last.value)
    return one is not None and other is not None and one.first < other.first


def _follow(first: Timex, last: Timex) -> bool:
    """Return whether one date is the day or year behind another: "24 and 25 April", "in 1962 and 1963"."""
    if not first.value and first.offset is not None:
        return last.offset == first.offset + 1
    one, other = calendar_point(first.value), calendar_point(last.value)
    if one is None or other is None or one.precision is not other.precision:
        return False
    return one.last + dt.timedelta(days=1) == other.first


def pieces(text: str, sentence: Span, dated: list[Timex], reported: list[Span]) -> list[Span | None]:
    """Return for each date of a sentence the part that it dates, cut between two dates where a clause begins.

    A date that says who somebody is has the clause that says so ("The chairman, who left in 2023 | , said on Monday"),
    and None where nobody stands before it. A part without a verb is the whole sentence. One without a subject begins
    with the sentence, which has its subject: "The pier was built in 1902 | and mended in 1931." So does one within what
    the sentence reports of somebody's words, which keeps its "Ruiz said that".

    Args:
        text: the document's text.
        sentence: the sentence.
        dated: its dates.
        reported: what the sentence reports of somebody's words without quoting them.
    """
    apart = [told_of(text, sentence, timex.span) or restricted(text, sentence, timex.span) for timex in dated]
    if any(apart):
        rest = [timex for timex, part in zip(dated, apart, strict=True) if part is None]
        others = iter(pieces(text, sentence, rest, reported) if rest else ())
        return [part or next(others) for part in apart]
    if len(dated) == 1:
        held = _between_semicolons(text, sentence, dated[0].span)
        return [relative(text, held, dated[0].span) or held]
    starts, ends = [sentence.start], []
    for one, other in itertools.pairwise(dated):
        cut = _cut(text, one.span.end, other.span.start, sentence.end)
        ends.append(cut[0] if cut else sentence.end)
        starts.append(cut[1] if cut else starts[-1])
    ends.append(sentence.end)
    for number in range(len(dated) - 1, 0, -1):
        if starts[number] == starts[number - 1]:
            ends[number - 1] = ends[number]
    parts = [_without_dash(text, start, end) for start, end in zip(starts, ends, strict=True)]
    whole = [_whole(text, sentence, part, reported) for part in parts]
    return [part or _beside(text, sentence, timex.span) for timex, part in zip(dated, whole, strict=True)]


def _beside(text: str, sentence: Span, date: Span) -> Span | None:
    """Return what tells of somebody beside the main clause, where a date stands there: "The dam, built in 1971"."""
    return relative(text, sentence, date) or apposed(text, sentence, date)


def _between_semicolons(text: str, sentence: Span, date: Span) -> Span:
    """Return the part of a sentence between semicolons that its only date is in, where each part is a clause."""
    if text.find(";", sentence.start, sentence.end) < 0:
        return sentence
    cuts = [match.span() for match in _SEMICOLON.finditer(text, sentence.start, sentence.end)]
    bounds = itertools.pairwise([(sentence.start, sentence.start), *cuts, (sentence.end, sentence.end)])
    parts = [Span(before[1], behind[0]) for before, behind in bounds]
    if not all(_is_clause(text, part) for part in parts):
        return sentence
    held = next((part for part in parts if part.holds(date)), sentence)
    return sentence if held.start > sentence.start and _POINTS_BACK.match(text, held.start) else held


def _is_clause(text: str, part: Span) -> bool:
    """Return whether a part can stand alone: a subject, a verb, and all its marks and brackets."""
    return has_main_verb(text, part) and _is_closed(text, part) and not lacks_subject(text, part)


def _is_closed(text: str, part: Span) -> bool:
    """Return whether all marks and brackets of a part have their partners in it."""
    return text.count("(", part.start, part.end) == text.count(")", part.start, part.end) and has_all_marks(text, part)


def _without_dash(text: str, start: int, end: int) -> Span:
    """Return a part without the space and the dash at its end."""
    part = trimmed(text, start, end)
    over = _DASH.search(text, part.start, part.end) or _LEFT_OVER.search(
        text, max(part.start, part.end - _REACH), part.end
    )
    return Span(part.start, over.start()) if over else part


def _whole(text: str, sentence: Span, part: Span, reported: list[Span]) -> Span | None:
    """Return a part with the verb and subject that it needs; None where its date only says who or which somebody is."""
    if part == sentence or not has_verb(text, part):
        return sentence
    within = any(sentence.start < claim.start < part.start < claim.end for claim in reported)
    shown = Span(sentence.start, part.end) if within or lacks_subject(text, part) else part
    short = shown.end - shown.start <= _LONGEST
    if short and shown != sentence and not has_main_verb(text, shown):
        return sentence if _LEANS.match(text, shown.start) and has_any_verb(text, shown.start, shown.end) else None
    return shown if short and has_main_verb(text, shown) and _is_closed(text, shown) else sentence


def _cut(text: str, start: int, end: int, last: int) -> tuple[int, int] | None:
    """Return where a part ends and the next begins between two dates, or None.

    "And", "after" and the like without a comma begin a part only where a verb comes: not "after a fire in 1951".

    Args:
        text: the document's text.
        start: where the first date ends.
        end: where the second one begins.
        last: where their sentence ends.
    """
    listed = not text[start:end].strip(", ")
    if listed or _TO.fullmatch(text, start, end) or _is_in_brackets(text, start):
        return None
    for pattern in _CUTS:
        found = [match.span() for match in pattern.finditer(text, start, end)]
        for cut in reversed(found):
            if pattern is not _CUTS[-1] or _begins_part(text, cut, end, last):
                return _before_subject(text, start, cut)
    return None


def _is_in_brackets(text: str, place: int) -> bool:
    """Return whether a place is within brackets: behind the first date of "Ana Ruiz (3 May 1913 – 12 June 1989)"."""
    near = max(0, place - _BRACKET)
    return text.rfind("(", near, place) > text.rfind(")", near, place)


def _begins_part(text: str, cut: tuple[int, int], date: int, last: int) -> bool:
    """Return whether a verb comes behind a word that joins; behind "and" none that is the date's clause's.

    "Left in May and in June returned" are two, "on a visit to Kestria and Holmland in June, she said" is one.
    """
    if not has_verb(text, Span(cut[1], min(last, cut[1] + _NEAR))):
        return False
    if "and" not in text[cut[0] : cut[1]] or text.startswith("to ", cut[1]) or has_verb(text, Span(cut[1], date)):
        return True
    return _LEADS_UP.fullmatch(text, cut[1], date) is not None


def _before_subject(text: str, start: int, cut: tuple[int, int]) -> tuple[int, int]:
    """Return a cut behind a date, "and" and a subject before the "and": "in 2019 | and the hall, due in 2021"."""
    joined = _JOINS.match(text, start, cut[0])
    if joined is None or has_verb(text, Span(joined.end(), cut[0])):
        return cut
    return joined.start(), joined.end()
