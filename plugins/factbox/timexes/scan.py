"""Where time expressions may stand: trigger words first, patterns only in sentences that hold one."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factbox.lexicons import Rule, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbox.spans import Span

# Letters only, or four digits only: "January", "1990" (also in "1990s").
_WORD = re.compile(r"[A-Za-z]+|(?<!\d)\d{4}(?!\d)")
# Figures joined: "10:30", "2024-08-13", "1/2"; and "’80s".
_FIGURES = re.compile(r"\d[:./-]\d|['’‘]\d0s|\d(?:st|nd|rd|th)\b|\b[QH][1-4]\b|\d\s?[ap]\.?m")
_FIGURE_CLASSES = frozenset(("numeric", "clock", "year", "quarter"))
_YEAR_CLASSES = frozenset(("year", "numeric"))
_EARNINGS = 4
# A date in figures, its year last: "13/08/2024".
_IN_FIGURES = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/\d{4}(?!\d)")
_MONTHS = 12
# A date in words, the day first: "8 July 2024".
_DAY_FIRST = re.compile(
    r"(?<![\w.,/])\d{1,2}\s(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?:\s\d{4})?\b"
)
# How many years a history names at least.
_YEARS = 2
# A year, of the Middle Ages too where "in" or a month of a long name stands before it: "in 1432", "March 1431".
_A_YEAR = re.compile(
    r"(?<![\w$£€,.:-])(?:(?:1[5-9]|20)\d\d"
    r"|(?:(?<=\b[Ii]n\s)|(?<=arch\s)|(?<=ember\s)|(?<=ober\s)|(?<=uary\s)|(?<=May\s))1[0-4]\d\d)"
    r"(?![\w%]|[,.:]\d)"
)
# What only a day of reading gives a meaning: "yesterday", "two years ago", "last week", "will", "on Monday".
_DEICTIC = re.compile(
    r"\b(?:today|tonight|yesterday|tomorrow|ago|(?:last|this|next)\s+(?:week|weekend|month|year|night|morning|evening"
    r"|afternoon)|will)\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?!,?\s+(?:the\s+)?(?:\d|[a-z]+\s\d))",
    re.IGNORECASE,
)

Candidate = tuple[Rule, "re.Match[str]"]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Trigger words with the classes they start, and each class's rules."""

    triggers: dict[str, frozenset[str]]
    rules: dict[str, tuple[tuple[int, Rule], ...]]
    business: re.Pattern[str]


@functools.cache
def _plan() -> _Plan:
    """Return the plan made from the lexicon."""
    lists = lexicon("timexes")
    triggers: dict[str, set[str]] = {}
    for kind, words in lists.tables["trigger"].items():
        for word in words:
            triggers.setdefault(word, set()).add(kind)
    for kind in ("month", "season", "weekday"):
        for word in lists.lists[kind]:
            triggers.setdefault(word.rstrip(".").lower(), set()).add(kind)
    for word in lists.lists["weekday_any"]:
        triggers.setdefault(word.lower(), set()).add("month")
    for name in lists.lists["holiday"]:
        triggers.setdefault(re.split(r"[ '’]", name)[0].lower().rstrip("."), set()).add("holiday")
    rules: dict[str, list[tuple[int, Rule]]] = {}
    for order, rule in enumerate(lists.rules):
        rules.setdefault(rule.name.split("_")[0], []).append((order, rule))
    cues = re.compile(rf"\b{lists.alternatives('earnings_cue')}\b", re.IGNORECASE)
    return _Plan(
        {word: frozenset(kinds) for word, kinds in triggers.items()},
        {kind: tuple(found) for kind, found in rules.items()},
        cues,
    )


def is_earnings(text: str) -> bool:
    """Return whether a text reports a company's earnings: several words of that trade."""
    cues = _plan().business.finditer(text)
    return sum(1 for _, _ in zip(cues, range(_EARNINGS), strict=False)) >= _EARNINGS


def is_narrative(text: str) -> bool:
    """Return whether a text tells a history: years named more than once, and no word counted from the day it is read.

    There a day without its year is of the year last spoken of; in news it is of a year that only readers know.
    """
    years = sum(1 for _, _ in zip(_A_YEAR.finditer(text), range(_YEARS), strict=False))
    return years >= _YEARS and _DEICTIC.search(text) is None


def puts_day_first(text: str) -> bool | None:
    """Return whether dates in figures have the day first, by those that can be read in one way; None where none can.

    Where there is no other date in figures, one in words that has the day first ("8 July 2024") tells too; the other
    order in words tells nothing, as many papers that write "July 8" put the day first in figures.
    """
    days = [(int(first), int(second)) for first, second in _IN_FIGURES.findall(text)]
    first, second = any(day > _MONTHS for day, _ in days), any(day > _MONTHS for _, day in days)
    if first != second:
        return first
    return True if days and not first and _DAY_FIRST.search(text) else None


def is_business(text: str) -> bool:
    """Return whether a text speaks of earnings at all."""
    return _plan().business.search(text) is not None


def find_matches(text: str, sentences: tuple[Span, ...]) -> Iterator[tuple[Span, list[Candidate]]]:
    """Yield each sentence that holds matches, with those kept: the longest of any that overlap, in text order."""
    plan = _plan()
    for sentence in sentences:
        kinds = _classes(text, sentence, plan)
        if not kinds:
            continue
        found: list[tuple[int, int, int, Candidate]] = []
        for kind in sorted(kinds):
            for order, rule in plan.rules.get(kind, ()):
                for match in rule.pattern.finditer(text, sentence.start, sentence.end):
                    start, end = match.span("text") if "text" in rule.pattern.groupindex else match.span()
                    found.append((start - end, start, order, (rule, match)))
        if found:
            yield sentence, _longest(found)


def _classes(text: str, sentence: Span, plan: _Plan) -> set[str]:
    """Return the classes whose triggers stand in a sentence."""
    kinds: set[str] = set()
    for word in _WORD.findall(text, sentence.start, sentence.end):
        if word.isdigit():
            kinds |= _YEAR_CLASSES
        else:
            found = plan.triggers.get(word.lower())
            if found:
                kinds |= found
    if _FIGURES.search(text, sentence.start, sentence.end):
        kinds |= _FIGURE_CLASSES
    return kinds


def _longest(found: list[tuple[int, int, int, Candidate]]) -> list[Candidate]:
    """Return the matches kept, in text order: longest first, then leftmost, then by the rules' order."""
    starts: list[int] = []
    ends: list[int] = []
    kept: list[Candidate] = []
    for length, start, _, candidate in sorted(found, key=lambda row: row[:3]):
        end, place = start - length, bisect_left(starts, start)
        if (place == 0 or ends[place - 1] <= start) and (place == len(starts) or end <= starts[place]):
            starts.insert(place, start)
            ends.insert(place, end)
            kept.insert(place, candidate)
    return kept
