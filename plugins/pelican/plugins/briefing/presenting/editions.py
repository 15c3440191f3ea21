"""Views of what a briefing's versions changed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from factbox import Quotation
from pelican.plugins.briefing.edition_view import EditionView, ItemLink
from pelican.plugins.briefing.languages import N_, NN_
from pelican.plugins.briefing.presenting.pointing import one_line
from pelican.plugins.briefing.presenting.times import day_view

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factbox import Event, KeyFact
    from pelican.plugins.briefing.languages import Language
    from pelican.plugins.briefing.licensing import Shown
    from pelican.plugins.briefing.versions import Changed, Edition

_LABELS = {"added": N_("Added: %(items)s"), "changed": N_("Changed: %(items)s"), "gone": N_("Gone: %(items)s")}
_COUNTS = {
    "fact": NN_("%(num)s fact", "%(num)s facts"),
    "quotation": NN_("%(num)s quotation", "%(num)s quotations"),
    "event": NN_("%(num)s event", "%(num)s events"),
}
# How many items of a version are linked, and how much of their words is shown, in characters.
_LINKED, _QUOTED = 8, 70


def edition_views(editions: Iterable[Edition], shown: Shown, language: Language) -> tuple[EditionView, ...]:
    """Return the views of versions, the newest first.

    Args:
        editions: the versions, the oldest first.
        shown: what the page may show: of an item that it does not show there is only the number.
        language: what the page speaks.
    """
    briefing = shown.briefing
    listed: tuple[KeyFact | Quotation | Event, ...] = (*briefing.key_facts, *briefing.quotations, *shown.timeline)
    words = {item.id: _words(item) for item in listed}
    views = []
    for edition in editions:
        lines = {"added": edition.added, "changed": edition.changed, "gone": edition.gone}
        views.append(
            EditionView(
                day_view(edition.when.date(), language),
                tuple(
                    language.gettext(_LABELS[name], items=_counted(items, language))
                    for name, items in lines.items()
                    if items
                ),
                _links((*edition.added, *edition.changed), words),
            )
        )
    return tuple(reversed(views))


def _counted(items: Iterable[Changed], language: Language) -> str:
    """Return how many of each kind there are, in words."""
    counts = Counter(item.kind for item in items)
    return ", ".join(language.ngettext(*_COUNTS[kind], counts[kind]) for kind in _COUNTS if counts[kind])


def _words(item: KeyFact | Quotation | Event) -> tuple[str, bool]:
    """Return an item's first words in one stretch, and whether there are more."""
    text = item.text
    if isinstance(item, Quotation) and item.parts:
        text = text[: item.parts[0].end - item.parts[0].start]
    shown = one_line(text)
    if len(shown) > _QUOTED:
        shown = shown[: shown.rfind(" ", 0, _QUOTED)]
    return shown, shown != one_line(item.text)


def _links(items: Iterable[Changed], words: dict[str, tuple[str, bool]]) -> tuple[ItemLink, ...]:
    """Return the links to items that the page shows; of some with the same words the first."""
    told: dict[tuple[str, bool], ItemLink] = {}
    for item in items:
        if item.id in words:
            text, cut = words[item.id]
            told.setdefault((text, cut), ItemLink(f"#{item.id}", text, cut))
    return tuple(told.values())[:_LINKED]
