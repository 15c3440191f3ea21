"""Words, numbers and marks of a text: the units that rules walk over."""

from __future__ import annotations

import functools
import re

_TOKEN = re.compile(
    r"""
    (?:[A-Z]\.){2,}            # initials in one: "U.S.", "J.R."
  | \d+(?:[.,:]\d+)*           # numbers: "1,000", "3.5", "10:30"
  | ['’]s\b                    # the possessive's ending: "Ruiz" + "’s"
  | \w+(?:[-'’](?!s\b)\w+)*    # words: "harbour", "well-known", "O'Neil", "don’t"
  | [^\w\s]                    # any single mark
    """,
    re.VERBOSE,
)

# A run of letters: "january".
_LETTERS = re.compile(r"[a-z]+")


@functools.lru_cache(maxsize=256)
def letters_in(sentence: str) -> frozenset[str]:
    """Return the runs of letters in a sentence, in lower case: they tell which patterns are worth a search.

    Kept for a while, as several stages ask of the same sentences.

    >>> sorted(letters_in("In 2019 Ms Ruiz’s boat"))
    ['boat', 'in', 'ms', 'ruiz', 's']
    """
    return frozenset(_LETTERS.findall(sentence.lower()))


def unmarked(text: str) -> str:
    """Return a text with a space for each curly mark and each dash: what is ASCII then is searched in half the time.

    >>> unmarked("“Ms Ruiz’s boat…”")
    ' Ms Ruiz s boat  '
    """
    if not text.isascii():
        for mark in "’“”—–‘…":
            text = text.replace(mark, " ")
    return text


def split_tokens(text: str, start: int, end: int) -> list[str]:
    """Return the tokens of `text[start:end]`, in order; between them is white space alone.

    >>> split_tokens("Ms Ruiz’s well-known 3.5m boat.", 0, 31)
    ['Ms', 'Ruiz', '’s', 'well-known', '3.5', 'm', 'boat', '.']
    """
    return _TOKEN.findall(text, start, end)
