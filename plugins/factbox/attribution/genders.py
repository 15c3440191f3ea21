"""What a text shows of gender: titles, given names, roles, and nouns that are said of women or of men."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.attribution.words import words
from factbox.lexicons import lexicon
from factbox.model import Gender

if TYPE_CHECKING:
    from factbox.model import Entity

# What a noun says of gender: a woman, nothing, a man.
GENDERS = {1: Gender.FEMALE, 0: Gender.UNKNOWN, -1: Gender.MALE}
# A word of a role that owns nothing: "spokeswoman", not the chairman of "the chairman’s aide".
WORD = re.compile(r"[a-z]+(?![a-z’'])")


def given_gender(word: str) -> Gender:
    """Return what a given name in small letters shows."""
    names, name = lexicon("given_names"), word.title()
    return GENDERS[(name in names.words("female")) - (name in names.words("male"))]


def agree(one: Gender, other: Gender) -> bool:
    """Return whether two genders can be one person's."""
    return one is other or Gender.UNKNOWN in (one, other)


def shown_gender(entity: Entity, text: str) -> Gender:
    """Return what an entity's title, given name or role shows of gender: "spokeswoman Galia Holm"."""
    if entity.gender is not Gender.UNKNOWN or entity.role_span is None:
        return entity.gender
    nouns = set(WORD.findall(entity.role_span.of(text).lower()))
    return GENDERS[(not nouns.isdisjoint(words("woman_noun"))) - (not nouns.isdisjoint(words("man_noun")))]
