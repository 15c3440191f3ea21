"""Two who are told of as one: "Ana Ruiz and Ben Okafor", "Ana Ruiz, the mayor, and Ben Okafor"."""

from __future__ import annotations

import re

from factbox.attribution.phrases import COMPRISING, Phrase, are_several, is_described, phrase_left
from factbox.attribution.words import is_person
from factbox.model import MentionKind

# A name with who that is between commas in front of a partner: "Ana Ruiz, the mayor, and" of "… Ben Okafor".
_APPOSED = re.compile(r"(?<![^.,:;QUTC])N,(?:[DH]?n[nNsIDH]{0,8}|#),C\Z")
# How many units such a name is apart at most.
_APART = 16
# Verbs: what holds one is no partner of a noun phrase.
_VERBS = frozenset("VvA")


def coordinated(found: Phrase, floor: int) -> Phrase:
    """Return the phrase with its partner: "Ana Ruiz and Ben Okafor", where both open the clause."""
    line, before = found.line, found.start - 1
    if before <= floor or line.tags[before] != "C" or line.units[before].word not in {"and", "or", "&"}:
        return found
    apposed = _APPOSED.search(line.tags, max(floor, found.start - _APART), found.start)
    if apposed and found.kind is MentionKind.NAME:
        return found._replace(start=apposed.start())
    partner = phrase_left(line, before - 1, floor)
    if partner is None or partner.kind is MentionKind.PRONOUN or line.tags[partner.end - 1] not in "nN":
        return found
    if not COMPRISING.isdisjoint(unit.word for unit in line.units[partner.head + 1 : partner.end]):
        return partner._replace(end=found.end)
    return _joined(found, partner, floor)


def _joined(found: Phrase, partner: Phrase, floor: int) -> Phrase:
    """Return two phrases beside an "and" as one, where both open the clause, else the second."""
    line, before = found.line, found.start - 1
    led = partner.start > floor and line.units[partner.start - 1].word == "both"
    partner = partner._replace(start=partner.start - led)  # "Both the Kestrian government and Airland"
    both = line.units[partner.start].word == "both"
    opens = partner.start == floor or line.tags[partner.start - 1] in ".,:;QUTC"
    nominal = found.kind is partner.kind is MentionKind.NOMINAL
    simple = partner.head + 1 == partner.end and line.tags[found.start] == "n" and line.tags[partner.start] in "DH"
    if nominal and simple and (opens or not are_several(line.units[found.head].word)):
        return Phrase(line, partner.start, found.end, found.head)  # "the oil and gas firm"
    inside = partner.kind is MentionKind.NOMINAL and partner.head + 1 < partner.end and line.tags[before - 1] == "N"
    if opens and inside and found.start == found.head and found.kind is MentionKind.NAME:
        return partner._replace(end=found.end)  # "the member for Ostley and Tarvel"
    alike = both or partner.kind is found.kind or (line.tags[partner.head] == "N" and is_described(line, partner.head))
    if opens and line.tags[before - 1] in "nN" and alike and not _VERBS.intersection(line.tags[partner.start : before]):
        return Phrase(line, partner.start, found.end, found.head)
    return found._replace(start=partner.start) if opens and _are_posts(found, partner) else found


def _are_posts(found: Phrase, partner: Phrase) -> bool:
    """Return whether both are one person's posts: "co-founder and chief executive Ana Ruiz"."""
    line, noun = partner.line, partner.line.units[partner.head].word
    bare = found.kind is MentionKind.NAME and found.start < found.head and partner.head + 1 == partner.end
    plain = not line.tags[partner.start : partner.end].strip("nDH")
    return bare and plain and is_person(noun) and not are_several(noun)
