"""What the words around a possible name say of it."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from factbox.lexicons import lexicon
from factbox.mentions.affiliations import ROLE_OF_BODY, role_of_body
from factbox.mentions.commas import role_before_comma
from factbox.mentions.following import role_after, stands_between
from factbox.mentions.nameless import is_no_name
from factbox.mentions.phrases import ends_in_office, ends_in_people, is_trade
from factbox.mentions.pieces import NOUN_ROLE
from factbox.mentions.roles import role_before
from factbox.mentions.telling import ROLE_TOLD, role_told
from factbox.mentions.vocabulary import vocabulary

if TYPE_CHECKING:
    from factbox.mentions.pieces import Piece
    from factbox.spans import Span

# Words in front of a name that are looked at, in characters.
_NEAR = 48
# What a city's or region's name says for a place.
_CITY = 4.0
# Words that end the names of towns and of clubs.
_CLUB = frozenset(("City", "County", "Town"))
# What says that its team is meant.
_TEAM = 4.5
# What speaks against a name of any kind.
_NEVER = -9.0
# What the same name says for a firm where it has no "the": "Amazon said".
_FIRM = 3.0
# What says for a person that a name has more than two words without a list: an initial, a surname's form.
_UNTITLED = 2.5
# How much less a town whose name is a word counts where it opens a sentence or goes on as a title: "Queens of the …".
_WORDLIKE = 2.5
# What a given name says for a person.
_GIVEN = 4.0
# What follows a name: a possessive ending, a space or comma, and a word.
_AFTER = re.compile(r"(?P<own>['’]s?)?(?P<gap>,?[^\S\n]+)(?P<word>\w[\w'’-]*)")
# A pronoun that tells a body from a person: "its" of "Vaskor cut its sales".
_PRONOUN = re.compile(r"\b(?:it|its|he|him|his|she|her)\b")
# A score behind a team: " 2" in "Brackwater 2 Ostley 1".
_SCORE = re.compile(r"[^\S\n]\d{1,3}(?=$|\n|[^\S\n][A-Z(])")
# Of a match between the name and another side's: " 2-1" behind it, "2-1 " before it.
_RESULT = re.compile(r"[^\S\n]\d{1,3}[-–]\d{1,3}(?![\w-])")
_RESULT_BEFORE = re.compile(r"(?<![\w-])\d{1,3}[-–]\d{1,3}[^\S\n]$")
# In front of where somebody lives: "at his Holm Park home".
_OWN_HOME = re.compile(r"\b(?:at|from|in|to)\s(?:her|his|their)\s\Z")
# In front of where somebody is of, and what that says for a place: "A Rhyl teacher".
_LED, _RESIDENT = re.compile(r"\b(?:an?|the)\s$", re.IGNORECASE), (0.0, -0.5, 2.6)
# In front of a place that has no role: "in the district of Holm, the epicentre".
_AREA = re.compile(
    r"\b(?:city|county|district|island|municipality|parish|province|region|state|suburb|town|village)\sof\s$"
)
# A country in brackets behind a name, as results have it: " (Ruritania)".
_FROM = re.compile(r"[^\S\n]\((?P<country>[A-Z][\w. ]{1,20})\)")
# In front of who somebody is: "a man identified as Ana Ruiz".
_NAMED = (["deceased", "as"], ["identified", "as"], ["named", "as"], ["victim", "as"])
# Sides of a place: "south of Lind Lake".
_SIDES = frozenset(side + half for side in ("north", "south", "") for half in ("", "east", "west") if side + half)
# Two who are alike: "of Ruritania and " in front, " of Orrin" behind.
_LIKE_BEFORE = re.compile(r"\b(?:of|from)\s(?:the\s)?[A-Z]\w+,?\s(?:and\s)?$")
_LIKE = re.compile(r"\s(?:of|from)\s(?:the\s)?[A-Z]")
# What a person says behind the name: ": “".
_LABELS = re.compile(r":[^\S\n]?[\"“]")
# A country or county behind a town's name: ", Ruritania" of "in Holm, Ruritania, on".
_LIES = re.compile(r",[^\S\n](?P<place>[A-Z][\w. ]{1,20}?\.?)(?=[,;)]|\.?$|\.?[^\S\n][a-z(])")
# An acronym in brackets behind a name: " (HFO)".
_BRACKET = re.compile(r"[^\S\n]\((?P<letters>[A-Z][A-Za-z&]{1,7})\)")


@dataclass(slots=True)
class Candidate:
    """A possible name at its place in the text."""

    piece: Piece
    """Its words and what they say."""
    span: Span
    """Where it stands."""
    sentence: Span
    """The sentence around it."""
    headline: bool
    """Whether that sentence is written like a headline."""
    initial: bool
    """Whether it opens the sentence, so that its capital says nothing."""
    title: Span | None = None
    """The title in front of it."""
    role: Span | None = None
    """The role beside it."""
    role_rule: str = ""
    """Name of the rule that found the role."""
    scores: list[float] = field(default_factory=lambda: [0.0, 0.0, 0.0])
    """What words and context say, for person, body and place."""
    rule: str = ""
    """Name of what spoke loudest."""


@functools.cache
def _cues() -> tuple[dict[str, tuple[float, float, float]], dict[str, tuple[float, float, float]]]:
    """Return what a word in front of a name says, and a word behind it, for person, body and place."""
    words = lexicon("mentions").words
    known = vocabulary()
    before: dict[str, tuple[float, float, float]] = {}
    before.update(dict.fromkeys(words("verb"), (0.7, 0.5, 0.0)))
    for noun in words("org_noun"):
        someone = noun in known.roles or noun.endswith(("er", "or", "parent"))  # not "the agency Ana Holm"
        before[noun] = (0.0, 2.5 if someone else 4.2, 0.0)
    before.update(dict.fromkeys(words("place_before"), (0.0, 0.0, 1.5)))
    before["near"] = (0.0, 0.0, 2.5)
    before["in"] = (-1.0, 0.0, 2.5)
    before["at"] = (-0.5, 0.7, 0.8)
    before["from"] = (0.0, 0.2, 0.6)
    before["by"] = (0.5, 0.5, 0.0)
    before["the"] = (-3.0, 0.7, 0.4)
    before["a"] = before["an"] = (-2.0, 0.0, 0.0)
    before.update(dict.fromkeys(words("thing_before"), (-4.0, 0.0, -2.0)))
    after: dict[str, tuple[float, float, float]] = {}
    after.update(dict.fromkeys(words("org_after"), (0.0, 1.5, 0.0)))
    after.update(dict.fromkeys(known.roles - {"head"}, (0.3, 1.2, 0.6)))
    after.update(dict.fromkeys(("award", "lecture", "medal", "prize", "scholarship", "trophy"), (-4.0, 0.0, 0.0)))
    after.update(dict.fromkeys(words("verb"), (1.2, 0.8, 0.0)))
    after.update(dict.fromkeys(words("person_after"), (2.0, 0.0, 0.0)))
    after.update(dict.fromkeys(words("place_noun"), (0.0, 0.0, 2.5)))
    after.update(dict.fromkeys(words("org_behind"), (0.0, 2.5, -0.5)))
    after.update(
        {"who": (2.5, 0.0, 0.0), "whose": (1.0, 0.7, 0.0), "where": (0.0, 0.0, 2.5), "which": (-1.0, 1.0, 0.8)}
    )
    return before, after


def weigh(text: str, candidate: Candidate) -> None:
    """Fill in the scores, the role and the rule of a candidate from its words and the words around it."""
    piece, span = candidate.piece, candidate.span
    scores = [piece.person, piece.body, piece.place]
    candidate.rule = piece.rule
    if is_no_name(text, candidate):
        candidate.scores, candidate.role, candidate.title = [_NEVER, _NEVER, _NEVER], None, None
        return
    name = " ".join(piece.words)
    abroad = name in vocabulary().countries
    if not abroad and (piece.place >= _CITY or piece.words[-1] in _CLUB):
        _weigh_team(text, candidate, scores)
    if piece.place >= _CITY and not abroad:
        opens = candidate.initial or text.startswith(" of ", span.end)
        if name in lexicon("mentions").words("place_the") and not _is_with_the(text, candidate):
            scores[1], scores[2] = scores[1] + _FIRM, scores[2] - _CITY
        scores[2] -= _WORDLIKE if opens and name in lexicon("mentions").words("place_word") else 0.0
    if not candidate.headline:
        noun = piece.rule == NOUN_ROLE  # what it names the text tells elsewhere
        noun = noun or _AREA.search(text, max(0, span.start - _NEAR), span.start) is not None
        if not noun and scores[1] < 5 and (scores[0] > 0 or scores[2] < 4 or candidate.title or candidate.role):  # noqa: PLR2004 - sure of itself
            _weigh_role(text, candidate, scores)
        if candidate.title is None and candidate.role is None and not candidate.initial:
            _weigh_before(text, candidate, scores)
        _weigh_behind(text, candidate, scores)
        bracket = _BRACKET.match(text, span.end, candidate.sentence.end)
        if bracket and len(piece.words) > 1 and _abbreviates(bracket["letters"], piece.words):
            _add(scores, (0.0, 4.0, 0.0))
            candidate.rule = "acronym"
        _weigh_origin(text, candidate, scores)
        if candidate.role is None and scores[0] > 0:
            _take_told(text, candidate, scores)
    candidate.scores = scores


def _take_told(text: str, candidate: Candidate, scores: list[float]) -> None:
    """Take what a sentence tells a person to be, or the body that somebody is of: no score, a role all the same."""
    if told := role_told(text, candidate.span, candidate.sentence):
        candidate.role, candidate.role_rule = told, ROLE_TOLD
    elif candidate.title is not None or scores[0] >= _GIVEN:
        candidate.role = role_of_body(text, candidate.span, candidate.sentence.end)
        candidate.role_rule = ROLE_OF_BODY if candidate.role else ""


def _weigh_origin(text: str, candidate: Candidate, scores: list[float]) -> None:
    """Count a country in brackets behind a person, one behind a comma as the place around a place, and what is said."""
    piece, known = candidate.piece, vocabulary()
    if piece.rule not in ("", "two_words"):
        return
    if len(piece.words) > 1 and candidate.initial and _LABELS.match(text, candidate.span.end):
        _add(scores, (2.5, 0.0, 0.0))
    around = text[max(candidate.sentence.start, candidate.span.start - _NEAR) : candidate.span.start]
    if len(piece.words) > 1 and _LIKE.match(text, candidate.span.end) and _LIKE_BEFORE.search(around):
        _add(scores, (2.0, 0.0, 0.0))
    if lies := _LIES.match(text, candidate.span.end, candidate.sentence.end):
        _add(scores, (0.0, 0.0, 1.5) if lies["place"] in known.places else None)
    elif piece.rule:
        origin = _FROM.match(text, candidate.span.end, candidate.sentence.end)
        _add(scores, (1.5, 0.0, 0.0) if origin and origin["country"] in known.countries else None)


def _is_with_the(text: str, candidate: Candidate) -> bool:
    """Return whether "the" stands before a name, or a place's noun behind it: "the Amazon", "Amazon rainforest"."""
    span = candidate.span
    if text[max(candidate.sentence.start, span.start - 4) : span.start].lower() == "the ":
        return True
    follows = _AFTER.match(text, span.end, candidate.sentence.end)
    return bool(follows and not follows["own"] and follows["word"].lower() in lexicon("mentions").words("place_noun"))


def _weigh_behind(text: str, candidate: Candidate, scores: list[float]) -> None:
    """Count the word behind a name, and the pronoun behind that of a name that no list knows."""
    _, after = _cues()
    follows = _AFTER.match(text, candidate.span.end, candidate.sentence.end)
    if follows is None or follows["own"]:
        return
    word = follows["word"].lower() if follows["word"].islower() else ""
    cue = after.get(word) if follows["gap"][0] != "," or word in ("who", "whose", "where", "which") else None
    alone = len(candidate.piece.words) == 1 and candidate.piece.rule in ("", "two_words")
    if alone and word in lexicon("mentions").words("resident"):
        led = _LED.search(text, max(candidate.sentence.start, candidate.span.start - 4), candidate.span.start)
        cue = _RESIDENT if led and follows["gap"][0] != "," else cue
    _add(scores, cue)
    if word == "home" and _OWN_HOME.search(
        text, max(candidate.sentence.start, candidate.span.start - 12), candidate.span.start
    ):
        _add(scores, (-2.0, 0.0, 3.0))
    if cue and cue[0] > 0 and not candidate.piece.rule and len(candidate.piece.words) == 1:
        _add(scores, _pronoun(text, follows.end(), candidate.sentence.end))


def _pronoun(text: str, start: int, end: int) -> tuple[float, float, float] | None:
    """Return what the first pronoun behind a subject and its verb says of it: "Vaskor said it", "Vask said he"."""
    found = _PRONOUN.search(text, start, min(end, start + _NEAR))
    if found is None:
        return None
    return (-1.5, 1.0, 0.0) if found[0].startswith("it") else (0.7, 0.0, 0.0)


def _weigh_team(text: str, candidate: Candidate, scores: list[float]) -> None:
    """Count what says that a town's or county's team is meant: a score behind it, or a word of the game beside it."""
    span, sentence = candidate.span, candidate.sentence
    if _SCORE.match(text, span.end, sentence.end) or _is_beside_result(text, span, sentence):
        scores[1] += _TEAM
    follows = _AFTER.match(text, span.end, sentence.end)
    if (
        follows
        and not follows["own"]
        and follows["gap"] == " "
        and follows["word"] in lexicon("mentions").words("team_word")
    ):
        scores[1] += _TEAM
    words = text[max(sentence.start, span.start - _NEAR) : span.start].split()
    if words and words[-1] in lexicon("mentions").words("team_before"):
        scores[1] += _TEAM


def _is_beside_result(text: str, span: Span, sentence: Span) -> bool:
    """Return whether a match's result stands beside a name: "beat Ostley Town 2-1"; not "won in Ostley 2-1"."""
    if _RESULT_BEFORE.search(text, max(sentence.start, span.start - 9), span.start):
        return True
    former = text[max(sentence.start, span.start - 4) : span.start].split()
    return _RESULT.match(text, span.end, sentence.end) is not None and former[-1:] not in (["in"], ["at"])


def _weigh_before(text: str, candidate: Candidate, scores: list[float]) -> None:
    """Count the word in front of a name, and "of" with the word in front of that."""
    start = candidate.span.start
    if not text[start - 1].isspace():
        return
    words = text[max(candidate.sentence.start, start - _NEAR) : start].split()
    first = words[-1].lower() if words else ""
    cue = _cues()[0].get(first)
    if first == "the" and candidate.piece.person >= _GIVEN:
        cue = (-1.0, 0.7, 0.4)
    if len(words) > 1 and len(candidate.piece.words) > 1 and (first == "namely" or words[-2:] in _NAMED):
        cue = (1.5, 0.0, 0.0)
    if first == "in" and len(words) > 1:
        cue = _in_what(words[-2].lower(), placed=candidate.piece.place > 0) or cue
    _add(scores, cue)
    lies = first == "of" and len(words) > 1 and words[-2].lower()
    if lies and (lies in lexicon("mentions").words("place_noun") or lies in _SIDES):
        _add(scores, (0.0, 0.0, 3.0))


def _in_what(former: str, *, placed: bool) -> tuple[float, float, float] | None:
    """Return what "in" says of a name behind a word that makes it a body's or a work's: "shares in", "starred in".

    Not "sales in Europe", where the name is known for a place.
    """
    words = lexicon("mentions").words
    if former in words("in_body") and not placed:
        return (-1.0, 2.5, 0.0)
    return (0.0, 0.0, 0.0) if former in words("in_work") else None


def _weigh_role(text: str, candidate: Candidate, scores: list[float]) -> None:
    """Look for a role on either side of a possible person, and count it."""
    start = min(part.start for part in (candidate.span, candidate.title, candidate.role) if part)
    lettered = candidate.piece.rule in ("acronym", "camel") and candidate.role is None
    role = None if lettered else role_before(text, candidate.sentence.start, start, candidate.role)
    alone = len(candidate.piece.words) == 1
    unsure = candidate.piece.person < _UNTITLED and candidate.title is None and candidate.role is None
    if role and unsure and alone and is_trade(role.of(text), alone=True):
        role = None  # "developer Vaskor"
    if role is not None:
        candidate.role, candidate.role_rule = role, "role_before"
        scores[0] += 4.0
    ranked = role is not None and lexicon("mentions").words("rank").issuperset(role.of(text).split())
    if role is None or candidate.title or ranked:
        behind, aged = (None, False) if lettered else role_after(text, candidate.span, candidate.sentence)
        behind = behind and _without_things(text, behind, lettered=lettered)
        if behind and unsure and role is None and is_trade(behind.of(text), alone=alone):
            scores[1], behind = scores[1] + _FIRM, None
        if behind and (not role or (ranked and ends_in_office(behind.of(text)))):
            candidate.role, candidate.role_rule = behind, "role_after"
        scores[0] += (3.5 if behind else 0.0) + (5.0 if aged else 0.0)
    told = candidate.role if candidate.role_rule == "role_after" else None
    between = told is not None and stands_between(text, told, candidate.sentence.end)
    if candidate.role is None or (ranked and candidate.role == role) or between:
        _weigh_ahead(text, candidate, scores, unsure=unsure)
    if candidate.role_rule and not candidate.rule:
        candidate.rule = candidate.role_rule


def _weigh_ahead(text: str, candidate: Candidate, scores: list[float], *, unsure: bool) -> None:
    """Look for a role in front of a comma, and count it."""
    start = min(part.start for part in (candidate.span, candidate.title) if part)
    if candidate.role and candidate.role.start < start:
        start = candidate.role.start
    ahead = role_before_comma(text, candidate.sentence.start, start, candidate.span.end)
    if ahead and unsure and is_trade(ahead.of(text), alone=len(candidate.piece.words) == 1):
        scores[1], ahead = scores[1] + _FIRM, None
    if ahead and not (unsure and _is_loose(ahead.of(text), candidate.piece)):
        candidate.role, candidate.role_rule = ahead, "role_before_comma"
        scores[0] += 2.5


def _without_things(text: str, role: Span, *, lettered: bool) -> Span | None:
    """Return a role, but of letters one of people alone: "AOC, the congresswoman", not "the CPC, a provision"."""
    return None if lettered and not ends_in_people(role.of(text)) else role


def _is_loose(role: str, piece: Piece) -> bool:
    """Return whether a name without a given name need not be who a role and a comma tell of.

    "a smelter in Ostley, Holm", "the director of the musical, Ostley Dreams".
    """
    if len(piece.words) > 1:
        return " of the " in role and piece.body > 0
    return piece.rule != "given_name" and role.startswith(("A ", "An ", "a ", "an ", "the ")) and " " in role[4:]


def _add(scores: list[float], cue: tuple[float, float, float] | None) -> None:
    """Add a cue's scores, where there is one."""
    if cue:
        scores[0] += cue[0]
        scores[1] += cue[1]
        scores[2] += cue[2]


def _abbreviates(letters: str, words: tuple[str, ...]) -> bool:
    """Return whether the letters are the words' initials, small words counted or not."""
    capitals = "".join(letter for letter in letters if letter.isupper())
    whole = "".join(word[0] for word in words)
    return capitals in ("".join(word[0] for word in words if word[0].isupper()), whole.upper())
