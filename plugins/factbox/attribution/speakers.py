"""Makes the speaker of a quotation: the mention as written, who it stands for, the role, and how sure that is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.attribution.plurals import body_of, named_body
from factbox.attribution.words import FRAMING, SPEECH, is_person, words
from factbox.model import Certainty, EntityKind, MentionKind, Speaker
from factbox.spans import Span

if TYPE_CHECKING:
    from factbox.attribution.phrases import Phrase
    from factbox.attribution.pronouns import Resolver
    from factbox.attribution.tags import Line
    from factbox.model import Entity

# A role behind a name, between commas, an age before it or not: ", 45, a harbour pilot,".
_APPOSITIVE = re.compile(r",(?:#,)?([DH]?N*n[nN#sICDH]*[nN]|[DH]?N*n|R[^,.;Q]{2,25})(?=[,.;-]|$)")
# What says more of somebody who is not named: "who asked not to be named", ", who lives nearby".
_WHO = re.compile(r",?(R)[^,.;:Q()-]{1,25}")
# That clause up to the verb of the sentence, which stands behind a verb or an object: "who left the firm | said".
_MAIN = re.compile(r"R[AB]{0,3}[Vv](?:[tABTgD]{0,4}[Vvb]|[^CUTVvA]{0,12}[nNod])??(?=[AB]{0,2}[Vv])")
# What nouns end in that are said of people: "archivist", "lifeboatman".
_POSTS = ("er", "ian", "ist", "man", "or", "woman")
# How many units an appositive may reach.
_LONG = 40


# Whom an article opens with has a name within so many characters, where somebody has; so far from its start at most.
_ONE, _SOON, _OPENS = frozenset(("a", "an")), 400, 200


def make_speaker(
    text: str, phrase: Phrase, resolver: Resolver, entities: tuple[Entity, ...], certainty: Certainty
) -> Speaker:
    """Return the speaker that a noun phrase names.

    Args:
        text: the document's text.
        phrase: the noun phrase.
        resolver: who pronouns stand for.
        entities: all of the text.
        certainty: how sure the attribution is; a pronoun that is resolved, with others near, is no more than likely.
    """
    phrase = resolver.bearer(phrase)
    phrase = _without_body(phrase, resolver)
    own = _mention(phrase)
    span, kind = (own, phrase.kind) if phrase.relative < 0 else (_relative(phrase), MentionKind.PRONOUN)
    several = _is_several(phrase)
    nominal = phrase.kind is MentionKind.NOMINAL
    number = None if several else resolver.holder(phrase) if nominal else resolver.entity(phrase)
    entity = entities[number] if number is not None else None
    other = _other(phrase, resolver) if entity is None else None
    if other and not _is_several(other) and (known := resolver.entity(other)) is not None:
        entity, other, nominal = entities[known], None, False
    described = _description(other or phrase)
    role = entity.role_span if entity else None
    if role is None and not several:
        role = _role_beside(phrase)
    name = own.of(text) if phrase.kind is MentionKind.NAME else None
    if other and other.kind is MentionKind.NAME:
        name = _mention(other).of(text)
    return Speaker(
        span=span,
        text=span.of(text),
        kind=kind,
        name=entity.name if entity and not nominal else name,  # of "the senator" its entity tells the name
        entity=entity.id if entity else None,
        role=role.of(text) if role else None,
        role_span=role,
        anonymous=_hides(other or phrase) and not _is_named_soon(phrase, entities),
        certainty=certainty if (entity or other) is None or resolver.is_clear(phrase) else Certainty.LIKELY,
        described=described,
    )


def _other(phrase: Phrase, resolver: Resolver) -> Phrase | None:
    """Return the phrase that tells whom another one means."""
    return resolver.described(phrase) or body_of(phrase, resolver) or named_body(phrase, resolver)


def _without_body(phrase: Phrase, resolver: Resolver) -> Phrase:
    """Return a phrase without the name of a body that whoever speaks for it works at: "an aide of its owner, Brell"."""
    line, comma = phrase.line, phrase.head - 1
    if phrase.kind is not MentionKind.NAME or comma <= phrase.start or line.tags[comma] != ",":
        return phrase
    person = line.tags.find("I", phrase.start, comma) - 1
    if person < phrase.start or not is_person(line.units[person].word) or not resolver.is_body(phrase):
        return phrase
    return phrase._replace(end=comma, head=person)


def _is_several(phrase: Phrase) -> bool:
    """Return whether a phrase names more than one: "Ana Ruiz and Ben Holm"."""
    return phrase.kind is MentionKind.NAME and "C" in phrase.line.tags[phrase.start : phrase.head]


def _mention(phrase: Phrase) -> Span:
    """Return the mention's span: a name without its role, a noun with all that belongs to it."""
    units = phrase.line.units
    if phrase.kind is MentionKind.NOMINAL:
        return Span(units[phrase.start].start, units[phrase.end - 1].end)
    if phrase.kind is MentionKind.NAME and phrase.line.tags[phrase.start : phrase.end].count("N") > 1:
        joined = "C" in phrase.line.tags[phrase.start : phrase.head]
        if joined:
            return Span(units[phrase.start].start, units[phrase.end - 1].end)
    head = units[phrase.head]
    # Of "she'd" only the pronoun.
    return Span(head.start, head.start + len(head.word.split("'")[0]) if head.tag == "P" else head.end)


def _relative(phrase: Phrase) -> Span:
    """Return the span of the relative pronoun that a phrase speaks by: "Ana Ruiz, who called it"."""
    unit = phrase.line.units[phrase.relative]
    return Span(unit.start, unit.start + len(unit.word.split("'")[0]))


def _description(phrase: Phrase) -> Span | None:
    """Return a noun phrase with the clause that says more of it: "a resident who asked not to be named"."""
    if phrase.kind is not MentionKind.NOMINAL:
        return None
    line, end = phrase.line, phrase.end
    more = _WHO.match(line.tags, end)
    if more:
        opened = line.tags[phrase.start - 1 : phrase.start] in {"V", "v"}
        main = None if opened else _MAIN.search(line.tags, more.start(1), more.end())
        apart = line.tags[end] == "," and line.tags[more.end() : more.end() + 1] == ","
        end = more.end() if opened or (apart and not main) else main.end() if main else end
    return Span(line.units[phrase.start].start, line.units[end - 1].end)


def _role_beside(phrase: Phrase) -> Span | None:
    """Return the role printed right beside a name: "army spokesman" before it, ", who chairs the board" behind it."""
    line, head = phrase.line, phrase.head
    if phrase.kind is not MentionKind.NAME:
        return None
    ceiling = min(len(line.tags), head + _LONG)
    match = _APPOSITIVE.match(line.tags, head + 1, ceiling) or _APPOSITIVE.match(line.tags, phrase.end, ceiling)
    if match and (line.tags[match.start(1)] != "R" or _tells_who(line, match.start(1), match.end(1))):
        return Span(line.units[match.start(1)].start, line.units[match.end(1) - 1].end)
    start = phrase.start
    if start < head and line.tags[head - 1] == ",":
        return Span(line.units[start].start, line.units[head - 2].end)
    while start < head and (line.tags[start] in "DHs#" or line.units[start].word in words("form_of_address")):
        start += 1
    while start < head and line.units[start].word.startswith("-"):
        start += 1  # "19-year-old"
    if start < head and line.tags[head - 1] == "n" and _is_post(line.units[head - 1].word):
        return Span(line.units[start].start, line.units[head - 1].end)
    return None


def _tells_who(line: Line, relative: int, end: int) -> bool:
    """Return whether a relative clause tells who somebody is: "who chairs the board"; not "who accused …", "whose"."""
    verb = next((at for at in range(relative + 1, end) if line.tags[at] in "Vv"), None)
    cue = line.units[verb].cue if verb is not None else None
    framed = cue is not None and verb == relative + 1 and line.tags[verb + 1 : verb + 2] != "o"  # not "calls himself"
    told = cue is not None and (cue.cls == SPEECH or (cue.cls == FRAMING and framed))
    also = any(unit.word == "also" for unit in line.units[relative : relative + 3])
    return line.units[relative].word in {"which", "who"} and not told and not also


def _is_post(word: str) -> bool:
    """Return whether a noun in front of a name is a role: "spokesman"; not "rueful", "Mr"."""
    return word not in words("form_of_address") and (is_person(word) or word.endswith(_POSTS))


def _is_named_soon(phrase: Phrase, entities: tuple[Entity, ...]) -> bool:
    """Return whether a text opens with a description and soon names somebody: "A cook who … Ana Ruiz, 54, …"."""
    unit = phrase.line.units[phrase.start]
    held = phrase.line.units[phrase.head].word in words("holds_office")  # an official stays one whoever is named
    if held or phrase.line.index or unit.word not in _ONE or unit.start > _OPENS:
        return False
    firsts = (entity.mentions[0].start for entity in entities if entity.kind is EntityKind.PERSON)
    return any(0 < start - unit.start < _SOON for start in firsts)


def _hides(phrase: Phrase) -> bool:
    """Return whether a noun phrase stands for somebody whose name is held back: "a senior official"."""
    if phrase.kind is not MentionKind.NOMINAL:
        return False
    units = phrase.line.units
    head = units[phrase.head].word
    if head in words("anonymous_head") or any(
        units[at].word in words("anonymous_word") for at in range(phrase.start, phrase.head)
    ):
        return True
    somebody = head in words("indefinite") or any(
        is_person(unit.word) for unit in units[phrase.start : phrase.head + 1]
    )
    return somebody and units[phrase.start].word in words("indefinite") and head not in words("speaks_for")
