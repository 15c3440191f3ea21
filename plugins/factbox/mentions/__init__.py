"""Names of people, organisations and places in the prose, told by the text's own evidence first.

Capitalised words in a row are cut into possible names (`runs`, `pieces`); what their words and the words around them
say is weighed over the whole text (`evidence`, `roles`, `deciding`); what reaches its score is a mention.
"""

from __future__ import annotations

import functools
import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from factbox.mentions.abbreviated import join_abbreviated
from factbox.mentions.deciding import decide
from factbox.mentions.evidence import Candidate, weigh
from factbox.mentions.first_parts import BODY_RULE, take_first_part
from factbox.mentions.homes import settle_homes
from factbox.mentions.letters import without_letters
from factbox.mentions.lists import join_lists, share_roles
from factbox.mentions.nicknames import join_nicknamed
from factbox.mentions.offices import part_holder, without_posts
from factbox.mentions.pieces import NOUN_ROLE, cut_run, named_like_month
from factbox.mentions.rows import ROW, read_row
from factbox.mentions.runs import find_runs
from factbox.mentions.telling import keep_printed
from factbox.mentions.vocabulary import title_genders, vocabulary
from factbox.model import EntityKind, Gender, Mention
from factbox.spans import Span, trimmed

if TYPE_CHECKING:
    from factbox.mentions.pieces import Piece
    from factbox.mentions.runs import Run
    from factbox.model import Document

__all__ = ["SHARED_SURNAME", "find_mentions"]

# The rule of a given name whose surname stands with the next name: "Joan" of "Joan and Alan Whitley".
SHARED_SURNAME = "shared_surname"
# What a country's name says for a place: a surname like it gives way, unless the words around speak for a person.
_COUNTRY = 5.0
# One of several places of a dateline: "SEOUL" of "SEOUL/WASHINGTON", "TERN ISLAND" of "TERN ISLAND, Ruritania".
_PLACES = re.compile(r"[^,/]+")
# Months that are given names as often, and what stands in front of those that are months: "in ", "last ", "5 ".
_MONTHS = ("April ", "June ")
_DATES = re.compile(
    r"(?:\b(?:after|and|before|between|by|during|early|for|from|in|last|late|mid|next|of|on|or|since|the|this|through|till|to"
    r"|until)|\d(?:st|nd|rd|th)?)[\s-]$",
    re.IGNORECASE,
)
# What stands behind a person's name: ", a pilot", ", 54", " said".
_PERSON_BEHIND = re.compile(r",\s(?:an?|the|who|whose|\d\d)\b|\s(?:said|says|told|who)\b")
# The rules of names with an office in front; a department is one behind "of" alone: "secretary of State Ana Ruiz".
_HELD = frozenset({"title", "role_before", NOUN_ROLE})
# Capitals of so many letters are a body's; more may be a word that shouts, and still more one by its ending.
_ACRONYM, _SHORT, _ENDINGS = 3, 4, ("ED", "ERS", "ING", "LY")
# What stands behind the letters of a currency: "US$5".
_MONEY = frozenset("$€£")
# Small words that only a shout has in capitals, where the words on both sides are in small letters.
_SHOUTED = re.compile(
    r"[a-z] (ALL|ALWAYS|ANY|DO|DOES|EVER|EVERY|HAVE|MORE|MUST|MY|NEVER|NOT|ONLY|REALLY|SO|SOME|THAT|THIS|TOO|VERY|WILL)"
    r"(?= [a-z])"
)
# A given name and a surname.
_FULL = 2
# From so many words on, a sentence whose long words all have capitals is a headline.
_HEADLINE_WORDS = 4
# The start of a word, no figure and no letter of a scorecard: "Ruiz" of "1. Ana Ruiz b 12.7".
_WORD_START = re.compile(r"(?<![^\W\d_])[^\W\d_](?=\w)")
# A lower-case word that a headline in capitals would not have: " said"; a shorter one tells only before a full stop.
_LOWER = re.compile(r"\s[a-z]\w{3}")
_LOWER_STOPPED = re.compile(r"\s[a-z]\w\w")


def find_mentions(document: Document, sentences: tuple[Span, ...]) -> tuple[Mention, ...]:
    """Return the names of people, organisations and places, in text order, none over another.

    Args:
        document: the text and its paragraphs.
        sentences: half-open character offsets into `document.text`, as `split_sentences` gives them.

    Returns:
        Mentions whose spans hold the name without title, role or possessive ending; the dateline's place comes first.
    """
    text = document.text
    candidates: list[Candidate] = []
    for sentence in sentences:
        candidates += _candidates(text, sentence)
    candidates = without_posts(text, candidates)
    _without_openers(candidates)
    for candidate in candidates:
        weigh(text, candidate)
    settle_homes(text, candidates)
    keep_printed(candidates)
    kinds = _decide(text, candidates)
    share_roles(text, candidates, kinds)
    people, shorts = _short_people(kinds), _short_forms(kinds)
    for candidate in candidates:
        if candidate.headline and len(candidate.piece.words) > _FULL:
            _cut_to_person(candidate, kinds)
    out = _of_dateline(document)
    for candidate, behind in zip_longest(candidates, candidates[1:]):
        mention = _mention(text, candidate, kinds, people, shorts) or _sharing(text, candidate, behind, kinds)
        if mention and mention.rule == SHARED_SURNAME:
            people.setdefault(mention.text, "first_name")
        if mention and (not out or out[-1].span.end <= mention.span.start):
            out.append(mention)
    return tuple(out)


def _without_openers(candidates: list[Candidate]) -> None:
    """Leave off a person's name the word that opens the sentence, where the text calls them by the name behind it.

    "Brave Ana Ruiz", who is then "Ana": no list knows "Brave" for a given name, and one has "Ana"; "Mother-of-two Ana".
    """
    given = vocabulary().given
    alone = {candidate.piece.words[0] for candidate in candidates if len(candidate.piece.words) == 1}
    for candidate in candidates:
        words, span = candidate.piece.words, candidate.span
        enough = len(words) > _FULL or (len(words) == _FULL and words[0].partition("-")[2][:1].islower())
        opens = candidate.initial and enough and words[0] not in given and words[1] in given
        if opens and words[1] in alone and words[0] not in alone and len(span) == len(" ".join(words)):
            whole, *more = cut_run(" ".join(words[1:]))
            if not more and whole.words == words[1:]:
                candidate.piece, candidate.initial = whole, False
                candidate.span = Span(span.start + len(words[0]) + 1, span.end)


def _cut_to_person(candidate: Candidate, kinds: dict[str, EntityKind]) -> None:
    """Leave of a name in a headline the person whom the text names: "Ana Ruiz" of "Ana Ruiz Responds"."""
    words, span = candidate.piece.words, candidate.span
    for length in range(_FULL, len(words)):
        name = " ".join(words[:length])
        if kinds.get(name) is EntityKind.PERSON and candidate.span.end - span.start == len(" ".join(words)):
            candidate.piece = candidate.piece._replace(words=words[:length])
            candidate.span = Span(span.start, span.start + len(name))
            return


def _of_dateline(document: Document) -> list[Mention]:
    """Return the places of the dateline: "TERN ISLAND" and "Ruritania" of "TERN ISLAND, Ruritania"."""
    place = document.dateline.place_span if document.dateline else None
    if place is None:
        return []
    text, known = document.text, vocabulary().places
    parts = [trimmed(text, *match.span()) for match in _PLACES.finditer(text, place.start, place.end)]
    spans = [
        part
        for number, part in enumerate(parts)
        if part and (not number or {part.of(text), part.of(text).title()} & known.keys())
    ]
    return [Mention(span, span.of(text), EntityKind.PLACE, "dateline") for span in spans]


def _decide(text: str, candidates: list[Candidate]) -> dict[str, EntityKind]:
    """Return the kind of each name that has one, by the name's words."""
    told = [candidate for candidate in candidates if candidate.rule != ROW]
    kinds = {name: kind for name, kind in decide(told).items() if not _is_word(text, name)}
    kinds |= join_lists(text, told, kinds)
    for candidate in candidates:
        if candidate.rule == ROW and not candidate.piece.place:
            kinds.setdefault(" ".join(candidate.piece.words), EntityKind.ORGANISATION)
    return kinds


def _is_word(text: str, name: str) -> bool:
    """Return whether a text has a word of no list in small letters too: "Postcards"; or it shouts: "ARMED"."""
    shouts = name.isupper() and len(name) > _ACRONYM
    if " " in name or not name.isalpha() or not (shouts or name[1:] == name[1:].lower()):
        return False
    known, low = vocabulary(), name.lower()
    if name in known.given or name in known.places or name in known.organisations:
        return False
    if len(name) > _ACRONYM and shouts and text.count(name) == 1 and _shouts(text):
        return True  # "It was EPIC", where others were "VERY odd" and "NOT pleased"
    if len(name) > _SHORT and shouts and name.endswith(_ENDINGS) and text.count(name) == 1:
        return True  # "ARMED police were called"
    return f" {low}" in text and any(f" {low}{behind}" in text for behind in " .,;:’'")


@functools.lru_cache(maxsize=2)
def _shouts(text: str) -> bool:
    """Return whether a text puts small words in capitals for their weight, two of them or more: "NOT", "VERY"."""
    return len(set(_SHOUTED.findall(text))) > 1


def _candidates(text: str, sentence: Span) -> list[Candidate]:
    """Return the possible names of a sentence."""
    out: list[Candidate] = []
    row = read_row(text, sentence)
    if row:
        return [Candidate(piece, span, sentence, headline=False, initial=False) for piece, span in row]
    headline = _is_headline(sentence.of(text))
    opening = sentence.start
    while opening < sentence.end and not text[opening].isalnum():
        opening += 1
    for found in find_runs(text, sentence.start, sentence.end):
        run, office = part_holder(text, sentence.start, found)
        out += _place_of(text, sentence, office)
        for piece in _pieces(text, run):
            if run.text.startswith(_MONTHS) and _is_month_given(text, sentence, run, piece):
                piece = named_like_month(run.text, piece)  # noqa: PLW2901 - the same name, whole
            span = Span(run.start + piece.start, run.start + piece.end)
            candidate = Candidate(piece, span, sentence, headline, run.start == opening and piece.first)
            _set_beside(text, run, candidate)
            candidate.role = office if office and piece.first else candidate.role
            if piece.rule == BODY_RULE:
                take_first_part(text, sentence, candidate)
                while out and out[-1].span.end > candidate.span.start:
                    out.pop()
            out.append(candidate)
    return join_abbreviated(text, sentence, without_letters(text, sentence, join_nicknamed(text, out)))


def _place_of(text: str, sentence: Span, office: Span | None) -> list[Candidate]:
    """Return the place that an office is of, where a list knows it: "London" of "Mayor of London"."""
    name = office.of(text).rpartition(" of ")[2].removeprefix("the ") if office else ""
    if office is None or name not in vocabulary().places:
        return []
    span = Span(office.end - len(name), office.end)
    return [Candidate(piece, span, sentence, headline=False, initial=False) for piece in cut_run(name)]


def _set_beside(text: str, run: Run, candidate: Candidate) -> None:
    """Give a possible name the title and the role that its run has in front of it."""
    piece = candidate.piece
    if piece.title:
        candidate.title = Span(run.start + piece.title[0], run.start + piece.title[1])
    if piece.role and (piece.rule in _HELD or text.endswith((" of ", " of the "), 0, run.start)):
        candidate.role = Span(run.start + piece.role[0], run.start + piece.role[1])


def _pieces(text: str, run: Run) -> list[Piece]:
    """Return the possible names of a run, but for letters that a currency has: "US$5"."""
    behind = run.start + 1
    return [piece for piece in cut_run(run.text) if text[behind + piece.end - 1 : behind + piece.end] not in _MONEY]


def _is_month_given(text: str, sentence: Span, run: Run, piece: Piece) -> bool:
    """Return whether the month that opens a run is a given name: "April Holm, a pilot"; not "in April Holm, a"."""
    if piece.start != run.text.index(" ") + 1 or _DATES.search(text, sentence.start, run.start):
        return False
    return _PERSON_BEHIND.match(text, run.start + piece.end, sentence.end) is not None


def _is_headline(sentence: str) -> bool:
    """Return whether a sentence is written in the capitals of a headline: no long word is lower case."""
    lower = _LOWER_STOPPED if sentence[-1:] in ".!?" else _LOWER
    return not lower.search(sentence) and len(_WORD_START.findall(sentence)) >= _HEADLINE_WORDS


def _short_people(kinds: dict[str, EntityKind]) -> dict[str, str]:
    """Return what people named in full are called by, with the rule that says so.

    Their surnames, "Berg" and "van der Berg" of "Anna van der Berg", and their first names where they are no places.
    """
    known = vocabulary()
    out: dict[str, str] = {}
    for name, kind in kinds.items():
        words = name.split()
        if kind is not EntityKind.PERSON or len(words) == 1:
            continue
        while len(words) > 2 and words[-1] in known.honours:  # noqa: PLR2004 - given name and surname stay
            words.pop()
        if len(words[0]) > 2 and words[0] not in known.places and words[0] not in known.common:  # noqa: PLR2004 - "J."
            out.setdefault(words[0], "first_name")
        for start in range(1, len(words)):
            out[" ".join(words[start:])] = "surname"
    return out


def _short_forms(kinds: dict[str, EntityKind]) -> set[str]:
    """Return what firms are called without their suffix: "Ostley Steel" and "Ostley" of "Ostley Steel Ltd"."""
    known, out = vocabulary(), set()
    for name, kind in kinds.items():
        words = name.split()
        if kind is EntityKind.ORGANISATION and len(words) > 1 and words[-1] in known.suffixes:
            out.add(" ".join(words[:-1]))
            if words[0] not in known.places and words[0] not in known.common:
                out.add(words[0])
    return out


def _mention(
    text: str,
    candidate: Candidate,
    kinds: dict[str, EntityKind],
    people: dict[str, str],
    shorts: set[str],
) -> Mention | None:
    """Return the mention of a candidate, if it has a kind."""
    name = " ".join(candidate.piece.words)
    kind, rule = None, candidate.rule or "context"
    if rule == ROW:
        kind = EntityKind.PLACE if candidate.piece.place else EntityKind.ORGANISATION
    elif candidate.title or (candidate.role_rule == "role_before" and candidate.scores[0] > 0):
        kind = EntityKind.PERSON
    elif people.get(name) == "surname" and candidate.scores[2] < _COUNTRY + candidate.scores[0]:
        kind, rule = EntityKind.PERSON, "surname"
    elif name in kinds and not (name in people and not candidate.piece.rule):
        kind = kinds[name]
    elif name in people:
        kind, rule = EntityKind.PERSON, people[name]
    elif name in shorts and candidate.scores[1] >= 0:
        kind, rule = EntityKind.ORGANISATION, "short_form"
    if kind is None or (candidate.headline and name not in kinds and name not in people):
        return None
    person = kind is EntityKind.PERSON
    title = candidate.title.of(text) if candidate.title else None
    return Mention(
        candidate.span,
        candidate.span.of(text),
        kind,
        rule,
        title=title,
        gender=_gender(title, candidate.piece.words) if person else Gender.UNKNOWN,
        role_span=candidate.role if person else None,
    )


def _sharing(text: str, candidate: Candidate, behind: Candidate | None, kinds: dict[str, EntityKind]) -> Mention | None:
    """Return the mention of a given name that shares the next one's surname: "Joan" of "Joan and Alan Whitley"."""
    words, given = candidate.piece.words, vocabulary().given
    if behind is None or len(words) > 1 or words[0] not in given or behind.piece.words[0] not in given:
        return None
    joined = text[candidate.span.end : behind.span.start] in (" and ", " & ") and len(behind.piece.words) > 1
    if not joined or kinds.get(" ".join(behind.piece.words)) is not EntityKind.PERSON:
        return None
    shared = (candidate.span, words[0], EntityKind.PERSON, SHARED_SURNAME)
    return Mention(*shared, gender=given[words[0]], role_span=candidate.role)


def _gender(title: str | None, words: tuple[str, ...]) -> Gender:
    """Return what a title or the given name shows."""
    shown = title_genders().get(title, Gender.UNKNOWN) if title else Gender.UNKNOWN
    if shown is Gender.UNKNOWN and len(words) > 1:
        return vocabulary().given.get(words[0], Gender.UNKNOWN)
    return shown
