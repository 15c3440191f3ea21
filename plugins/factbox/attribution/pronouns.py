"""Whom "he", "she" and a bare surname stand for, by gender, clause and recency."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.attribution.verbs import verb_class
from factbox.attribution.words import SPEECH, words
from factbox.model import EntityKind, Gender, MentionKind

if TYPE_CHECKING:
    from factbox.attribution.phrases import Phrase
    from factbox.attribution.tags import Line
    from factbox.model import Entity

# How many sentences back a pronoun may look.
_SENTENCES = 8
# How many units of one sentence it looks at.
_UNITS = 150
# A name that is the subject of what follows: "Ruiz, who chairs it, has said".
_SUBJECT = re.compile(r"[NP](?:,[^.;Q]{1,30},)?[BA]{0,3}[VvA]")
# What a person does in a sentence: nothing, something, or speak.
_NONE, _ACTS, _SPEAKS = range(3)


class Resolver:
    """The people of one text in the order of their mentions."""

    def __init__(self, lines: dict[int, Line], entities: tuple[Entity, ...]) -> None:
        """Take the tagged paragraphs and who is named in them."""
        self._lines, self._entities = lines, entities
        self._sentences = [(line, *bounds) for line in lines.values() for bounds in line.sentences]
        self._position = {(line.index, start): n for n, (line, start, _) in enumerate(self._sentences)}
        self._gender = {n: e.gender for n, e in enumerate(entities)}
        self._resolved: dict[tuple[int, int], int] = {}
        self._clear: set[tuple[int, int]] = set()
        self._surnames: dict[str, int | None] = {}
        for number, entity in enumerate(entities):
            if entity.kind is EntityKind.PERSON:
                last = entity.name.split()[-1].lower()
                self._surnames[last] = None if last in self._surnames else number

    def entity(self, phrase: Phrase) -> int | None:
        """Return the index of the entity that a name or pronoun stands for, None where the text does not decide."""
        unit = phrase.line.units[phrase.head]
        pronoun = unit.word.split("'")[0]
        if unit.tag == "N":
            found = unit.ref if unit.ref >= 0 else self._surnames.get(unit.word)
        elif pronoun in words("female"):
            found = self._pronoun(phrase, Gender.FEMALE)
        elif pronoun in words("male"):
            found = self._pronoun(phrase, Gender.MALE)
        else:
            return None
        if found is not None:
            self._resolved[phrase.line.index, phrase.head] = found
        return found

    def is_clear(self, phrase: Phrase) -> bool:
        """Return whether nobody else comes near: a name, or a pronoun that one person alone can mean."""
        return phrase.kind is not MentionKind.PRONOUN or phrase.key in self._clear

    def _pronoun(self, phrase: Phrase, gender: Gender) -> int | None:
        """Return who a pronoun of a gender stands for."""
        line, unit = phrase.line, phrase.head
        start, _ = line.sentence(unit)
        here = self._position[line.index, start]
        stop = unit
        for back in range(here, max(-1, here - _SENTENCES - 1), -1):
            other, first, end = self._sentences[back]
            fits = self._fits(other, first, stop if back == here else end, gender)
            if not fits:
                continue
            found = self._choose(fits, gender)
            if found is not None:
                self._gender[found] = gender
                if here - back <= 1 and {number for number, standing in fits if standing} == {found}:
                    self._clear.add(phrase.key)
            return found
        return None

    def _fits(self, line: Line, first: int, end: int, gender: Gender) -> list[tuple[int, int]]:
        """Return the people of a sentence of whom the pronoun may be said, each with what he or she does in it."""
        fits = []
        for at in range(max(first, end - _UNITS), end):
            number = self._person(line, at)
            if number is not None and self._gender[number] in (gender, Gender.UNKNOWN):
                fits.append((number, _standing(line, at)))
        return fits

    def _choose(self, fits: list[tuple[int, int]], gender: Gender) -> int | None:
        """Return who speaks in a sentence, else its first subject, else the only one; those of known gender first."""
        known = [fit for fit in fits if self._gender[fit[0]] is gender]
        for several in (known, fits):
            speakers = [number for number, standing in several if standing == _SPEAKS]
            subjects = [number for number, standing in several if standing == _ACTS]
            if speakers or subjects:
                return speakers[-1] if speakers else subjects[0]
            if len({number for number, _ in several}) == 1:
                return several[0][0]
        return None

    def _person(self, line: Line, at: int) -> int | None:
        """Return the index of the person whom a unit names or means; "a Ruiz supporter" names nobody."""
        number = self._resolved.get((line.index, at), -1)
        if number < 0 and line.tags[at] == "N" and line.tags[at + 1 : at + 2] != "n":
            number = line.units[at].ref
        return number if number >= 0 and self._entities[number].kind is EntityKind.PERSON else None


def _standing(line: Line, at: int) -> int:
    """Return whether the name or pronoun at a unit is the subject of a verb of speech, of another verb, or of none."""
    before = line.tags[at - 1] if at else "."
    if before == "V":
        return _SPEAKS if verb_class(line, at - 1) == SPEECH else _ACTS
    if before in "IvGg":
        return _NONE
    match = _SUBJECT.match(line.tags, at)
    if match is None:
        return _ACTS if line.tags[at] == "P" else _NONE
    return _SPEAKS if verb_class(line, match.end() - 1) == SPEECH else _ACTS
