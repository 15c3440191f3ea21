"""Noun phrases that can speak, found by walking over a line's tags; every walk is capped."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from factbox.attribution.genders import given_gender
from factbox.attribution.words import is_agent, is_body, is_demonym, is_person, words
from factbox.lexicons import lexicon
from factbox.model import Gender, MentionKind

if TYPE_CHECKING:
    from factbox.attribution.tags import Line

# No walk goes further than this many units.
REACH = 60
# How often a phrase may be looked for through another.
DEPTH = 6
# What a noun phrase is made of, besides the word that opens it.
_INSIDE = frozenset("nN#s")
# A noun phrase to the right: "a senior aide", "Mr Okafor", "a Sunday editorial", "the newly printed card", "the local
# daily Tarvel Post".
_RIGHT = re.compile(r"(?:#I)?(?:[DH]d?B?[VG]?(?:[nN]+d(?=[nN]))?|B)?[nN#sv]*(?:n#|[nN])|P|#(?=[.,]|$)")
# What a participle behind a noun goes on with, so that it is no verb of its own: "a man accused of".
_OF_WHAT = frozenset(("of", "with"))
# Some of those who were told of: "one of them".
_SOME_OF = re.compile(r"[#n]Io")
# How old some are: "people aged between 18 and 34", "women aged 50 to 64".
_AGED = re.compile(r"[vn]I?#(?:[Ct]#)?\Z")
# What goes on with it: "for the council", "of the Harbour Board".
_PHRASE = re.compile(r"I[DH]?[nN#s]*[nN]")
# A second name beside the first: "and mate Tom Adeyemi", with no verb of its own behind it.
_PARTNER = re.compile(r"C[DH]?[n#s]*N(?![VvAsBn])")
# A second post before the name: "former Olympian and television pundit Steve Marlow".
_SECOND = re.compile(r"C[DH]?[nN#s]*nN")
_ONCE = frozenset(("ex", "former", "one-time"))
# A name between commas or dashes, its title before it: ", Father Ben Okafor,", ", the late Ben Okafor,".
_BESIDE = re.compile(r"[,-](?:D[nB])?n{0,2}N(?=[,.-]|$)")
# The same with a place or a branch in front: ", Ostley branch, Ana Ruiz, said", ", Kestria, Ben Okafor, has said".
_BESIDE_PLACE = re.compile(r"(,[nN]{1,3},n?N),[AB]{0,3}V")
# What names nobody before a name that a list knows: "one Republican", "two Democrats".
_COUNTED = frozenset(("another", "one", "two", "three"))
# What somebody says something in, whose name may stand right behind: "in a statement Ruiz’s lawyer said".
_SAID_IN = frozenset(("briefing", "conference", "email", "interview", "letter", "message", "speech", "statement"))
# What opens a phrase of its own behind another: "Addressing the mourners one man said".
_ANEW = frozenset(("many", "most", "one", "several", "some"))
# How many about: "more than 200", "at least 40 residents".
_HEDGES = frozenset((("at", "least"), ("fewer", "than"), ("less", "than"), ("more", "than")))
# How long a stretch that stands for a name is at most, with its marks.
_LETTER = 4
# Prepositions whose place may have a larger one behind a comma: "in Ostley, Kestria,".
_AT = frozenset(("in", "near", "from", "outside", "at"))
_JOINS = frozenset(("of", "for", "from", "at", "with", "near", "inside", "within"))
# What says who several are: "a bench comprising Judges Ana Ruiz and Ben Okafor".
COMPRISING = frozenset(("comprising", "including"))
# What owns the hearer, and is none itself: "told his monthly conference the matter was closed".
_OWNERS = frozenset(("his", "its", "my", "our", "their", "your"))
# What stands behind whom it tells of, with more behind it: "a person close to", "one official familiar with".
_NEAR, _TO = frozenset(("close", "familiar")), re.compile(r"[It][DH]?[nN#s]*[nN]")


# What the tag of a phrase's head says of it.
_KINDS = {"N": MentionKind.NAME, "P": MentionKind.PRONOUN, "H": MentionKind.PRONOUN, "o": MentionKind.PRONOUN}


class Phrase(NamedTuple):
    """A noun phrase that can speak."""

    line: Line
    start: int
    """First unit, its article included."""
    end: int
    """Behind its last unit, prepositional phrases included."""
    head: int
    """Unit of its last noun or name before any preposition."""
    relative: int = -1
    """Unit of the relative pronoun that stands for it where it speaks: "Ana Ruiz, who called it"; -1 for none."""

    @property
    @functools.lru_cache(maxsize=8)  # noqa: B019 - asked again and again of the one that is looked at
    def kind(self) -> MentionKind:
        """Name, pronoun or nominal."""
        units, opener = self.line.units, self.line.units[self.start].word
        if self.line.tags[self.head - 1 : self.head + 1] == ",N" and self.start < self.head:
            return MentionKind.NAME  # "One survivor, Ana Ruiz,"
        unlisted = units[self.head].ref < 0 or (opener in _COUNTED and self.start + 1 == self.head)
        if self.start < self.head and unlisted and opener in words("indefinite"):
            return MentionKind.NOMINAL
        if self.start < self.head and opener == "the" and is_described(self.line, self.head):
            return MentionKind.NOMINAL
        alone = unlisted and self.end == self.head + 1 and self.line.tags[self.start - 1 : self.start] != "C"
        if alone and " " in units[self.head].word and _is_office(units[self.head].word):
            return MentionKind.NOMINAL  # "Senior Counsel told the court"
        return _KINDS.get(units[self.head].tag, MentionKind.NOMINAL)

    @property
    def key(self) -> tuple[int, int]:
        """Where its head stands: one value a mention."""
        return self.line.index, self.head


def _is_office(title: str) -> bool:
    """Return whether capitals name an office and nobody in it: "senior counsel", "vice chairman"."""
    first, *_, last = title.split()
    return last in words("office") and given_gender(first) is Gender.UNKNOWN


def is_described(line: Line, at: int) -> bool:
    """Return whether a word with a capital tells of somebody whom it does not name: "American", "King"."""
    unit = line.units[at]
    word = unit.word.rsplit(" ", 1)[-1]
    alone = word[-1] != "s" or word.endswith("ss")  # "Tories" are a party, "Swiss" may be one
    aged = at > 0 and line.units[at - 1].word.endswith("-old") and is_agent(word)  # "the 25-year-old Dubliner"
    told = aged or is_demonym(unit.word) or is_demonym(word) or is_person(word)
    return alone and unit.tag == "N" and unit.ref < 0 and told


def phrase_left(line: Line, last: int, floor: int, depth: int = 0) -> Phrase | None:
    """Return the noun phrase whose last unit is `last`, its outer one where it hangs on a preposition.

    Args:
        line: the paragraph.
        last: a unit.
        floor: no unit before this one is looked at.
        depth: how many phrases were already walked over.
    """
    tags = line.tags
    while last >= floor and tags[last] in "dB)":
        last = _before_bracket(line, last, floor) if tags[last] == ")" else last - 1
    aged = _AGED.search(tags, max(floor, last - 5), last + 1) if tags[last : last + 1] == "#" else None
    if aged and aged.start() > floor and line.units[aged.start()].word == "aged":
        last = aged.start() - 1
    if last < floor:
        return None
    some = 2 * (tags[last] == "o" and _is_some_of(line, max(floor, last - 2)))
    if tags[last] == "P" or some:
        return Phrase(line, last - some, last + 1, last - some)
    if tags[last] not in "nN#" and line.units[last].word not in words("quantifier"):
        return None
    start = _opening(line, last, floor)
    outer = _outer(line, start, floor, depth) if depth < DEPTH else None
    if outer is None:
        return Phrase(line, start, last + 1, last)
    titled = _is_title(line, outer, start, last)
    if titled or _is_addressed(line, start, last):
        return Phrase(line, outer.start if titled else last - 1, last + 1, last)
    return outer._replace(end=last + 1)


def _opening(line: Line, last: int, floor: int) -> int:
    """Return the first unit of the noun phrase that ends with unit `last`, its article included."""
    tags, start = line.tags, last
    while start > floor and not (tags[start - 1] in "nN" and _opens_anew(line, start)):
        dated = tags[start - 1] == "d" and start - 1 > floor and tags[start - 2] in "DH"
        lettered = tags[start - 4 : start + 1] == "N(N)n" and start - 4 >= floor  # "the Harbour Party (HP) leader"
        inside = tags[start - 1] in _INSIDE or dated
        step = 1 if inside else 2 if _is_described_so(line, start, floor) else 3 * lettered
        if not step:
            break
        start -= step
    if tags[start] == "#" and start - 2 >= floor:
        start -= 2 * ((line.units[start - 2].word, line.units[start - 1].word) in _HEDGES)
    if tags[start] == "s" and start > floor and tags[start - 1] == "d":
        return start - 1  # "Wednesday’s statement"
    while start < last and tags[start] == "s":
        start += 1
    if tags[max(floor, start - 2) : start] == "N," and line.units[start].word.endswith("-based"):
        start -= 2  # "the Ostley, Kestria-based mill"
    if tags[max(floor, start - 5) : start] == "DN,N,":
        return start - 5  # "the Ostley, Kestria, area"
    return start - 1 if start > floor and tags[start - 1] in "DH" else start


def _opens_anew(line: Line, start: int) -> bool:
    """Return whether a phrase of its own starts behind a noun: "the mourners one man", "a statement Ruiz’s lawyer"."""
    said = line.tags[start - 1 : start + 1] == "nN" and line.units[start - 1].word in _SAID_IN
    return said or line.units[start].word in _ANEW


def _is_described_so(line: Line, start: int, floor: int) -> bool:
    """Return whether an adverb and a participle stand inside a phrase: "the newly elected", "a highly placed"."""
    adverb = start - 2
    within = adverb > floor and line.tags[adverb + 1] in "vV" and line.units[adverb].word.endswith("ly")
    return within and line.tags[adverb - 1] in "DH#s" and line.tags[start] in "nN"


def is_letter(line: Line, at: int) -> bool:
    """Return whether a stretch behind a noun stands for a name: "detainee ‘A’"."""
    return line.tags[at - 1 : at] in {"n", "N"} and len(line.units[at].word) <= _LETTER


def _is_addressed(line: Line, start: int, last: int) -> bool:
    """Return whether a name with its "Mr" stands behind all of another phrase: "the head at Ostley School Mr Ruiz"."""
    apart = last - 1 > start and line.tags[last] == "N" and not is_person(line.units[last - 2].word)
    return apart and line.units[last - 1].word in words("form_of_address")


def _is_title(line: Line, outer: Phrase, start: int, last: int) -> bool:
    """Return whether what a name hangs on is its title: "Secretary of State Ana Ruiz", not "a friend of Ana Ruiz"."""
    tags = line.tags
    return (
        tags[last] == "N"
        and start < last
        and tags[start] in "nN"
        and tags[last - 1] in "nN"
        and (line.units[start - 1].word == "of" or _is_post(line, outer, start, last))
        and tags[outer.start] not in "DH"
    )


def _is_post(line: Line, outer: Phrase, start: int, last: int) -> bool:
    """Return whether a name stands behind its post: "spokesman for sport Ben Holm", not "lawyers for aide Ben Holm"."""
    post, field = line.units[outer.head].word, line.units[last - 1].word
    bare = line.tags[last - 1] == "n" and field not in words("form_of_address") and not is_person(field)
    return line.units[start - 1].word == "for" and is_person(post) and post[-1] != "s" and bare


def _before_bracket(line: Line, last: int, floor: int) -> int:
    """Return the unit before the bracket that closes at `last`: "Ruiz (no relation)"."""
    opened = line.tags.rfind("(", max(floor, last - 20), last)
    return opened - 1 if opened > floor else floor - 1


def _outer(line: Line, start: int, floor: int, depth: int) -> Phrase | None:
    """Return the phrase that the one at `start` hangs on: "a spokesman for …", "a source speaking to …"."""
    tags, before = line.tags, _joint(line, start, floor, depth)
    if before < 0:
        return None
    if tags[before - 1] in "nNP" or (tags[before - 1] == "#" and _is_some(line, before)):
        return phrase_left(line, before - 1, floor, depth + 1)
    if tags[before - 1] == "Q" and is_letter(line, before - 1) and before - 2 >= floor:
        return phrase_left(line, before - 2, floor, depth + 1)
    noun = before - 2
    if tags[before - 1] in "vV" and line.units[noun].word == "being" and noun - 1 > floor:
        return phrase_left(line, noun - 1, floor, depth + 1)  # "suspects being held without trial"
    while noun >= floor and tags[noun] == "B":
        noun -= 1
    accused = tags[before - 1] == "V" and _is_participle(line, before - 1)
    described = accused or (tags[before - 1] in "gGv" and line.units[before - 1].word not in _only_past())
    outer = phrase_left(line, noun, floor, depth + 1) if described and noun >= floor and tags[noun] in "nN" else None
    sends = outer and tags[outer.start] in "DH" and is_body(line.units[outer.head].word)
    if outer and sends and outer.start > floor and tags[outer.start - 1] == "n":
        return phrase_left(line, outer.start - 1, floor, depth + 1)  # "a letter the board sent to keepers"
    return outer


def _joint(line: Line, start: int, floor: int, depth: int) -> int:
    """Return the unit by which a phrase hangs on what stands right before that: "of", a participle; -1 for none."""
    tags, before = line.tags, start - 1
    if before - 2 > floor and tags[before - 1] == "o" and tags[before - 2] in "gG":
        before -= 2  # "a man accused of hitting him during a row"
    if before - 1 > floor and tags[before] in "gG" and tags[before - 1] == "I":
        before -= 1  # "a man accused of setting fire", "the firm behind building it"
    noun = line.units[before - 1].word
    holds = line.units[before].word in COMPRISING or is_person(noun)
    acts = tags[before] in "gG" and tags[before - 1] == "n" and (holds or _are_of(line, before - 1, floor, depth))
    released = tags[before] == "U" and tags[before - 1] == "V" and _is_participle(line, before - 1)
    if before <= floor or not (tags[before] in "It" or acts or released):
        return -1  # else "a lawyer representing owners at the quay"
    if tags[before - 1] == "B" and before - 1 > floor:
        before -= 1  # "a delegate not on the list"
    if tags[before - 1] == "g" and tags[before - 2] == "I" and before - 2 > floor:
        before -= 2  # "commanders in charge of planning for the Gulf"
    return before


def _are_of(line: Line, last: int, floor: int, depth: int) -> bool:
    """Return whether a thing is part of who people are: "supporters of a camp" of "… blocking the road"."""
    whole = phrase_left(line, last, floor, depth + 1)
    return whole is not None and whole.head < last and is_person(line.units[whole.head].word)


@functools.cache
def _only_past() -> frozenset[str]:
    """Return the past tenses that are no participle."""
    return lexicon("timexes").words("only_past")


def _is_participle(line: Line, at: int) -> bool:
    """Return whether a cue is a participle: "a man accused of", "accused in connection with", "a memo released"."""
    cue, following = line.units[at].cue, line.units[at + 1].word
    if cue is None or following in _OF_WHAT:
        return following in _OF_WHAT
    brought = cue.lemma in words("brings_out") and is_body(line.units[at - 1].word)
    return brought or (cue.lemma in words("accuses") and following == "in")


def _is_some(line: Line, at: int) -> bool:
    """Return whether a number in front of a preposition stands for people: "some in the trade", "12 of the crew"."""
    return line.units[at].word == "of" or line.units[at - 1].word in words("quantifier")


def _is_some_of(line: Line, first: int) -> bool:
    """Return whether "one of them", "some of us" starts there."""
    some = line.tags[first + 2 : first + 3] == "o" and _SOME_OF.match(line.tags, first)
    return (
        bool(some)
        and line.units[first + 1].word == "of"
        and (line.tags[first] == "#" or line.units[first].word in _COUNTED)
    )


def phrase_right(line: Line, first: int, ceiling: int) -> Phrase | None:
    """Return the noun phrase that starts at unit `first`, with the prepositional phrase that belongs to it."""
    while first < ceiling and line.tags[first] == "d":
        first += 1
    some = first + 2 < ceiling and _is_some_of(line, first)
    return Phrase(line, first, first + 3, first) if some else _built(line, first, ceiling)


def _built(line: Line, first: int, ceiling: int) -> Phrase | None:
    """Return the noun phrase that starts at a unit, which is no time, word by word."""
    match = _RIGHT.match(line.tags, first, min(ceiling, first + REACH))
    if not match:
        return None
    end = match.end()
    head = end - 1
    if line.tags[head] == "P":
        return Phrase(line, first, end, head)
    near = _TO.match(line.tags, end, min(ceiling, end + REACH)) if line.units[head].word in _NEAR else None
    if near and head > first:
        head, end = head - 1, near.end()
    for _ in range(3):
        more = _PHRASE.match(line.tags, end, min(ceiling, end + REACH))
        if not more or line.units[end].word not in _JOINS:
            break
        own = Phrase(line, first, end, head)
        if _is_title(line, own, end + 1, more.end() - 1):
            head = more.end() - 1
        end = more.end()
    second = _SECOND.match(line.tags, end, min(ceiling, end + REACH))
    word = line.units[head].word
    post = head == first and line.tags[head] == "n" and (is_person(word) or is_agent(word))  # "poet and judge Ana Ruiz"
    if second and (post or (head > first and line.units[head - 1].word in _ONCE)):
        return Phrase(line, end + 1, second.end(), second.end() - 1)
    partner = _PARTNER.match(line.tags, end, min(ceiling, end + REACH))
    if partner and line.tags[head] == "N":
        return Phrase(line, first, partner.end(), partner.end() - 1)
    return named(Phrase(line, first, end, head))


def named(found: Phrase) -> Phrase:
    """Return the name beside a noun phrase, between commas or dashes: "his wife, Ana Ruiz,", "an aide — Ben Holm —".

    Those who are several have no such name: "According to police, Ana Ruiz, 45, was there."
    """
    line, comma = found.line, found.end
    aside = _BESIDE_PLACE.match(line.tags, comma) if found.kind is MentionKind.NOMINAL else None
    if aside and is_person(line.units[found.head].word) and " " in line.units[aside.end(1) - 1].word:
        return Phrase(line, found.start, aside.end(1), aside.end(1) - 1)
    placed = line.tags[comma - 2 : comma] == "IN" and line.units[comma - 2].word in _AT
    told = found.kind is MentionKind.NOMINAL or is_described(line, found.head)  # "Harbour Manager, Ana Ruiz, said"
    match = _BESIDE.match(line.tags, comma) if told and not placed else None
    noun = line.units[found.head].word
    several = are_several(noun) and noun != "number"  # "her opposite number, Ana Ruiz,"
    if not match or ("C" not in line.tags[comma : match.end()] and several) or _is_of_other(noun, line, match.end()):
        return found
    return Phrase(line, found.start, match.end(), match.end() - 1)


def _is_of_other(noun: str, line: Line, end: int) -> bool:
    """Return whether a body is followed by a person's name: "According to the sheriff’s office, Ana Ruiz, 45, was"."""
    name = line.units[end - 1].word.split()
    body = is_body(noun) and not is_person(noun) and line.units[end - 1].ref >= 0
    return body and len(name) > 1 and given_gender(name[0]) is not Gender.UNKNOWN


def are_several(noun: str) -> bool:
    """Return whether a noun stands for several: "police", "officials"; not "boss"."""
    return noun in words("plural_noun") or (noun[-1:] == "s" and noun[-2:] != "ss")


def past_hearer(line: Line, begin: int, stop: int) -> int:
    """Return the unit behind whom a cue tells: "told reporters", "told him"."""
    owned = begin < stop and line.units[begin].word in _OWNERS
    if begin < stop and line.tags[begin] in "oH" and not owned:
        return begin + 1
    if begin < stop and line.tags[begin] == "T":
        return begin
    heard = phrase_right(line, begin + owned, stop)
    return heard.end if heard else begin
