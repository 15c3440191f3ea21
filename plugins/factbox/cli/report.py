"""A briefing as a page of plain text, for a person at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbox.model import QuotationKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbox.model import Briefing, Quotation

# Columns of the offset in front of each line.
_WIDTH = 8


def report(briefing: Briefing, name: str) -> str:
    """Return the briefing in plain text, one item a line, each with the offset it was read from.

    Args:
        briefing: what `brief` returned.
        name: what to call the article, such as its file's name.
    """
    source = briefing.source
    published = source.published.isoformat() if source.published else "publication date not known"
    lines = [f"{name}: {source.title} ({published})"]
    sections = {
        "Key facts": [(item.span.start, f"{item.slot}: {item.text}") for item in briefing.key_facts],
        "Figures": [(item.span.start, f"{item.text} = {item.value:g} {item.unit}") for item in briefing.quantities],
        "Timeline": [
            (item.span.start, f"{item.value or item.relative or 'undated'} ({item.modality}): {item.text}")
            for item in briefing.timeline
        ],
        "Quotations": [(item.span.start, _quotation(item)) for item in briefing.quotations],
        "Not known": [(item.span.start, f"{item.kind}: {item.text}") for item in briefing.unknowns],
        "People": [(item.name_span.start, f"{item.name}: {item.role or '-'}") for item in briefing.people],
        "Notices": [(item.span.start, f"{item.kind}: {item.text}") for item in briefing.notices],
        "Issues": [(item.span.start if item.span else 0, f"{item.code}: {item.message}") for item in briefing.issues],
    }
    for title, items in sections.items():
        lines += _section(title, items)
    return "\n".join(lines) + "\n"


def _section(title: str, items: list[tuple[int, str]]) -> Iterator[str]:
    """Yield the lines of one section; none where it has no items."""
    if items:
        yield f"\n{title}"
    for offset, text in items:
        yield f"{offset:>{_WIDTH}}  {' '.join(text.split())}"


def _quotation(item: Quotation) -> str:
    """Return who said what, and how it was told."""
    who = "nobody named"
    if item.speaker:
        known = item.speaker.name
        as_written = f" (“{item.speaker.text}”)" if known and known != item.speaker.text else ""
        who = f"{known or item.speaker.text}{as_written}"
    marks = "{}" if item.kind is QuotationKind.INDIRECT else "“{}”"
    return f"{who} {item.cue.text if item.cue else ''}: {marks.format(item.text)}  [{item.rule}]"
