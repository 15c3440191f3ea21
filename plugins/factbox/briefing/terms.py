"""How much each sentence tells of what its article is about."""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from factbox.lexicons import lexicon
from factbox.tokens import unmarked, words_in

if TYPE_CHECKING:
    from factbox.model import Annotations
    from factbox.spans import Span

# A word of three letters or more, or a figure: "harbour", "1,200".
_TERM = re.compile(r"[^\W\d_]{3,}|\d[\d,.]*\d|\d")
# The same in ASCII, where it is found in half the time.
_ASCII_TERM = re.compile(r"[a-z]{3,}|\d[\d,.]*\d|\d")
# What a word ends in that does not change what it is about: "boats", "boat’s", "closing", "closed".
_ENDING = re.compile(r"(?:ing|ed|es|s)$")
# How many words' stems are kept.
_KEPT = 20_000
# A stem has this many letters at least.
_STEM = 4
# What a term counts that stands in one sentence alone: it is hardly what the article is about.
_ONCE = 0.3


class Terms(NamedTuple):
    """The terms of an article, counted."""

    sentences: tuple[frozenset[str], ...]
    """The terms of each sentence."""
    weight: dict[str, float]
    """Of each term, the share of the article's sentences that have it; less of one that stands in a single sentence."""
    title: frozenset[str]
    """The headline's terms; empty where the headline was made of the text."""


def count_terms(annotations: Annotations) -> Terms:
    """Return the terms of an article's sentences and what each weighs."""
    document = annotations.document
    sentences = tuple(terms_of(document.text, sentence) for sentence in annotations.sentences)
    counted = Counter(term for terms in sentences for term in terms)
    given = document.source.title_origin != "lede"
    title = document.source.title
    return Terms(
        sentences,
        {term: (count if count > 1 else _ONCE) / len(sentences) for term, count in counted.items()},
        frozenset(_terms(title)) if given else frozenset(),
    )


def terms_of(text: str, span: Span) -> frozenset[str]:
    """Return the terms of a span: its words but for the plain ones, without their endings."""
    return frozenset(_terms(text[span.start : span.end]))


def text_terms(text: str) -> frozenset[str]:
    """Return the words of a text that say what it is about: lower case, without endings and without plain words.

    >>> sorted(text_terms("The boats were closing in on the harbour"))
    ['boat', 'clos', 'harbour']
    """
    return frozenset(_terms(text))


def speaks(text: str, span: Span) -> bool:
    """Return whether a span speaks of the writer or to the reader: "we", "your"."""
    personal = lexicon("facts").words("personal")
    words = words_in(text[span.start : span.end])
    if personal.isdisjoint(" ".join(words).lower().split()):
        return False
    return any(word.lower() in personal and (word == "I" or not word.isupper()) for word in words)


def _terms(text: str) -> list[str]:
    """Return the terms of a text, in order."""
    lowered = unmarked(text.lower())
    term = _ASCII_TERM if lowered.isascii() else _TERM
    return [*filter(None, map(_stems.__getitem__, term.findall(lowered)))]


class _Stems(dict[str, str]):
    """Each word without its ending; nothing of a plain one. Filled as words are met."""

    def __missing__(self, word: str) -> str:
        """Find a word's stem, and keep it."""
        if len(self) > _KEPT:
            self.clear()
        cut = _ENDING.sub("", word)
        self[word] = stem = "" if word in _plain() else cut if len(cut) >= _STEM else word
        return stem


_stems = _Stems()


@functools.cache
def _plain() -> frozenset[str]:
    """Return the words that say nothing of what a text is about."""
    return lexicon("facts").words("plain")
