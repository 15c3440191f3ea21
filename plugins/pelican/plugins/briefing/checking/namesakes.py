"""Finds people of one name who may be two: what the briefings that name them say does not meet anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factbox import EntityKind, text_terms
from pelican.plugins.briefing.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pelican.plugins.briefing.checking.checked import Checked
    from pelican.plugins.briefing.identities import Identities


@dataclass(slots=True)
class _Known:
    """What the briefings so far say of one name."""

    role: str
    """As the first one gives it."""
    file: str
    """That one's seed."""
    words: set[str]
    """Of all roles."""
    beside: set[str]
    """Who and what else is named in the same briefings."""


def possible_namesakes(pages: Sequence[Checked], identities: Identities) -> Iterator[Finding]:
    """Yield a finding for each name that a page gives a role, and company, with nothing in common with earlier pages'.

    Args:
        pages: in the order of their paths.
        identities: the people whom files describe; of their names it is known who they are.
    """
    described = {name.casefold() for person in identities.people.values() for name in person.names}
    known: dict[str, _Known] = {}
    for one in pages:
        named = {entity.name.casefold() for entity in one.names}
        for entity in one.names:
            name, role = entity.name.casefold(), entity.role
            slug = name.replace(" ", "-")
            if entity.kind is not EntityKind.PERSON or " " not in name or not role:
                continue
            if name in described or slug in identities.people:
                continue
            words, beside, file = set(text_terms(role)), named - {name}, one.page.entry.seed.shown
            before = known.setdefault(name, _Known(role, file, set(), set()))
            if before.words and words.isdisjoint(before.words) and beside.isdisjoint(before.beside):
                says = f"is “{role}” here and “{before.role}” in {before.file}, with nobody and nothing else in common"
                wanted = "one person, or a file for each in content/people"
                yield Finding("namesake", file, f"“{entity.name}” {says}; expected {wanted}", entity.line)
            before.words |= words
            before.beside |= beside
