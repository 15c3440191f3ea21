"""Words, numbers and marks of a text: the units that rules walk over."""

from __future__ import annotations

import functools
import re

_TOKEN = re.compile(
    r"""
    \s*+(                       # what is read is not searched: each begins where the one before ends
    [A-Za-z][a-z]++(?![\w'’-])  # most words: "harbour"
  | (?:[A-Z]\.){2,}             # initials in one: "U.S.", "J.R."
  | \d+(?:[.,:]\d+)*            # numbers: "1,000", "3.5", "10:30"
  | ['’]s\b                     # the possessive's ending: "Ruiz" + "’s"
  | \w+(?:[-'’](?!s\b)\w+)*     # other words: "well-known", "O'Neil", "don’t", "a"
  | [^\w\s]                     # any single mark
    )""",
    re.VERBOSE,
)

# A word with what is tied to it: "didn’t", "US".
_WORD = re.compile(r"[A-Za-z]+(?:[’'][a-z]+)?")
# A run of letters in lower case.
_LETTERS = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"\d")


@functools.lru_cache(maxsize=512)
def words_in(part: str) -> tuple[str, ...]:
    """Return the words of a part of a text, in order; figures and marks are none.

    Kept for a while, as several stages ask of the same sentences.

    >>> words_in("In 2019 Ms Ruiz’s boat")
    ('In', 'Ms', 'Ruiz’s', 'boat')
    """
    return tuple(_WORD.findall(part))


@functools.lru_cache(maxsize=256)
def letters_in(sentence: str) -> frozenset[str]:
    """Return the runs of letters in a sentence, in lower case: they tell which patterns are worth a search.

    >>> sorted(letters_in("In 2019 Ms Ruiz’s boat"))
    ['boat', 'in', 'ms', 'ruiz', 's']
    """
    return frozenset(_LETTERS.findall(unmarked(sentence).lower()))


@functools.lru_cache(maxsize=256)
def has_digit(sentence: str) -> bool:
    """Return whether a sentence has a digit: most have none, and no figure then."""
    return _DIGIT.search(sentence) is not None


@functools.lru_cache(maxsize=2)
def lower(text: str) -> str:
    """Return a text in lower case with every letter in its place; "İ" alone would become two.

    Kept for a while, as several stages ask of the same text.

    >>> lower("İzmir")
    'izmir'
    """
    return text.replace("İ", "i").lower()


def unmarked(text: str) -> str:
    """Return a text with a space for each mark that news has beside ASCII: what is ASCII then is read in half the time.

    >>> unmarked("“Ms Ruiz’s boat…”")
    ' Ms Ruiz s boat  '
    """
    if not text.isascii():
        for mark in "’“”—–‘…£\xa0":
            text = text.replace(mark, " ")
    return text


def split_tokens(text: str, start: int, end: int) -> list[str]:
    """Return the tokens of `text[start:end]`, in order; between them is white space alone.

    >>> split_tokens("Ms Ruiz’s well-known 3.5m boat.", 0, 31)
    ['Ms', 'Ruiz', '’s', 'well-known', '3.5', 'm', 'boat', '.']
    """
    return _TOKEN.findall(text, start, end)
