"""Organisations: long forms, acronyms and short forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbox.lexicons import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbox.model import Mention

_SMALL = frozenset({"and", "for", "in", "of", "on", "the", "&", "to"})
_SHORTEST_ACRONYM = 2


def link_bodies(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Return the mentions by organisation, each group in text order.

    A form is compared without its suffix ("Ltd"); an acronym goes to the form whose initials it is; a single first
    word goes to the one form that starts with it.
    """
    suffixes = lexicon("mentions").words("org_suffix")
    keys = [_key(mention.text, suffixes) for mention in mentions]
    alias = _aliases(set(keys), {key: mention.text for key, mention in zip(keys, mentions, strict=True)})
    groups: dict[str, list[Mention]] = {}
    for key, mention in zip(keys, mentions, strict=True):
        groups.setdefault(alias.get(key, key), []).append(mention)
    return list(groups.values())


def _key(name: str, suffixes: frozenset[str]) -> str:
    """Return a name to compare by: no suffix, no dots in capitals, one case."""
    words = name.replace("’", "'").split()
    while len(words) > 1 and words[-1] in suffixes:
        words.pop()
    return " ".join(words).replace(".", "").casefold()


def _aliases(keys: set[str], texts: dict[str, str]) -> dict[str, str]:
    """Return the key of the long form for each key that is short for exactly one."""
    long = [key for key in keys if " " in key]
    initials: dict[str, set[str]] = {}
    firsts: dict[str, set[str]] = {}
    for key in long:
        words = key.split()
        firsts.setdefault(words[0], set()).add(key)
        initials.setdefault("".join(word[0] for word in words), set()).add(key)
        initials.setdefault("".join(word[0] for word in words if word not in _SMALL), set()).add(key)
    out = {}
    for key in keys:
        if " " in key:
            continue
        shouted = texts[key].replace(".", "").isupper()
        full = initials.get(key, set()) if shouted and len(key) >= _SHORTEST_ACRONYM else firsts.get(key, set())
        if len(full) == 1:
            out[key] = next(iter(full))
    return out
