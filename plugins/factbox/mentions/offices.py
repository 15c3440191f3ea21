"""Offices that a run of capitals hides: what somebody is the director of, and the short forms of posts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.mentions.initials import spelled_from
from factbox.mentions.runs import Run, split_words
from factbox.mentions.vocabulary import vocabulary
from factbox.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factbox.mentions.evidence import Candidate

# In front of what somebody is at the head of: "Director of ", "head of the ".
_HEADS = re.compile(
    r"\b(?P<office>[Dd]ean|[Dd]irector|[Ee]ditor|[Hh]ead|[Mm]anager|[Mm]inister|[Pp]rofessor|[Ss]ecretary|[Vv]ice-[Pp]resident)"
    r"\s(?:of|for)\s(?:the\s)?$"
)
_REACH = 28
# A given name and a surname, and how many words a name has at most.
_PAIR, _LONGEST = 2, 4
# How far in front of its short form a post begins, in characters.
_BACK = 80
# What parts a post from its short form: " (" of "Divisional Police Officer (DPO)", ", " of "…, DPO, ".
_JOINTS = (" (", ", ")


def part_holder(text: str, low: int, run: Run) -> tuple[Run, Span | None]:
    """Return a run without what the person in it is the head of, and the office: "Director of Public Works Ana Ruiz".

    Args:
        text: the document's text.
        low: where the sentence starts.
        run: the run: "Public Works Ana Ruiz".
    """
    if " " not in run.text or not text.endswith((" of ", " for ", " of the ", " for the "), low, run.start):
        return run, None
    found = _HEADS.search(text, max(low, run.start - _REACH), run.start)
    words = split_words(run.text) if found else []
    first = _name_in([word[0] for word in words])
    if not found or not first:
        return run, None
    start, end = run.start + words[first][1], run.start + words[first - 1][2]
    return Run(start, run.end, text[start : run.end]), Span(found.start(), end)


def _name_in(texts: list[str]) -> int:
    """Return where a person's full name begins that other words are in front of; 0 where none does."""
    known = vocabulary()
    for index in range(max(1, len(texts) - _LONGEST), len(texts) - 1):
        full = texts[index] in known.given and texts[index - 1] not in known.given
        if full and known.common.isdisjoint(texts[index:]) and known.heads.isdisjoint(texts[index:]):
            apart = known.offices | known.demonyms | known.organisations
            placed = " ".join(texts[:index]) in known.places or texts[index - 1] in known.places
            return 0 if placed or texts[index - 1] in apart else index
    return 0


def without_posts(text: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the possible names without the short forms of posts: "DPO" of "Divisional Police Officer (DPO)".

    Args:
        text: the document's text.
        candidates: every possible name, in text order.
    """
    out = list(candidates)
    posts = {
        candidate.piece.words[0] for candidate in out if candidate.piece.rule == "acronym" and _is_post(text, candidate)
    }
    return [one for one in out if len(one.piece.words) > 1 or one.piece.words[0] not in posts] if posts else out


def _is_post(text: str, letters: Candidate) -> bool:
    """Return whether letters stand behind the post that they are the initials of."""
    start = letters.span.start
    if len(letters.piece.words) > 1 or text[start - 2 : start] not in _JOINTS:
        return False
    low = max(letters.sentence.start, start - _BACK)
    first = spelled_from(text, low, start - 2, letters.piece.words[0])
    phrase = text[first : start - 2] if first is not None else ""
    head = phrase.partition(" of ")[0].rpartition(" ")[2]
    return " " in phrase and " for " not in phrase and head in vocabulary().offices
