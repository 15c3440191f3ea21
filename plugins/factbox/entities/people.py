"""People: full names, surnames, initials."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from factbox.lexicons import lexicon
from factbox.mentions import SHARED_SURNAME
from factbox.model import Gender

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbox.model import Mention


@dataclass(slots=True)
class _Group:
    """The mentions of one person, as far as they are found."""

    key: tuple[str, ...]
    """The longest form's words."""
    first: int
    """Number of the mention that made it."""
    gender: Gender = Gender.UNKNOWN
    """What the first telling mention shows."""
    last: int = -1
    """Number of the mention that was put here last, in text order; -1 before the first."""
    mentions: list[Mention] = field(default_factory=list)
    """In text order."""
    known: int = 0
    """2 where the surname alone has named this person, without a role in front; 1 where the given name has; else 0."""
    kin: bool = False
    """Whether the first mention tells only whose kin somebody is: "the grandson of the poet Bo Holm"."""
    young: bool = False
    """Whether an age beside the name shows a child, whom nobody calls "Mr"."""
    posts: frozenset[str] = frozenset()
    """Last words of the roles in front of the names: "president" of "Former President Ana Ruiz"."""


# Titles that stand before a given name alone: "Sir Alan".
_KNIGHTED = frozenset(("Dame", "Sir"))
# Titles of the grown-up, and the age of a child beside a name: ", 14", ", aged 9", " (7)".
_ADULT = frozenset(("Mr", "Mr.", "Mrs", "Mrs."))
_CHILD = re.compile(r"(?:,\s(?:aged\s)?(?:1[0-5]|[1-9])|\s\((?:1[0-5]|[1-9])\))(?![\w:]|[.,]\d|\s[a-zA-Z])")
# Posts whose holders have one name, which is nobody's surname: "King Hugo".
_REIGNING = frozenset(("emperor", "empress", "king", "pope", "prince", "princess", "queen"))


# In front of a name that only tells whose kin somebody is: "the son of the poet "; and how far back that stands.
_KIN = re.compile(
    r"\b(?:(?:grand)?(?:daughter|father|mother|son)|aunt|brother|cousin|husband|nephew|niece|sister|uncle|widow(?:er)?|wife)"
    r"\s(?:of|to)\s[^,.;:]*$"
)
_NEAR = 60


def link_people(mentions: Sequence[Mention], text: str) -> list[list[Mention]]:
    """Return the mentions by person, each group in text order.

    Full names come first: two are one person where one's given names abbreviate or continue the other's. A surname
    goes to the person of that surname and gender who was named last, or to the next one where none was before; but once
    it has named somebody alone, it does so until the end: a brother or a wife who comes up has a given name, is called
    by it, and does not take the surname over, nor does who is only somebody's kin. "President Ruiz" is the Ruiz who was
    one before.
    """
    groups: list[_Group] = []
    by_last: dict[str, list[_Group]] = {}
    names = [_words(mention.text) for mention in mentions]
    for number, mention in enumerate(mentions[:-1]):
        if mention.rule == SHARED_SURNAME:
            names[number] += names[number + 1][1:]
    home = _full_names(mentions, names, groups, by_last)
    for number, named in home.items():
        end = mentions[number].span.end
        named.young |= _CHILD.match(text, end, end + _NEAR) is not None
    for number, (mention, words) in enumerate(zip(mentions, names, strict=True)):
        post = _post(mention, text)
        group = home.get(number) or _owner(mention, words, groups, by_last, post)
        if group is None:
            group = _Group(words, number, mention.gender)
            groups.append(group)
            by_last.setdefault(words[-1], []).append(group)
        if group.last < 0:
            group.kin = _KIN.search(text, max(0, mention.span.start - _NEAR), mention.span.start) is not None
        group.last = number
        if number not in home and not post:
            group.known = max(group.known, 1 + (words[-1] == group.key[-1]))
        group.posts |= post
        group.mentions.append(mention)
    return [group.mentions for group in groups]


def _full_names(
    mentions: Sequence[Mention],
    names: Sequence[tuple[str, ...]],
    groups: list[_Group],
    by_last: dict[str, list[_Group]],
) -> dict[int, _Group]:
    """Return the group of each mention of two words or more, and fill in `groups` and `by_last`."""
    home: dict[int, _Group] = {}
    for number, words in enumerate(names):
        if len(words) == 1:
            continue
        group = next((group for group in by_last.get(words[-1], ()) if _same(group.key, words)), None)
        if group is None and (group := _whole(words, groups)):
            by_last.setdefault(words[-1], []).append(group)
        if group is None:
            group = _Group(words, number)
            groups.append(group)
            by_last.setdefault(words[-1], []).append(group)
        elif len(words) > len(group.key):
            group.key = words
        if group.gender is Gender.UNKNOWN:
            group.gender = mentions[number].gender
        home[number] = group
    return home


def _whole(words: tuple[str, ...], groups: Sequence[_Group]) -> _Group | None:
    """Return who is called by the first words of the name alone: "Wan Shah" of "Wan Shah Wan Ladin"."""
    found = [group for group in groups if len(group.key) > len(words) and group.key[: len(words)] == words]
    return found[0] if len(found) == 1 else None


def _words(name: str) -> tuple[str, ...]:
    """Return a name's words to compare by, "Jr" and dots left out."""
    honours = lexicon("mentions").words("honour")
    words = [word.casefold().replace("’", "'").rstrip(".") for word in name.split() if word not in honours]
    return tuple(words) or (name.casefold(),)


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether two names of one surname can be one person's: "J. Ruiz", "Juana Ruiz", "Juana M. Ruiz"."""
    if one == other or one[-len(other) :] == other or other[-len(one) :] == one:
        return True
    first, second = one[0], other[0]
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    if len(short.replace(".", "")) == 1:
        return long.startswith(short[0])
    return long in _short_forms().get(short, ()) or short in _short_forms().get(long, ())


@functools.cache
def _short_forms() -> dict[str, tuple[str, ...]]:
    """Return the given names that each short form stands for: "Bill" for "William"."""
    table = lexicon("given_names").tables["short"]
    return {short.casefold(): tuple(name.casefold() for name in names) for short, names in table.items()}


def _post(mention: Mention, text: str) -> frozenset[str]:
    """Return the last word of the role in front of a name, if it has one."""
    role = mention.role_span
    return frozenset(role.of(text).lower().split()[-1:]) if role and role.end <= mention.span.start else frozenset()


def _agree(one: Gender, other: Gender) -> bool:
    """Return whether two genders can be one person's."""
    return one is other or Gender.UNKNOWN in (one, other)


def _owner(
    mention: Mention,
    words: tuple[str, ...],
    groups: Sequence[_Group],
    by_last: dict[str, list[_Group]],
    post: frozenset[str],
) -> _Group | None:
    """Return the group that a single word belongs to: by surname, else by the first name of a full one.

    That is a given name, bare or a knight's, or behind a title the name that many countries put first: "Mr Lim" is Lim
    Hui Peng, if he was named before.
    """
    able = [group for group in by_last.get(words[-1], ()) if _agree(mention.gender, group.gender)]
    if mention.title in _ADULT:
        able = [group for group in able if not group.young]
    if post & _REIGNING:
        able = [group for group in able if group.posts & post or group.key == words]
    elif not able:
        able = [group for group in groups if len(group.key) > 1 and group.key[0] == words[0]]
        alone = len(able) == 1 and _agree(mention.gender, able[0].gender)
        given = mention.title is None or mention.title in _KNIGHTED
        able = able if alone and (given or able[0].last >= 0) else []  # "Dr Lim Hui Peng … Dr Lim"
    if not able:
        return None
    before = [group for group in able if group.last >= 0]
    if not before:
        return min(able, key=lambda group: group.first)
    most = max(1, *(group.known for group in before))
    known = [group for group in before if group.posts & post] or [group for group in before if group.known == most]
    known = known or [group for group in before if not group.kin]
    return max(known or before, key=lambda group: group.last)
