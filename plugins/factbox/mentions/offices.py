"""Offices that a run of capitals hides: what somebody is the director of, and the short forms of posts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.mentions.initials import spelled_from
from factbox.mentions.phrases import word_list
from factbox.mentions.runs import Run, split_words
from factbox.mentions.vocabulary import vocabulary
from factbox.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factbox.mentions.evidence import Candidate

# In front of what somebody is at the head of: "Director of ", "head of the ", "Deputy Minister of Tourism and ".
_HEADS = re.compile(
    r"\b(?:[A-Z][\w-]*\s){0,2}?(?P<office>[A-Za-z][\w-]+)(?:\sGeneral)?\s(?:of|for)\s(?:the\s)?"
    r"(?:(?:[A-Z][\w-]*,?\s){1,3}and\s)?$"
)
_LOWER = frozenset(
    ("dean", "director", "editor", "head", "leader", "manager", "minister", "professor", "secretary", "vice-president")
)
_REACH = 90
# The same inside a run: "Deputy Minister of ", "Governor of the ".
_INSIDE = re.compile(
    r"(?:[A-Z][\w-]*\s){0,2}(?P<office>[A-Z]\w+)\s(?:General\s)?(?P<joint>of|for)\s(?:the\s)?(?=[A-Z])"
)
# A post with its area in brackets: "DCP (East) ".
_AREA = re.compile(r"\b(?P<post>[A-Z][A-Za-z]+)\s\([A-Z][\w&-]*(?:\s[A-Z][\w&-]*){0,3}\)\s$")
# What stands in front of such a run.
_LEADS = (" of ", " for ", " of the ", " for the ", " and ")
# A field and a name of two words, and what no name ends in.
_FIELD, _ENDINGS = 3, ("ance", "ence", "ics", "ing", "ism", "ity", "ment", "ogy", "ship", "tion", "ture")
# A given name and a surname, and how many words a name has at most.
_PAIR, _LONGEST = 2, 4
# What stands inside a name as often as it opens one: "Zeid Al Hussein".
_ARTICLES = frozenset(("Al", "Ben", "Bin", "El"))
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
    if " " not in run.text:
        return run, None
    post = _AREA.search(text, max(low, run.start - _REACH), run.start) if text[run.start - 2] == ")" else None
    if post:
        held = post["post"] in vocabulary().offices | vocabulary().titles
        return run, Span(post.start(), post.end() - 1) if held else None
    inside = _INSIDE.match(run.text)
    if inside and inside["office"] in vocabulary().offices:
        words = split_words(run.text[inside.end() :])
        first = _held_by([word[0] for word in words])
        known = inside["joint"] == "of" and words[0][0] in vocabulary().departments  # "Secretary of State Ana Ruiz"
        first = first if first > 1 or not known else 0
        low, shift = run.start, run.start + inside.end()
    elif text.endswith(_LEADS, 0, run.start):
        found = _HEADS.search(text, max(low, run.start - _REACH), run.start)
        held = found is not None and found["office"] in vocabulary().offices
        words = split_words(run.text) if found and (held or found["office"].lower() in _LOWER) else []
        first = (_held_by if held else _name_in)([word[0] for word in words])
        low, shift = found.start() if found else low, run.start
    else:
        return run, None
    if not first:
        return run, None
    start, end = shift + words[first][1], shift + words[first - 1][2]
    return Run(start, run.end, text[start : run.end]), Span(low, end)


def _held_by(texts: list[str]) -> int:
    """Return where the person's name begins behind what an office is for: 1 of "Tourism Ana Ruiz"; 0 where none does.

    A given name that no list knows has two words behind the field: "Tourism and Culture Vaskor Holm".
    """
    first = _name_in(texts)
    joined = len(texts) - texts[::-1].index("and") if "and" in texts else 0
    if first or len(texts) - joined < _FIELD or (not joined and len(texts) != _FIELD):
        return first
    known, name = vocabulary(), texts[-_PAIR:]
    things = known.common | known.heads | known.offices | known.suffixes | known.departments | word_list("field")
    named = things.isdisjoint(name) and not name[-1].endswith(_ENDINGS) and all(word[0].isupper() for word in name)
    return len(texts) - _PAIR if named and " ".join(texts[joined:]) not in known.places else 0


def _name_in(texts: list[str]) -> int:
    """Return where a person's full name begins that other words are in front of; 0 where none does."""
    known = vocabulary()
    for index in range(max(1, len(texts) - _LONGEST), len(texts) - 1):
        given = texts[index] in known.given and texts[index] not in _ARTICLES
        full = given and texts[index - 1] not in known.given
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
