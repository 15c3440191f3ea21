"""Where time expressions may stand: trigger words first, patterns only in sentences that hold one."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factbox.lexicons import Rule, lexicon
from factbox.tokens import has_digit, letters_in, lower

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbox.spans import Span

# Four digits only: "1990" (also in "1990s").
_FOUR = re.compile(r"\d\d{3}(?!\d)(?<!\d{5})")
# Figures joined: "10:30", "2024-08-13", "1/2"; and "’80s", "q3", "3 pm". Each from a digit on, which is found soonest.
_FIGURES = re.compile(
    r"\d(?:[:./-]\d|(?<=['’‘]\d)0s|(?:st|nd|rd|th)\b|(?<=\b[qh][1-4])\b|\s?[ap]\.?m)",
)
_FIGURE_CLASSES = frozenset(("numeric", "clock", "year", "quarter"))
_YEAR_CLASSES = frozenset(("year", "numeric"))
_NONE: frozenset[str] = frozenset()

Candidate = tuple[Rule, "re.Match[str]"]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Trigger words with the classes they start, and each class's rules."""

    triggers: dict[str, frozenset[str]]
    names: dict[str, frozenset[str]]
    """Those that start their classes with a capital alone: the month "May" is no verb."""
    words: frozenset[str]
    """All of both."""
    rules: dict[str, tuple[tuple[int, Rule, str | int], ...]]
    """With its place in the order, and the group that is the expression."""


@functools.cache
def _plan() -> _Plan:
    """Return the plan made from the lexicon. The class `sign` has no trigger: its rules show what kind a text is of."""
    lists = lexicon("timexes")
    triggers: dict[str, set[str]] = {}
    for kind, words in lists.tables["trigger"].items():
        for word in words:
            triggers.setdefault(word, set()).add(kind)
    for word in lists.lists["season"]:
        triggers.setdefault(word, set()).add("season")
    names: dict[str, set[str]] = {}
    for kind in ("month", "weekday", "holiday"):
        for name in lists.lists[kind]:
            names.setdefault(re.split(r"[ '’.]", name)[0].lower(), set()).add(kind)
    rules: dict[str, list[tuple[int, Rule, str | int]]] = {}
    for order, rule in enumerate(lists.rules):
        group = "text" if "(?P<text>" in rule.source else 0
        rules.setdefault(rule.name.split("_")[0], []).append((order, rule, group))
    return _Plan(
        {word: frozenset(kinds) for word, kinds in triggers.items()},
        {word: frozenset(kinds) for word, kinds in names.items()},
        frozenset((*triggers, *names)),
        {kind: tuple(found) for kind, found in rules.items()},
    )


def find_matches(text: str, sentences: tuple[Span, ...]) -> Iterator[tuple[Span, list[Candidate]]]:
    """Yield each sentence that holds matches, with those kept: the longest of any that overlap, in text order."""
    plan, small = _plan(), lower(text)
    for sentence in sentences:
        own, lowered = text[sentence.start : sentence.end], small[sentence.start : sentence.end]
        letters = letters_in(own)
        found: list[tuple[int, int, int, Candidate]] = []
        for kind in _classes(own, lowered, letters, plan):
            for order, rule, group in plan.rules.get(kind, ()):
                if not rule.may_match(lowered, letters):
                    continue
                for match in rule.pattern.finditer(small if rule.lowered else text, sentence.start, sentence.end):
                    start, end = match.span(group)
                    found.append((start - end, start, order, (rule, match)))
        if found:
            yield sentence, _longest(found)


def _classes(sentence: str, lowered: str, letters: frozenset[str], plan: _Plan) -> set[str]:
    """Return the classes whose triggers stand in a sentence."""
    kinds: set[str] = set()
    for word in plan.words & letters:
        kinds |= plan.triggers.get(word, _NONE)
        if word in plan.names and word.title() in sentence:
            kinds |= plan.names[word]
    if has_digit(sentence):
        kinds |= _YEAR_CLASSES if _FOUR.search(sentence) else frozenset()
        kinds |= _FIGURE_CLASSES if _FIGURES.search(lowered) else frozenset()
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
