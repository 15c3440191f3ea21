"""The source text in numbered paragraphs, with the shown items marked in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbox import Span, split_segments
from pelican.plugins.briefing.view import ParagraphView, RunView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pelican.plugins.briefing.licensing import Shown

GAP = RunView("…")


def paragraph_views(shown: Shown) -> tuple[ParagraphView, ...]:
    """Return the paragraphs: whole under `full`, their published stretches under `excerpts`, none under `none`."""
    if shown.mode == "none":
        return ()
    items = list(_items(shown))
    kinds = {name: kind for kind, name, _ in items}
    seen: set[str] = set()
    marks = sorted(((name, span) for _, name, span in items), key=lambda mark: mark[1])
    views, first = [], 0
    for number, paragraph in enumerate(shown.briefing.paragraphs, 1):
        while first < len(marks) and marks[first][1].end <= paragraph.start:
            first += 1
        inside = [mark for mark in marks[first:] if mark[1].meets(paragraph)] if kinds else []
        runs: list[RunView] = []
        end = paragraph.start
        for stretch in _cut(shown.stretches, paragraph):
            between = shown.text[end : stretch.start]
            if between:
                runs.append(GAP if between.strip() else RunView(" "))
            for run in split_segments(shown.text, stretch, inside):
                new = [name for name in run.ids if name not in seen]
                seen.update(new)
                runs.append(RunView(run.text, run.ids, kinds[run.ids[-1]] if run.ids else "", new[0] if new else ""))
            end = stretch.end
        if runs and shown.text[end : paragraph.end].strip():
            runs.append(GAP)
        if runs:
            views.append(ParagraphView(number, tuple(runs)))
    return tuple(views)


def _items(shown: Shown) -> Iterator[tuple[str, str, Span]]:
    """Yield kind, id and span of each item on the page."""
    briefing = shown.briefing
    for kind, items in (
        ("quotation", briefing.quotations),
        ("event", shown.timeline),
        ("fact", briefing.key_facts),
        ("figure", shown.figures),
        ("unknown", briefing.unknowns),
    ):
        for item in items:
            yield kind, item.id, item.span


def _cut(stretches: tuple[Span, ...], paragraph: Span) -> Iterator[Span]:
    """Yield the parts of the published stretches that lie in a paragraph."""
    for stretch in stretches:
        if stretch.meets(paragraph):
            yield Span(max(stretch.start, paragraph.start), min(stretch.end, paragraph.end))
