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


def public_people(entities: Iterable[Entity], quotations: Iterable[Quotation]) -> frozenset[str]:
    """Return the ids of the people of an article who speak in it or have a public role there.

    A "mother of two" or "a student from Ostley" who is only named is private: what happened to them is in the text,
    and no box or page lists them.

    Args:
        entities: whom and what the article names.
        quotations: what is said in it.
    """
    speakers = {quotation.speaker.entity for quotation in quotations if quotation.speaker}
    return frozenset(
        entity.id
        for entity in entities
        if entity.kind is EntityKind.PERSON and (entity.id in speakers or is_public_role(entity.role))
    )


def is_public_role(role: str | None) -> bool:
    """Return whether a role is an office or a trade, and does not only say whose relative, or what bystander, one is.

    >>> is_public_role("the council leader"), is_public_role("his wife"), is_public_role("a student from Ostley")
    (True, False, False)
    """
    words = _NOUN_END.split(role, maxsplit=1)[0].lower().split() if role else []
    return bool(words) and words[-1].rsplit("-", 1)[-1] not in lexicon("facts").words("private")
