"""Whose a date is: its clause's, or that of a noun beside it ("a warning issued last year", "the mutiny of 1857").

The walk goes left from the date to the edge of its clause. The nearest verb that is finite makes the date the clause's;
a participle behind its noun does not, where the clause has its verb further left, or somebody stands behind "by".
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from factbox.briefing.telling import NAME, finite_verbs, function_words, looks_past, simple_pasts
from factbox.lexicons import lexicon
from factbox.tokens import split_tokens

if TYPE_CHECKING:
    from factbox.spans import Span

# How far the walk goes from the date, in characters.
_REACH = 200
# Where it ends: at a mark, and where another clause or phrase is joined.
_EDGES = frozenset((",", ";", ":", "(", ")", "“", "”", '"', "—", "–", "-", "'", "’", "`", "!", "?", "and", "but", "or"))
# They may stand between a participle, or a noun, and its date: "issued early on".
_BEFORE_DATE = frozenset(
    (
        "about",
        "after",
        "around",
        "at",
        "before",
        "between",
        "during",
        "early",
        "in",
        "late",
        "mid",
        "on",
        "since",
        "the",
    )
)
# They stand before "of" that goes with no noun: "as of Friday", "because of".
_OF_ITSELF = frozenset(("ahead", "as", "because", "instead"))
# Forms of auxiliaries that are not finite.
_NOT_FINITE = frozenset(("be", "been", "being", "having"))
# What is believed of somebody: "a ship believed to have sunk".
_BELIEVED = frozenset(("alleged", "believed", "feared", "known", "presumed", "thought"))
# Behind "by" they are how much something grew, not who did it: "rose by a third".
_AMOUNTS = frozenset(
    ("about", "almost", "fifth", "half", "less", "more", "nearly", "over", "quarter", "tenth", "third")
)
_MORE_ADVERBS = frozenset(("last", "little"))
# What these do to something is told by the participle behind it: "left two men injured", "kept the bridge closed".
_BRINGS_ABOUT = frozenset(("keep", "keeping", "keeps", "kept", "leave", "leaves", "leaving", "left"))
_HAD = frozenset(("had", "has", "have"))
# What is set; "record of 119 set in" has so many words before it.
_SETS, _RECORD = frozenset(("deadline", "mark", "record", "records", "target")), 3
# What opens a phrase that dates the whole sentence: "In a letter published on Friday, …".
_SETTING = frozenset(("at", "during", "for", "in", "on"))
# "Said a bomb exploded": what they take is a clause.
_SAYS = frozenset(
    ("allege", "argue", "believe", "claim", "contend", "fear", "insist", "say", "testify", "think", "warn")
)
# What opens an object for certain behind the others: "announced a plan".
_OPENS_OBJECT = frozenset(("a", "an", "her", "his", "its", "their"))
# Words that open an apposition, and those behind which a list counts on: ", then head of the port"; ", the first in".
_OPENS_APPOSED = frozenset(("a", "an", "formerly", "now", "once", "the", "then"))
_COUNTS = frozenset(("first", "last", "second", "third"))
# What ends an apposition: the comma of "in 1999, …", the dash of "in 1999 — …".
_ENDS = re.compile(r"\s*[,.—–]")
# An article, an adjective or two and their noun.
_NOUN_GROUP = 5
# In how many words before a participle its noun and the preposition before that stand.
_PHRASE = 6


def is_of_noun(text: str, sentence: Span, date: Span, *, coarse: bool) -> bool:
    """Return whether a date is that of a noun before it, not of what its clause tells.

    Args:
        text: the document's text.
        sentence: the sentence that holds the date.
        date: the date.
        coarse: whether it names a month or more, which may say what something is for: "earnings for 2031".
    """
    words = words_before(text, sentence, date)
    near = where_led_up(words)
    if _names(words, near, coarse=coarse):
        return True
    clause = last_clause(words)
    near = max(0, near - len(words) + len(clause))
    if _is_apposed(words, clause, coarse=coarse) and _ENDS.match(text, date.end):
        return True
    if clause[:1] in (["which"], ["that"]) and clause[near - 1] == "due":
        return True
    participle = _participle(clause, near)
    if participle is None:
        return _is_hoped(clause) or _is_believed(clause)
    return _is_reduced(clause, participle)


def words_before(text: str, sentence: Span, date: Span) -> list[str]:
    """Return what stands before a date: words and marks in lower case, `NAME` for a capital inside; no stops."""
    start = max(sentence.start, date.start - _REACH)
    opens = start == sentence.start
    tokens = [token for token in split_tokens(text, start, date.start) if token[0] != "."]
    return [
        NAME if token[0].isupper() and (number or not opens) else token.lower().replace("’", "'")
        for number, token in enumerate(tokens)
    ]


def last_clause(words: list[str]) -> list[str]:
    """Return the words behind the last edge of a clause."""
    edges = (place for place in range(len(words) - 1, -1, -1) if words[place] in _EDGES)
    return words[next(edges, -1) + 1 :]


def where_led_up(words: list[str]) -> int:
    """Return how many words stand before those that lead up to a date: "issued early on"."""
    near = len(words)
    while near and words[near - 1] in _BEFORE_DATE:
        near -= 1
    return near


def _names(words: list[str], near: int, *, coarse: bool) -> bool:
    """Return whether a date says which of its sort a noun is: "the mutiny of", "footage from", "earnings for"."""
    lists, sign = lexicon("timexes"), words[near - 1] if near else ""
    noun = words[near - 2] if near > 1 else ""
    if sign == "of":
        known = noun in _OF_ITSELF or noun in lists.words("part_noun")
        named = noun == NAME and coarse  # "the Harbour Act of 2021"
        return (noun.isalpha() or named) and not known and not _happened_in(words[: near - 1])
    if sign == "from":
        return noun in lists.words("document_noun")
    if sign == "for":
        return coarse and noun in lists.words("outlook_noun")
    return sign == "dated" or (sign == "record" and noun == "of")


def _happened_in(words: list[str]) -> bool:
    """Return whether words end in a verb and the event that it was part of: "fell in the great storm"."""
    if words[-1:] in (["wake"], ["aftermath"]):
        return False
    for place in range(len(words) - 2, max(0, len(words) - _NOUN_GROUP), -1):
        if words[place] in _articles():
            opens = place == 1 and words[-1:] == [NAME]  # "In the Harbour Riot of"
            return words[place - 1] in {"in", "during"} and (opens or (place > 1 and is_verb(words[place - 2])))
    return False


def _is_apposed(words: list[str], clause: list[str], *, coarse: bool) -> bool:
    """Return whether what stands between a mark and a date only tells who somebody is: ", a runner-up in"."""
    opened = words[-len(clause) - 1 : -len(clause)] if clause else []
    parted = opened == [","] or (coarse and opened in (["—"], ["–"]))
    if not parted or clause[0] not in _OPENS_APPOSED or _counts_on(clause):
        return False
    return not any(is_verb(word) and clause[at : at + 1] != ["by"] for at, word in enumerate(clause, 1))


def _counts_on(clause: list[str]) -> bool:
    """Return whether a list goes on: ", the first in", not ", the first runner to"."""
    return clause[1:2] != [] and clause[1] in _COUNTS and clause[2:3] != [] and clause[2] in _BEFORE_DATE | {"of"}


def is_verb(word: str) -> bool:
    """Return whether a word is a form of a verb, "said" and the like too."""
    return word in finite_verbs() or word in simple_pasts() or looks_past(word)


def reports(word: str) -> bool:
    """Return whether a clause may follow a verb without a "that": "said", "fears"."""
    return word in _reports()


def may_be_participle(word: str) -> bool:
    """Return whether a word may be a participle: "issued", "held", "written"."""
    return looks_past(word) or word in _irregular()


def _participle(clause: list[str], near: int) -> int | None:
    """Return the place of what may be a participle, with its date: "a vote held on", "a group led by Ana Ruiz in"."""
    for place in range(near - 1, 0, -1):
        word = clause[place]
        if word == "set" and not _SETS.isdisjoint(clause[max(0, place - _RECORD) : place]):
            return place
        if may_be_participle(word) and (place == near - 1 or _has_agent(clause, place)):
            return place if _has_noun_before(clause, place) else None
        if is_verb(word):
            return None
    return None


def _has_noun_before(clause: list[str], place: int) -> bool:
    """Return whether a noun stands before a form, with adverbs between them: not "was", "who", "he" or "will stay"."""
    before = place - 1
    adverbs = lexicon("cues").words("adverb") | _MORE_ADVERBS
    while before > 0 and (clause[before].endswith("ly") or clause[before] in adverbs):
        before -= 1
    word, former = clause[before], clause[before - 1] if before else ""
    if former in _modals() or (
        former == "to" and not word.endswith("s") and clause[before - 2 : before - 1] != ["according"]
    ):
        return False
    return word[:1].isalpha() and word not in _no_nouns() and not is_verb(word)


def _is_reduced(clause: list[str], place: int) -> bool:
    """Return whether a form that may be a participle is one, as its clause has another verb or can have none.

    Args:
        clause: the words from the clause's edge to the date.
        place: the form's.
    """
    if _is_in_venue(clause, place):
        return False
    if clause[place] == "due" or _has_agent(clause, place):
        return clause[place] not in lexicon("timexes").words("lasting_participle")
    last = next((word for word in reversed(clause[:place]) if is_verb(word) or word in _BRINGS_ABOUT), "")
    verbs, openers = _verbs_before(clause[:place])
    if last in _HAD and clause[clause.index(last) + 1] in lexicon("cues").words("possessive"):
        return False  # "had its licence suspended in"
    return (verbs > openers and last not in _BRINGS_ABOUT) or _is_phrase(clause[:place])


def _is_in_venue(clause: list[str], place: int) -> bool:
    """Return whether a form tells when something was said: "in an interview aired on"; then the date is its day too."""
    cues = lexicon("cues")
    if clause[place - 1] not in cues.words("venue_noun"):
        return False
    ahead = [word for word in clause[max(0, place - _PHRASE) : place - 1] if word in cues.words("preposition")]
    return bool(ahead) and ahead[-1] in _SETTING


def _has_agent(clause: list[str], place: int) -> bool:
    """Return whether somebody stands behind a form and "by": "led by Ana Ruiz in", not "rose by a third in"."""
    if clause[place + 1 : place + 2] != ["by"]:
        return False
    agent = clause[place + 2 : place + 4]
    return bool(agent) and not agent[0][:1].isdigit() and _AMOUNTS.isdisjoint(agent)


def _verbs_before(words: list[str]) -> tuple[int, int]:
    """Return how many verbs that must be finite stand among words, and how many words that open a clause for one.

    "He fears" opens one without a "that". "Accused of" and "arrested in" may be participles too, and do not count.
    """
    verbs = openers = 0
    for place, word in enumerate(words):
        behind = words[place + 1] if place + 1 < len(words) else ""
        if word in _openers():
            openers += word != "that" or _joins(words, place)
        elif _must_be_finite(words, place, behind):
            verbs += 1
            opens = word in _says() or (word in _reports() and behind not in _OPENS_OBJECT)
            openers += opens and "that" not in words[place:]
    return verbs, openers


def _joins(words: list[str], place: int) -> bool:
    """Return whether the "that" at a place opens a clause: not that of "adopted that approach", "in that case"."""
    former = words[place - 1] if place else ""
    if not former or former in lexicon("cues").words("preposition"):
        return False
    return former in _reports() or not is_verb(former)


def _must_be_finite(words: list[str], place: int, behind: str) -> bool:
    """Return whether a word is a verb and no participle: "was", "wrote", "built the"; "ignoring a" opens a clause."""
    word, former = words[place], words[place - 1] if place else ""
    if word.endswith("ing"):
        return not place and _is_object(behind)
    if not is_verb(word) or word in _NOT_FINITE or former == "to" or former in _auxiliaries():
        return False
    if looks_past(word) and former in _articles():
        return False
    return word in _auxiliaries() or not may_be_participle(word) or _is_object(behind)


def _is_object(word: str) -> bool:
    """Return whether a word opens what a verb before it has done something to: "built the", "met Ana", "lost 12"."""
    return word == NAME or word[:1].isdigit() or word in _objects()


def _is_phrase(words: list[str]) -> bool:
    """Return whether words are a preposition and what it takes, no subject: "under a law", "according to the poll"."""
    if words[1:2] != ["to"] and not (words[1:2] and words[1] in _articles()):
        return False
    if words[0] in _SETTING or words[0] not in _opens_phrase():
        return False
    prepositions = lexicon("cues").words("preposition") | {"to"}
    return NAME not in words[-1:] and all(
        word not in _articles() or words[place - 1] in prepositions for place, word in enumerate(words) if place
    )


def _is_hoped(clause: list[str]) -> bool:
    """Return whether a date is that of what may come of it: "her chances of winning in"."""
    hopes = lexicon("timexes").words("chance_noun")
    for place in range(len(clause) - 3, -1, -1):
        if clause[place] in hopes and clause[place + 1] == "of" and clause[place + 2].endswith("ing"):
            return not any(is_verb(word) for word in clause[place + 3 :])
    return False


def _is_believed(clause: list[str]) -> bool:
    """Return whether a date is that of what is believed of a noun: "a ship believed to have sunk in"."""
    for place in range(len(clause) - 3, 0, -1):
        if clause[place] in _BELIEVED and clause[place + 1 : place + 3] == ["to", "have"]:
            return _has_noun_before(clause, place)
    return False


@functools.cache
def _irregular() -> frozenset[str]:
    """Return the participles that do not end in -ed."""
    lists = lexicon("timexes")
    forms = lexicon("cues").words("irregular") | lists.words("past_verb") | lists.words("participle")
    return forms - lists.words("only_past")


@functools.cache
def _reports() -> frozenset[str]:
    """Return the forms of verbs that a clause may follow without a "that": "said", "fears"."""
    cues = lexicon("cues")
    return _forms(cues.words("reports_clause") | cues.words("needs_that") | cues.words("thinks")) | {"hear", "heard"}


@functools.cache
def _says() -> frozenset[str]:
    """Return the forms of those behind which an article opens a clause, as nothing can be said but that."""
    return _forms(_SAYS)


def _forms(lemmas: frozenset[str]) -> frozenset[str]:
    """Return the forms of verbs that report."""
    tables = lexicon("cues").tables
    every = (entry for name in ("speech", "weak", "framing") for entry in tables[name].items())
    return frozenset(form for lemma, forms in every if lemma in lemmas for form in forms)


@functools.cache
def _openers() -> frozenset[str]:
    """Return the words that open a clause with a verb of its own."""
    cues = lexicon("cues")
    return cues.words("relative") | cues.words("subordinator") | {"that"}


@functools.cache
def _opens_phrase() -> frozenset[str]:
    """Return the prepositions that open no clause: "under", "according" to; not "after"."""
    cues = lexicon("cues")
    return (cues.words("preposition") - cues.words("subordinator") - {"with"}) | {"according", "based"}


@functools.cache
def _auxiliaries() -> frozenset[str]:
    """Return the auxiliaries."""
    return lexicon("cues").words("auxiliary")


@functools.cache
def _modals() -> frozenset[str]:
    """Return the auxiliaries that a verb in its base form follows: "will", "did"."""
    return lexicon("cues").words("unreal") | frozenset(
        ("did", "didn't", "do", "does", "doesn't", "don't", "will", "won't")
    )


@functools.cache
def _objects() -> frozenset[str]:
    """Return the words that open an object."""
    return _articles() | lexicon("cues").words("object_pronoun") | lexicon("timexes").words("number") | {"it", "that"}


@functools.cache
def _articles() -> frozenset[str]:
    """Return the articles and what stands for them."""
    cues = lexicon("cues")
    return cues.words("determiner") | cues.words("possessive")


@functools.cache
def _no_nouns() -> frozenset[str]:
    """Return the words behind which a form in -ed is no noun's participle."""
    return function_words() | finite_verbs() | {"that", "to"}
