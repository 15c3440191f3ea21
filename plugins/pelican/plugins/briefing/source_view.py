"""What a template sees of a source's text: numbered paragraphs with the items marked in them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RunView:
    """A piece of source text with the items that cover it."""

    text: str
    """Word for word."""
    ids: tuple[str, ...] = ()
    """Ids of the items shown on the page that cover it, outermost first."""
    kind: str = ""
    """The innermost item's: `quotation`, `event`, `fact`, `figure`, `unknown`; empty for plain text."""
    starts: str = ""
    """Id of an item whose first run this is, which gets the anchor `src-ID`; empty otherwise."""
    quoted: bool = False
    """Whether it is part of a quotation, whatever else it is."""


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A numbered paragraph of the source."""

    number: int
    """From 1; its anchor is `p1`."""
    runs: tuple[RunView, ...]
    """They tile the paragraph under `full`; under `excerpts` the shown stretches, with gaps as runs of "…"."""
