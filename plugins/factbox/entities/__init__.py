"""Names that stand for the same person, organisation or place, joined; and who the people are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbox.entities.bodies import link_bodies
from factbox.entities.people import link_people
from factbox.entities.places import Location, link_places, locate
from factbox.ids import name_ids
from factbox.mentions import SHARED_SURNAME
from factbox.mentions.affiliations import is_affiliation
from factbox.model import Entity, EntityKind, Gender, Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbox.model import Document, Mention

__all__ = ["find_people", "link_entities"]

# They open a nickname.
_MARKS = frozenset('“"(')

# Where people and bodies are.
_NOWHERE = Location(None, None)


def link_entities(document: Document, mentions: tuple[Mention, ...]) -> tuple[Entity, ...]:
    """Return one entity for everything that names the same, by first mention.

    Args:
        document: the text.
        mentions: what `find_mentions` returned.

    Returns:
        Entities with the fullest form as their name; every mention belongs to one.
    """
    text = document.text
    of_kind = {kind: [mention for mention in mentions if mention.kind is kind] for kind in EntityKind}
    groups = link_people(of_kind[EntityKind.PERSON], text)
    groups += [*link_bodies(of_kind[EntityKind.ORGANISATION], text), *link_places(of_kind[EntityKind.PLACE])]
    groups.sort(key=lambda group: group[0].span)
    fullest = [_fullest(group) for group in groups]
    ids: dict[int, str] = {}
    for kind in EntityKind:
        numbers = [number for number, mention in enumerate(fullest) if mention.kind is kind]
        ids |= zip(numbers, name_ids(kind.value, [fullest[number].text for number in numbers]), strict=True)
    places = [number for number, mention in enumerate(fullest) if mention.kind is EntityKind.PLACE]
    located = dict(zip(places, locate([fullest[number].text for number in places]), strict=True))
    return tuple(
        _entity(text, ids[number], group, name, located.get(number, _NOWHERE))
        for number, (group, name) in enumerate(zip(groups, fullest, strict=True))
    )


def find_people(document: Document, mentions: tuple[Mention, ...], entities: tuple[Entity, ...]) -> tuple[Person, ...]:
    """Return each person of the text once, with the first post printed beside the name, by first mention.

    Args:
        document: the text.
        mentions: what `find_mentions` returned.
        entities: what `link_entities` made of them.
    """
    by_span = {mention.span: mention for mention in mentions}
    out = []
    for entity in entities:
        if entity.kind is not EntityKind.PERSON:
            continue
        told = [by_span[span] for span in entity.mentions if span in by_span]
        beside = _told(document.text, told)
        span = beside.span if beside else entity.name_span
        role = beside.role_span if beside else None
        rule = "role_beside" if beside else entity.rule
        out.append(Person(entity.name, span, role.of(document.text) if role else None, role, entity.id, rule))
    return tuple(out)


def _told(text: str, group: Sequence[Mention]) -> Mention | None:
    """Return the first mention that has a role beside it, a post before whose somebody is: "of the Tide Institute"."""
    told = [mention for mention in group if mention.role_span]
    posts = (mention for mention in told if mention.role_span and not is_affiliation(mention.role_span.of(text)))
    return next(posts, next(iter(told), None))


def _fullest(group: Sequence[Mention]) -> Mention:
    """Return the mention with most words, a given name before a surname, the longest, the first; shouted ones last.

    A nickname between the others ("Ana “Nan” Ruiz") does not count, and is left out where the text has none there.
    """
    return max(
        group,
        key=lambda mention: (
            sum(word[0] not in _MARKS for word in mention.text.split()),
            _MARKS.isdisjoint(mention.text),
            mention.rule == SHARED_SURNAME,
            not mention.text.isupper(),
            len(mention.text),
            -mention.span.start,
        ),
    )


def _entity(text: str, identifier: str, group: Sequence[Mention], fullest: Mention, location: Location) -> Entity:
    """Return the entity of a group of mentions."""
    genders = [mention.gender for mention in group if mention.gender is not Gender.UNKNOWN]
    titled = [mention.gender for mention in group if mention.title and mention.gender is not Gender.UNKNOWN]
    beside = _told(text, group)
    role = beside.role_span if beside else None
    return Entity(
        id=identifier,
        kind=fullest.kind,
        name=fullest.text,
        name_span=fullest.span,
        mentions=tuple(mention.span for mention in group),
        rule=fullest.rule,
        gender=next(iter([*titled, *genders]), Gender.UNKNOWN),
        role=role.of(text) if role else None,
        role_span=role,
        country=location.country,
        coordinates=location.coordinates,
    )
