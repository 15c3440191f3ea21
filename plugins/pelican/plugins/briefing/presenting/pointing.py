"""Points from an item to the paragraph that it was read from."""

from __future__ import annotations

import bisect
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from factbox import EntityKind, Span
from pelican.plugins.briefing.view import Piece, Pointer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factbox import Entity
    from pelican.plugins.briefing.licensing import Shown
    from pelican.plugins.briefing.source_view import ParagraphView

# Letters of names that everybody writes in capitals: "USA".
_SHORT = 3
GAP = Piece("…", gap=True)
_WORD = re.compile(r"\w")
# Words that a link into the original names, enough to be found and few enough to quote: "The boat goes to the yard".
_FIRST_WORDS = re.compile(r"\S+(?:\s+\S+){0,7}")


class Pointing:
    """Numbers the paragraphs of one text, and knows where the page marks an item's words in them."""

    def __init__(self, shown: Shown, paragraphs: tuple[ParagraphView, ...]) -> None:
        """Take what the page may show, and its paragraphs of the source."""
        self._shown = shown
        self._anchors: dict[str, str] = {}
        for run in (run for paragraph in paragraphs for run in paragraph.runs if run.starts):
            for name in run.ids:
                self._anchors.setdefault(name, f"#src-{run.starts}")
        self._numbers = {paragraph.number for paragraph in paragraphs}
        self._ends = [paragraph.end for paragraph in shown.briefing.paragraphs]

    def number(self, span: Span) -> int:
        """Return the number, from 1, of the paragraph that a span begins in, or stands before, as a dateline does."""
        return min(bisect.bisect_right(self._ends, span.start) + 1, max(len(self._ends), 1))

    def pointer(self, span: Span, name: str = "") -> Pointer:
        """Return where a span was read: that of the item with the id `name`, where it is one's."""
        number, original = self.number(span), self._original(span)
        if self._shown.mode == "none":
            return Pointer(number, original)
        return Pointer(number, self._anchors.get(name) or self._paragraph(number, original), original)

    def others(self, spans: Iterable[Span], span: Span) -> tuple[Pointer, ...]:
        """Return the other paragraphs that tell of what `span` tells, with a link where the page shows them."""
        found = {self.number(other): other for other in spans}
        found.pop(self.number(span), None)
        return tuple(
            Pointer(number, self._paragraph(number, self._original(other))) for number, other in sorted(found.items())
        )

    def _paragraph(self, number: int, original: str | None) -> str | None:
        """Return where the page shows a paragraph; where it does not, as for a dateline, the original's address."""
        return f"#p{number}" if number in self._numbers else original

    def _original(self, span: Span) -> str | None:
        """Return the address of a span's first words in the original, as far as they may be published."""
        url = self._shown.briefing.source.url
        if not url or "#" in url:
            return url
        first = _FIRST_WORDS.match(self._shown.text, span.start, span.end)
        if first is None or not self._shown.holds(Span(*first.span())):
            return url
        # A hyphen parts a text fragment's prefix from its start, so it is written as its code.
        return f"{url}#:~:text={quote(one_line(first[0]), safe='').replace('-', '%2D')}"


def pieces(text: str, parts: Sequence[Span]) -> tuple[Piece, ...]:
    """Return the words of spans in text order, with a gap between two that do not touch."""
    out: list[Piece] = []
    for number, part in enumerate(parts):
        if number and parts[number - 1].end < part.start:
            out.append(GAP)
        out.append(Piece(one_line(part.of(text))))
    return tuple(out)


def quoted_pieces(text: str, parts: Sequence[Span]) -> tuple[Piece, ...]:
    """Return the words inside quotation marks, without a comma that only leads on to who says them.

    Where they go on in a paragraph of their own nothing was left out: there is no gap, and the marks between stay.
    """
    out: list[Piece] = []
    for number, part in enumerate(parts):
        words, begins = one_line(part.of(text)), False
        between = text[parts[number - 1].end : part.start] if number else ""
        if "\n" in between and not _WORD.search(between):
            closing, _, opening = between.partition("\n")
            out[-1] = replace(out[-1], text=out[-1].text + closing.strip())
            words, begins = opening.strip() + words, True
        elif between:
            out[-1] = replace(out[-1], text=_whole(out[-1].text))
            out.append(GAP)
        out.append(Piece(words, begins=begins))
    return (*out[:-1], *(replace(last, text=_whole(last.text)) for last in out[-1:]))


def _whole(words: str) -> str:
    """Return quoted words without the comma in front of who says them: "It held" of "“It held,” she said"."""
    return words.removesuffix(",").rstrip() or words


def plain_name(entity: Entity) -> str:
    """Return the name of a person, an organisation or a place; a place's not in a dateline's capitals."""
    name = one_line(entity.name)
    shouted = entity.kind is EntityKind.PLACE and name.isupper() and len(name) > _SHORT
    return name.title() if shouted else name


def one_line(words: str) -> str:
    """Return words with a space for each run of white space."""
    return " ".join(words.split())
