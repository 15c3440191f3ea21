"""Whom "he", "she" and a bare surname stand for, by gender, clause and recency."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.attribution.words import words
from factbox.model import EntityKind, Gender

if TYPE_CHECKING:
    from factbox.attribution.phrases import Phrase
    from factbox.attribution.tags import Line
    from factbox.model import Entity

# How many sentences back a pronoun may look.
_SENTENCES = 8
# How many units of one sentence it looks at.
_UNITS = 150
# A name that is the subject of what follows: "Ruiz, who chairs it, has said".
_SUBJECT = re.compile(r"N(?:,[^.;Q]{1,30},)?[BA]{0,3}[VvA]")


class Resolver:
    """The people of one text in the order of their mentions."""

    def __init__(self, lines: dict[int, Line], entities: tuple[Entity, ...]) -> None:
        """Take the tagged paragraphs and who is named in them."""
        self._lines, self._entities = lines, entities
        self._sentences = [(line, *bounds) for line in lines.values() for bounds in line.sentences]
        self._position = {(line.index, start): n for n, (line, start, _) in enumerate(self._sentences)}
        self._gender = {n: e.gender for n, e in enumerate(entities)}
        self._resolved: dict[tuple[int, int], int] = {}
        self._surnames: dict[str, int | None] = {}
        for number, entity in enumerate(entities):
            if entity.kind is EntityKind.PERSON:
                last = entity.name.split()[-1].lower()
                self._surnames[last] = None if last in self._surnames else number

    def entity(self, phrase: Phrase) -> int | None:
        """Return the index of the entity that a name or pronoun stands for, None where the text does not decide."""
        unit = phrase.line.units[phrase.head]
        if unit.tag == "N":
            found = unit.ref if unit.ref >= 0 else self._surnames.get(unit.word)
        elif unit.word in words("female"):
            found = self._pronoun(phrase, Gender.FEMALE)
        elif unit.word in words("male"):
            found = self._pronoun(phrase, Gender.MALE)
        else:
            return None
        if found is not None:
            self._resolved[phrase.line.index, phrase.head] = found
        return found

    def _pronoun(self, phrase: Phrase, gender: Gender) -> int | None:
        """Return who a pronoun of a gender stands for."""
        line, unit = phrase.line, phrase.head
        start, _ = line.sentence(unit)
        here = self._position[line.index, start]
        stop = unit
        for back in range(here, max(-1, here - _SENTENCES - 1), -1):
            other, first, end = self._sentences[back]
            found = self._in_sentence(other, first, stop if back == here else end, gender)
            if found == -1:
                return None
            if found is not None:
                self._gender[found] = gender
                return found
        return None

    def _in_sentence(self, line: Line, first: int, end: int, gender: Gender) -> int | None:
        """Return the person of a sentence who fits: the last subject, else the only one; -1 where several do."""
        fits: list[tuple[int, bool]] = []
        for at in range(max(first, end - _UNITS), end):
            number = self._resolved.get((line.index, at), -1)
            if number < 0 and line.tags[at] == "N":
                number = line.units[at].ref
            if number < 0 or self._entities[number].kind is not EntityKind.PERSON:
                continue
            if self._gender[number] in (gender, Gender.UNKNOWN):
                fits.append((number, self._is_subject(line, at)))
        known = [fit for fit in fits if self._gender[fit[0]] is gender]
        for several in (known, fits):
            subjects = [number for number, is_subject in several if is_subject]
            if subjects:
                return subjects[-1]
            if len({number for number, _ in several}) == 1:
                return several[0][0]
        return -1 if fits else None

    @staticmethod
    def _is_subject(line: Line, at: int) -> bool:
        """Return whether the name at a unit is a verb's subject, before it or, behind a stretch, after it."""
        before = line.tags[at - 1] if at else "."
        if line.tags[at] == "P" or before == "V":
            return True
        return before not in "IvGg" and bool(_SUBJECT.match(line.tags, at))
