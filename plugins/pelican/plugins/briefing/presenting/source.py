"""The source text in numbered paragraphs, with the shown items marked in it."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

from factbox import Span, split_segments
from pelican.plugins.briefing.source_view import ParagraphView, RunView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pelican.plugins.briefing.licensing import Shown

GAP = RunView("…")


def paragraph_views(shown: Shown) -> tuple[ParagraphView, ...]:
    """Return the paragraphs: whole under `full`, their published stretches under `excerpts`, none under `none`."""
    if shown.mode == "none":
        return ()
    items = list(_items(shown))
    kinds = {name: kind for kind, name, _ in items}
    seen: set[str] = set()
    marks = _Marks((name, span) for _, name, span in items)
    views = []
    for number, paragraph in enumerate(shown.briefing.paragraphs, 1):
        runs: list[RunView] = []
        end = paragraph.start
        for stretch in _cut(shown.stretches, paragraph):
            between = shown.text[end : stretch.start]
            if between:
                runs.append(GAP if between.strip() else RunView(" "))
            for run in split_segments(shown.text, stretch, marks.reaching(stretch)):
                new = [name for name in run.ids if name not in seen]
                seen.update(new)
                covering = [kinds[name] for name in run.ids]
                kind, quoted = covering[-1] if covering else "", "quotation" in covering
                runs.append(RunView(run.text, run.ids, kind, new[0] if new else "", quoted))
            end = stretch.end
        if runs and shown.text[end : paragraph.end].strip():
            runs.append(GAP)
        if runs:
            views.append(ParagraphView(number, tuple(runs)))
    return tuple(views)


class _Marks:
    """The items of a text with their spans, looked up from its beginning to its end."""

    def __init__(self, marks: Iterable[tuple[str, Span]]) -> None:
        self._waiting = sorted(marks, key=lambda mark: mark[1])
        self._next = 0
        self._open: list[tuple[str, Span]] = []

    def reaching(self, stretch: Span) -> list[tuple[str, Span]]:
        """Return the items that meet a stretch, by their spans; it must not begin before the last one's end."""
        start = self._next
        while self._next < len(self._waiting) and self._waiting[self._next][1].start < stretch.end:
            self._next += 1
        candidates = [*self._open, *self._waiting[start : self._next]]
        self._open = [mark for mark in candidates if mark[1].end > stretch.start]
        return self._open


def _items(shown: Shown) -> Iterator[tuple[str, str, Span]]:
    """Yield kind, id and span of each item on the page."""
    briefing = shown.briefing
    for kind, items in (
        ("quotation", shown.quotations),
        ("event", shown.timeline),
        ("fact", briefing.key_facts),
        ("figure", shown.figures),
        ("unknown", briefing.unknowns),
    ):
        for item in items:
            yield kind, item.id, item.span


def _cut(stretches: tuple[Span, ...], paragraph: Span) -> Iterator[Span]:
    """Yield the parts of the published stretches that lie in a paragraph."""
    first = bisect.bisect_right(stretches, paragraph.start, key=lambda stretch: stretch.end)
    last = bisect.bisect_left(stretches, paragraph.end, key=lambda stretch: stretch.start)
    for stretch in stretches[first:last]:
        if stretch.meets(paragraph):
            yield Span(max(stretch.start, paragraph.start), min(stretch.end, paragraph.end))
