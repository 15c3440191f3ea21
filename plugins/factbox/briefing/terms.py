"""How much each sentence tells of what its article is about."""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from factbox.lexicons import lexicon
from factbox.tokens import has_digit, letters_in, unmarked, words_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factbox.model import Annotations
    from factbox.spans import Span

# A word of three letters or more, or a figure: "harbour", "1,200".
_TERM = re.compile(r"[^\W\d_]{3,}|\d[\d,.]*\d|\d")
# Its figures, all that is left to find in ASCII, where the words are runs of letters.
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
# What a word ends in that does not change what it is about: "boats", "boat’s", "closing", "closed".
_ENDINGS = ("ing", "ed", "es", "s")
# How many words' stems are kept.
_KEPT = 20_000
# A word has this many letters at least, and a stem so many.
_WORD, _STEM = 3, 4
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
        text_terms(title) if given else frozenset(),
    )


def terms_of(text: str, span: Span) -> frozenset[str]:
    """Return the terms of a span: its words but for the plain ones, without their endings."""
    return text_terms(text[span.start : span.end])


def text_terms(text: str) -> frozenset[str]:
    """Return the words of a text that say what it is about: lower case, without endings and without plain words.

    >>> sorted(text_terms("The boats were closing in on the harbour"))
    ['boat', 'clos', 'harbour']
    """
    words: Iterable[str] = letters_in(text)
    if not unmarked(text).isascii():
        words = _TERM.findall(text.lower())
    elif has_digit(text):
        words = (*words, *_FIGURE.findall(text))
    return frozenset(filter(None, map(_stems.__getitem__, words)))


def speaks(text: str, span: Span) -> bool:
    """Return whether a span speaks of the writer or to the reader: "we", "your"."""
    personal = lexicon("facts").words("personal")
    words = words_in(text[span.start : span.end])
    if personal.isdisjoint(" ".join(words).lower().split()):
        return False
    return any(word.lower() in personal and (word == "I" or not word.isupper()) for word in words)


class _Stems(dict[str, str]):
    """Each word without its ending; nothing of a plain one. Filled as words are met."""

    def __missing__(self, word: str) -> str:
        """Find a word's stem, and keep it."""
        if len(self) > _KEPT:
            self.clear()
        cut = next((word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)), word)
        plain = word in _plain() or (len(word) < _WORD and word.isalpha())
        self[word] = stem = "" if plain else cut if len(cut) >= _STEM else word
        return stem


_stems = _Stems()


@functools.cache
def _plain() -> frozenset[str]:
    """Return the words that say nothing of what a text is about."""
    return lexicon("facts").words("plain")
