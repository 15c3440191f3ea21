"""A paragraph as a row of units, one tag letter each, so that patterns run over a short string.

A quoted stretch, a name and a time expression are one unit each. The letters:

    Q quoted stretch   N name        n noun or other word   D determiner   P subject pronoun   o object pronoun
    H possessive pronoun   s possessive ending   R relative   T "that"   V finite cue   G cue in -ing   A auxiliary
    v other finite verb or participle   g other -ing form   b other base form   B adverb   I preposition   t "to"
    C conjunction   U subordinator   d time expression   # number   . sentence end   , : ; - ( ) themselves   x other
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from factbox.attribution.bounds import find_sentences
from factbox.attribution.genders import given_gender
from factbox.attribution.guesses import BINDS, acts, is_one, is_who, leads, shows
from factbox.attribution.words import CueForm, cue_forms, is_person, letters, words
from factbox.mentions.letters import letters_end
from factbox.model import Gender
from factbox.spans import Span
from factbox.tokens import split_tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbox.attribution.atoms import Atom

_MARKS = {",": ",", ":": ":", ";": ";", "—": "-", "–": "-", "-": "-", "(": "(", ")": ")", "…": "-", "?": ".", "!": "."}
# The marks that are the same wherever they stand.
_SURE_MARKS = frozenset(",:;()?!")
# Words with a capital that are no names wherever they stand.
_I = frozenset(("i", "i'm", "i've", "i'd", "i'll"))
# What opens an object.
_OPENS = frozenset("DHPo#")
# Numbers in words, behind which "alleged" tells of those whom it counts.
_NUMBERS = frozenset(("eight", "five", "four", "nine", "seven", "six", "ten", "three", "two"))
# What opens the object of a verb that is no noun: "his party claims the seat".
_OBJECTS = frozenset("DH")
# What may stand behind a noun of speech: "Tory claims that", "Kestrian promises to".
_SAYS_WHAT = frozenset(("of", "that", "to"))
# Words that are told by those on either side: "has since", "his opposite number".
_BY_NEXT = frozenset(("opposite", "since"))
# Forms in -ing that are things behind a noun: "a flood warning for", "a press briefing was".
_CALLED = frozenset(("briefing", "finding", "reading", "ruling", "saying", "warning"))
# Times that describe what follows.
_RECENT = frozenset(("current", "future", "past", "recent"))
# What makes a noun of "think", and of "release".
_TANKS, _PRESS = frozenset(("tank", "tank's", "tanks", "piece", "pieces")), frozenset(("media", "news", "press"))
# What may stand right behind the last verb of a clause.
_CLOSES = frozenset(("", ".", ",", "that"))
# Before a base form, what makes a verb of it.
_BEFORE_BASE = frozenset("PAtBRN")
# Before a form that is a noun too, what makes a noun of it.
_BEFORE_NOUN = frozenset("DHsI#vVG")
# How many words each table of them keeps.
_KEPT = 1 << 14
# A sentence's first word in -ing with so many letters is a participle before a name: "Sentencing Clare Whitlow, the".
_PARTICIPLE = 7
# The tags of a cue, finite and in -ing.
_CUE = re.compile("[VG]")
# Makes a unit of a tuple at once, as there are very many.
_new = tuple.__new__


class Unit(NamedTuple):
    """A quoted stretch, a name, a time expression, a word or a mark."""

    tag: str
    start: int
    end: int
    word: str
    """Lower case."""
    cue: CueForm | None
    ref: int
    """Of a stretch, name or time expression its index among them all; -1 of others and of unlisted names."""


class Line:
    """One paragraph's units, their tags in one string, and the sentences among them."""

    __slots__ = ("_starts", "index", "sentences", "tags", "text", "units")

    def __init__(self, index: int, text: str, units: list[Unit]) -> None:
        """Take the units and find where sentences end."""
        self.index, self.text, self.units = index, text, units
        self.tags = "".join([unit.tag for unit in units])
        self.sentences = find_sentences(self)
        self._starts = [start for start, _ in self.sentences]

    def sentence(self, unit: int) -> tuple[int, int]:
        """Return the half-open unit range of the sentence that holds a unit."""
        return self.sentences[max(0, bisect_right(self._starts, unit) - 1)]

    def number(self, unit: int) -> int:
        """Return the number, in its paragraph, of the sentence that holds a unit."""
        return max(0, bisect_right(self._starts, unit) - 1)

    def cues(self, start: int, end: int) -> list[int]:
        """Return which of some units are cues."""
        return [match.start() for match in _CUE.finditer(self.tags, start, end)]

    def word(self, unit: int) -> str:
        """Return a unit's word; behind the last one, where a text breaks off, there is none: ""."""
        return self.units[unit].word if unit < len(self.units) else ""


def tag_line(  # noqa: PLR0913, PLR0917 - all of one paragraph
    index: int, text: str, paragraph: Span, atoms: Sequence[Atom], stops: Sequence[int], surnames: frozenset[str]
) -> Line:
    """Return a paragraph as units.

    Args:
        index: the paragraph's number.
        text: the document's text.
        paragraph: half-open character offsets.
        atoms: those of this paragraph, in order.
        stops: where sentences start, over the whole text, in order.
        surnames: those of the people whom the text names, in lower case.
    """
    row = _Row(text, paragraph.end, stops, surnames)
    position = paragraph.start
    for atom in atoms:
        if atom.start < position:
            continue
        row.add_words(position, atom.start)
        row.add_atom(atom)
        position = letters_end(text, atom.end, paragraph.end) if atom.tag == "N" else atom.end
    row.add_words(position, paragraph.end)
    return Line(index, text, row.units)


class _Row:
    """The units of a paragraph, while they are added from left to right."""

    def __init__(self, text: str, close: int, stops: Sequence[int], surnames: frozenset[str]) -> None:
        """Take the text, the paragraph's end, where sentences start, and known surnames."""
        self.units: list[Unit] = []
        self._text, self._close, self._stops, self._surnames = text, close, stops, surnames

    def add_atom(self, atom: Atom) -> None:
        """Add one unit; a name takes its neighbours' capitals for role words."""
        units = self.units
        if atom.tag == "N":
            back = len(units) - 1
            while back >= 0 and units[back].tag == "N" and units[back].ref < 0 and units[back].end + 1 == atom.start:
                units[back] = units[back]._replace(tag="n")
                back -= 1
        word = self._text[atom.start : atom.end].lower()
        units.append(Unit(atom.tag, atom.start, atom.end, word, None, atom.ref))
        if atom.tag != "Q" and word[-1:] == "." and self._opens(atom.end):
            self._add(".", atom.end, atom.end, ".")  # "at 7 p.m. He said"

    def add_words(self, start: int, end: int) -> None:
        """Add the units of the words and marks between two atoms."""
        text, units, position = self._text, self.units, start
        tokens = split_tokens(text, start, end)
        tag = units[-1].tag if units else ""
        for number, token in enumerate(tokens, 1):
            start = text.index(token, position)
            position = start + len(token)
            try:
                known = _KNOWN[tag][token]
            except KeyError:
                known = _learn(tag, token)
            if known:
                before = tag
                tag, word, doubt = known
                named = before == "N" and word[-1] == "s" and doubt == "n"
                if (named and acts(units, word, tokens, number)) or (
                    doubt == "n" and (leads(units) or is_who(units, word))
                ):
                    tag = "v"
                elif doubt and ((doubt == "b" and is_one(units)) or (doubt == "d" and units[-1].word in BINDS)):
                    tag = "n"
                units.append(_new(Unit, (tag, start, position, word, None, -1)))
                continue
            if token[0].isalpha():
                self._add_word(token, start, tokens[number] if number < len(tokens) else "")
            elif token[0] != ".":
                self._add_mark(token, start)
            elif self._ends(start, text.index(tokens[number], position) if number < len(tokens) else end):
                self._add(".", start, position, ".")
            tag = units[-1].tag if units else ""

    def _add(self, tag: str, start: int, end: int, word: str, cue: CueForm | None = None) -> None:
        """Add a unit."""
        self.units.append(_new(Unit, (tag, start, end, word, cue, -1)))

    def _opens(self, end: int) -> bool:
        """Return whether a sentence opens behind the white space at `end`."""
        at = bisect_right(self._stops, end)
        return at < len(self._stops) and not self._text[end : self._stops[at]].strip()

    def _ends(self, stop: int, following: int) -> bool:
        """Return whether a full stop ends a sentence; `following` is where the next word or atom starts."""
        at = bisect_right(self._stops, stop)
        return following == self._close or (at < len(self._stops) and self._stops[at] <= following)

    def _add_mark(self, token: str, start: int) -> None:
        """Add the unit of a number or a mark."""
        units, first, end = self.units, token[0], start + len(token)
        glued = bool(units) and units[-1].end == start
        word = _look_up(token)[0]
        if first == "-" and glued and units[-1].tag == "-":
            units[-1] = units[-1]._replace(end=end)
            return
        if first.isdigit():
            tag = "#"
        elif word == "'s":
            tag = "A" if units and units[-1].tag in "PRT" else "s"
        elif first in "'’‘" and len(token) == 1 and not (glued and units[-1].tag in "nNPR#"):
            return  # what a single mark opens or closes: known as ‘the Wall’
        elif first in "'’" and glued:
            tag = "s"
        else:
            joins = glued and (first in "-%" or (first == "/" and units[-1].tag == "N"))  # "a Times/NBN poll"
            tag = "n" if joins else _MARKS.get(first, "x")
        self._add(tag, start, end, word)

    def _add_word(self, token: str, start: int, following: str) -> None:
        """Add a word's unit; `following` is the next word or mark, if any."""
        last = self.units[-1] if self.units else None
        before = last.tag if last else "."
        word, letter, cue = _look_up(token)
        if word == "since" and before == "A":
            letter = "B"
        elif word == "opposite" and following == "number":
            letter = "n"
        if token[0].isupper() and word not in _I:
            mark = last.word[-2:-1] if last and before == "Q" else ","
            opening = before in ".:-(" or not (mark == "," or mark.isalnum())
            speaking = word in self._surnames and _look_up(following)[2] is not None  # "“…” May said"
            if speaking or not (opening and (letter or cue)):
                self._add_capital(Span(start, start + len(token)), word, opening and letter is None)
                return
        end = start + len(token)
        if cue:
            self._add(self._cue_tag(word, cue, _look_up(following)[0]), start, end, word, cue)
            return
        tag = _letter(before, word, letter)
        if tag == "n" and letter is None and leads(self.units):
            tag = "v"
        self._add(tag, start, end, word)

    def _cue_tag(self, word: str, cue: CueForm, following: str) -> str:
        """Return the tag of a form of a cue verb by what stands before it and the word behind."""
        before = self.units[-1].tag if self.units else "."
        if before == "d" and len(self.units) > 1 and self.units[-1].word in _RECENT:
            before = "D"  # "against recent attacks"
        plural = before == "n" and self.units[-1].word[-1] == "s" and "-" not in self.units[-1].word
        if word == cue.lemma and (plural or (before in "nNd" and shows(self.units, word))):
            before = "P" if letters().get(following) in _OPENS or following in _CLOSES else before  # "records show."
        bound = _PRESS if word == "release" else _NUMBERS if word == "alleged" else BINDS if before in "DH" else ()
        if self.units and self.units[-1].word in bound:
            return "n"
        if word == "back" and letters().get(following) == "I":
            return "B"  # "Back in Ostley, …"
        noun = bool(self.units) and self.units[-1].tag in "nN"
        if noun and (following in _TANKS if word == "think" else word == "like" and not following):
            return "n" if following else "I"  # "words like “late”"
        if before == "N" and len(self.units) > 1 and self.units[-2].word == "as" and _said_where(following):
            before = "P"  # "As Ana Ruiz reports at Harbour News, …"
        tag = _cue_letter(before, word, cue, following)
        if tag == "V" and cue.noun and before == "N" and word.endswith("s") and following in _SAYS_WHAT:
            return "n" if _is_object(self.units) else tag
        if tag == "V" and cue.noun and before == "n" and word.endswith("s"):
            led = self.units[-1].word in words("adjective")
            owned = following != "to" and letters().get(following) not in _OBJECTS and _owned(self.units)
            return "n" if led or owned else tag
        return tag

    def _add_capital(self, token: Span, word: str, opening: bool) -> None:  # noqa: FBT001 - of two kinds of place
        """Add the unit of a word with a capital, which is a name where it does not open a sentence."""
        last = self.units[-1] if self.units else None
        alone = opening and word not in self._surnames and _stands_alone(self._text, token)
        acting = word.endswith("ing") and len(word) >= _PARTICIPLE and not self._text.startswith("ING", token.end - 3)
        if opening and acting and word not in self._surnames:
            self._add("g", token.start, token.end, word)
        elif word in words("form_of_address") or alone or (is_person(word) and self._text[token.start + 1].isupper()):
            self._add("n", token.start, token.end, word)
        elif last is None or last.tag != "N" or last.end + 1 < token.start:
            self._add("N", token.start, token.end, word)
        elif last.ref < 0 or word in words("name_suffix"):
            self.units[-1] = last._replace(end=token.end, word=f"{last.word} {word}")
        else:
            self._add("n", token.start, token.end, word)


@functools.lru_cache(maxsize=1 << 15)
def _look_up(text: str) -> tuple[str, str | None, CueForm | None]:
    """Return a word in lower case with straight apostrophes, and what the lists say of it: its letter, its cue."""
    word = text.lower().replace("’", "'")
    return word, letters().get(word), cue_forms().get(word)


# What a word in small letters, or a mark, is behind each tag: its tag, itself, and what leaves that in doubt: "n" of a
# noun of no list that may be a verb, "b" of a base form read as a verb that may be a noun, "d" of a finite form that
# may describe a noun. None of a cue, of what more must be known of, and where a paragraph begins. Filled as words are
# met.
_KNOWN: dict[str, dict[str, tuple[str, str, str] | None]] = {}


def _learn(before: str, text: str) -> tuple[str, str, str] | None:
    """Find what a word is behind a tag, and keep it."""
    word, letter, cue = _look_up(text)
    found = None
    if before and text in _SURE_MARKS:
        found = _MARKS[text], word, ""
    elif before and text[0].islower() and word[0].isalpha() and not cue and word not in _BY_NEXT:
        tag = _letter(before, word, letter)
        unlisted = tag == "n" and letter is None
        bound = "d" if tag == "v" and before in "DH" else ""
        found = tag, word, "n" if unlisted else "b" if tag == "v" and letter == "b" else bound
    table = _KNOWN.setdefault(before, {})
    if len(table) > _KEPT:
        table.clear()
    table[text] = found
    return found


def _owned(units: list[Unit]) -> bool:
    """Return whether the noun phrase that ends here is owned, counted, or bare behind a preposition or a verb."""
    at = len(units) - 1
    while at > 0 and (units[at].tag == "n" or (units[at].tag == "d" and units[at - 1].tag == "H")):
        at -= 1  # "its third-quarter earnings"
    return units[at].tag in "Hs#ItvV"


def _is_object(units: list[Unit]) -> bool:
    """Return whether a name that ends here is, with the noun behind it, an object: "amid Tory claims that"."""
    before = units[-2] if len(units) > 1 else None
    reports = before is not None and before.cue is not None and before.cue.lemma in words("reports_clause")
    return before is not None and before.tag in "IvV" and not reports


def _verbal(word: str) -> bool:
    """Return whether a word cannot stand right behind a verb that takes a clause: a verb, preposition, conjunction."""
    cue = cue_forms().get(word)
    return letters().get(word, "?") in "ICvAVb" or word.endswith("ed") or (cue is not None and not cue.noun)


def _said_where(word: str) -> bool:
    """Return whether a word opens where somebody reports: "in", "at"."""
    return letters().get(word) == "I" and word != "of"


def _is_verb(word: str) -> bool:
    """Return whether a word is a finite verb, and no noun: "say", "are"."""
    cue = cue_forms().get(word)
    return letters().get(word, "?") in "Av" or (cue is not None and not cue.noun and not word.endswith("ing"))


def _stands_alone(text: str, token: Span) -> bool:
    """Return whether a sentence's first word is no name as far as one can see: its neighbour has no capital."""
    told = text.startswith(", ", token.end) and given_gender(token.of(text)) is not Gender.UNKNOWN  # "Gemma, who"
    return not told and not text[token.end + 1 : token.end + 2].isupper()


def _cue_letter(before: str, word: str, cue: CueForm, following: str) -> str:
    """Return the tag of a form of a cue verb, which may be a noun: "claims"."""
    listed = before == "t" and word != cue.lemma  # "according to reports"
    plural = word.endswith("s") and (listed or before in "A." or (before in "CU" and _is_verb(following)))
    if cue.noun and (plural or before in _BEFORE_NOUN):
        return "n"  # "is claims", "Reports at the time said", "but reports say"
    if word.endswith("ing"):
        called = before == "n" and word in _CALLED and (following == "for" or letters().get(following) == "A")
        return "n" if called or before in "DHs" else "G"
    if word == cue.lemma and not word.endswith("d") and before not in _BEFORE_BASE and before != "n":
        return "n" if cue.noun else "V"
    noun = word == cue.lemma or (_verbal(following) and (cue.lemma, following) != ("point", "out"))
    is_noun = cue.noun and before in "nN" and noun and not word.endswith("ed")  # not "what police alleged was"
    return "n" if is_noun else "V"


def _letter(before: str, word: str, letter: str | None) -> str:
    """Return a lower-case word's tag, by lists, by what stands before it, and by its ending."""
    if letter == "B" and before in "DH":
        return "n"
    if letter == "b":
        return "v" if before in "PAtBRnN" else "n"
    return letter or _ending(before, word)


def _ending(before: str, word: str) -> str:
    """Return the tag that a word's ending shows."""
    if word.endswith("ly") and len(word) > 4:  # noqa: PLR2004 - "fly", "only"
        return "n" if before in "DH" else "B"
    if word.endswith("ed") and len(word) > 3 and "-" not in word:  # noqa: PLR2004 - "red"
        return "n" if before in "DHs#I" else "v"
    if word.endswith("ing") and len(word) > 4 and "-" not in word:  # noqa: PLR2004 - "ring"
        return "n" if before in "DHs#" else "g"
    return "n"
