"""Which time expressions date an event, and how surely."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from factbox.briefing.clauses import is_of_noun
from factbox.briefing.comparing import compares, is_since, is_told
from factbox.briefing.dates import calendar_point, fits_weekday
from factbox.briefing.deeds import is_of_deed
from factbox.briefing.telling import (
    finite_verbs,
    function_words,
    has_any_verb,
    is_doubted,
    is_of_now,
    looks_past,
    simple_pasts,
    tells_past,
    words_of,
)
from factbox.lexicons import lexicon
from factbox.model import Precision, TimexType
from factbox.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factbox.model import Timex

# Behind a time of day that opens a line it is a live page's, not that of what is told: "10:42 ", "1.40pm: ".
_STAMPED = re.compile(r"\s?[:–—-]\s|\s(?=[A-Z“\"])")
# Before a date that names an event: "The ", "injured in the "; so far into a sentence at most, in characters.
_OPENS_EVENT = re.compile(r"(?:An?|The|That)\s(?:[a-z]+\s)?")
_IN_EVENT, _LONG = re.compile(r"\b(?:at|during|in)\s(?:an?|the)\s\Z"), 120
# Up to it, what makes the event another's than its sentence's: "the parents, killed in ", "a man who was hurt in ".
_OF_OTHER = re.compile(r",(?!\swho\b)|[^,]\s(?:that|which|who)\s")
# Before a day, what makes it a post's, not that of what is told behind it: "Bo Lind (@BoLind) May 3, 2024 The lock".
_POSTED = re.compile(r"\(@\w+\)\s\Z")
# Nights of each week: " and Tuesday nights".
_EACH_WEEK = re.compile(r"(?:\s+(?:and|or)\s+\w+day)?\s+(?:mornings|afternoons|evenings|nights)\b")
# What stands before a date that only names its noun: "the", "last year’s", "a".
_NAMES_NOUN = re.compile(
    r"(?:\b(?:the|an?|any|each|every|some|no|its|his|her|their|our|this|that|these|those)|[’']s)\s+"
    r"(?:[\w-]+\s+|\d{4}\s+(?:and|or)\s+)?$",
    re.IGNORECASE,
)
# A noun right behind a date: " campaign" of "the 2024 campaign".
_NOUN_BEHIND = re.compile(r"\s[\"“]?(?:(?:and|or)\s\d{4}\s)?(?P<word>[A-Za-z]+)")
# A small word in front of a year, an adjective with it before a noun: "single-engine " of "single-engine 1942 plane".
_LOWER = re.compile(r"(?:^|\s)(?P<word>[a-z][\w-]*)\s+$")
# The same behind a full date: ", letter" of "our April 22, 2015, letter".
_YEAR_END, _COMMA_NOUN = re.compile(r",\s\d{4}$"), re.compile(r",\s(?P<word>[A-Za-z]+)")
# What opens a sentence before a date and its noun, which together date it: "In a " of "In a July 16 interview".
_OPENS = re.compile(r"(?:^|[.!?”\"]\s+|\n)(?:In|At|During)\s+(?:an?|the|its|his|her|their)\s+$")
# A date that owns its noun: the "’s" of "this year’s conference".
_OWNER_BEHIND = re.compile(r"['’]s\b")
# What makes what a day owns another event than the clause's: "after " of "after Sunday’s vote they left".
_BESIDE = re.compile(
    r"\b(?:after|based\s+on|before|by|despite|following|for|from|of|since|to|until|about|with)\s+$", re.IGNORECASE
)
# What an expression without a day names, of a month or more: "last year", "the summer".
_COARSE = re.compile(
    r"\b(?:month|quarter|season|spring|summer|autumn|fall|winter|half|year|decade|century)s?\b", re.IGNORECASE
)
_COARSE_RULES = ("month_alone", "month_year", "season", "quarter", "year")
# Dates so fine that what they own happened then: "Friday’s attack", "last week’s vote"; "this year’s vote" is a name.
_FINE = frozenset((Precision.MINUTE, Precision.HOUR, Precision.DAY, Precision.WEEK))
# The rule of "2007-09", and the other year beside one of its two.
_YEARS = "year_range"
_YEAR_BEFORE, _YEAR_BEHIND = re.compile(r"\d{4}\s?[-–—/]\s?$"), re.compile(r"\s?[-–—/]\s?\d{2,4}")
_OTHER = 8
# What makes a date the first part of a word, or of a title: "-era", ": The".
_HYPHENED, _TITLE_BEHIND = re.compile(r"-[a-z]"), re.compile(r":\s[A-Z]")
# What stands before a year that is no part of the name behind it: the "in " of "in 2012 Ana Ruiz left".
_SIGNED = re.compile(
    r"(?:^|[.!?,;:]\s+|\n|\b(?:after|and|before|by|during|from|in|of|or|since|till|to|until)\s+)$", re.IGNORECASE
)
# A name that ends in years: the "Euro " of "Euro 2004"; somebody’s years: "Ana Ruiz 1955–", "Ana Ruiz (".
_NAME = re.compile(r"(?:\b(?P<word>[A-Z][A-Za-z’']+)\s+|(?P<mark>\())(?P<first>\d{4}\s?[-–—/]\s?)?$")
# What makes a feast a date: "on Christmas Day", "last Easter"X
_TIMED = re.compile(
    r"(?:^|[,(—–\n]\s?|\b(?:after|around|at|before|between|by|during|for|from|in|on|over|since|through|till|to|until)\s+)$",
    re.IGNORECASE,
)
_TITLED = re.compile(r":|\s[IVX]+\b")
_TIMED_ITSELF = re.compile(
    r"^(?:last|next|this)\b|\b(?:Day|Eve|Night|Monday|Tuesday|Wednesday|Thursday|Friday|Sunday)$"
)
_DETERMINED = re.compile(r"\b(?:the|an?|its|his|her|their|our)\s+$", re.IGNORECASE)
# What is so these days: "is still used ", "is " of "is today an ally".
_STILL = re.compile(r"\bstill\b[^,;.]*$|\b(?:am|are|has|have|is)\s+$|\bworth\s(?:[^,;.]|[.,](?=\d))*$")
# Directly before a year and a noun, which it names: the "to " of "a blow to 2031 earnings".
_GIVES = re.compile(r"\b(?:about|concerning|for|of|on|to|with)\s+$")
# A company's own year, which begins when it likes: "quarter of the financial year", "the fiscal third quarter".
_FISCAL = re.compile(r"\b(?:financial|fiscal)[-\s](?:year|\d{4}|\w+[-\s]quarter)\b", re.IGNORECASE)
# The modifiers of a time that the text leaves open.
_OPEN = frozenset(("LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"))
# The rules of what may be of each year, and the value of "each year".
_EACH_YEAR, _YEARLY = frozenset(("holiday_day", "month_alone", "season_named")), "P1Y"
# What is so each year, in front of the first of two months: "which fall in the summer from ".
_HABIT = re.compile(
    r"\b(?:(?:that|which|who)\s+(?P<verb>[a-z]+)|(?:closes|falls|flowers|lasts|opens|operates|runs|sails))\b[^,;.\n]{0,60}\b(?:between|from)\s+(?:[A-Z]\w+\s(?:and|to|till|until|through)\s)?$"
)
_NO_HABIT = frozenset(("could", "has", "have", "may", "might", "should", "will", "would"))
# A time of day, and the day that may stand with it: "3pm on Friday", "noon today", "5 p.m. Nov. 9".
_CLOCK = "clock_time"
_DAY_NAMED = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun|to|yester)day|tomorrow"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:\s+\d|$|,))",
    re.IGNORECASE,
)
# Before a month that is a time: "in ", "last ", "3 ".
_MONTHLY = re.compile(
    r"(?:\b(?:by|during|early|from|in|last|late|mid|next|on|since|this|through|till|to|until)|\d)[\s-]+(?:the\s)?\Z|\A\Z",
    re.IGNORECASE,
)
# What opens a sentence with a time, behind which its subject stands: "In the 1970s women".
_OPENING = re.compile(r"\b(?:By|During|In|Since|Throughout)\s\Z")
# Where a sentence begins.
_BEGINS = re.compile(r"(?:\A|[.!?”\"]\s+|\n)\Z")
# Before "this year", what is counted in it: "its third warning ".
_NTH = re.compile(
    r"\b(?:first\stime|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\s(?!of\b)(?:[\w-]+\s){0,6}\Z"
)
# Before a season that something is for: "leave for the ".
_FOR = re.compile(r"\bfor\s(?:the\s)?\Z")
# How much text before a date is looked at, in characters.
_REACH = 60


def is_bare_clock(timex: Timex) -> bool:
    """Return whether an expression is a time of day whose day the text says elsewhere, or nowhere: "at noon"."""
    return timex.rule == _CLOCK and not _DAY_NAMED.search(timex.text)


# What tells of what was done by now: "shares have leapt this year".
_DONE = frozenset(("has", "have"))


def tells_of_now(text: str, sentence: Span, timex: Timex) -> bool:
    """Return whether an expression only says what is so now or every day: "the best this year", "leaves at 5 p.m."."""
    today = timex.text.lower() == "today"
    if today and _STILL.search(text, max(sentence.start, timex.span.start - _REACH), timex.span.start):
        return True
    year = timex.text.lower() == "this year" and _DONE.isdisjoint(words_of(text, sentence))
    return (today or year or is_bare_clock(timex)) and is_of_now(text, sentence)


def is_posted(text: str, timex: Timex) -> bool:
    """Return whether an expression is a post's day or time, which the story may have, but nothing told there."""
    return (
        is_stamp(text, timex) or _POSTED.search(text, max(0, timex.span.start - _REACH), timex.span.start) is not None
    )


def names_event(text: str, sentence: Span, timex: Timex) -> bool:
    """Return whether a date names an event that its sentence tells of: "The 2011 floods destroyed" it.

    It dates the sentence where nothing else does.
    """
    if not _is_point(timex) or not timex.value or not tells_past(text, sentence):
        return False
    named = _event_behind().match(text, timex.span.end, sentence.end)
    ahead = text[sentence.start : timex.span.start]
    if named is None or len(ahead) > _LONG or _OF_OTHER.search(ahead):
        return False
    opens = _OPENS_EVENT.fullmatch(ahead) is not None and named["goes_on"] is not None
    return opens or (_IN_EVENT.search(ahead) is not None and has_any_verb(text, sentence.start, timex.span.start))


@functools.cache
def _event_behind() -> re.Pattern[str]:
    """Return the pattern of an event behind its date, and of a word that goes on: " floods destroyed"."""
    nouns = lexicon("timexes").alternatives("event_noun")
    return re.compile(rf"\s(?:[\w’'-]+\s){{0,2}}?{nouns}\b(?P<goes_on>\s[a-z]+)?")


def is_stamp(text: str, timex: Timex) -> bool:
    """Return whether an expression is the time of day that a line of a live page opens with: "10:42 Police say"."""
    opens = text[max(0, timex.span.start - 1) : timex.span.start] in {"", "\n"}
    return opens and is_bare_clock(timex) and _STAMPED.match(text, timex.span.end) is not None


def is_of_each_year(text: str, near: Span, timex: Timex, beside: Iterable[Timex]) -> bool:
    """Return whether a month or season is that of each year: "They meet in May each year".

    Args:
        text: the document's text.
        near: what stands around the expression in its sentence.
        timex: the expression.
        beside: all expressions there.
    """
    if timex.rule not in _EACH_YEAR:
        return False
    habit = _HABIT.search(text, max(near.start, timex.span.start - _REACH), timex.span.start)
    verb = (habit["verb"] or "") if habit else ""
    if habit and not looks_past(verb) and verb not in _NO_HABIT | simple_pasts():
        return True
    if tells_past(text, near):
        return False
    return any(found.type is TimexType.SET and found.value == _YEARLY for found in beside)


def can_date(text: str, sentence: Span, timex: Timex) -> bool:
    """Return whether an expression can date an event: a calendar point that is more than its noun's name."""
    if not _is_point(timex) or _is_first_part(text, timex):
        return False
    span = _with_other_year(text, timex)
    before = text[max(0, span.start - _REACH) : span.start]
    full = _YEAR_END.search(timex.text) is not None
    behind = (_COMMA_NOUN if full else _NOUN_BEHIND).match(text, span.end)
    each_week = _EACH_WEEK.match(text, timex.span.end) is not None
    if each_week or is_posted(text, timex) or compares(text, timex, before, coarse=is_coarse(timex)):
        return False
    owns, told = _OWNER_BEHIND.match(text, timex.span.end) is not None, is_told(text, timex, before)
    if is_coarse(timex) and (owns or _is_in_name(timex, before, behind)):
        return False
    if (owns and _BESIDE.search(before)) or _is_for(timex, before) or (is_coarse(timex) and _counts_in(timex, before)):
        return False
    if _names_feast(text, timex, before, behind) or (is_since(text, timex, before) and not told):
        return False
    return not _has_noun(timex, before, behind) and not is_of_noun(text, sentence, span, coarse=is_coarse(timex))


def _is_for(timex: Timex, before: str) -> bool:
    """Return whether a season is how long something is for: "leave for the summer"."""
    return timex.rule.startswith("season") and _FOR.search(before) is not None


def _counts_in(timex: Timex, before: str) -> bool:
    """Return whether a time only says among how many something is one: "its third warning this year"."""
    return timex.rule == "unit_deictic" and timex.text.lower().startswith("this ") and _NTH.search(before) is not None


def _is_first_part(text: str, timex: Timex) -> bool:
    """Return whether an expression begins a word or a title: "the 1970s-era", "19th-century", "2016: A"."""
    if timex.text.endswith("-century") or (timex.rule != _CLOCK and _HYPHENED.match(text, timex.span.end)):
        return True
    return timex.text.isdigit() and _TITLE_BEHIND.match(text, timex.span.end) is not None


def _with_other_year(text: str, timex: Timex) -> Span:
    """Return where an expression stands, of one half of "2007-09" both years."""
    if timex.rule != _YEARS:
        return timex.span
    first = _YEAR_BEFORE.search(text, max(0, timex.span.start - _OTHER), timex.span.start)
    last = _YEAR_BEHIND.match(text, timex.span.end)
    return Span(first.start() if first else timex.span.start, last.end() if last else timex.span.end)


def _is_point(timex: Timex) -> bool:
    """Return whether an expression names a point in time, or one that has its place in the order alone."""
    if timex.type not in (TimexType.DATE, TimexType.TIME):
        return False
    return calendar_point(timex.value) is not None or (not timex.value and timex.offset is not None)


def _is_in_name(timex: Timex, before: str, behind: re.Match[str] | None) -> bool:
    """Return whether a year or more belongs to a noun or a name beside it: "the mutiny of 1857", "Euro 2004"."""
    if not timex.rule.startswith("year"):
        return False
    if behind and behind["word"][0].isupper() and timex.text.isdigit() and not _SIGNED.search(before):
        return True
    if before.endswith("(") and behind is None and timex.text.isdigit():
        return True
    name = _NAME.search(before)
    doing = name is not None and (name["word"] or "").endswith("ing") and _BEGINS.search(before, 0, name.start())
    if name is not None and not doing and timex.text.isdigit() and (name["word"] or "").lower() not in function_words():
        return timex.rule == "year_range" or bool(name["word"])
    return False


def _has_noun(timex: Timex, before: str, behind: re.Match[str] | None) -> bool:
    """Return whether a date only names the noun behind it: "the 2024 campaign", "to 2031 earnings"."""
    if behind is None or behind["word"].lower() in _no_nouns():
        return False
    the = timex.text.lower().startswith("the ")
    named = not (_is_verb(behind["word"]) or _OPENING.search(before))
    if timex.rule.startswith("year_decade") and the and named:
        return True  # "the 1970s TV series"
    if timex.rule.startswith("quarter") and not the and named:
        return _BEGINS.search(before) is None  # "a drop in third-quarter profit"
    if timex.rule == "month_alone" and behind["word"].islower() and not _is_verb(behind["word"]):
        owned = _NAMES_NOUN.search(before) is not None
        return not _OPENS.search(before) if owned else not _MONTHLY.search(before)  # "October crude"
    listed = timex.rule == "weekday_alone" and before.endswith((", ", " and ", " or ")) and behind["word"].islower()
    former = _LOWER.search(before)
    if timex.rule == "year_alone" and not looks_past(behind["word"]):
        beside = former and (_is_verb(former["word"]) or _is_adjective(former["word"]))
        listed = _GIVES.search(before) is not None or bool(beside)
    if listed and (named or timex.rule == "year_alone"):
        return True  # "new buses, Saturday classes and a pool"
    return _NAMES_NOUN.search(before) is not None and not _OPENS.search(before)


def _is_verb(word: str) -> bool:
    """Return whether a word is a verb, whose object a year and a noun behind it are: "had 2031 sales of"."""
    return word in finite_verbs() or word in simple_pasts() or looks_past(word)


def _is_adjective(word: str) -> bool:
    """Return whether a small word in front of a year and a noun goes with them, as far as lists show."""
    return word not in _no_nouns() and not looks_past(word) and not word.endswith("ly")


def _names_feast(text: str, timex: Timex, before: str, behind: re.Match[str] | None) -> bool:
    """Return whether a holiday is spoken of, or says what sort its noun is: "calls Christmas a sham", "Easter eggs"."""
    if not timex.rule.startswith("holiday"):
        return False
    if _DETERMINED.search(before) or _TITLED.match(text, timex.span.end):
        return True
    word = behind["word"].lower() if behind else None
    return bool(word and word not in _no_nouns()) or not (_TIMED.search(before) or _TIMED_ITSELF.search(timex.text))


@functools.cache
def _no_nouns() -> frozenset[str]:
    """Return the words that can follow a date without being its noun."""
    return function_words() | finite_verbs() | {"that", "to"}


def is_plain(text: str, sentence: Span, timex: Timex, *, claimed: bool) -> bool:
    """Return whether a sentence's only date is surely its event's.

    Not sure are a month or year that somebody claims; a date that belongs to a noun or a deed ("fined for selling arms
    in 2012"); one that the text leaves open ("less than two weeks ago") or gives a weekday that it does not have, or of
    a company's own year; and what only may come.
    """
    if claimed and is_coarse(timex):
        return False
    owns = _OWNER_BEHIND.match(text, timex.span.end) or _FISCAL.search(text, timex.span.start, timex.span.end + _REACH)
    if owns or timex.mod in _OPEN or not fits_weekday(timex.text, timex.value):
        return False
    return not is_doubted(text, sentence) and not is_of_deed(text, sentence, timex.span)


def is_coarse(timex: Timex) -> bool:
    """Return whether an expression names a month or more."""
    point = calendar_point(timex.value)
    if point is None:
        return timex.rule.startswith(_COARSE_RULES) or _COARSE.search(timex.text) is not None
    return point.precision not in _FINE
