"""What a whole text shows of its kind: a report of earnings, a history, a paper that writes the day first."""

from __future__ import annotations

import functools
import re

from factbox.lexicons import lexicon

# How many words of the trade make a text a report of earnings.
EARNINGS = 4
# How many years a history names at least, and for each word such as "today" or "will" that it may hold besides.
_YEARS, _YEARS_EACH = 2, 3
_MONTHS = 12
# Four figures without which no old year is named: "1432".
_OLD = re.compile(r"1[0-4]\d\d")


class Signs:
    """What one text shows, each thing looked for when it is first asked: most texts are asked for few."""

    def __init__(self, text: str) -> None:
        """Take the text."""
        self._text = text

    @functools.cached_property
    def business(self) -> int:
        """How many words of companies' earnings the text has, at most `EARNINGS`."""
        return _count(_business(), self._text.lower(), EARNINGS)

    @functools.cached_property
    def narrative(self) -> bool:
        """Whether the text tells a history."""
        return is_narrative(self._text)

    @functools.cached_property
    def day_first(self) -> bool | None:
        """Whether dates in figures have the day first; None where the text does not show it."""
        return puts_day_first(self._text)


def is_narrative(text: str) -> bool:
    """Return whether a text tells a history: years are named, and nothing is counted from the day it is read.

    One year is enough with its month ("15 April 1912"), two without.

    There a day without its year is of the year last spoken of; in news it is of a year that only readers know. One
    "today" or "will" among three years leaves a history one ("Today the fort is a park"); "last week" does not.
    """
    years = _count(_sign("year"), text) + (_count(_sign("old_year"), text) if _OLD.search(text) else 0)
    if years < _YEARS and not (years and _sign("month_of_year").search(text)):
        return False
    if _sign("reading_day").search(text):
        return False
    return years >= _YEARS_EACH * _count(_sign("today"), text)


def puts_day_first(text: str) -> bool | None:
    """Return whether dates in figures have the day first, by those that can be read in one way; None where none can.

    Where there is no other date in figures, one in words that has the day first ("8 July 2024") tells too; the other
    order in words tells nothing, as many papers that write "July 8" put the day first in figures.
    """
    if "/" not in text:
        return None
    days = [(int(match["first"]), int(match["second"])) for match in _sign("figures").finditer(text)]
    first, second = any(day > _MONTHS for day, _ in days), any(day > _MONTHS for _, day in days)
    if first != second:
        return first
    return True if days and not first and _sign("day_first").search(text) else None


def _count(pattern: re.Pattern[str], text: str, limit: int | None = None) -> int:
    """Return how often a pattern is found in a text; no more than `limit` are looked for."""
    found = pattern.finditer(text)
    return sum(1 for _ in found) if limit is None else sum(1 for _ in zip(range(limit), found, strict=False))


@functools.cache
def _business() -> re.Pattern[str]:
    """Return the pattern of the words of reports of earnings, in lower case."""
    return re.compile(rf"\b{lexicon('timexes').alternatives('earnings_cue')}\b")


@functools.cache
def _sign(name: str) -> re.Pattern[str]:
    """Return the pattern of the rule `sign_NAME`."""
    return next(rule.pattern for rule in lexicon("timexes").rules if rule.name == f"sign_{name}")
