"""Runs cut into pieces: one possible name each, with what its words alone say of it."""

from __future__ import annotations

import functools
import re
from itertools import pairwise
from typing import NamedTuple

from factbox.mentions.lexical import LONGEST_PLACE, is_body, judge
from factbox.mentions.phrases import word_list
from factbox.mentions.runs import split_words
from factbox.mentions.vocabulary import vocabulary

Word = tuple[str, int, int]

# Made of a place or a body and a participle: "York-based" of "New York-based".
_COMPOUND = re.compile(
    r"-(?:based|born|led|owned|backed|controlled|style|like|era|sponsored|listed|trained|educated|dominated|funded|linked|nominated|occupied|related|run|winning)$"
)
# Months that are given names or surnames too.
_MONTH_NAMES = frozenset({"April", "August", "Jan", "June", "May"})
# A month's short form that in front of a name is one: prose has it before a figure, "Jan 5".
_SHORT_MONTH = "Jan"
# What a given name says for a person.
_GIVEN = 4.0
# Feasts and dates end in these: "Labour Day" is no name.
_DAY_WORDS = frozenset({"Day", "Eve", "Year"})
# What opens a name though it is small: "al Qaeda".
_ARTICLES = frozenset(("al", "el"))
# Parties that stand behind a place like a people.
_PARTIES = frozenset({"Democrat", "Democratic", "Democrats", "Republican", "Republicans"})
# Countries that stand in front of other names like an adjective: "U.S. Steel".
_ADJECTIVAL = frozenset({"EU", "U.K.", "U.N.", "U.S.", "UK", "UN", "US"})
# Clubs open with these as if with a participle: "Sporting Lisbon".
_CLUBS = frozenset({"Racing", "Sporting", "Viking"})
# Small words behind which a body's name goes on.
_OF_WORDS = frozenset({"for", "of", "on"})
# An office and a name of three words.
_HOLDER = 4
# Offices in front of a full name even if no list knows that: "Bank of Ostley Governor Vasko Holm".
_HOLDERS = frozenset(
    {"Chairman", "Chairwoman", "Commissioner", "Director", "Governor", "Minister", "President", "Professor"}
)
# Words so long are acronyms no more when in capitals.
_SHOUTED = 4


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


@functools.lru_cache(maxsize=1 << 16)
def cut_run(text: str) -> tuple[Piece, ...]:
    """Return the possible names of a run, in order; titles, roles, peoples, days and sentence openers are cut off."""
    out: list[Piece] = []
    if text.isupper() and " " in text:
        return _shouted([(word.title(), start, end) for word, start, end in split_words(text)])
    for segment in _segments([_lowered(word) for word in split_words(text)]):
        out += _cut_segment(segment)
    return tuple(piece._replace(first=piece.start == 0) for piece in out)


def _lowered(word: Word) -> Word:
    """Return a word with shouting capitals brought down where the lexicon knows it so: "LONDON" is "London"."""
    text = word[0]
    if len(text) >= _SHOUTED and text.isupper() and text.isalpha():
        known, low = vocabulary(), text.title()
        if text not in known.organisations and (
            low in known.places or low in known.given or low in known.demonyms or low in known.stops
            or low in known.calendar or low in known.common or low in known.heads or low in known.offices
            or low in known.place_firsts or low in known.place_heads
        ):  # fmt: skip
            return (low, word[1], word[2])
    return word


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


def _parts_people(words: list[Word], position: int, segment: list[Word]) -> bool:
    """Return whether an "&" stands between two people: "Ana & Tom"."""
    both = words[position][0] == "&" and bool(segment) and position + 1 < len(words)
    return both and {segment[0][0], words[position + 1][0]} <= vocabulary().given.keys()


def _segments(words: list[Word]) -> list[list[Word]]:
    """Return the stretches of words between those that no name holds."""
    known = vocabulary()
    out: list[list[Word]] = [[]]
    for position, word in enumerate(words):
        text = word[0]
        if text in known.calendar:
            if _month_in_name(words, position) or _is_paper(words, position):
                out[-1].append(word)
                continue
            out = out[:-1] if text in _DAY_WORDS else out
            out.append([])
        elif _COMPOUND.search(text):
            out[-1] = []
        elif (
            _is_participle(words, position)
            or _parts_people(words, position, out[-1])
            or (
                text in known.stops
                and not _opens_place(words, position)
                and not (out[-1] and out[-1][-1][0] in known.given)
            )
        ):
            out.append([])
        else:
            out[-1].append(word)
            if _is_credit(words, position):
                out.append([])
    return [trimmed for segment in out if (trimmed := _without_small(segment))]


def _is_paper(words: list[Word], position: int) -> bool:
    """Return whether a day opens a paper's name: "Sunday Times"."""
    named = position + 1 < len(words) and f"{words[position][0]} {words[position + 1][0]}"
    return named in vocabulary().organisations


def _is_credit(words: list[Word], position: int) -> bool:
    """Return whether a word in capitals stands in front of a name in small ones: "GETTY" of "GETTY Max Holm"."""
    text, known = words[position][0], vocabulary()
    behind = words[position + 1][0] if position + 1 < len(words) else ""
    return (
        len(text) >= _SHOUTED and text.isalpha() and text.isupper() and behind in known.given and not behind.isupper()
    )


def _month_in_name(words: list[Word], position: int) -> bool:
    """Return whether a month is a person's name there: "Ana May", "Mrs May", "Jan Novak"."""
    text, known = words[position][0], vocabulary()
    if text not in _MONTH_NAMES:
        return False
    before = words[position - 1][0] if position else ""
    if (before in known.given or before in known.titles) and before not in _MONTH_NAMES:
        return True
    behind = words[position + 1][0] if position + 1 < len(words) else ""
    return text == _SHORT_MONTH and behind[:1].isupper() and behind not in known.calendar


def named_like_month(text: str, piece: Piece) -> Piece:
    """Return a run's first piece with the month before it as a given name: "April Holm" of "April Holm"."""
    month = text[: piece.start].strip()
    words, person = (month, *piece.words), max(piece.person, _GIVEN)
    return piece._replace(start=0, words=words, person=person, rule="given_name", first=True)


def _is_participle(words: list[Word], position: int) -> bool:
    """Return whether a run's first word tells what is done: "Sentencing Clare Whitlow", "Leaving New York"."""
    text, known = words[position][0], vocabulary()
    named = text in known.given or text in known.places or text in _CLUBS
    if position or named or not text.endswith("ing") or len(words) == 1:
        return False
    behind = [word[0] for word in words[1:3]]
    return behind[0] in known.given or behind[0] in known.countries or " ".join(behind) in known.places


def _opens_place(words: list[Word], position: int) -> bool:
    """Return whether a word opens a place of the lexicon: "The Hague"."""
    return position + 1 < len(words) and f"{words[position][0]} {words[position + 1][0]}" in vocabulary().places


def _without_small(segment: list[Word]) -> list[Word]:
    """Return a segment without small words at its ends, nor letters behind a name ("QC")."""
    start, end = 0, len(segment)
    while start < end and _is_small(segment[start][0]) and segment[start][0] not in _ARTICLES:
        start += 1
    while start < end and (_is_small(segment[end - 1][0]) or segment[end - 1][0] == "&"):
        end -= 1
    known = vocabulary()
    while end - start > 1 and segment[end - 1][0] in known.no_bodies:
        if _numbers(segment[end - 2][0], segment[end - 1][0]):
            break
        end -= 1
    return segment[start:end]


def _is_small(word: str) -> bool:
    """Return whether a word has no capital that is a name's: "van", not "al-Amin", "d'Arc"."""
    return word[0].islower() and "-" not in word and not (word[1:2] in "'’" and word[2:3].isupper())


def _numbers(name: str, numeral: str) -> bool:
    """Return whether a numeral belongs to a ruler's name: "Henry VIII"."""
    return name in vocabulary().given and not numeral.strip("IVX")


def _cut_segment(words: list[Word]) -> list[Piece]:
    """Return the names of a segment: what stands before a role or title, and the person behind it."""
    known = vocabulary()
    texts = [word[0] for word in words]
    titled = texts[0] in known.titles or (texts[0] in known.offices and texts[1:2] and texts[1] in known.given)
    person = ("of" not in texts and titled) or _ends_in_holder(texts)
    if len(words) > 1 and not person and is_body(texts):
        low = texts[0].lower()
        trade = low in known.roles or low in word_list("org_noun")
        shift = len(words) > 2 and trade and texts[1] in known.organisations  # noqa: PLR2004
        return _named(words[shift:])  # "Sony Pictures" of "Distributor Sony Pictures"
    index, behind = _office(texts)
    if behind == 0:
        return _named(_without_office(words))
    before, name = words[: index + 1], words[behind:]
    if len(name) == 1 and texts[index] not in known.offices | known.titles and name[0][0] not in known.given:
        return _named(words)  # "Boy Scouts", "Star Trek": what a word for people begins, not whose role it is
    title = (words[index][1], words[index][2]) if texts[index] in known.titles else None
    role_end = index if title else behind
    role = (before[0][1], words[role_end - 1][2]) if _role_in(texts[:role_end]) else None
    out = _named(_without_office(before), owner=role is not None)
    while len(name) > 1 and name[-1][0] not in known.head_surnames and name[-1][0] in known.common | known.heads:
        name = name[:-1]
    return [*out, _piece(name, (6.0, 0.0, 0.0), "title" if title else "role_before", title, role)]


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
        if index and texts[index - 1] in known.given and text not in known.offices:
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
    return text in known.offices or low in known.roles or low.removeprefix("co-").removeprefix("ex-") in known.roles


def _is_held(office: str, name: str) -> bool:
    """Return whether the word behind an office can begin the name of who has it."""
    known = vocabulary()
    if not name[0].isupper() or name == office:
        return False
    if name in known.given or (office in known.titles and name in known.office_surnames):
        return True
    if name in known.common | known.offices | known.departments:
        return False
    named = name not in known.heads or name in known.head_surnames
    return named and (office in known.offices | known.titles or name.lower() not in known.modifiers)


def _without_office(words: list[Word]) -> list[Word]:
    """Return the words without offices, and words in front of offices, at the end: "Utah" of "Utah Deputy Governor"."""
    known = vocabulary()
    end, cut, inside = len(words), False, {word[0] for word in words}
    while end:
        text = words[end - 1][0]
        office = text in known.offices or text in known.titles
        if not office and not (cut and (text.lower() in known.modifiers or text in known.common)):
            break
        if not office and (words[end - 2][0] in _OF_WORDS or (text.endswith("s") and _OF_WORDS & inside)):
            break  # "Institute of Technology", "Council on Tidal Relations"
        if office and end > 1 and end == len(words) and words[end - 2][0] in known.given:
            break
        cut, end = True, end - 1
    return _without_small(words[:end])


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
            return _named(_without_small(words[shift:]), owner=owner)
        if texts[0] in _ADJECTIVAL and len(texts) > 1:
            if texts[-1] in known.common:
                return []
            return [*_named(words[:1]), *_named(_without_small(words[1:]), owner=owner)]
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
        return 0
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
