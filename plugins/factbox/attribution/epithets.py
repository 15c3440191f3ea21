"""Words that only say again who somebody is: "the striker", "the 41-year-old", "the mother of two", "the German"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.attribution.phrases import is_described
from factbox.attribution.words import is_demonym, words

if TYPE_CHECKING:
    from factbox.attribution.tags import Line

# Who somebody is by age or by children: "year-old", "mother-of-two".
_BY_AGE, _PARENT = "-old", re.compile(r"(\w+)-of-\w+")
# Who has children, and how many: "the mother of three".
_PARENTS = frozenset(("father", "grandfather", "grandmother", "mother"))
_SOME = frozenset(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"))


def parent_of(noun: str) -> str:
    """Return what a noun says somebody is to so many children, else the noun: "mother" of "mother-of-two"."""
    found = _PARENT.fullmatch(noun) if "-of-" in noun else None
    return found[1] if found else noun


def is_epithet(line: Line, head: int) -> bool:
    """Return whether a noun behind "the" only says again who somebody is; "the Republican from Ostley" says which.

    Args:
        line: the paragraph.
        head: the noun's unit.
    """
    word = line.units[head].word
    if word in _PARENTS and line.word(head + 1) == "of" and line.word(head + 2) in _SOME:
        return True
    known = is_by_birth(line, head) or word in words("epithet") or _PARENT.fullmatch(word) is not None
    return known and line.tags[head + 1 : head + 2] != "I"


def is_by_birth(line: Line, head: int) -> bool:
    """Return whether a word tells somebody's age or country: "year-old", "German", "25-year-old Dubliner".

    Args:
        line: the paragraph.
        head: the word's unit.
    """
    word = line.units[head].word
    aged = word.endswith(_BY_AGE) or line.units[head - 1].word.endswith(_BY_AGE)
    return aged or (line.tags[head] == "N" and is_described(line, head) and is_demonym(word))
