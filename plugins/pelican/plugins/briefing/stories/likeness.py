"""How much two pieces of text tell of the same thing: the rare words that they share.

Everything that joins what several briefings tell (events, figures, answers to what was not known) goes by this one
measure. A word weighs the more the fewer items of the story have it, so that the words that every report of a story
repeats join nothing.
"""

from __future__ import annotations

import functools
import math
import re
import tomllib
from collections import Counter
from importlib import resources
from typing import TYPE_CHECKING, Generic, TypeVar

from factbox import EntityKind, Span, text_terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factbox import Briefing

Entry = TypeVar("Entry")
# A word that so many entries of a story have says nothing about which is meant; so that finding stays cheap.
_COMMON = 40
# An item is compared with so many of those that are joined already, the newest: all of them are like each other.
NEWEST = 4
_WORD = re.compile(r"[a-z]+")
# What makes a deed one that is done once: "first noticed".
_ONCE = ("first", "last")


class Likeness:
    """Compares the items of one story."""

    def __init__(self, items: Iterable[frozenset[str]]) -> None:
        """Weigh each word by how many of the items have it.

        Args:
            items: words of each item, as `words_of` gives them.
        """
        counted: Counter[str] = Counter()
        number = 0
        for words in items:
            counted.update(words)
            number += 1
        self._weights = {word: math.log(1 + number / count) for word, count in counted.items()}

    def weight(self, words: Iterable[str]) -> float:
        """Return what words weigh together."""
        # In one order: a sum of fractions depends on it.
        return sum(self._weights[word] for word in sorted(words))

    def of(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Return how much of the shorter of two items the other one has too, from 0 to 1."""
        shorter = min(self.weight(one), self.weight(other))
        return self.weight(one & other) / shorter if shorter else 0.0

    def of_longer(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Return how much of the longer of two items the other one has too, from 0 to 1."""
        longer = max(self.weight(one), self.weight(other))
        return self.weight(one & other) / longer if longer else 0.0


class Index(Generic[Entry]):
    """Finds the entries of a story that share a word with an item, without a look at all of them."""

    def __init__(self) -> None:
        """Begin without any."""
        self._by_word: dict[str, list[Entry]] = {}

    def add(self, words: Iterable[str], entry: Entry) -> None:
        """Have an entry found by some words."""
        for word in words:
            self._by_word.setdefault(word, []).append(entry)

    def sharing(self, words: Iterable[str]) -> list[Entry]:
        """Return the entries that have one of the words, each once, by the order of the words."""
        found: dict[int, Entry] = {}
        for word in sorted(words):
            for entry in self._by_word.get(word, ())[-_COMMON:]:
                found[id(entry)] = entry
        return list(found.values())


def words_of(text: str) -> frozenset[str]:
    """Return what a text is compared by: its words without endings and without plain ones, a word for each deed.

    >>> sorted(words_of("The crack was noticed by a crew")) == sorted(words_of("Crews have discovered cracks"))
    True
    """
    return frozenset(_word(term) for term in text_terms(text))


def once_only(text: str) -> frozenset[tuple[str, str]]:
    """Return the deeds of a text that are done once, each with the word in front of it that has a meaning.

    >>> once_only("The crack, first noticed by a crew") == once_only("says the crack was first seen")
    True
    """
    words = [word for word in _WORD.findall(text.lower()) if word in _ONCE or text_terms(word)]
    once, found, before, marked = _same()["once"], set(), "", False
    for word in words:
        told = word if word in _ONCE else _word(min(text_terms(word)))
        if before and (marked or told in once) and told not in _ONCE:
            found.add((before, told))
        marked = told in _ONCE
        before = before if marked else told
    return frozenset(found)


def _word(term: str) -> str:
    """Return the word that stands for a term: its deed, or itself."""
    stem = term.rstrip("e")
    return _deeds().get(stem, stem)


@functools.cache
def _deeds() -> dict[str, str]:
    """Return the word that stands for each deed, by the words that tell of it."""
    lines = [line.split() for line in _same()["deeds"]]
    return {term.rstrip("e"): line[0] for line in lines for word in line for term in text_terms(word)}


@functools.cache
def _same() -> dict[str, list[str]]:
    """Return the lists of words that stand for each other."""
    return tomllib.loads(resources.files(__package__).joinpath("same.toml").read_text(encoding="utf-8"))


def around(text: str, span: Span, within: Span, before: int, behind: int) -> Span:
    """Return the words around a span, so many characters before and behind it at most, none cut through.

    Args:
        text: the whole text.
        span: what they stand around.
        within: what they may not go beyond, a sentence.
        before: how far they go back.
        behind: how far they go on.
    """
    start, end = max(within.start, span.start - before), min(within.end, span.end + behind)
    if start > within.start:
        start = min(span.start, text.find(" ", start, span.start) % (len(text) + 1))
    if end < within.end:
        end = max(span.end, text.rfind(" ", span.end, end))
    return Span(start, end)


def without(text: str, whole: Span, left_out: Iterable[Span]) -> str:
    """Return a stretch of a text without some spans in it.

    Args:
        text: the whole text.
        whole: the stretch.
        left_out: what is left out, in the order of the text.
    """
    out, start = [], whole.start
    for span in left_out:
        if start <= span.start < whole.end:
            out.append(text[start : span.start])
            start = span.end
    return " ".join([*out, text[start : whole.end]])


def people_of(briefing: Briefing) -> list[Span]:
    """Return where a text names people and their roles, in order.

    One person does and says many things: that two items name them makes the items no one thing.
    """
    people = (entity for entity in briefing.entities if entity.kind is EntityKind.PERSON)
    return sorted({span for entity in people for span in (*entity.mentions, entity.role_span) if span})


def same_thing(unit: str) -> str:
    """Return the word that stands for what a unit counts: "vessel" and "ship" are one."""
    return _things().get(unit, unit)


@functools.cache
def _things() -> dict[str, str]:
    """Return the word that stands for each thing, by the nouns that count it."""
    told = _same()["things"]
    return {word: line.split()[0] for line in told for word in line.split()}
