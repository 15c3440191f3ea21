"""Cuts a stretch of text where items begin and end, so that a renderer can mark them without nesting faults."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbox.spans import Span


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in which no item begins or ends."""

    text: str
    """The piece, word for word."""
    ids: tuple[str, ...]
    """Ids of the items that cover it, outermost first; empty for plain text."""


def split_segments(text: str, span: Span, items: Sequence[tuple[str, Span]]) -> tuple[Run, ...]:
    """Return runs that tile `span`, each with the ids of the items covering it.

    Args:
        text: a document's text.
        span: the stretch to cut, as half-open offsets into `text`.
        items: pairs of an id and the item's span, in any order; they may nest, overlap and reach beyond `span`.

    Returns:
        Runs in text order whose texts joined are `text[span]`; outermost is who starts first, then who ends last.

    >>> from factbox.spans import Span
    >>> [(run.text, run.ids) for run in split_segments("abcd", Span(0, 4), [("x", Span(0, 3)), ("y", Span(2, 4))])]
    [('ab', ('x',)), ('c', ('x', 'y')), ('d', ('y',))]
    """
    inside = sorted((item for item in items if item[1].meets(span)), key=lambda item: (item[1].start, -item[1].end))
    edges = {span.start, span.end}
    for _, found in inside:
        edges |= {max(span.start, found.start), min(span.end, found.end)}
    points, runs = sorted(edges), []
    active: list[tuple[str, Span]] = []
    position = 0
    for start, end in itertools.pairwise(points):
        active = [item for item in active if item[1].end > start]
        while position < len(inside) and inside[position][1].start <= start:
            active.append(inside[position])
            position += 1
        runs.append(Run(text[start:end], tuple(name for name, _ in active)))
    return tuple(runs)
