"""What a template sees of a briefing's history and of its versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pelican.plugins.briefing.view import TimeView


@dataclass(frozen=True, slots=True)
class Change:
    """An entry of the page's history."""

    kind: str
    """`published`, `updated`, or a notice's kind."""
    when: TimeView | None
    """When, where known."""
    label: str
    """The kind in words: "Published", "Updated", "Correction", …"""
    text: str
    """What changed, in words; may be empty."""
    own: bool = False
    """Whether these are the editor's words, not the source's."""


@dataclass(frozen=True, slots=True)
class ItemLink:
    """An item of the page that a version brought or changed."""

    href: str
    """Its place on the page: `#q-7f3a9c`."""
    text: str
    """Its first words, word for word."""
    cut: bool
    """Whether there are more."""


@dataclass(frozen=True, slots=True)
class EditionView:
    """A version of the briefing and what it changed."""

    when: TimeView | None
    """When it was published."""
    counts: tuple[str, ...]
    """How much came, is otherwise and went, in words: "Added: 2 facts, 1 event"."""
    items: tuple[ItemLink, ...]
    """Those that the page shows; nothing is shown of what went."""
