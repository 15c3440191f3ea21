"""Views of what a briefing's versions changed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing.edition_view import EditionView, ItemLink
from pelican.plugins.briefing.languages import N_, NN_
from pelican.plugins.briefing.presenting.pointing import one_line
from pelican.plugins.briefing.presenting.times import day_view

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    listed: tuple[Any, ...] = (*briefing.key_facts, *briefing.quotations, *shown.timeline)
    words = {item.id: one_line(item.text) for item in listed}
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
                tuple(
                    _link(item.id, words[item.id]) for item in (*edition.added, *edition.changed) if item.id in words
                )[:_LINKED],
            )
        )
    return tuple(reversed(views))


def _counted(items: Iterable[Changed], language: Language) -> str:
    """Return how many of each kind there are, in words."""
    counts = Counter(item.kind for item in items)
    return ", ".join(language.ngettext(*_COUNTS[kind], counts[kind]) for kind in _COUNTS if counts[kind])


def _link(name: str, words: str) -> ItemLink:
    """Return the link to an item of the page."""
    if len(words) <= _QUOTED:
        return ItemLink(f"#{name}", words, cut=False)
    return ItemLink(f"#{name}", words[: words.rfind(" ", 0, _QUOTED)], cut=True)
