"""Half-open character ranges, the one way that factbox points into a text."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from factbox.records import quick

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

T = TypeVar("T")


@quick
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of Python string indexes into one document's text.

    >>> Span(0, 4).of("KYIV — Rain fell.")
    'KYIV'
    """

    start: int
    """Index of the first character."""
    end: int
    """Index after the last character."""

    def __len__(self) -> int:
        """Return the number of characters."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters of the span, word for word."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Return whether `other` lies inside this span (equal spans do)."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Return whether the two spans share a character."""
        return self.start < other.end > other.start < self.end > self.start


def trimmed(text: str, start: int, end: int) -> Span:
    """Return the span of `text[start:end]` without the white space at its ends.

    >>> trimmed("  a b ", 0, 6)
    Span(start=2, end=5)
    """
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def cover(spans: Iterable[Span]) -> Span:
    """Return the smallest span that holds all of `spans`, of which there must be one at least."""
    listed = list(spans)
    return Span(min(s.start for s in listed), max(s.end for s in listed))


class SpanIndex(Generic[T]):
    """Items by where they stand, for finding those that meet a stretch without looking at all of them.

    >>> SpanIndex([("a", Span(0, 4)), ("b", Span(6, 9))]).meeting(Span(3, 7))
    ['a', 'b']
    """

    def __init__(self, items: Iterable[tuple[T, Span]]) -> None:
        """Take pairs of an item and its span, in any order; spans may nest and overlap."""
        self._items = sorted(items, key=lambda pair: (pair[1].start, pair[1].end))
        self._starts: Sequence[int] = [span.start for _, span in self._items]
        # The furthest end up to each item: where it is not behind a stretch's start, nothing before can meet it.
        self._furthest: Sequence[int] = [*itertools.accumulate((span.end for _, span in self._items), max)]

    def meeting(self, span: Span) -> list[T]:
        """Return the items that share a character with `span`, in text order."""
        first = last = bisect_left(self._starts, span.end)
        while first and self._furthest[first - 1] > span.start:
            first -= 1
        return [item for item, found in self._items[first:last] if found.meets(span)] if first < last else []
