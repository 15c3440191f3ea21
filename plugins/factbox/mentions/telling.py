"""Roles that a sentence tells of its subject: "Ruiz is a pilot", "Ruiz was named chairman of the board"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.mentions.following import role_end
from factbox.mentions.phrases import ends_in_office, is_role
from factbox.spans import Span, trimmed

if TYPE_CHECKING:
    from factbox.mentions.evidence import Candidate

# The rule that finds them.
ROLE_TOLD = "role_told"
# How far a role reaches at most, in characters.
_AHEAD = 200
# What somebody is like rather than is: "the first", "the youngest", "our".
_PRAISE = r"(?!(?:\w+est|first|last|most|next|only|outstanding|sole|ultimate)\b)"
# Between a name and what it is: " is a ", " was also ", " was named ", " works as ".
_IS = re.compile(
    rf"(?:\s\([^()\n]{{1,60}}\))?\s(?:(?:was|has been|had been)\s(?:re-?)?(?:appointed|elected|named)\s(?:as\s)?"
    rf"|(?:served|serves|worked|works)\sas\s|(?:is|was)\s(?:(?:also|currently|now|still|then)\s)?(?=(?:an?|the)\s{_PRAISE}|(?!(?:an?|the)\s)[a-z]+\s))"
)
# Whoever is put in an office, and the office: "the appointment of ", "has named " and " as ", " its " behind the name.
_PUTS = re.compile(
    r"\b(?:(?:appointment|election|promotion)\sof|(?:re-?)?(?:appoint|elect|promot)(?:s|ed|ing)|(?:has|have|had)\snamed|hir(?:es|ed|ing))"
    r"\s(?:[A-Z][a-z]+\.?\s)?$"
)
_PUTS_REACH, _AS = 40, re.compile(r"\s(?:as\s|to\sbe\s|(?=(?:her|his|its|the|their)\s(?:first\s|new\s|next\s)?[a-z]))")
# What stands in front of a sentence's or clause's subject: nothing, "But ", "In Ostley, ", "when Mr ".
_SUBJECT = re.compile(r"(?:^\W*|,\s|\b(?:and|but|when|whereas|while)\s)(?:[A-Z][a-z]+\.?\s)?$", re.IGNORECASE)
# Whoever says so makes a claim of it: "officials alleged".
_CLAIMED = re.compile(r"\b(?:accord|accus|alleg|announc|claim|deni|suspect)\w*|\b(?:called|declared|says|said|told)\b")
# Where the next sentence begins that nothing else parted: ". " of "founder of holm.example. Bo Lind".
_NEXT = re.compile(r"(?<=[a-z]{3})\.\s(?=[A-Z])")
# Who speaks or acts in a clause of its own, and whose somebody is for the speaker: "she" of "the clerk she met".
_OWN = re.compile(r"\b(?:he|I|it|she|they|we|you|my|our|your)\b")


def role_told(text: str, name: Span, sentence: Span) -> Span | None:
    """Return the office or trade that a sentence tells of its subject: "a pilot from Ostley" of "Ruiz is a pilot …".

    Args:
        text: the document's text.
        name: the name.
        sentence: the sentence that holds it.
    """
    put = _PUTS.search(text, max(sentence.start, name.start - _PUTS_REACH), name.start)
    verb = _AS.match(text, name.end, sentence.end) if put else _IS.match(text, name.end, sentence.end)
    if verb is None or _is_quoted(text, name.start):
        return None
    subject = put or _SUBJECT.search(text[sentence.start : name.start])
    if not subject or (not put and _CLAIMED.search(text, sentence.start, sentence.end)):
        return None
    limit = min(sentence.end, verb.end() + _AHEAD)
    end = role_end().search(text, verb.end(), limit)
    if end is None:
        return None
    following = _NEXT.search(text, verb.end(), end.start())
    span = trimmed(text, verb.end(), following.start() if following else end.start())
    phrase = span.of(text)
    if not phrase or _OWN.search(phrase):
        return None
    return span if is_role(phrase, strict=True) and ends_in_office(phrase) else None


def _is_quoted(text: str, position: int) -> bool:
    """Return whether quotation marks are open at a position, as its paragraph has them."""
    low = text.rfind("\n", 0, position) + 1
    if text.count('"', low, position) % 2 or text.count("''", low, position) % 2:
        return True
    return text.count("“", low, position) > text.count("”", low, position)


def keep_printed(candidates: list[Candidate]) -> None:
    """Take what a sentence tells of somebody away where a role is printed beside the name elsewhere."""
    printed = [one.piece.words for one in candidates if one.role and one.role_rule != ROLE_TOLD]
    for candidate in candidates:
        if candidate.role_rule == ROLE_TOLD and any(_may_be_one(candidate.piece.words, words) for words in printed):
            candidate.role = None


def _may_be_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether two names may be one person's: one surname, and no other given name."""
    return one[-1] == other[-1] and (len(one) == 1 or len(other) == 1 or one[0] == other[0])
