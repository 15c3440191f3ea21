"""Offices with the list of what they are for: "Sport, Arts and Culture Minister", "Minister of Law and Work"."""

from __future__ import annotations

import re

from factbox.mentions.initials import spelled_from
from factbox.mentions.runs import UPPER
from factbox.mentions.vocabulary import vocabulary
from factbox.spans import Span

# One field of a list, and the fields in front of an office: "Sport, Arts and ".
_FIELD = rf"[{UPPER}][\w’'-]+(?:\s[{UPPER}][\w’'-]+){{0,2}}"
_FIELDS = re.compile(rf"(?:\A|(?<=[a-z]\s))(?:{_FIELD},\s)+(?:{_FIELD}\s(?:and|&)\s)?\Z")
# How far in front of the office they may begin, in characters.
_BACK = 120
# The short form of the body that an office is in: " (DTH) " of "Department of Tides and Harbours (DTH) Secretary".
_SHORT = re.compile(r"\s\((?P<letters>[A-Z]{2,7})\)\s$")
# Those who hold such an office.
_HOLDER = re.compile(r"(?:Minister|Secretary|MEC|CS|PS|Commissioner)$")
# An office and what it is of, up to a comma: "Minister of Justice, Legal and Parliamentary Affairs".
_OF = re.compile(
    rf"(?:[{UPPER}][\w’'-]+\s){{0,3}}(?P<office>[{UPPER}][\w’'-]+)(?:\s[Gg]eneral)?\s(?:of|for)\s(?:the\s)?"
    rf"{_FIELD}(?:(?:,\s|,?\s(?:and|&|of|for)\s(?:the\s)?){_FIELD}){{0,4}}"
)


def with_fields(text: str, low: int, role: Span) -> Span:
    """Return an office widened over the fields of which a list opens the sentence: "Youth, Work and Sport Minister".

    Or over the body with its short form: "Department of Tides and Harbours (DTH) Secretary".

    Args:
        text: the document's text.
        low: where the sentence starts.
        role: the office with its last field.
    """
    words = role.of(text)
    if short := _SHORT.search(text, max(low, role.start - _BACK), role.start):
        start = spelled_from(text, low, short.start(), short["letters"])
        return Span(role.start if start is None else start, role.end)
    found = _FIELDS.search(text[max(low, role.start - _BACK) : role.start]) if _HOLDER.search(words) else None
    listed = found and (" and " in found[0] + words or " & " in found[0] + words)
    return Span(role.start - len(found[0]), role.end) if found and listed and _are_fields(found[0]) else role


def office_of(text: str, low: int, stop: int) -> Span | None:
    """Return the office with what it is of where it opens the sentence, up to a comma and a name."""
    found = _OF.fullmatch(text, low, stop)
    return Span(low, stop) if found and found["office"] in vocabulary().offices else None


def _are_fields(words: str) -> bool:
    """Return whether no word of a list is a person's, a place's or a body's name."""
    known = vocabulary()
    names = [word for word in re.split(r",?\s(?:and\s|&\s)?", words) if word]
    return not any(name in known.given or name in known.places or name in known.organisations for name in names)
