"""Applies an editor's corrections to a briefing.

Each correction names an item by words of its text, among the items as the parser found them, so that none depends on
another. What it puts in stands in the text word for word, or has no span and is recorded as the editor's own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from factbox.edits.amendment import CHECKED, Amendment
from factbox.edits.finding import KINDS, find_item, words_for
from factbox.edits.items import change_event, change_fact, change_figure, change_quotation, change_unknown
from factbox.edits.names import change_name
from factbox.errors import EditError
from factbox.model import Correction, Edit, EntityKind, FiveW, Note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from factbox.model import Briefing
    from factbox.spans import Span

    # Takes the briefing so far, the parser's own and the correction; gives the next one with a record of the edit.
    Step = Callable[[Briefing, Briefing, Amendment], tuple[Briefing, Edit]]

__all__ = ["Amendment", "apply_edits", "words_for"]


def apply_edits(briefing: Briefing, amendments: Iterable[Amendment]) -> tuple[Briefing, tuple[EditError, ...]]:
    """Return the briefing with the corrections that fit, and an error for each that does not.

    Args:
        briefing: what `brief` returned.
        amendments: corrections, in the order of their file.

    Returns:
        A briefing that records each edit in `edits`, the same object where there was none; and errors whose place is
        `path:line` and which name the nearest items or words.
    """
    now, errors = briefing, []
    for amendment in amendments:
        try:
            now, edit = _STEPS[amendment.table](now, briefing, amendment)
        except EditError as error:
            errors.append(error)
            continue
        now = replace(now, edits=(*now.edits, edit))
    return now, tuple(errors)


def _hide(now: Briefing, found: Briefing, amendment: Amendment) -> tuple[Briefing, Edit]:
    """Take an item off; an event or fact that rests on a hidden quotation goes with it, or it would read as a fact."""
    kind = amendment.values.get("kind")
    name = find_item(found, amendment, [str(kind)] if kind else [*KINDS]).id
    left = replace(
        now,
        quotations=tuple(item for item in now.quotations if item.id != name),
        timeline=tuple(item for item in now.timeline if name not in {item.id, item.by}),
        key_facts=tuple(item for item in now.key_facts if name not in {item.id, item.by}),
        quantities=tuple(item for item in now.quantities if item.id != name),
        unknowns=tuple(item for item in now.unknowns if item.id != name),
    )
    return replace(left, five_w=_answers(now, left)), amendment.edit(name)


def _answers(now: Briefing, left: Briefing) -> FiveW:
    """Return the answers to who, what, where and when without those of hidden facts, and of what else is hidden."""
    facts = [fact for fact in now.key_facts if fact not in left.key_facts]
    there = _spans(left)
    kept, gone = list(there.values()), [span for name, span in _spans(now).items() if name not in there]

    def stays(slot: str, span: Span) -> bool:
        if any(fact.slot == slot and (fact.span.holds(span) or span.holds(fact.span)) for fact in facts):
            return False
        return not any(one.holds(span) for one in gone) or any(one.holds(span) for one in kept)

    told = {slot: getattr(now.five_w, slot) for slot in ("who", "what", "where", "when")}
    return FiveW(**{slot: tuple(one for one in said if stays(slot, one.span)) for slot, said in told.items()})


def _spans(briefing: Briefing) -> dict[str, Span]:
    """Return where the quotations, events and facts of a briefing stand, by their ids."""
    items = [(item.id, item.span) for item in briefing.quotations]
    items += [(item.id, item.span) for item in briefing.timeline]
    return dict(items + [(item.id, item.span) for item in briefing.key_facts])


def _order(now: Briefing, found: Briefing, amendment: Amendment) -> tuple[Briefing, Edit]:
    """Put the facts that are named in front, in the order in which they are; edited are those that this moves."""
    words = str(amendment.values["order"]).split("\n")
    names = [find_item(found, replace(amendment, text=text), ["fact"]).id for text in words]
    rank = {name: number for number, name in enumerate(names)}
    facts = tuple(sorted(now.key_facts, key=lambda fact: rank.get(fact.id, len(rank))))
    moved = [new.id for new, old in zip(facts, now.key_facts, strict=True) if new != old and new.id in rank]
    # An order that moves nothing is told of its first fact: each amendment leaves a mark.
    *first, last = (amendment.edit(name, "order") for name in moved or names[:1])
    return replace(now, key_facts=facts, edits=(*now.edits, *first)), last


def _checked(now: Briefing, found: Briefing, amendment: Amendment) -> tuple[Briefing, Edit]:
    """Remember that a person looked at an item and found it right; nothing changes."""
    kind = amendment.values.get("kind")
    return now, amendment.edit(find_item(found, amendment, [str(kind)] if kind else [*KINDS]).id, CHECKED)


def _note(now: Briefing, found: Briefing, amendment: Amendment) -> tuple[Briefing, Edit]:
    """Put a note beside an item, or at the head of the page."""
    about, kind = amendment.values.get("about"), amendment.values.get("kind")
    kinds = [str(kind)] if kind else [*KINDS]
    name = find_item(found, replace(amendment, text=str(about)), kinds).id if about else ""
    return replace(now, notes=(*now.notes, Note(amendment.text, name or None))), amendment.edit(name)


def _correction(now: Briefing, _found: Briefing, amendment: Amendment) -> tuple[Briefing, Edit]:
    """Say what an earlier version of the page had wrong."""
    said = Correction(amendment.day, str(amendment.values["wrong"]), str(amendment.values["right"]))
    return replace(now, corrections=(*now.corrections, said)), amendment.edit("")


def _person(now: Briefing, found: Briefing, amendment: Amendment) -> tuple[Briefing, Edit]:
    """Change what is known of a person."""
    return change_name(now, found, amendment, EntityKind.PERSON)


def _place(now: Briefing, found: Briefing, amendment: Amendment) -> tuple[Briefing, Edit]:
    """Change what is known of a place."""
    return change_name(now, found, amendment, EntityKind.PLACE)


_STEPS: dict[str, Step] = {
    "hide": _hide,
    "order": _order,
    "quotation": change_quotation,
    "event": change_event,
    "fact": change_fact,
    "figure": change_figure,
    "unknown": change_unknown,
    "person": _person,
    "place": _place,
    "checked": _checked,
    "note": _note,
    "correction": _correction,
}
