"""Organisations: long forms, acronyms and short forms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.lexicons import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbox.model import Mention

_SMALL = frozenset({"and", "for", "in", "of", "on", "the", "&", "to"})
_SHORTEST_ACRONYM = 2
# Whose a body is, in front of its name: "us " of "us state department".
_STATES = re.compile(r"(?:uk|united states|us) ")
# A department or ministry with what it is of behind it: "department of justice", which is "justice department" too.
_OFFICE = re.compile(r"(?P<body>department|ministry) of (?:the )?(?P<of>\w+)")
# Whose a body is, in front of its name: "Japan's ".
_OWNER, _NEAR = re.compile(r"\b(?P<first>[A-Z])[\w.-]*['’]s\s$"), 24
# What a network's letters have behind them: "abc news".
_NEWS = " news"


def link_bodies(mentions: Sequence[Mention], text: str) -> list[list[Mention]]:
    """Return the mentions by organisation, each group in text order.

    A form is compared without its suffix ("Ltd"), and without whose it is ("U.S."); an acronym goes to the form whose
    initials it is, with whose it is too ("JMA" of "Japan's Meteorological Agency"), or behind which it stands in
    brackets; a single word goes to the one form that starts with it, or that ends in it ("the Commission").
    """
    suffixes = lexicon("mentions").words("org_suffix")
    keys = [_key(mention.text, suffixes) for mention in mentions]
    alias = _aliases(set(keys), {key: mention.text for key, mention in zip(keys, mentions, strict=True)})
    alias |= _told(mentions, keys, text)
    groups: dict[str, list[Mention]] = {}
    for key, mention in zip(keys, mentions, strict=True):
        groups.setdefault(alias.get(key, key), []).append(mention)
    return list(groups.values())


def _key(name: str, suffixes: frozenset[str]) -> str:
    """Return a name to compare by: no suffix, no dots in capitals, one case."""
    words = name.replace("’", "'").split()
    while len(words) > 1 and words[-1] in suffixes:
        words.pop()
    key = " ".join(words).replace(".", "").casefold()
    state = _STATES.match(key)
    if state and (" " in key[state.end() :] or words[-1] in lexicon("mentions").words("org")):
        key = key[state.end() :]
    office = _OFFICE.fullmatch(key)
    return f"{office['of']} {office['body']}" if office else key


def _told(mentions: Sequence[Mention], keys: Sequence[str], text: str) -> dict[str, str]:
    """Return the key of the long form for each acronym that the text itself explains: in brackets, or by an owner."""
    out: dict[str, str] = {}
    owned: dict[str, set[str]] = {}
    for mention, key, behind in zip(mentions, keys, [*mentions[1:], None], strict=False):
        if " " not in key:
            continue
        owner = _OWNER.search(text, max(0, mention.span.start - _NEAR), mention.span.start)
        if owner:
            letters = owner["first"].casefold() + "".join(word[0] for word in key.split() if word not in _SMALL)
            owned.setdefault(letters, set()).add(key)
        bracketed = behind is not None and text[mention.span.end : behind.span.start] == " ("
        if behind and bracketed and behind.text.isupper() and text.startswith(")", behind.span.end):
            short = _key(behind.text, frozenset())
            if _spells(short, key):
                out.setdefault(short, key)
    out |= {key: full.copy().pop() for key, full in owned.items() if key in keys and len(full) == 1}
    return out


def _spells(letters: str, key: str) -> bool:
    """Return whether letters stand in a name in their order, the first at the start of a word: "eksu", "n&n"."""
    letters = letters.replace("&", "")
    for start in [0, *(index + 1 for index, letter in enumerate(key) if letter == " ")]:
        rest = iter(key[start:])
        if key[start] == letters[0] and all(letter in rest for letter in letters):
            return True
    return False


def _aliases(keys: set[str], texts: dict[str, str]) -> dict[str, str]:
    """Return the key of the long form for each key that is short for exactly one."""
    long = [key for key in keys if " " in key]
    initials: dict[str, set[str]] = {}
    firsts: dict[str, set[str]] = {}
    lasts: dict[str, set[str]] = {}
    heads, known = lexicon("mentions").words("org_head"), lexicon("mentions").words("org")
    for key in long:
        words = key.split()
        firsts.setdefault(words[0], set()).add(key)
        lasts.setdefault(words[-1], set()).add(key)
        initials.setdefault("".join(word[0] for word in words), set()).add(key)
        initials.setdefault("".join(word[0] for word in words if word not in _SMALL), set()).add(key)
    out = {}
    for key in keys:
        if " " in key:
            continue
        shouted = texts[key].replace(".", "").isupper()
        if shouted and len(key) >= _SHORTEST_ACRONYM:
            full = initials.get(key) or ({key + _NEWS} & keys if texts[key] not in known else set())
        elif key.capitalize() in heads:
            full = lasts.get(key, set()) if key.capitalize() not in known else set()  # "Senate", not its committee
        else:
            full = firsts.get(key, set())
        if len(full) == 1:
            out[key] = next(iter(full))
    return out
