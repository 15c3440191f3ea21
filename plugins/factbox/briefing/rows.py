"""The short rows of the key facts: who, where and when, each one span, and none that the facts do not bear out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from factbox.briefing.five_w import stands_in
from factbox.model import EntityKind, Slot
from factbox.spans import Span, cover

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbox.model import Annotations, Entity, FiveW

__all__ = ["Row", "find_rows"]

# Between a role and the name behind it, and between a name and its role: "Ana Ruiz, a harbour pilot".
_BESIDE = ((" ",), (", ",))
# A body stands in a row where it is named this often.
_OFTEN = 3


class Row(NamedTuple):
    """One answer with its question."""

    slot: Slot
    span: Span


def find_rows(annotations: Annotations, told: FiveW, sentences: frozenset[int]) -> Iterator[Row]:
    """Yield at most one row a question.

    Args:
        annotations: everything found in one document.
        told: the answers, best first.
        sentences: those of the facts; a place or a time stands in one of them, or in the dateline.

    Returns:
        Rows whose spans are a name with its role, a place, and a time. A person who neither speaks nor has a role is
        in no row.
    """
    dateline = annotations.document.dateline
    opening = (dateline.place_span,) if dateline is not None else ()
    spans = [*(annotations.sentences[index] for index in sentences), *((dateline.span,) if dateline else ())]
    public = {quotation.speaker.entity for quotation in annotations.quotations if quotation.speaker}
    for item in told.who:
        entity = _entity(annotations, item.span)
        if entity is not None and _is_public(entity, public):
            yield Row(Slot.WHO, _with_role(annotations, entity))
            break
    text = annotations.document.text
    for slot, items in ((Slot.WHERE, told.where), (Slot.WHEN, told.when)):
        for item in items:
            if any(span.holds(item.span) for span in spans) and (
                slot is Slot.WHEN or item.span in opening or stands_in(text, item.span)
            ):
                yield Row(slot, item.span)
                break


def _is_public(entity: Entity, speakers: set[str | None]) -> bool:
    """Return whether somebody may stand in a row: who speaks or has a role, a body that is named again and again."""
    if entity.kind is EntityKind.PERSON:
        return entity.role is not None or entity.id in speakers
    return len(entity.mentions) >= _OFTEN


def _entity(annotations: Annotations, span: Span) -> Entity | None:
    """Return the person or body that a span names."""
    for entity in annotations.entities:
        if entity.kind is not EntityKind.PLACE and any(span.holds(mention) for mention in entity.mentions):
            return entity
    return None


def _with_role(annotations: Annotations, entity: Entity) -> Span:
    """Return a name together with the role printed beside it."""
    text = annotations.document.text
    for person in annotations.people:
        if person.entity == entity.id and person.role_span is not None:
            name, role = sorted((person.name_span, person.role_span))
            if text[name.end : role.start] in _BESIDE[name == person.name_span]:
                return cover((name, role))
    return entity.name_span
