"""Names with what somebody is called between given name and surname: "Ana “Nan” Ruiz", "Bo (Bobby) Lind"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.mentions.runs import UPPER
from factbox.mentions.vocabulary import vocabulary
from factbox.spans import Span

if TYPE_CHECKING:
    from factbox.mentions.evidence import Candidate

# What stands between them: " “Nan” ".
_CALLED = re.compile(
    rf"[^\S\n](?:“[{UPPER}][^“”\n]{{1,18}}”|\"[{UPPER}][^\"\n]{{1,18}}\"|\([{UPPER}][\w'’-]{{1,14}}\))[^\S\n]"
)
# What stands for a given name: "J.R." of "J.R. “Rusty” Norman".
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}")
# What a given name in front of a surname says for a person.
_GIVEN = 4.0


def join_nicknamed(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """Return a sentence's possible names with those joined between whose parts a nickname stands.

    Args:
        text: the document's text.
        candidates: the possible names, in text order.
    """
    if not candidates or not ("“" in text or '"' in text or "(" in text):
        return candidates
    out: list[Candidate] = []
    given = vocabulary().given
    for candidate in candidates:
        if out and candidate.span.start < out[-1].span.end:
            continue  # the nickname
        called = _CALLED.match(text, candidate.span.end, candidate.sentence.end)
        words = candidate.piece.words
        if called and len(words) == 1 and (words[0] in given or _INITIALS.fullmatch(words[0])):
            last = next((other for other in candidates if other.span.start == called.end()), None)
            if last is not None and last.title is None and last.piece.body <= 0:
                candidate.piece = candidate.piece._replace(
                    words=(*words, *last.piece.words), person=_GIVEN, body=0.0, place=0.0, rule="given_name"
                )
                candidate.span = Span(candidate.span.start, last.span.end)
        out.append(candidate)
    return out
