"""What stands behind a name instead of a post: "of Orrin University", "from the Tide Institute", "prosecuting"."""

from __future__ import annotations

import functools
import re

from factbox.lexicons import lexicon
from factbox.mentions.letters import letters_end
from factbox.mentions.lexical import is_body
from factbox.mentions.phrases import ends_in_people, is_role
from factbox.mentions.roles import BODY
from factbox.mentions.runs import UPPER
from factbox.mentions.vocabulary import vocabulary
from factbox.spans import Span

# The rule that finds them.
ROLE_OF_BODY = "role_of_body"
# How these begin, which is no post: nobody is meant by "the institute".
AFFILIATED = ("acting for ", "appearing for ", "for ", "from ", "of ", "representing ", "with ")
# For whom somebody speaks in court: ", prosecuting,", ", for the defence,", ", representing the family,".
_COURT = re.compile(
    r",\s(?P<role>prosecuting|defending|mitigating|for\sthe\s(?:prosecution|defen[cs]e|Crown|State)"
    r"|(?:acting\sfor|appearing\sfor|representing)\s(?:the\s)?[\w’'-]+(?:\s[\w’'-]+){0,3})(?=[,.;])"
)
_SIDES = frozenset(("defending", "mitigating", "prosecuting"))
# A post in brackets: " (head of the coin scheme)".
_BRACKETS = re.compile(r"\s\((?P<role>[A-Za-z][^()\n]{4,60})\)")
# What leads to a body behind a name: ", of the ", " from ".
_LED = re.compile(rf"(?P<comma>,)?\s(?P<role>(?P<by>of|from|with)\s(?:the\s)?(?=[{UPPER}]))")
# A body of one word: "Apple".
_WORD = re.compile(rf"[{UPPER}][\w&-]+")


# Where it is: " in Larne".
_PLACED = re.compile(rf"\sin\s[{UPPER}]\w+(?=[,.;])")


def is_affiliation(role: str) -> bool:
    """Return whether a role is no post, but whose somebody is, or for whom: "of Orrin University", "prosecuting"."""
    return role.startswith(AFFILIATED) or role in _SIDES


@functools.cache
def _speaks() -> re.Pattern[str]:
    """Return the pattern of a verb of speaking behind a body."""
    return re.compile(rf",?\s(?:(?:also|has|have|had)\s)?{lexicon('mentions').alternatives('verb')}\b")


def role_of_body(text: str, name: Span, high: int) -> Span | None:
    """Return the body that somebody is of, or the side in court, with the word that leads to it.

    Args:
        text: the document's text.
        name: the name.
        high: where its sentence ends.

    >>> text = "Ana Ruiz, of the Tide Institute, left."
    >>> role_of_body(text, Span(0, 8), len(text)).of(text)
    'of the Tide Institute'
    """
    close = letters_end(text, name.end, high)
    if text[close : close + 1] not in (",", " "):
        return None
    if told := _COURT.match(text, close, high):
        return Span(*told.span("role"))
    if (told := _BRACKETS.match(text, close, high)) and is_role(told["role"], strict=True):
        return Span(*told.span("role")) if ends_in_people(told["role"]) else None
    led = _LED.match(text, close, high)
    end = _body_end(text, led.end(), high) if led else 0
    if not led or not end:
        return None
    says = _speaks().match(text, end, high) is not None
    closed = text[end : end + 1] in ",.;" and (led["comma"] or led["by"] == "of")
    return Span(led.start("role"), end) if says or (closed and led["by"] != "with") else None


def _body_end(text: str, start: int, high: int) -> int:
    """Return where the body that starts there ends; 0 where none does."""
    found = BODY.match(text, start, high) or _WORD.match(text, start, high)
    words = found[0].rstrip(".").split() if found else []
    known = vocabulary()
    while words:
        whole = " ".join(words)
        if (len(words) > 1 and is_body(words)) or whole in known.organisations:
            placed = _PLACED.match(text, start + len(whole), high)
            return placed.end() if placed else start + len(whole)
        words.pop()
    return 0
