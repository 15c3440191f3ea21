"""Names in a row of names: what most of a list are, the others are too."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from factbox.mentions.affiliations import ROLE_OF_BODY
from factbox.mentions.phrases import word_list
from factbox.mentions.roles import TOKEN, walk_role
from factbox.mentions.vocabulary import vocabulary
from factbox.model import EntityKind
from factbox.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factbox.mentions.evidence import Candidate

# What parts two names of a list: ", ", " and ", "; 12 - ", " (captain), ".
_JOINT = re.compile(
    r"(?:[^\S\n]\([^()\n]{1,20}\))?(?:[,;][^\S\n](?:and[^\S\n])?|[^\S\n](?:and|&)[^\S\n])(?:\d{1,2}[^\S\n][-–][^\S\n])?"
)
# How far in front of a list a role in the plural is looked for, in characters.
_BACK = 140
# Behind the plural, in front of the first name: "s " of "mayors Ana Ruiz and Bo Lind", "s, " of "two mayors, Ana Ruiz".
_BESIDE, _GAP = re.compile(r"s,? $"), 3
# In front of a role in the plural that the names behind a comma have: "two ", "his ", "the council’s ".
_COUNTED = frozenset(("both", "four", "her", "his", "its", "our", "the", "their", "three", "two", "'s", "’s"))
# A role is shared from this many names on.
_PAIR = 2
# A list has this many names at least, and this many of them are known to be of its kind.
_NAMES, _KNOWN = 3, 2


def join_lists(text: str, candidates: Sequence[Candidate], kinds: dict[str, EntityKind]) -> dict[str, EntityKind]:
    """Return the kind of each name that only its company in a list tells, by the name's words.

    Args:
        text: the document's text.
        candidates: every possible name, in text order.
        kinds: those that have a kind.
    """
    out: dict[str, EntityKind] = {}
    for group in name_lists(text, candidates, _NAMES):
        names = [" ".join(candidate.piece.words) for candidate in group]
        counted = Counter(kinds[name] for name in names if name in kinds)
        if len(counted) != 1 or counted.total() < _KNOWN:
            continue
        (kind,) = counted
        for candidate, name in zip(group, names, strict=True):
            if name not in kinds and _can_be(candidate, kind):
                out[name] = kind
    return out


def name_lists(text: str, candidates: Sequence[Candidate], least: int) -> Iterator[list[Candidate]]:
    """Yield the names that stand in a row with nothing but commas and "and" between them, `least` or more."""
    group: list[Candidate] = []
    for candidate in candidates:
        joined = (
            group
            and group[-1].sentence == candidate.sentence
            and _JOINT.fullmatch(text, group[-1].span.end, candidate.span.start)
        )
        if not joined:
            if len(group) >= least:
                yield group
            group = []
        group.append(candidate)
    if len(group) >= least:
        yield group


def share_roles(text: str, candidates: Sequence[Candidate], kinds: dict[str, EntityKind]) -> None:
    """Give each person of a list the role in front of it: "former mayor" of "the former mayors Ana Ruiz and Bo Lind".

    What is printed in the plural is told of each in the singular, so that the role ends in front of its "s".

    Args:
        text: the document's text.
        candidates: every possible name, in text order.
        kinds: those that have a kind.
    """
    for group in name_lists(text, candidates, _PAIR):
        first = group[0]
        beside = _BESIDE.search(text, max(0, first.span.start - _GAP), first.span.start)
        if beside is None or first.role or first.title:
            continue
        if not all(_is_person(one, kinds) for one in group[:-1]) or not _is_full(group[-1], kinds):
            continue
        parted = beside[0].startswith("s,")
        if parted and text[group[-1].span.end : group[-1].span.end + 1] not in (",", "."):
            continue
        role = _plural_role(text, first.sentence.start, beside.start() + 1, counted=parted)
        for one in group:
            one.role = role if one.role is None or (role and one.role_rule == ROLE_OF_BODY) else one.role


def _is_full(candidate: Candidate, kinds: dict[str, EntityKind]) -> bool:
    """Return whether a name is a person's."""
    return kinds.get(" ".join(candidate.piece.words)) is EntityKind.PERSON


def _is_person(candidate: Candidate, kinds: dict[str, EntityKind]) -> bool:
    """Return whether a name is a person's, or a given name that shares the next one's surname."""
    words = candidate.piece.words
    return _is_full(candidate, kinds) or (len(words) == 1 and words[0] in vocabulary().given)


def _plural_role(text: str, low: int, start: int, *, counted: bool) -> Span | None:
    """Return the role in the plural that ends right in front of names, without its "s".

    Args:
        text: the document's text.
        low: where the sentence starts.
        start: where the plural ends.
        counted: whether it must open with a number, an article or an owner.
    """
    tokens = list(TOKEN.finditer(text, max(low, start - _BACK), start))
    words = [token[0] for token in tokens]
    singular = words[-1][:-1] if words else ""
    if singular not in vocabulary().roles:
        return None
    left = walk_role([*words[:-1], singular], whole=tokens[0].start() == low, office=False)
    if "and" in words[left:]:
        left = len(words) - words[::-1].index("and")  # "the runner and team-mates"
    if counted and not {word.lower() for word in words[max(0, left - 1) : left + 1]} & _COUNTED:
        return None
    alone = not counted and left == len(words) - 1 and left > 0
    acts = alone and words[left - 1].lower() not in word_list("before_people")
    return None if acts or left == len(words) else Span(tokens[left].start(), tokens[-1].end() - 1)


def _can_be(candidate: Candidate, kind: EntityKind) -> bool:
    """Return whether the words of a name allow the kind of its list: nothing in them speaks against it."""
    words = candidate.piece.words
    if any(word in vocabulary().common for word in words):
        return False
    return kind is EntityKind.PERSON and len(words) > 1 and min(candidate.scores[0], candidate.piece.person) > 0
