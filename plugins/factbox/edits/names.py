"""Changes what is known of people and places, wherever the briefing names them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from factbox.edits.amendment import EDITOR
from factbox.edits.finding import find_entity, source_words
from factbox.model import EntityKind, Person

if TYPE_CHECKING:
    from factbox.edits.amendment import Amendment
    from factbox.model import Briefing, Edit, Entity, Speaker


def change_name(now: Briefing, found: Briefing, amendment: Amendment, kind: EntityKind) -> tuple[Briefing, Edit]:
    """Change the name, the role or the whereabouts of somebody or some place, or make two of them one."""
    entity = find_entity(found, amendment, kind, amendment.text)
    entity = next((one for one in now.entities if one.id == entity.id), entity)
    values, own = amendment.values, []
    if "name" in values:
        span = source_words(found, amendment, "name", entity.name_span.start)
        name = span.of(found.text or "") if span else str(values["name"])
        entity = replace(entity, name=name, name_span=span or entity.name_span, rule=EDITOR)
        own += [] if span else ["name"]
    if "role" in values:
        span = source_words(found, amendment, "role", entity.name_span.start)
        role = span.of(found.text or "") if span else str(values["role"])
        entity = replace(entity, role=role, role_span=span)
        own += [] if span else ["role"]
    for key in ("country", "coordinates"):
        if key in values:
            if amendment.reason is None:
                raise amendment.error(f"{key} is no word of the text", 'reason = "…", which says how you know it')
            entity = replace(entity, **{key: cast("Any", values[key])})
            own.append(key)
    now = _renamed(now, entity)
    if "same_as" in values:
        other = find_entity(found, amendment, kind, str(values["same_as"]))
        if other.id == entity.id:
            raise amendment.error(f"{amendment.text!r} and {values['same_as']!r} are one already", "two names")
        now = _merged(now, entity, next((one for one in now.entities if one.id == other.id), other))
    return now, amendment.edit(entity.id, own=tuple(own))


def _renamed(now: Briefing, entity: Entity) -> Briefing:
    """Return the briefing with an entity as it now is, wherever it is named."""
    people = [_person(person, entity) if person.entity == entity.id else person for person in now.people]
    if entity.role and entity.id not in {person.entity for person in people} and entity.kind is EntityKind.PERSON:
        people.append(_person(Person("", entity.name_span, None, None, entity.id, EDITOR), entity))
    return replace(
        now,
        entities=tuple(entity if one.id == entity.id else one for one in now.entities),
        people=tuple(people),
        quotations=tuple(
            replace(quotation, speaker=_speaker(quotation.speaker, entity))
            if quotation.speaker and quotation.speaker.entity == entity.id
            else quotation
            for quotation in now.quotations
        ),
    )


def _person(person: Person, entity: Entity) -> Person:
    """Return a person's row with the name and role of their entity."""
    if not entity.role:
        return replace(person, name=entity.name)
    return replace(person, name=entity.name, role=entity.role, role_span=entity.role_span)


def _speaker(speaker: Speaker, entity: Entity) -> Speaker:
    """Return a speaker with the id, name and role of their entity."""
    changed = replace(speaker, entity=entity.id, name=entity.name)
    return replace(changed, role=entity.role, role_span=entity.role_span) if entity.role else changed


def _merged(now: Briefing, one: Entity, into: Entity) -> Briefing:
    """Return the briefing with two entities made one, under the name of the second."""
    whole = replace(into, mentions=tuple(sorted({*one.mentions, *into.mentions})))
    if not into.role:
        whole = replace(whole, role=one.role, role_span=one.role_span)

    def moved(name: str) -> str:
        return into.id if name == one.id else name

    kept = {person.entity for person in now.people}
    now = replace(
        now,
        entities=tuple(entity for entity in now.entities if entity.id != one.id),
        people=tuple(
            replace(person, entity=moved(person.entity))
            for person in now.people
            if person.entity != one.id or into.id not in kept
        ),
        quotations=tuple(
            replace(quotation, speaker=replace(quotation.speaker, entity=into.id))
            if quotation.speaker and quotation.speaker.entity == one.id
            else quotation
            for quotation in now.quotations
        ),
        timeline=tuple(replace(event, by=moved(event.by) if event.by else None) for event in now.timeline),
        key_facts=tuple(
            replace(fact, by=moved(fact.by) if fact.by else None, refs=tuple(dict.fromkeys(map(moved, fact.refs))))
            for fact in now.key_facts
        ),
    )
    return _renamed(now, whole)
