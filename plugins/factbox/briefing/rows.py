"""The short rows of the key facts: who, where and when, each one span, and none that the facts do not bear out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from factbox.briefing.five_w import once_by
from factbox.briefing.places import stands_in
from factbox.briefing.standing import public_people
from factbox.document.publishers import is_outlet
from factbox.lexicons import lexicon
from factbox.model import EntityKind, Slot
from factbox.spans import Span, cover

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factbox.model import Annotations, Entity, FiveW

__all__ = ["Row", "find_rows"]

# Between a role and the name behind it, and between a name and its role: "Ana Ruiz, a harbour pilot".
_BESIDE = ((" ",), (", ",))
# A body stands in a row where it is named this often, a country where it acts this often.
_OFTEN, _ACTING = 3, 2
# How many rows a question gets at most.
_WHO, _WHERE = 5, 5
# In so many facts a place is looked for that answers no question; in later ones it is background as often.
_FIRST = 2
# The word lists that its verb may be of, beside forms in -ed.
_VERBS = ("auxiliary", "irregular", "present")
# The word behind a name, a space between: " controls" of "Ukraine controls".
_BEHIND = re.compile(r" (now |also |then )?([a-z]+)")
# What makes the names in front of it places where something is: " and Tarvel regions" of "Norrow and Tarvel regions".
_REGION = re.compile(r"(?: and [A-Z]\w+)? (?:regions?|provinces?|districts?|counties)\b")


# In front of an outlet that is told something, and behind one that tells it: "told the ", " reported".
_TOLD = re.compile(r"\b(?:according to|by|in|on|telling|tells|to|told|with)\s(?:[Tt]he\s)?$")
_TELLS = re.compile(r"[’']s\s|,?\s(?:has\s)?(?:learned|quoted|reported|reports|said|says)\b")
# A word and a space in front of a name: "Lord " of "Lord Falconet"; so many characters before it are looked at.
_TITLE = re.compile(r"(\w+\.?) $")
_TITLED = 20


class Row(NamedTuple):
    """One answer with its question."""

    slot: Slot
    span: Span


def find_rows(annotations: Annotations, told: FiveW, sentences: Sequence[int]) -> Iterator[Row]:
    """Yield the rows, by question.

    Args:
        annotations: everything found in one document.
        told: the answers, best first.
        sentences: those of the facts, best first; a place or a time stands in one of them, or in the dateline.

    Returns:
        Rows whose spans are a name with its role, a place, and a time. A person who neither speaks nor has a role is
        in no row; a country is in one where the text lets it act.
    """
    dateline = annotations.document.dateline
    opening = (dateline.place_span,) if dateline is not None else ()
    spans = [*((dateline.span,) if dateline else ()), *(annotations.sentences[index] for index in sentences)]
    for entity in _actors(annotations, told)[:_WHO]:
        yield Row(Slot.WHO, _with_role(annotations, entity))
    for place in _places(annotations, told, spans, opening)[:_WHERE]:
        yield Row(Slot.WHERE, place)
    for item in told.when:
        if any(span.holds(item.span) for span in spans):
            yield Row(Slot.WHEN, item.span)
            break


def _actors(annotations: Annotations, told: FiveW) -> list[Entity]:
    """Return who stands in a row: the answers first, then who is named most."""
    text = annotations.document.text
    public = public_people(text, annotations.entities, annotations.quotations)
    asked = [item.span for item in told.who]
    answers = [e for span in asked for e in annotations.entities if any(map(span.holds, e.mentions))]
    may = [entity for entity in annotations.entities if _is_public(text, entity, public, entity in answers[:1])]
    first = [entity for entity in answers if entity in may]
    rest = sorted(may, key=lambda entity: (-len(entity.mentions), entity.mentions[0]))
    return list(dict.fromkeys([*first, *rest]))


def _places(annotations: Annotations, told: FiveW, spans: list[Span], opening: tuple[Span | None, ...]) -> list[Span]:
    """Return where it happened: the answers that the facts bear out, then other places that the first facts name."""
    text = annotations.document.text
    names = [entity for entity in annotations.entities if entity.kind is EntityKind.PLACE]
    mentions = sorted(mention for entity in names for mention in entity.mentions)
    found = [item.span for item in told.where]
    first = spans[: len(opening) + _FIRST]
    found += [
        mention
        for mention in mentions
        if any(span.holds(mention) for span in first) and not any(place.meets(mention) for place in found)
    ]
    held = [
        place
        for place in found
        if any(span.holds(place) for span in spans)
        and (place in opening or stands_in(text, place) or _REGION.match(text, place.end))
    ]
    return once_by(
        held, lambda place: place.of(text).partition(",")[0].casefold()
    )  # "Larne", and "LARNE, Orrin" above it


def _is_public(text: str, entity: Entity, people: frozenset[str], leads: bool) -> bool:  # noqa: FBT001 - one of two kinds
    """Return whether somebody may stand in a row: who speaks or has a role, a body named often, a country that acts.

    A body that the story begins with is named often when it is named again. An outlet that only passes on what others
    say is none.
    """
    if entity.kind is EntityKind.PERSON:
        return entity.id in people
    if entity.kind is EntityKind.PLACE:
        country = entity.name in lexicon("places").tables["country"]
        return country and sum(_acts(text, span) for span in entity.mentions) >= _ACTING
    if is_outlet(entity.name):
        return sum(not _only_tells(text, name) for name in entity.mentions) >= _OFTEN
    return len(entity.mentions) >= _OFTEN - leads


def _only_tells(text: str, name: Span) -> bool:
    """Return whether an outlet only passes on what others say: "told the Harbour Post", "in the Harbour Post"."""
    before = _TOLD.search(text, max(0, name.start - _TITLED), name.start)
    return before is not None or _TELLS.match(text, name.end) is not None


def _acts(text: str, name: Span) -> bool:
    """Return whether a verb stands behind a name: "Ukraine now controls", "Russia pulled"."""
    behind = _BEHIND.match(text, name.end)
    if behind is None:
        return False
    words = lexicon("cues")
    verb = behind[2]
    return bool(behind[1]) or verb.endswith("ed") or any(verb in words.words(name) for name in _VERBS)


def _with_role(annotations: Annotations, entity: Entity) -> Span:
    """Return a name together with the role printed beside it."""
    text = annotations.document.text
    for person in annotations.people:
        if person.entity == entity.id and person.role_span is not None:
            name, role = sorted((person.name_span, person.role_span))
            if text[name.end : role.start] in _BESIDE[name == person.name_span]:
                return cover((name, role))
    return _titled(text, entity.name_span) if entity.kind is EntityKind.PERSON else entity.name_span


def _titled(text: str, name: Span) -> Span:
    """Return a surname with the title in front of it, so that it is not bare: "Lord Falconet"."""
    match = _TITLE.search(text, max(0, name.start - _TITLED), name.start)
    bare = match and " " not in name.of(text) and match[1] in lexicon("mentions").words("title")
    return Span(match.start(), name.end) if match and bare else name
