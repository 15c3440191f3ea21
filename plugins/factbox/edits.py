"""Applies an editor's corrections to a briefing."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from factbox.errors import EditError
from factbox.model import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factbox.model import Briefing, Event, KeyFact, Quantity, Quotation, Unknown

    Item = Quotation | Event | KeyFact | Quantity | Unknown

# What an item can be called in a correction, and where it stands in a briefing.
KINDS = {
    "quotation": "quotations",
    "event": "timeline",
    "fact": "key_facts",
    "figure": "quantities",
    "unknown": "unknowns",
}


@dataclass(frozen=True, slots=True)
class Hide:
    """A correction that takes an item off the page."""

    path: str
    """File the correction stands in."""
    line: int
    """Its line, from 1."""
    text: str
    """Words of the item's text, as many as make it unique."""
    kind: str | None = None
    """One of `KINDS`; needed where the words stand in items of several kinds."""


def apply_edits(briefing: Briefing, edits: Iterable[Hide]) -> Briefing:
    """Return the briefing without the items that `edits` hide, and with a record of each edit.

    An event or a fact that rests on a hidden quotation goes with it: without its speaker a claim would read as a fact.

    Args:
        briefing: what `brief` returned.
        edits: corrections, in the order of their file.

    Raises:
        EditError: a correction fits no item or more than one; its place is `path:line` and it names the nearest ones.
    """
    done = list(briefing.edits)
    hidden: set[str] = set()
    for edit in edits:
        item = _find(briefing, edit)
        hidden.add(item.id)
        done.append(Edit(edit.path, edit.line, "hide", item.id))
    if not hidden:
        return briefing
    return replace(
        briefing,
        quotations=tuple(item for item in briefing.quotations if item.id not in hidden),
        timeline=tuple(item for item in briefing.timeline if not hidden & {item.id, item.by}),
        key_facts=tuple(item for item in briefing.key_facts if not hidden & {item.id, item.by}),
        quantities=tuple(item for item in briefing.quantities if item.id not in hidden),
        unknowns=tuple(item for item in briefing.unknowns if item.id not in hidden),
        edits=tuple(done),
    )


def _find(briefing: Briefing, edit: Hide) -> Item:
    """Return the one item that an edit names."""
    place = f"{edit.path}:{edit.line}"
    kinds = [edit.kind] if edit.kind else list(KINDS)
    items: list[tuple[str, Item]] = [(kind, item) for kind in kinds for item in getattr(briefing, KINDS[kind])]
    found = [(kind, item) for kind, item in items if edit.text in item.text]
    exact = [(kind, item) for kind, item in found if edit.text == item.text]
    chosen = exact if len(exact) == 1 else found
    if len(chosen) == 1:
        return chosen[0][1]
    if chosen:
        raise EditError(place, f"{edit.text!r} stands in {_listed(chosen)}", "words, or a kind, that name one item")
    near = difflib.get_close_matches(edit.text, [item.text for _, item in items], n=3, cutoff=0.3)
    hint = "; the nearest are " + ", ".join(repr(text) for text in near) if near else ""
    raise EditError(place, f"no item holds {edit.text!r}{hint}")


def _listed(found: Sequence[tuple[str, Item]]) -> str:
    """Return the items of an ambiguous correction in words."""
    return ", ".join(f"{kind} {item.text[:60]!r}" for kind, item in found)
