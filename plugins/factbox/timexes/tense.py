"""Whether the words around a date look back or ahead: the nearest verb that governs it decides."""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from factbox.lexicons import lexicon

if TYPE_CHECKING:
    from factbox.spans import Span


class Tense(StrEnum):
    """Where the words around a date put it."""

    PAST = "past"
    FUTURE = "future"
    NONE = "none"


# How far the walk goes from the date, in characters and words.
_REACH, _WORDS = 200, 22
# How many words an ordinal and its noun are: "the third house guest to".
_COUNTED = 3
# A word, or a mark that ends the walk: "will", "'ll", ";", "“".
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*(?:[’']\w+)?|[’']\w+|[;:“”\"—]")
_STOPS = frozenset(';:“”"—')
_SKIPPED = frozenset(("on", "at", "in", "the", "early", "late", "of", "for", "next", "this"))
# May stand between "until" and its date: "until at least Friday".
_BETWEEN = frozenset(("at", "least", "early", "late", "the"))
_LOOK_BACK = frozenset(("was", "were", "had", "been"))
# Before "start" or "vote" they make it a noun, or an infinitive that has rules of its own.
_NOUN_SIGNS = frozenset(("the", "a", "an", "this", "that", "its", "his", "her", "their", "to", "s", "of", "did", "not"))
# Nouns too: "its record close on Wednesday"; behind a plural or one of these they are verbs.
_NOUNS = frozenset(("close", "end", "open", "play", "return", "start", "vote"))
# Nouns where a past stands before them: "spoke with radio host Ana Ruiz on Monday".
_NOUNS_BEHIND_PAST = frozenset(("face", "host", "travel", "visit", "visits", "welcome"))
_PLURALS = frozenset(("and", "also", "i", "men", "people", "police", "they", "we", "who", "women", "you"))
_SHORT = 4
# A past tense with a hyphen begins with one of these: "re-elected", "co-founded".
_PREFIXES = ("co-", "cross-", "double-", "over-", "pre-", "re-", "under-")
# "set" looks ahead only so near before its date.
_NEAR_SET = 3
# The length of "based on ", before a day whose own event is over.
_BASED = 9
# Before an event that is over they put its day in the past: "will be blamed after the defeat in Tarvel on Sunday".
_BEHIND = frozenset(("after", "following"))
# Nouns behind an adjective, a possessive or an article: "changed its travel plans after the storm on Saturday".
_PLANS = frozenset(("plan", "plans", "hope", "hopes", "aims"))
_PLANNED = frozenset(("a", "an", "the", "its", "his", "her", "their", "our", "any", "no", "in", "of", "for", "with"))
# "If" so near before a past tense puts it ahead: "if he won the vote on 8 November".
_IF = 3
_IS = frozenset(("is", "are", "be"))
# Behind "is" they put the day before it ahead: "Wednesday is going to be hot".
_TO = frozenset(("to", "going"))
# These and "had" tell of what was so by a day in the past: "until Thursday they had not called".
_BY = frozenset(("by", "till", "until"))
# So many words behind "Sunday’s" may belong to its noun, if none of these ends it.
_GROUP = 4
_GROUP_ENDS = frozenset(
    ("after", "and", "are", "at", "for", "from", "in", "is", "of", "on", "to", "was", "will", "with")
)
# Behind them a form in "-s" is a present, which puts a day ahead, but for these: "when she speaks on Thursday".
_ONE = frozenset(("he", "it", "she", "whoever"))
_NO_PRESENT = frozenset(
    ("always", "believes", "does", "has", "is", "knows", "lives", "perhaps", "plus", "says", "stands", "thinks", "was")
)
# They open an aside, whose present says nothing of its clause: "In July Holm, which is listed, reported".
_RELATIVE = frozenset(("that", "which", "who", "whose"))
# What they tell of lasted: "ran the mill until May".
_LASTED = frozenset(
    (
        "chaired",
        "headed",
        "lasted",
        "lay",
        "led",
        "lived",
        "owned",
        "played",
        "ran",
        "remained",
        "served",
        "stayed",
        "worked",
    )
)
# They end like a plural behind "due", "scheduled" and the like, and are none.
_AFTER_PARTICIPLE = frozenset(("as", "his", "its", "perhaps", "this", "unless", "us"))
_DID = frozenset(("did", "didn't", "didn’t", "wasn't", "wasn’t"))
# With "for" behind them they put a date ahead: "set a hearing for 12 November".
_FIXES = frozenset(("announced", "booked", "called", "fixed", "scheduled", "set"))
# A match to come: "are at home to Ostley on Saturday".
_FIXTURE = re.compile(r"\b(?:are|is)\s(?:at\shome|away)\s(?:against|to)\b")
# How many words of a clause are looked at for what belongs to its verb.
_CLAUSE = 6
# With them "could" looks back: "could not be reached on Monday".
_NO_DOING = frozenset(("no", "nobody", "neither", "none", "not", "nor"))


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon's word lists, as sets."""

    adjacent: frozenset[str]
    cue: frozenset[str]
    participle: frozenset[str]
    past: frozenset[str]
    same_past: frozenset[str]
    to_verb: frozenset[str]
    be: frozenset[str]
    present: frozenset[str]
    over: frozenset[str]
    no_past: frozenset[str]
    commits: frozenset[str]
    ordinal: frozenset[str]


@functools.cache
def _words() -> _Words:
    """Return the tense words of the lexicon."""
    lists = lexicon("timexes")
    irregular = lexicon("cues").words("irregular") - lists.words("participle")
    return _Words(
        lists.words("future_adjacent"),
        lists.words("future_cue"),
        lists.words("future_participle"),
        lists.words("past_verb") | irregular,
        lists.words("same_past"),
        lists.words("to_verb"),
        lists.words("auxiliary_be"),
        lists.words("plan_present"),
        lists.words("over_noun"),
        lists.words("no_past"),
        lists.words("commits"),
        lists.words("ordinal") | {"last", "latest", "only"},
    )


def find_tense(text: str, sentence: Span, start: int, end: int) -> Tense:
    """Return whether the date at `text[start:end]` is put in the past or in the future by the verb that governs it.

    Args:
        text: the document's text.
        sentence: the sentence that holds the date.
        start: index of the date's first character.
        end: index after its last character.

    Returns:
        `FUTURE` only for a cue directly before the date or a verb that governs it; `NONE` where no verb is near.
    """
    before = _before(text, sentence.start, start)
    after = _without_names(_without_aside(_WORD.findall(text, end, min(sentence.end, end + _REACH)))[:_WORDS])
    if after[:1] in (["'s"], ["’s"]) and not _words().over.isdisjoint(_noun_group(after[1:])):
        return Tense.PAST
    if before[-1:] == ["since"] or text[max(sentence.start, start - _BASED) : start].lower().startswith("based on "):
        return Tense.PAST
    near = _named_ahead(before)
    if near is not None:
        return _by_word(near, before, after)
    if _is_set_for(before) or _FIXTURE.search(" ".join(before[-_CLAUSE * 2 :])):
        return Tense.FUTURE
    found = _backward(before)
    return _forward(after) if found is Tense.NONE else found


def _by_word(near: str, before: list[str], after: list[str]) -> Tense:
    """Return where a date lies that a word directly before it puts ahead, unless its clause is over."""
    if near == "through":
        found = _backward(before[:-1])
        if {"all", "way"} & {*before[-3:]}:
            return found  # "all through May"
        over = found is Tense.PAST and "extended" not in before  # "had raised little through May"
    elif near == "as":
        over = _backward(before[:-3]) is Tense.NONE and _forward(after) is Tense.PAST  # "As late as May he was"
    else:
        over = near in _BY and (_looks_back(before, after) or _opens_past(before, after) or _lasted(before))
    return Tense.PAST if over else Tense.FUTURE


def _looks_back(before: list[str], after: list[str]) -> bool:
    """Return whether what went on "until Thursday" is over: "had", or "did not" as the last verb before it."""
    if "had" in {*before[-_CLAUSE:], *after[:_CLAUSE]}:
        return True
    verbs = (word for word in reversed(before[-_CLAUSE:]) if word in _DID or word in _words().cue)
    return next(verbs, "") in _DID


def _lasted(before: list[str]) -> bool:
    """Return whether a verb of what lasts is the last one before "until May", which then is over: "ran the mill"."""
    verbs = (word for word in reversed(before[-_WORDS:]) if word in _LASTED or word in _words().cue)
    return before[-1] in ("till", "until") and next(verbs, "") in _LASTED


def _opens_past(before: list[str], after: list[str]) -> bool:
    """Return whether "by Sunday" is of a clause in the past: "By Sunday the shops were open", "It was by Sunday"."""
    former = before[-2] if len(before) > 1 else ""
    opens = former in {"and", "but", "was", "were"} or _backward(before[:-1]) is Tense.NONE
    if not opens or not _words().cue.isdisjoint(after):
        return False
    return former in _LOOK_BACK or _forward(after) is Tense.PAST


def _is_set_for(before: list[str]) -> bool:
    """Return whether "for" before a date says what it was set for: "set a hearing for 12 November"."""
    if before[-1:] != ["for"] or not _LOOK_BACK.isdisjoint(before[-_CLAUSE:]):
        return False
    return not _FIXES.isdisjoint(before[-_CLAUSE:])


def _noun_group(words: list[str]) -> list[str]:
    """Return the words up to a noun that a day owns: "magnitude", "earthquake" of "’s 6.1 magnitude earthquake in"."""
    return list(itertools.takewhile(lambda word: word not in _GROUP_ENDS, words[:_GROUP]))


def _before(text: str, opening: int, start: int) -> list[str]:
    """Return the words that stand before a date in its sentence; the one that opens it is no name: "Launched on"."""
    words = _WORD.findall(text, max(opening, start - _REACH), start)
    opened = start - opening <= _REACH and len(words) <= _WORDS
    first = [words.pop(0).lower()] if opened and words and words[0] != "May" else []
    share = ["%"] if text.endswith("% ", opening, start) else []  # "cut it by 10% Friday" is not "by Friday"
    return first + _without_names(words[-_WORDS:]) + share


def _without_names(words: list[str]) -> list[str]:
    """Return words in lower case, names that look like a verb ("United", "Ahmed", "May") left out."""
    return [word.lower() for word in words if word != "May" and not (word[0].isupper() and word.endswith("ed"))]


def _named_ahead(before: list[str]) -> str | None:
    """Return the word directly before a date that puts it ahead: "by", "until at least", "as soon as"."""
    near = list(before)
    while near and near[-1] in _BETWEEN:
        near.pop()
    if near[-2:] in (["forward", "to"], ["now", "and"]):
        return near[-2]  # "between now and May"
    if near and near[-1] in _words().adjacent:
        return near[-1]
    if any(
        before[i : i + 2] == ["ahead", "of"] and _is_phrase(before[i + 2 :])
        for i in range(max(0, len(before) - _CLAUSE), len(before))
    ):
        return "ahead"
    return "as" if before[-3:] in (["as", "soon", "as"], ["as", "early", "as"], ["as", "late", "as"]) else None


def _is_phrase(words: list[str]) -> bool:
    """Return whether words have no verb and no mark among them: "New York's delegate-rich" before a day."""
    return not any(word in _STOPS or word in _words().cue or is_past(word) for word in words)


def is_past(word: str) -> bool:
    """Return whether a word in lower case looks like a past tense: "met", "landed"; not "proceed", "unspecified"."""
    words = _words()
    if word in words.past:
        return True
    if "-" in word and not word.startswith(_PREFIXES):
        return False  # "top-seeded"
    return len(word) > _SHORT and word.endswith("ed") and not word.startswith("un") and word not in words.no_past


def _is_base(clause: list[str], i: int) -> bool:
    """Return whether a verb whose past is its base stands behind what a base follows: "will hit", "plans to cut"."""
    near = {*clause[max(0, i - 2) : i]}
    return clause[i] in _words().same_past and ("to" in near or not _words().cue.isdisjoint(near))


def _backward(before: list[str]) -> Tense:
    """Return the tense of the nearest verb, walking back from the date."""
    words = _words()
    for i in range(len(before) - 1, -1, -1):
        if before[i] in _STOPS:
            return Tense.NONE
        if _reduced(before, i) or (before[i] in _BEHIND and not words.over.isdisjoint(before[i + 1 :])):
            return Tense.PAST
        word, former = before[i], before[i - 1] if i else ""
        present = former in _ONE and word.endswith("s") and word not in _NO_PRESENT
        if present or _looks_ahead(before, i, words):
            return Tense.FUTURE
        if is_past(word) and former in {"is", "are"} and _is_put_ahead(before[i + 1 :]):
            return Tense.FUTURE
        if is_past(word) and not _is_base(before, i) and former not in words.be and word not in words.participle:
            return Tense.FUTURE if "if" in before[max(0, i - _IF) : i] else Tense.PAST
    return Tense.NONE


def _is_put_ahead(behind: list[str]) -> bool:
    """Return whether what stands between "is planned" and a date puts it ahead: "for", "to rise in"; not "to have"."""
    if behind[:1] == ["to"]:
        return behind[1:2] != ["have"]
    return all(word in _SKIPPED for word in behind)


def _reduced(before: list[str], i: int) -> bool:
    """Return whether a participle says how a day came to be one: the "set" of "a record set on Friday"."""
    return before[i] == "set" and before[i + 1 :] == ["on"] and before[i - 1] not in {"is", "are"}


def _looks_ahead(before: list[str], i: int, words: _Words) -> bool:
    """Return whether a word puts what comes after it in the future: "will", "due", "to hold", "is on" a day."""
    word, former = before[i], before[i - 1] if i else ""
    if word in words.cue:
        named = word in _PLANS and (
            former in _PLANNED or former.endswith("ing") or before[i + 1 : i + 2] in (["of"], ["with"])
        )
        return not named and (word != "could" or _NO_DOING.isdisjoint(before[max(0, i - _CLAUSE) : i + 2]))
    if word in words.participle and former not in _LOOK_BACK:
        near = word != "set" or len(before) - i <= _NEAR_SET or (former in _IS and before[i + 1 : i + 2] == ["to"])
        return near and not _is_adjective(before, i) and not _tells_forecast(before, i)
    if former == "to" and i > 1 and before[i - 2] in {"is", "are"}:
        return True
    if former == "to" and word in words.to_verb:
        return not _was_planned(before, i - 1, words) and not _is_purpose(before, i - 1, words)
    if word in words.present and former not in _NOUN_SIGNS and before[i : i + 2] != ["close", "to"]:
        goes_on = word == "continues" and not all(later in _SKIPPED for later in before[i + 1 :])
        return not goes_on and not _is_noun(before, i)
    return word in _IS and all(later in _SKIPPED for later in before[i + 1 :])


def _tells_forecast(before: list[str], i: int) -> bool:
    """Return whether "forecast" is what somebody did: "it forecast on Monday", not "rain is forecast for Monday"."""
    return before[i] == "forecast" and not {*before[max(0, i - 1) : i], *before[i + 1 : i + 2]} & {"are", "for", "is"}


def _is_adjective(before: list[str], i: int) -> bool:
    """Return whether a participle stands in front of its noun: "missed scheduled talks on", not "is due in court"."""
    behind, former = before[i + 1 : i + 2], before[i - 1] if i else ""
    if not behind or behind[0] in _AFTER_PARTICIPLE or behind[0].endswith("ly") or former in _IS:
        return False
    return behind[0].endswith("s") and not behind[0].endswith("ss")


def _is_noun(before: list[str], i: int) -> bool:
    """Return whether a word that may be a present is a noun: "record close", "spoke with radio host Ana Ruiz"."""
    word, former = before[i], before[i - 1] if i else ""
    if word in _NOUNS_BEHIND_PAST and any(map(is_past, before[:i])):
        return True
    return word in _NOUNS and former not in _PLURALS and (not former.endswith("s") or former == "is")


def _was_planned(before: list[str], to: int, words: _Words) -> bool:
    """Return whether the "to" at an index tells of a plan that is over: "had been due to vote"."""
    return to > 1 and before[to - 1] in words.participle and before[to - 2] in _LOOK_BACK


def _is_purpose(before: list[str], to: int, words: _Words) -> bool:
    """Return whether the "to" at an index is of the past: "was used to decide", "became the first to leave"."""
    verb = before[to - 1] if to else ""
    if not words.ordinal.isdisjoint(before[max(0, to - _COUNTED) : to]) and any(map(is_past, before[:to])):
        return True
    return is_past(verb) and verb not in words.commits and verb not in words.participle


def _without_aside(after: list[str]) -> list[str]:
    """Return words without what stands between two dashes: "On Monday, Ruiz — who had left — will speak"."""
    dashes = [i for i, word in enumerate(after) if word == "—"][:2]
    return after if len(dashes) < 2 else [*after[: dashes[0]], *after[dashes[1] + 1 :]]  # noqa: PLR2004 - a pair


def _forward(after: list[str]) -> Tense:
    """Return the tense of the first verb after a date that opens its clause: "On Friday, the court will ..."."""
    words = _words()
    for i, word in enumerate(after):
        if word in _STOPS:
            return Tense.NONE
        if word in words.cue and word not in {"may", "can", "could", "must", "should"}:
            return Tense.FUTURE
        if word in _IS and after[i + 1 : i + 2] and (after[i + 1] in _TO or after[i + 1] in words.participle):
            return Tense.FUTURE
        if i and after[i - 1] in _IS and is_past(word):
            if _RELATIVE.isdisjoint(after[:i]):
                return Tense.NONE
        elif (is_past(word) and not _is_base(after, i)) or (word == "set" and i and after[i - 1] not in _IS):
            return Tense.PAST
    return Tense.NONE
