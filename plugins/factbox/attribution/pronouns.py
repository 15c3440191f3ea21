"""Whom "he", "she" and a bare surname stand for: by gender, by who speaks and acts, and by how lately.

One pass over the text in order keeps how present each person is to the reader: most right behind a sentence in which
he or she speaks, less with every sentence that passes. A pronoun stands for the most present person of its gender, and
is a mention itself, so that a chain of "he" goes on.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from factbox.attribution.asking import asked_by, asker, is_reply
from factbox.attribution.epithets import is_by_birth, is_epithet, parent_of
from factbox.attribution.genders import GENDERS, WORD, agree, given_gender, shown_gender
from factbox.attribution.phrases import REACH, is_described, phrase_right
from factbox.attribution.standing import ACTS, NAMED, SPEAKS, acts_now, speaks_before, standing
from factbox.attribution.words import is_demonym, is_person, words
from factbox.mentions.affiliations import AFFILIATED
from factbox.model import EntityKind, Gender, MentionKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from factbox.attribution.phrases import Phrase
    from factbox.attribution.tags import Line
    from factbox.model import Entity

# The tags of whom a sentence speaks of: a name, a pronoun, what a description begins with.
_PEOPLE = re.compile("[NPHoD#]|(?<=[nN])s")
# A pronoun and whom it does something to: "he later told Ben Holm", "she cut into Holm".
_TO_WHOM = re.compile(r"P[BA]{0,3}[VvA]I?n{0,3}N")
# A pronoun that says what stands before it: ", he said." and ", she added on Monday,".
_SAYS_SO = re.compile(r"P[BA]{0,3}V(?:[Bd]|I[DH]?[nNd]{1,3}){0,3}(?=[.,;Q]|$)")
# A noun phrase that a speech verb stands beside: "the woman said", "said a spokesman".
_DESCRIBED = re.compile(r"[DHs#](?:(?<=D)#)?[nN]{0,3}[nN]")
# What stands behind a description that owns something, or whose name follows: "the chairman, Ana Ruiz,".
_NAMED_BEHIND = re.compile(r"s|[,-](?:D[nB])?n{0,2}N[,-]")
# What of that a description is worth that tells no gender: "a reporter asked".
_VAGUE = 0.6
# What is left of it a sentence later; below the floor somebody is forgotten.
_FADES, _FORGOTTEN = 0.55, 0.08
# What a mention adds to one who is present already; what a gender that the text shows adds, at most and by presence.
_AGAIN, _SHOWN, _SHOWS = 0.25, 0.4, 0.25
# What it adds to one who acts in the sentence of "his", "her" that its own subject may own what follows.
_OWNS = 0.6
# Marks inside marks that are not closed: “I thought, ‘Ana”.
_NESTED = re.compile(r"[\s,:][‘'“\"][^’'”\"]*\Z")
# What is said of nobody in particular: "each victim".
_WHOEVER = frozenset(("any", "each", "either", "every", "neither", "no"))
# What says where a post is, or of what.
_FIELD = re.compile(r",|\b(?:at|for|from|in|of|to|with|who)\b")
# How many are present at once at most, whatever a sentence's length; then half of them are forgotten.
_MOST = 64
# How far the next one must be behind for somebody to be meant at all, and for nobody else to come near.
_MEANT, _CLEAR = 0.05, 0.6
# One who spoke or acted in the sentence before is meant where the next one is this far behind.
_LATELY, _AHEAD = 1.2, 0.15
# What a description may say who it is of, a comma before it: "Another, a former whip, was blunter".
_ANOTHER, _TWO = frozenset(("another", "one")), 2
# Behind what a verb without "to" follows a name: "made Ruiz wince".
_CAUSES = frozenset(("help", "helped", "helps", "let", "lets", "letting", "made", "make", "makes", "making"))
# A name behind a role: ", Mr Ben Okafor".
_BESIDE = re.compile(",n?N")


def _is_introduced(line: Line, at: int) -> bool:
    """Return whether a given name alone has who that is behind it: "Gemma, whose name", "Florence, a hairdresser,"."""
    known = given_gender(line.units[at].word) is not Gender.UNKNOWN
    return known and line.tags[at + 1 : at + 3] in {",R", ",D", ",#"}


def _opener(line: Line, owns: int) -> int:
    """Return the first unit of who owns somebody: "Ruiz’s lawyer", "the defendant’s wife"."""
    at = owns - 1
    while at and line.tags[at - 1] in "nN":
        at -= 1
    return at - (at > 0 and line.tags[at - 1] in "DH")


class _Meaning(NamedTuple):
    """Whom a pronoun stands for."""

    number: int
    """Index of the entity; below 0 one that only a description names."""
    clear: bool
    """Whether nobody else comes near."""


class Resolver:
    """The people of one text in the order of their mentions."""

    def __init__(self, lines: dict[int, Line], entities: tuple[Entity, ...]) -> None:
        """Take the tagged paragraphs and who is named in them, and read every pronoun."""
        self.lines = lines
        self._entities = entities
        text = next(iter(lines.values())).text if lines else ""
        self._gender = [shown_gender(entity, text) for entity in entities]
        self._roles = {
            number: frozenset(WORD.findall(entity.role_span.of(text).lower()))
            for number, entity in enumerate(entities)
            if entity.role_span is not None and entity.kind is EntityKind.PERSON
            if not entity.role_span.of(text).startswith(AFFILIATED)
        }
        self._posts = {number: found[-1] for number, found in self._post_words(text)}
        held = enumerate(entities)
        self._titles = sorted((one.role_span.start, number) for number, one in held if one.role_span is not None)
        self._surnames: dict[str, int | None] = {}
        for number, entity in enumerate(entities):
            if entity.kind is EntityKind.PERSON:
                last = entity.name.split()[-1].lower()
                self._surnames[last] = None if last in self._surnames else number
        people = ((number, entity) for number, entity in enumerate(entities) if entity.kind is EntityKind.PERSON)
        self._mentions = sorted((span.start, number) for number, entity in people for span in entity.mentions)
        self._meant: dict[tuple[int, int], _Meaning] = {}
        self._present: dict[int, float] = {}
        self._acting: dict[int, float] = {}
        self._before: dict[int, float] = {}
        self._asker: tuple[int, int | None] = (-2, None)
        self._naming: set[int] = set()
        self._told: set[int] = set()
        self._described: dict[int, Gender] = {}
        self._places: dict[int, tuple[Line, int]] = {}
        for line in lines.values():
            for start, end in line.sentences:
                self._read(line, start, end)

    def _post_words(self, text: str) -> Iterable[tuple[int, list[str]]]:
        """Yield the words of each person's post, without where or of what it is: "chief constable" of "… of Ostley"."""
        for number in self._roles:
            role = self._entities[number].role_span
            found = _FIELD.split(role.of(text).lower(), maxsplit=1)[0].split() if role else []
            if found:
                yield number, found

    def entity(self, phrase: Phrase) -> int | None:
        """Return the index of the entity that a name or pronoun stands for, None where the text does not decide."""
        unit = phrase.line.units[phrase.head]
        if unit.tag == "N":
            return unit.ref if unit.ref >= 0 else self._surnames.get(unit.word)
        meaning = self._meant.get(phrase.key)
        return meaning.number if meaning and meaning.number >= 0 else None

    def described(self, phrase: Phrase) -> Phrase | None:
        """Return the description, or the name that no list knows, that a pronoun stands for: "a retired miner"."""
        meaning = self._meant.get(phrase.key)
        place = self._places.get(meaning.number) if meaning else None
        return phrase_right(*place, len(place[0].units)) if place else None

    def holder(self, phrase: Phrase) -> int | None:
        """Return whom "the senator" is said of where one person alone has that role and was named before; else None.

        "The striker", "the German", "the 41-year-old" are said of the one who was just told of.
        """
        if phrase.key in self._meant:
            return self._meant[phrase.key].number
        units = phrase.line.units[phrase.start : phrase.head + 1]
        told = [word for unit in units[1:] for word in unit.word.split()]
        if units[0].word != "the" or not told or phrase.end != phrase.head + 1 or not is_person(told[-1]):
            return None
        fitting = [number for number, role in self._roles.items() if role.issuperset(told)]
        if len(fitting) != 1 or self._entities[fitting[0]].mentions[0].start > units[0].start:
            return None
        return fitting[0]

    def bearer(self, phrase: Phrase) -> Phrase:
        """Return whose role a phrase is: "the head of X and Y, Ana Ruiz", "Ana Ruiz, Professor of Law, said"."""
        line, start, end = phrase.line, phrase.start, phrase.end
        opens = start + (line.tags[start] in "DH" and start + 1 < end)
        at = bisect_right(self._titles, (line.units[opens].start, len(line.text))) - 1
        number = self._titles[at][1] if at >= 0 else -1
        role = self._entities[number].role_span if at >= 0 else None
        if role and line.units[start].start < role.end and phrase.kind is MentionKind.NAME:
            named = next((at for at, unit in enumerate(line.units[start:], start) if unit.start >= role.end), start)
            its = line.units[named].ref == number and (phrase.head <= named or end <= named)
            if its and "," not in line.text[role.end : line.units[named].start]:
                return phrase._replace(start=named, end=max(end, named + 1), head=named)  # "Arts and Sport Minister A"
        if role is None or line.units[end - 1].end > role.end:
            return phrase
        behind = _BESIDE.match(line.tags, end)
        if behind and line.units[end - 1].end == role.end and line.units[behind.end() - 1].ref == number:
            return phrase._replace(start=end + 1, end=behind.end(), head=behind.end() - 1)
        while start and line.units[start].start > role.start:
            start -= 1
        if line.tags[max(0, start - 2) : start] == "N," and line.units[start - 2].ref == number:
            return phrase._replace(start=start - 2, end=start - 1, head=start - 2)
        return phrase

    def is_body(self, phrase: Phrase) -> bool:
        """Return whether a phrase names an organisation."""
        number = self.entity(phrase)
        return number is not None and self._entities[number].kind is EntityKind.ORGANISATION

    def is_clear(self, phrase: Phrase) -> bool:
        """Return whether nobody else comes near: a name, or a pronoun that one person alone can mean."""
        meaning = self._meant.get(phrase.key)
        return meaning.clear if meaning else phrase.kind is not MentionKind.PRONOUN

    def _read(self, line: Line, start: int, end: int) -> None:
        """Take one sentence: who is named in it, and whom its pronouns mean."""
        if not line.tags[start:end].strip("Q.,-"):
            return
        self._before, self._told, self._acting, self._naming = self._acting, self._naming, {}, set()
        self._present = {who: left * _FADES for who, left in self._present.items() if left * _FADES > _FORGOTTEN}
        for match in _PEOPLE.finditer(line.tags, start, end):
            at, tag = match.start(), match[0]
            if tag == "N":
                self._name(line, at)
            elif tag in "PHo":
                self._pronoun(line, at, start)
            if tag in "DHs" or (tag == "#" and line.units[at].word == "one"):
                self._description(line, at)

        unit = asker(line, start, end)
        if unit is not None:
            self._asker = (line.index, self._said_by(line, unit))

    def _said_by(self, line: Line, at: int) -> int | None:
        """Return whom a unit stands for, a name or a pronoun."""
        meaning = self._meant.get((line.index, at))
        return meaning.number if meaning else self._person(line, at)

    def _name(self, line: Line, at: int) -> None:
        """Take a name: a person's, or one that no list knows and that speaks, and may be a person's."""
        number, weight = self._person(line, at), standing(line, at)
        full = weight >= ACTS and (" " in line.units[at].word or _is_introduced(line, at))
        aged = at > 0 and line.units[at - 1].word.endswith("-old")  # "the 25-year-old Dubliner"
        unlisted = number is None and line.units[at].ref < 0 and line.tags[at - 1 : at] != "D" and not aged
        if line.tags[at + 1 : at + 4] in {",N,", "-N-"} and self._person(line, at + 2) is not None:
            unlisted = False  # "Kestrian Foreign Minister, Ana Ruiz,"
        if unlisted and not is_demonym(line.units[at].word) and (weight == SPEAKS or full):
            number = -1 - line.units[at].start
            self._described[number] = given_gender(line.units[at].word)
            self._places[number] = (line, at)
        if number is not None:
            self._mention(number, weight)

    def _mention(self, number: int, weight: float) -> None:
        """Make somebody present."""
        if len(self._present) > _MOST:
            ranked = sorted(self._present.items(), key=lambda one: -one[1])
            self._present = dict(ranked[: _MOST // 2])
        self._naming.add(number)
        if weight >= ACTS:
            self._acting[number] = max(weight, self._acting.get(number, 0.0))
        left = self._present.get(number, 0.0)
        self._present[number] = max(left, weight) + (_AGAIN if left and weight > NAMED else 0.0)

    def _pronoun(self, line: Line, at: int, start: int) -> None:
        """Decide whom a pronoun of the sentence that starts there means, and mention him or her."""
        word = line.units[at].word.split("'")[0]
        gender = Gender.FEMALE if word in words("female") else Gender.MALE if word in words("male") else None
        if gender is None or word.endswith("self"):
            return
        barred = self._others(line, at, start)
        ranked = sorted(self._fitting(gender, barred, owned=line.tags[at] == "H"), reverse=True)
        if not ranked:
            return
        ahead = ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else 0.0)
        if ahead < _MEANT:
            return
        number, alone = -ranked[0][1], len(ranked) == 1
        lately = ranked[0][0] >= _LATELY and ahead >= _AHEAD and (alone or ranked[1][1] <= 0)
        shown = alone and number >= 0 and self._gender[number] is gender
        meaning = _Meaning(number, ahead >= _CLEAR or lately or shown)
        self._meant[line.index, at] = meaning
        if meaning.clear and meaning.number >= 0 and self._gender[meaning.number] is Gender.UNKNOWN:
            self._gender[meaning.number] = gender
        self._mention(meaning.number, standing(line, at))

    def _others(self, line: Line, at: int, start: int) -> set[int | None]:
        """Return who cannot be meant: Ruiz in "Ruiz, whom he saw" and "Ruiz lied, he said", Holm in "he told Holm"."""
        if line.tags[at - 1 : at] == "R":
            return {self._person(line, at - 2 - (line.tags[at - 2] == ","))}
        by = asked_by(line, start)
        if by is not None:
            return {self._person(line, by)}
        asked = {self._asker[1]} if self._asker[0] == line.index - 1 else set()
        if is_reply(line, at):
            return asked or ({self._asker[1]} if self._asker[0] == line.index else asked)
        if at > start and line.tags[at - 1] in ",Q" and _SAYS_SO.match(line.tags, at):
            said = at - 1 if line.tags[at - 1] == "Q" else at - 2
            first = said if line.tags[said] == "Q" else max(start, at - REACH)
            return asked.union(who for unit in range(first, at) for who in self._named(line, unit))
        match = _TO_WHOM.match(line.tags, at)
        return {self._person(line, match.end() - 1)} if match else set()

    def _named(self, line: Line, at: int) -> Iterable[int | None]:
        """Return whom a unit names: a name, or the names inside a quotation."""
        unit = line.units[at]
        if unit.tag != "Q":
            return [self._person(line, at)]
        first = bisect_left(self._mentions, (unit.start, 0))
        inside = self._mentions[first : bisect_left(self._mentions, (unit.end, 0))]
        # Of “He said, ‘Ana, go,’” Ana may be who speaks.
        return [who for place, who in inside if not _NESTED.search(line.text, unit.start + 1, place)]

    def _fitting(
        self, gender: Gender, barred: Collection[int | None], *, owned: bool = False
    ) -> Iterable[tuple[float, int]]:
        """Yield how present everybody is of whom a pronoun may be said, with the number turned round."""
        for number, left in self._present.items():
            shown = self._gender[number] if number >= 0 else self._described[number]
            if number not in barred and agree(shown, gender):
                more = min(_SHOWN, _SHOWS * left) if shown is gender and number >= 0 else 0.0
                yield left + more + (_OWNS if owned and number in self._acting else 0.0), -number

    def _description(self, line: Line, at: int) -> None:
        """Take a description that speaks for itself: "a spokeswoman said"; "the senator said" is whom one thinks of."""
        match = _DESCRIBED.match(line.tags, at)
        if match is None or line.units[at].word in _WHOEVER:
            return
        head = match.end() - 1
        noun = line.units[head].word
        noun = parent_of(noun)
        gender = GENDERS[(noun in words("woman_noun")) - (noun in words("man_noun"))]
        capital = is_described(line, head)
        epithet = line.units[at].word == "the" and is_epithet(line, head)
        if line.tags[at + 1] == "#" and not epithet:
            return  # "the 2,000 users"
        told = capital or epithet or (line.tags[head] == "n" and line.tags[at] != "#" and is_person(noun))
        if (gender is Gender.UNKNOWN and not told) or _NAMED_BEHIND.match(line.tags, head + 1):
            return
        another = at >= _TWO and line.units[at - _TWO].word in _ANOTHER
        opener = _opener(line, at) if line.tags[at] == "s" else at
        weight = SPEAKS if speaks_before(line, opener) else ACTS if another else standing(line, head)
        apart = line.tags[opener - 1 : opener] in {",", "-"} and not another
        beside = line.tags[match.end() : match.end() + 1] == "N" or apart
        if weight == NAMED or ((beside or opener < at) and weight != SPEAKS):
            return
        number = -1 - line.units[at].start
        if line.units[at].word == "the":
            again = self._again(line, head, gender, epithet=epithet)
            if again is not None:
                named = {unit.word for unit in line.units[at + 1 : head + 1]}
                held = [one for one, role in self._roles.items() if named <= role]
                self._meant[line.index, head] = _Meaning(again, clear=held == [again])
            number = self._who(line, range(at + 1, head + 1), gender, number) if again is None else again
        self._described.setdefault(number, gender)
        if number < 0:
            self._places.setdefault(number, (line, opener))
        vague = gender is Gender.UNKNOWN and not capital and number not in self._roles
        self._mention(number, weight * _VAGUE if vague else weight)

    def _again(self, line: Line, head: int, gender: Gender, *, epithet: bool) -> int | None:
        """Return whom "the striker", or a role that was told, is said of: who alone spoke or acted just before.

        But for an age or a country he or she spoke there, or nobody else was named.
        """
        spoke = [number for number, weight in self._before.items() if weight >= SPEAKS]
        alone = spoke or [*self._before]
        if len(alone) > 1:
            alone = [one for one in alone if one >= 0]  # not whatever else has a name: "the silver Astra came through"
        number = alone[0] if len(alone) == 1 else -1
        known = epithet or line.units[head].word == self._posts.get(number)
        if number < 0 or not known or not agree(self._gender[number], gender):
            return None
        return number if spoke or is_by_birth(line, head) or self._told == {number} else None

    def _is_unnamed(self, number: int) -> bool:
        """Return whether only a description tells of somebody, and no name that no list knows."""
        place = self._places.get(number)
        return place is not None and place[0].tags[place[1]] != "N"

    def _who(self, line: Line, phrase: range, gender: Gender, number: int) -> int:
        """Return whom "the senator", "the American" is said of: the one with that role, else whom one thinks of."""
        head = phrase[-1]
        capital = is_described(line, head)
        unnamed = (lambda _: False) if capital else self._is_unnamed
        ranked = sorted(self._fitting(gender, ()), key=lambda one: (unnamed(-one[1]), one), reverse=True)
        either = capital and len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _CLEAR
        if ranked and not either:
            number = -ranked[0][1]
        told = {line.units[at].word for at in phrase}
        if len(told) == 1 and (number >= 0 or is_demonym(line.units[head].word)):
            return number
        fitting = [one for one, role in self._roles.items() if told <= role and agree(gender, self._gender[one])]
        return fitting[0] if len(fitting) == 1 else number

    def _person(self, line: Line, at: int) -> int | None:
        """Return the index of the person whom a unit names; "a Ruiz supporter" names nobody, "made Ruiz wince" does.

        Nor is it no name where it opens a clause: "Ana Ruiz arrives".
        """
        if at < 0 or line.tags[at] != "N":
            return None
        if line.tags[at + 1 : at + 2] == "n" and (not at or line.units[at - 1].word not in _CAUSES):
            opens = " " in line.units[at].word and (not at or line.tags[at - 1] in ".,:;Q")
            if (not opens or is_person(line.units[at + 1].word)) and not acts_now(line, at):
                return None
        unit = line.units[at]
        number = unit.ref if unit.ref >= 0 else self._surnames.get(unit.word, -1)
        if number is None or number < 0 or self._entities[number].kind is not EntityKind.PERSON:
            return None
        return number
