"""Who may stand in a box or have a page: whoever speaks, and whoever has a public role; others are private."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.lexicons import lexicon
from factbox.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factbox.model import Entity, Quotation

# Where the noun of a role ends: "mother of two", "a student from Ostley", "a nurse, 54".
_NOUN_END = re.compile(r",|\s(?:and|at|by|for|from|in|of|on|to|who|whose|with)\s")
# How far in front of a name its title begins, in characters.
_TITLE = 12


def public_people(text: str, entities: Iterable[Entity], quotations: Iterable[Quotation]) -> frozenset[str]:
    """Return the ids of the people of an article who speak in it, or have a public role or a title of honour there.

    A "mother of two" or "a student from Ostley" who is only named is private: what happened to them is in the text,
    and no box or page lists them.

    Args:
        text: the article's text.
        entities: whom and what the article names.
        quotations: what is said in it.
    """
    speakers = {quotation.speaker.entity for quotation in quotations if quotation.speaker}
    return frozenset(
        entity.id
        for entity in entities
        if entity.kind is EntityKind.PERSON
        and (entity.id in speakers or is_public_role(entity.role) or _is_honoured(text, entity))
    )


def _is_honoured(text: str, entity: Entity) -> bool:
    """Return whether a title of honour stands before somebody's name: "Dame Ana Ruiz"."""
    before = (text[max(0, name.start - _TITLE) : name.start].rstrip().rpartition(" ")[2] for name in entity.mentions)
    return any(word in lexicon("facts").words("public_title") for word in before)


def is_public_role(role: str | None) -> bool:
    """Return whether a role is an office or a trade, and does not only say whose relative, or what bystander, one is.

    >>> is_public_role("the council leader"), is_public_role("his wife"), is_public_role("a student from Ostley")
    (True, False, False)
    """
    words = _NOUN_END.split(role, maxsplit=1)[0].lower().split() if role else []
    return bool(words) and words[-1].rsplit("-", 1)[-1] not in lexicon("facts").words("private")
