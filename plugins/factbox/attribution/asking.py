"""Who asks, and is not who answers: "“Why?” Ruiz asked.", "Asked by Ruiz why, she said"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.attribution.clauses import subject

if TYPE_CHECKING:
    from factbox.attribution.tags import Line

_ASK = frozenset(("ask", "asked", "asks"))
# What somebody says a question by, with a colon behind it, and what one does who is asked.
_SAY = frozenset(("said", "says"))
_REPLIES = frozenset(("answered", "answers", "replied", "replies", "responded", "responds"))
# Who is asked in a participle that opens a sentence: "Asked by Ms Ruiz".
_BY = re.compile(r"[VvNn]In{0,4}N")
# Who stands behind the verb: "asked harbour engineer Ana Ruiz".
_BEHIND = re.compile(r"n{0,4}[NP]")


def is_asked(line: Line, at: int) -> bool:
    """Return whether a phrase that starts there is asked a question: Holm of "Ruiz asked Holm whether"."""
    return at > 1 and line.units[at - 1].word in _ASK and line.tags[at - 2] in "NnPB"


def asked_by(line: Line, start: int) -> int | None:
    """Return the unit of who asks in the participle that opens a sentence, if one does."""
    found = _BY.match(line.tags, start) if line.word(start) == "asked" and line.word(start + 1) == "by" else None
    return found.end() - 1 if found else None


def is_reply(line: Line, at: int) -> bool:
    """Return whether a pronoun opens a sentence that answers: "He replied:"."""
    verb = at + 1
    while line.tags[verb : verb + 1] == "B":
        verb += 1
    return line.word(verb) in _REPLIES and line.sentence(at)[0] == at


def asker(line: Line, start: int, end: int) -> int | None:
    """Return the unit of who asks the quoted question of a sentence, if one stands beside its verb."""
    quoted = line.tags.find("Q", start, end)
    while quoted >= 0 and "?" not in line.units[quoted].word[-2:]:
        quoted = line.tags.find("Q", quoted + 1, end)
    for verb in line.cues(start, end) if quoted >= 0 else ():
        if line.units[verb].word in _ASK or (line.units[verb].word in _SAY and line.tags[verb + 1 : verb + 2] == ":"):
            behind = _BEHIND.match(line.tags, verb + 1)
            if line.tags[verb - 1] in "NP":
                return verb - 1
            if behind:
                return behind.end() - 1
            found = subject(line, verb, start)
            return found.head if found else None
    return None
