"""Runs cut into pieces: one possible name each, with what its words alone say of it."""

from __future__ import annotations

import functools
from itertools import pairwise
from typing import NamedTuple

from factbox.mentions.lexical import LONGEST_PLACE, is_body, judge
from factbox.mentions.parting import Word, lowered, part_words, without_short_ranks, without_small
from factbox.mentions.phrases import word_list
from factbox.mentions.runs import split_words
from factbox.mentions.vocabulary import vocabulary

# What a given name says for a person.
_GIVEN = 4.0
# Parties that stand behind a place like a people.
_PARTIES = frozenset({"Democrat", "Democratic", "Democrats", "Republican", "Republicans"})
# What stands before a trade: "Co-anchor", "Sub-Inspector".
_PREFIXES = frozenset({"co", "ex", "sub", "under", "vice"})
# Titles that are surnames as often: "Omar Vask Sheikh".
_SURNAMES = frozenset({"Baron", "Haji", "Mufti", "Sheik", "Sheikh"})
# Countries that stand in front of other names like an adjective: "U.S. Steel".
_ADJECTIVAL = frozenset({"EU", "U.K.", "U.N.", "U.S.", "UK", "UN", "US"})
# Small words behind which a body's name goes on.
_OF_WORDS = frozenset({"for", "of", "on"})
# A given name and a surname.
_PAIR = 2
# An office and a name of three words.
_HOLDER = 4
# Offices in front of a full name even if no list knows that: "Bank of Ostley Governor Vasko Holm".
_HOLDERS = frozenset(
    {"Chairman", "Chairwoman", "Commissioner", "Director", "Governor", "Minister", "President", "Professor"}
)
# Offices that stand in front of things as often: "Executive Order", "Premier League", "DC Comics".
_LOOSE_OFFICES = frozenset({"DC", "Deputy", "Executive", "PC", "Premier", "Staff"})
# In front of the place or body that an office is in.
_STANDING = frozenset({"Acting", "Assistant", "Deputy", "Former", "Vice"})
# Ranks of the police that are letters, and the grades in front of them.
_RANKS = frozenset({"ACP", "ASP", "CP", "CSP", "DCP", "DSP", "SP"})
_POLICE, _GRADES = frozenset({"CP", "SP"}), frozenset({"Additional", "Assistant", "Deputy", "Senior"})
# The rule of a name that only a noun with a capital makes one: "Vask" of "Striker Vask", "Power" of "Star Power".
NOUN_ROLE = "noun_role"


class Piece(NamedTuple):
    """One possible name in a run, offsets counted from the run's start."""

    start: int
    """Index of its first character in the run."""
    end: int
    """Index after its last character in the run."""
    words: tuple[str, ...]
    """Its words; capitals that shout are brought down."""
    person: float
    """How far its words speak for a person."""
    body: float
    """How far they speak for an organisation."""
    place: float
    """How far they speak for a place."""
    rule: str
    """Name of what spoke; empty where nothing did."""
    title: tuple[int, int] | None = None
    """The title in front of it, in the run."""
    role: tuple[int, int] | None = None
    """The role in front of it, in the run."""
    first: bool = False
    """Whether it opens the run."""


@functools.cache
def _posts() -> tuple[str, ...]:
    """Return the ends of offices that end no person's name: "person" of "Spokesperson"."""
    return tuple(word_list("post_ending"))


@functools.lru_cache(maxsize=1 << 16)
def cut_run(text: str) -> tuple[Piece, ...]:
    """Return the possible names of a run, in order; titles, roles, peoples, days and sentence openers are cut off."""
    out: list[Piece] = []
    if text.isupper() and " " in text:
        return _shouted([(word.title(), start, end) for word, start, end in split_words(text)])
    for segment in part_words(without_short_ranks([lowered(word) for word in split_words(text)])):
        holder = _holder(segment)
        out += _cut_segment(segment[: holder - 1]) if holder else []
        out += _cut_segment(segment[holder + _is_plural_role(segment[holder:]) :])
    return tuple(piece._replace(first=piece.start == 0) for piece in out)


def _holder(words: list[Word]) -> int:
    """Return where the office of whose a body is begins: 3 in "Centre Alliance of Prime Minister Ruiz"; else 0."""
    known, texts = vocabulary(), [word[0] for word in words]
    for index in range(2, len(texts) - 1):
        office = texts[index] in known.offices or texts[index : index + 2] == ["Prime", "Minister"]
        body = texts[index - 1] == "of" and texts[index - 2] not in known.offices | known.departments
        if office and body and not known.given.keys().isdisjoint(texts[index + 1 : index + 3]):
            return index
    return 0


def _is_plural_role(words: list[Word]) -> bool:
    """Return whether a role in the plural opens a segment in front of a full name: "Cousins" of "Cousins Ana Ruiz"."""
    known, text = vocabulary(), words[0][0]
    named = len(words) > _PAIR and words[1][0] in known.given
    return named and (text == "Parent" or (text.endswith("s") and text[:-1].lower() in known.roles))


def _shouted(words: list[Word]) -> tuple[Piece, ...]:
    """Return the places of the lexicon in a run of capitals, where nothing else can be told."""
    out, position, places = [], 0, vocabulary().places
    while position < len(words):
        for length in range(LONGEST_PLACE, 0, -1):
            part = words[position : position + length]
            if " ".join(word[0] for word in part) in places:
                out.append(_piece(part, (0.0, 0.0, 4.0), "gazetteer"))
                position += len(part) - 1
                break
        position += 1
    return tuple(out)


def named_like_month(text: str, piece: Piece) -> Piece:
    """Return a run's first piece with the month before it as a given name: "April Holm" of "April Holm"."""
    month = text[: piece.start].strip()
    words, person = (month, *piece.words), max(piece.person, _GIVEN)
    return piece._replace(start=0, words=words, person=person, rule="given_name", first=True)


def _cut_segment(words: list[Word]) -> list[Piece]:
    """Return the names of a segment: what stands before a role or title, and the person behind it."""
    known = vocabulary()
    texts = [word[0] for word in words]
    titled = texts[0] in known.titles or (texts[0] in known.offices and texts[1:2] and texts[1] in known.given)
    titled = titled and all(
        text not in known.heads or text in known.head_surnames for text in texts[2:]
    )  # "King James School"
    person = ("of" not in texts and titled) or _ends_in_holder(texts)
    if len(words) > 1 and not person and is_body(texts):
        low = texts[0].lower()
        trade = low in known.roles or low in word_list("org_noun")
        shift = len(words) > 2 and trade and texts[1] in known.organisations  # noqa: PLR2004
        return _named(words[shift:])  # "Sony Pictures" of "Distributor Sony Pictures"
    if len(words) > _PAIR and texts[0] in known.given and _is_acronym(texts[-1]) and not _is_acronym(texts[-2]):
        return [*_cut_segment(words[:-1]), *_named(words[-1:])]  # "Ana Ruiz TWA"
    index, behind = _office(texts)
    if behind == 0 and len(words) > _PAIR and texts[0] in known.departments and _names_holder(texts):
        return [_piece(words[1:], *judge(texts[1:]), None, words[0][1:])]  # "secretary of State Ana Ruiz"
    if behind == 0:
        return _named(_without_office(words))
    ended = texts[-1] in _RANKS or (texts[-1].endswith(_posts()) and texts[-1] in known.offices)
    if len(words) > behind + 1 and ended:
        return _named(_without_office(words[behind:]))  # "Deputy Orrin Police Spokesperson", then a comma
    return _with_holder(words, index, behind)


def _with_holder(words: list[Word], index: int, behind: int) -> list[Piece]:
    """Return the names in front of the office or title at `index`, and who has it, from `behind` on."""
    known = vocabulary()
    texts = [word[0] for word in words]
    before, name = words[: index + 1], words[behind:]
    graded = index > 0 and texts[index] in _POLICE and texts[index - 1] in _GRADES  # "Deputy SP Ana Ruiz"
    title = (words[index][1], words[index][2]) if texts[index] in known.titles and not graded else None
    role_end = index if title else behind
    while role_end and title and texts[role_end - 1] in known.titles:
        role_end -= 1  # "Professor" of "Professor Dr Ana Ruiz"
    held = graded or _role_in(texts[:role_end])
    role = (before[index - 1 if graded else 0][1], words[role_end - 1][2]) if held else None
    out = _named(_without_office(before[: index - 1] if graded else before, held=True), owner=role is not None)
    while len(name) > 1 and name[-1][0] not in known.head_surnames and name[-1][0] in known.common | known.heads:
        name = name[:-1]
    loose = texts[index] not in known.offices or texts[index] in _LOOSE_OFFICES
    if loose and not (title or graded) and len(name) == 1 and name[0][0] not in known.given:
        return [*out, _piece(name, judge([name[0][0]])[0], NOUN_ROLE, None, role)]
    return [*out, _piece(name, (6.0, 0.0, 0.0), "title" if title else "role_before", title, role)]


def _names_holder(texts: list[str]) -> bool:
    """Return whether a person stands behind a department: "State Ana Ruiz", of the police any: "Police Vasko Holm"."""
    known = vocabulary()
    plain = known.common.isdisjoint(texts) and known.heads.isdisjoint(texts[1:])
    return texts[1] in known.given or (texts[0] == "Police" and plain and texts[1] not in known.places)


def _is_acronym(text: str) -> bool:
    """Return whether a word is a body's letters: "TWA", not "II", "J.R." or "Jr."."""
    return len(text) > 1 and text.isalpha() and text.isupper() and text not in vocabulary().honours


def _ends_in_holder(texts: list[str]) -> bool:
    """Return whether words end in an office and who has it: "Bank of Ostley Governor Ana Ruiz"."""
    known = vocabulary()
    last = texts[-1]
    if last in known.suffixes or (last in known.heads and last not in known.head_surnames):
        return False
    named = any(_is_office(office) and name in known.given for office, name in pairwise(texts[-_HOLDER:-1]))
    return named or (len(texts) >= _HOLDER and texts[-3] in _HOLDERS and last not in known.common)


def _role_in(texts: list[str]) -> bool:
    """Return whether one of the words is an office."""
    return any(_is_office(text) for text in texts if text not in vocabulary().titles)


def _office(texts: list[str]) -> tuple[int, int]:
    """Return where the last title or office in front of a name stands, and where that name starts; 0 where none."""
    known = vocabulary()
    for index in range(len(texts) - 2, -1, -1):
        text = texts[index]
        if text not in known.titles and not _is_office(text):
            continue
        if text in known.given and (index or len(texts) == 2) and (not index or texts[index - 1] in known.given):  # noqa: PLR2004
            continue
        if index and texts[index - 1] in known.given and text not in known.offices and text[-1] != ".":
            continue
        behind = index + 1
        if texts[behind] == "of":
            behind += 2 if texts[behind + 1] == "the" else 1
            if behind >= len(texts) or texts[behind] not in known.departments:
                return 0, 0
            behind += 1
        elif texts[behind] in known.departments and behind + 1 < len(texts) and texts[behind] not in known.given:
            continue
        if behind < len(texts) and _is_held(text, texts[behind]):
            return index, behind
    return 0, 0


def _is_office(text: str) -> bool:
    """Return whether a word with a capital is an office's or a role's: "President", "Striker", "Co-anchor"."""
    known = vocabulary()
    low = text.lower()
    prefix, _, trade = low.partition("-")
    return text in known.offices or low in known.roles or (prefix in _PREFIXES and trade in known.roles)


def _is_held(office: str, name: str) -> bool:
    """Return whether the word behind an office can begin the name of who has it."""
    known = vocabulary()
    if not name[0].isupper() or name == office or name in known.honours:
        return False
    if name in known.given or (office in known.titles and name in known.office_surnames):
        return True
    if name in known.common | known.offices | known.departments:
        return False
    named = name not in known.heads | known.place_heads or name in known.head_surnames
    return named and (office in known.offices | known.titles or name.lower() not in known.modifiers)


def _without_office(words: list[Word], *, held: bool = False) -> list[Word]:
    """Return the words without offices, and words in front of offices, at the end: "Utah" of "Utah Deputy Governor".

    Where somebody is named behind it (`held`) an office is one behind a given name too: "Virginia Gov. Ana Ruiz".
    """
    known = vocabulary()
    end, cut, inside = len(words), False, {word[0] for word in words}
    while end:
        text = words[end - 1][0]
        trade = held and end == len(words) and text.lower() in known.roles  # "Harare Magistrate" in front of a name
        office = text in known.offices or text in known.titles or trade
        if not office and not (cut and (text.lower() in known.modifiers or text in known.common)):
            break
        if not office and (words[end - 2][0] in _OF_WORDS or (text.endswith("s") and _OF_WORDS & inside)):
            break  # "Institute of Technology", "Council on Tidal Relations"
        last = office and not held and end == len(words)
        if last and ((end > 1 and words[end - 2][0] in known.given) or (end > _PAIR and text in _SURNAMES)):
            break
        cut, end = True, end - 1
    start = 0
    while held and start < end and words[start][0] in _STANDING:
        start += 1  # "Acting Deputy Ostley" of "Acting Deputy Ostley Police Chief Ana Ruiz"
    return without_small(words[start:end])


def _named(words: list[Word], *, owner: bool = False) -> list[Piece]:
    """Return the pieces of words without title or office; `owner` where an office follows them."""
    known = vocabulary()
    if not words:
        return []
    texts = [word[0] for word in words]
    whole = " ".join(texts)
    if len(texts) == 1 or not (is_body(texts) or whole in known.places):
        shift = _demonym_words(texts)
        if shift:
            return _named(without_small(words[shift:]), owner=owner)
        if texts[0] in _ADJECTIVAL and len(texts) > 1:
            if texts[-1] in known.common:
                return []
            return [*_named(words[:1]), *_named(without_small(words[1:]), owner=owner)]
    place, behind = (0, 0) if is_body(texts) or whole in known.places else _behind_place(texts)
    if place:
        return [*_named(words[:place]), *_named(words[behind:], owner=owner)]
    scores, rule = judge(texts)
    if owner and not scores[2]:
        scores = (scores[0], scores[1] + 1.5, scores[2])
    return [_piece(words, scores, rule)]


def _behind_place(texts: list[str]) -> tuple[int, int]:
    """Return where a place ends before a full name or a party, and where the name starts; 0 where none is.

    "London Ana Ruiz", "Iowa Republican Ana Ruiz", "Iowa Republicans"; not "Cleveland Indians", a team.
    """
    known = vocabulary()
    for length in range(min(LONGEST_PLACE, len(texts) - 1), 0, -1):
        party = texts[length] in _PARTIES
        named = length + 1 < len(texts) and texts[0] not in known.given and texts[length] in known.given
        named = named and texts[-1] not in known.common | known.heads | known.place_heads
        if (party or named) and " ".join(texts[:length]) in known.places:
            return length, length + party
    return 0, 0


def _demonym_words(texts: list[str]) -> int:
    """Return how many words at the head name a people."""
    known = vocabulary()
    head, whole = texts[0], " ".join(texts[:2])
    if whole in known.demonyms:
        return 2
    if head in known.given and len(texts) > 1 and texts[1] not in known.common and texts[1] not in known.demonyms:
        return int(head in known.demonyms and len(texts) > _PAIR and texts[1] in known.given)  # "Dane Bo Lind"
    return int(head in known.demonyms or head.startswith("Ex-"))


def _piece(
    words: list[Word],
    scores: tuple[float, float, float],
    rule: str,
    title: tuple[int, int] | None = None,
    role: tuple[int, int] | None = None,
) -> Piece:
    """Return the piece of some words."""
    texts = tuple(word[0] for word in words)
    return Piece(words[0][1], words[-1][2], texts, *scores, rule, title, role)
