"""How a clause tells of something: with a verb or none, as past, as planned, as supposed."""

from __future__ import annotations

import functools
import re

from factbox.lexicons import alternatives, lexicon
from factbox.spans import Span
from factbox.tokens import letters_in, lower, words_in

# What ends what a date stands in: "?", or what somebody's question begins with behind it: ": ", "“".
_END = re.compile(r"[.!?](?=[\s”’\"')]|$)|:\s|[“\"]|''")
# So many marks end a sentence at most: "?’”".
_MARKS = 3
# Stands for a name among words.
NAME = "@"
_WAS = frozenset(("was", "were", "had", "did"))
# With them a sentence tells of now or of what may come, no past event.
_NOT_TOLD = frozenset(
    ("has", "have", "will", "would", "shall", "won't", "may", "might", "should", "could", "is", "are")
)
# What makes a date in somebody's own words a wish or a guess, no event.
_WOULD = re.compile(r"[’']d (?:like|love|prefer|rather|want)\b")
_WISHED = frozenset(("should", "could", "might", "may", "must", "can", "if", "would"))
# The rest of a clause in small letters, up to a date; a stop behind a letter ends none: "U.S.".
_REST = r"(?:[^,;.]|(?<=[a-z])\.)*$"
# Up to a date, what makes it a condition or what would have been: "if the wall breaks on ", "could have sunk on ", "had
# been due to sail on ".
_SUPPOSED = re.compile(
    rf"\b(?:(?:if|unless|whether|(?:rather\s+than|instead\s+of)\s+\w+ing)\b|(?:may|might|would|could|should)(?:\s+not|n[’']t)?\s+have\s"
    rf"|(?:was|were)\s+(?:supposed\s+to|to\s+have)\s|(?:who|that|which|whose\s\w+)\s+(?:can|could|may|might)\s"
    r"|had\s+(?:\w+\s+)?(?:been\s+(?:due|expected|meant|planned|scheduled|set|supposed)|hoped|intended|planned)\s+to\s)"
    rf"{_REST}"
)
# Behind a date: "Tonight was supposed to be"; "reports of its closure in June were false".
_SUPPOSED_BEHIND = re.compile(
    r"\s+(?:was|were)\s+(?:not\s+)?supposed\s+to\b|\s+(?:are|is|was|were)\s+(?:baseless|false|groundless|unfounded|untrue)\b"
)
# What was put ahead and will not come: "called off a strike planned for ", "due on " with ", has been delayed" behind.
_OFF = r"(?:called\s+off|cancell?ed|scrapped|postponed|delayed|abandoned|shelved|put\s+off)"
_PLANNED_FOR = re.compile(r"\b(?:due|planned|scheduled|set|slated)\s+(?:[\w’']+\s+){0,6}(?:for|on|in)\s+(?:the\s+)?$")
_CALLED_OFF = re.compile(rf"\b{_OFF}\b[^,;.]*$")
_CALLED_OFF_BEHIND = re.compile(rf",?\s+(?:has|have|had|is|are|was|were)\s+(?:been\s+)?{_OFF}\b")
# Up to a date, a verb put ahead and no clause behind it: "will recall her speech to the party in ".
_WILL = re.compile(
    r"\b(?:will|shall)\s(?:(?!\b(?:after|and|because|but|since|that|when|where|which|who|whose|whom)\b)[^,;.:“”\"])*$"
)
# Up to a date, a noun that something came before: "before the vote in Tarvel on ".
_AHEAD_OF = re.compile(
    r"\b(?:ahead\s+of|before|prior\s+to)\s+(?:an?|her|his|its|the|their)\s(?:[^,;.:]|\.(?=\s\d)){1,60}$"
)
# What is told of anybody, and of any time: "if you eat ice", "usually", "traditionally".
_ANYBODY = re.compile(r"\b(?:if|when|once)\s+you\b", re.IGNORECASE)
_ALWAYS = re.compile(
    r"\b(?:always|generally|normally|often|tends?\s+to|traditionally|typically|usually)\b", re.IGNORECASE
)
_OF_ANY_TIME = frozenset(
    ("always", "generally", "normally", "often", "tend", "tends", "traditionally", "typically", "usually")
)
# Behind "is" they put a clause ahead: "is due to", "is expected in".
_PUT_AHEAD = (
    *("due", "expected", "forecast", "going", "likely", "planned"),
    *("poised", "predicted", "projected", "scheduled", "set", "slated"),
)
# What only may come, or may not have: "may reach a deal next week", "was scheduled to speak", "hopes to return".
_DOUBTED = re.compile(r"\b(?:may|might|could|(?:was|were)\s+(?:due|expected|scheduled|set)\s+to|hopes?\s+to)\b")

# A denied verb: "did not ", "hasn’t ", "there was no ", "never "; not "did not only".
_NOT = re.compile(
    r"\b(?:(?:am|are|can|could|did|do|does|had|has|have|is|must|should|was|were|will|would)(?:\s+not|n[’']t)"
    r"|(?:wo|sha)n[’']t|cannot|never|no\s+longer|(?:are|is|was|were)\s+no|(?:had|has|have)\s+yet\s+to)\b(?!\s+(?:only|just|merely|until|till)\b)"
)
# Directly before a date it tells when something came about after all: "did not open until Friday".
_UNTIL = re.compile(r"\b(?:until|till|before)\s+(?:\w+\s+){0,2}$")
_UNTIL_AHEAD = re.compile(r"\b(?:until|till)\b")
# Where another clause begins between a denied verb and a date: "did not say who left", "was not hurt, but left".
_CLAUSE_BEGINS = re.compile(
    r"[,;:—–]|\b(?:after|and|as|because|but|if|that|though|what|when|where|whether|which|while|who|why)\b"
)
# Where something was said, up to the day: " in a final report released on ".
_IN_VENUE = re.compile(
    r"\s(?:at|during|in|on|to|via)\s(?:an?|her|his|its|the|their)\s(?:[\w-]+\s){0,3}?(?:address|broadcast|conference|interview|letter"
    r"|message|paper|post|report|ruling|speech|statement|study)\s(?:(?:aired|filed|issued|posted|published|released)\s)?(?:on\s)?\Z"
)
# With them "would" tells of a plan, which a history tells as over: "said it would close".
_SAYS = "(?:added|announced|pledged|predicted|promised|said|says|told|warned)"
# A verb right behind the date that opens a part: "in August flew it".
_DATED = re.compile(r"(?:and\s)?(?:by|in|on)\s(?:early\s|late\s)?(?:[A-Z][a-z]{2,8}\s)?(?:\d{1,4},?\s)?([a-z]+)\b")
# They may stand before the verb of a part without a subject: "later died", "then was".
_BEFORE_VERB = frozenset(
    ("again", "also", "both", "finally", "had", "instead", "later", "now", "only", "soon", "still", "then")
)
# They stand between "not" and the verb: "has not yet been opened".
_IN_VERB = frozenset(("be", "been", "being", "even", "ever", "yet"))
_RELATIVE = frozenset(("who", "which", "whose", "whom", "where"))
# What is asked of a sentence for each of its dates, of which it may have thousands, is answered once.
_of_each_date = functools.lru_cache(maxsize=4)


def words_of(text: str, span: Span) -> list[str]:
    """Return the words of a span in lower case, without names inside it: "Rose" is no verb."""
    return [word for word in words_and_names(text, span) if word != NAME]


def words_and_names(text: str, span: Span) -> list[str]:
    """Return the words of a span in lower case, with `NAME` for each word inside it that has a capital."""
    words = words_in(text[span.start : span.end].replace("’", "'"))
    told = [word if word.islower() else word.lower() if word[0].islower() else NAME for word in words]
    return [*map(str.lower, words[:1]), *told[1:]]


def has_verb(text: str, span: Span) -> bool:
    """Return whether a span has a finite verb."""
    words = words_of(text, span)
    if not clause_verbs().isdisjoint(words) or any(map(looks_past, words)):
        return True
    if not _takes_object().isdisjoint(words) and _with_object().search(text, span.start, span.end):
        return True
    return not _plans().isdisjoint(words) and doing().search(text, span.start, span.end) is not None


@functools.cache
def _plans() -> frozenset[str]:
    """Return the present forms that tell of a plan."""
    return lexicon("timexes").words("plan_present")


@functools.cache
def doing() -> re.Pattern[str]:
    """Return the pattern of a plan told in the present: "They travel", "The Falcons host Ostley"."""
    verbs = lexicon("timexes").alternatives("plan_present")
    return re.compile(
        rf"\b(?:[Tt]hey\s(?:also\s|now\s|then\s)?|(?:[Tt]he\s)?(?:[A-Z]\w+\s){{1,3}}(?=\w+\s[A-Z])){verbs}\b"
    )


@functools.cache
def _takes_object() -> frozenset[str]:
    """Return the forms that are verbs where an object stands behind them."""
    return lexicon("timexes").words("takes_object")


@functools.cache
def _with_object() -> re.Pattern[str]:
    """Return the pattern of such a form and its object: "held a vote", "set out plans"; not "a set menu"."""
    lists, cues = lexicon("timexes"), lexicon("cues")
    none = cues.words("preposition") | cues.words("conjunction") | cues.words("auxiliary") | cues.words("adverb")
    none |= {"to", "last", "this", "next", "early", "late", "every", "each"} | cues.words("subordinator")
    days = [word.title() for word in (*lists.words("weekday"), *lists.words("month"))]
    before = r"(?i:(?<!\ba\s)(?<!\bthe\s)(?<!\bits\s)(?<!\bhis\s)(?<!\bher\s)(?<!\btheir\s))"
    barred = alternatives([*none, *days])
    return re.compile(
        rf"\b{before}(?:{'|'.join(sorted(_takes_object()))})\s+(?:(?:up|out|off|aside)\s+)?(?!{barred}\b)[A-Za-z\d]"
    )


@functools.cache
def clause_verbs() -> frozenset[str]:
    """Return the forms that make a clause of words, "kicks off" among them."""
    return finite_verbs() | lexicon("timexes").words("plan_verb")


def has_any_verb(text: str, start: int, end: int) -> bool:
    """Return whether a part has a verb, "said" and the like too."""
    verbs = finite_verbs() | simple_pasts()
    return any(word in verbs or looks_past(word) for word in words_of(text, Span(start, max(start, end))))


def tells_past(text: str, span: Span) -> bool:
    """Return whether a sentence tells in the simple past: its first verb is one, no perfect, present or future."""
    if text[max(span.start, span.end - _MARKS) : span.end].rstrip("”’\"')").endswith("?"):
        return False
    if text.startswith(("If ", "Unless "), span.start):
        return False  # "If acquitted, she cannot be tried again."
    past = simple_pasts()
    for word in words_of(text, span):
        if word in _NOT_TOLD:
            return False
        if word in past or looks_past(word):
            return True
    return False


@_of_each_date
def is_wish(text: str, span: Span) -> bool:
    """Return whether somebody's own words wish, guess or allow."""
    return not _WISHED.isdisjoint(words_of(text, span)) or _WOULD.search(text, span.start, span.end) is not None


def is_planned(text: str, span: Span) -> bool:
    """Return whether a clause is put ahead: "will", "is expected to", "plans to", "is due to"."""
    return _planned().search(text[span.start : span.end].lower()) is not None


def looks_ahead_to(text: str, start: int, date: Span) -> bool:
    """Return whether "will" governs a date, which then is no date of what is over: "will recall her speech of 2004"."""
    return _WILL.search(text, start, date.start) is not None


@_of_each_date
def is_of_now(text: str, span: Span) -> bool:
    """Return whether a sentence tells only of what is so now: "is still used today"; no past and no plan."""
    if tells_past(text, span) or is_planned(text, span):
        return False
    plans = lexicon("timexes").words("plan_present")
    return not any(word in plans for word in words_of(text, span))


def is_supposed(text: str, near: Span, date: Span) -> bool:
    """Return whether the clause around a date is a condition or a question, or tells what would have been."""
    if text.startswith("Had ", near.start):
        return True  # "Had she left in 2012, she would"
    if _SUPPOSED.search(lower(text), near.start, date.start) or _SUPPOSED_BEHIND.match(text, date.end):
        return True
    end = _END.search(text, date.end, near.end)
    return end is not None and end[0] == "?"


def is_called_off(text: str, start: int, date: Span) -> bool:
    """Return whether a date is that of a plan that came to nothing: "the strike planned for Friday was called off"."""
    planned = _PLANNED_FOR.search(text, start, date.start)
    if planned is None:
        return False
    return bool(_CALLED_OFF.search(text, start, planned.start()) or _CALLED_OFF_BEHIND.match(text, date.end))


def is_of_any_time(text: str, span: Span) -> bool:
    """Return whether a sentence tells of anybody, or of what is always so: "if you eat ice", "is usually quiet"."""
    letters = letters_in(text[span.start : span.end])
    if text.startswith("Anyone ", span.start):
        return True  # "Anyone who saw it should call"
    if "you" in letters and _ANYBODY.search(text, span.start, span.end):
        return True
    if _OF_ANY_TIME.isdisjoint(letters) or not _ALWAYS.search(text, span.start, span.end):
        return False
    return not tells_past(text, span)


def is_doubted(text: str, span: Span) -> bool:
    """Return whether a clause says only what may come."""
    return _DOUBTED.search(text, span.start, span.end) is not None


def lacks_subject(text: str, span: Span) -> bool:
    """Return whether a part of a sentence begins with its verb, or with "who": its subject stands before it."""
    dated = _DATED.match(text, span.start, span.end)
    if text.startswith(("had ", "has ", "have "), span.start) or (
        dated and dated[1] in simple_pasts() | finite_verbs()
    ):
        return True
    words = (word for word in words_of(text, span) if word not in _BEFORE_VERB)
    first = next(words, "")
    if first == "to" or first in _RELATIVE or first in finite_verbs() or first in simple_pasts():
        return True
    return (looks_past(first) or first in clause_verbs()) and text[span.start].islower()


def comes_before(text: str, start: int, date: Span) -> bool:
    """Return whether a date is that of what something came before: "led the field ahead of the vote on 3 May"."""
    return _AHEAD_OF.search(text, start, date.start) is not None


def only_attributes(text: str, part: Span, date: Span) -> bool:
    """Return whether a part of a sentence only says who said the rest of it: "state radio reported on Tuesday"."""
    if text[date.end : part.end].strip(".,;”\"' "):
        return False
    venue = _IN_VENUE.search(text, part.start, date.start)
    words = words_and_names(text, Span(part.start, venue.start() if venue else date.start))
    while words and words[-1] in function_words():
        words.pop()
    return bool(words) and words[-1] in _speech() and not any(word in finite_verbs() for word in words[:-1])


@functools.cache
def _speech() -> frozenset[str]:
    """Return the forms of verbs of speech."""
    return frozenset(form for forms in lexicon("cues").tables["speech"].values() for form in forms)


def is_negated(text: str, clause: Span, date: Span) -> bool:
    """Return whether the verb that a date belongs to is denied: "did not open on Friday", "On Friday it did not open".

    Not "did not open until Friday", which tells when it did.
    """
    return _denies_before(text, clause, date) or _denies_after(text, clause, date)


def _denies_before(text: str, clause: Span, date: Span) -> bool:
    """Return whether the last verb before a date is denied."""
    found = list(_NOT.finditer(text, clause.start, max(clause.start, date.start)))
    if not found or _UNTIL.search(text, clause.start, date.start):
        return False
    between = Span(found[-1].end(), date.start)
    if _CLAUSE_BEGINS.search(text, between.start, between.end):
        return False
    behind = [word for word in words_of(text, between) if word not in _IN_VERB]
    return not any(word in _plain_verbs() or looks_past(word) for word in behind[1:])


def _denies_after(text: str, clause: Span, date: Span) -> bool:
    """Return whether a date opens its clause, and the clause's first verb is denied."""
    found = _NOT.search(text, date.end, max(date.end, clause.end))
    if found is None or has_any_verb(text, clause.start, date.start):
        return False
    return not has_any_verb(text, date.end, found.start()) and not _UNTIL_AHEAD.search(text, found.end(), clause.end)


@functools.cache
def _plain_verbs() -> frozenset[str]:
    """Return the finite verbs that no noun or participle looks like."""
    return lexicon("cues").words("auxiliary") | _WAS


@functools.cache
def finite_verbs() -> frozenset[str]:
    """Return the forms that show a clause has a verb: auxiliaries, irregular pasts, common presents."""
    cues = lexicon("cues")
    return cues.words("auxiliary") | cues.words("irregular") | cues.words("present")


@functools.cache
def function_words() -> frozenset[str]:
    """Return the words that can follow a date without being its noun."""
    cues = lexicon("cues")
    lists = ("preposition", "conjunction", "subordinator", "determiner", "subject_pronoun", "possessive", "relative")
    return frozenset().union(*(cues.words(name) for name in lists)) | cues.words("adverb")


@functools.cache
def simple_pasts() -> frozenset[str]:
    """Return the past tenses that do not end in -ed."""
    return lexicon("cues").words("irregular") | lexicon("timexes").words("past_verb") | _WAS


def looks_past(word: str) -> bool:
    """Return whether a word in lower case ends like a past tense and is one: "landed", not "need"."""
    return word.endswith("ed") and word not in _not_past()


@functools.cache
def _not_past() -> frozenset[str]:
    """Return the words that end in -ed and are no past tense."""
    return lexicon("timexes").words("no_past")


@functools.cache
def _planned() -> re.Pattern[str]:
    """Return the pattern of what puts a clause ahead, in lower case."""
    verbs = alternatives(_PUT_AHEAD)
    own = r"(?<!\bthe\s)(?<!\bits\s)(?<!\bhis\s)(?<!\bher\s)(?<!\bour\s)(?<!\btheir\s)"
    return re.compile(
        rf"\b(?:will\b|won[’']t\b|{_SAYS}\b[^.;]{{0,160}}\swould\s(?!have\b)|(?:is|are)\s+to\s+[a-z]|(?:shall|is|are|was|were)\s+(?:\w+\s+)?"
        rf"{verbs}\s+(?:to|for|on|in|by|next|that|this)\b|(?:could|may|might)\s(?:\w+\s){{1,4}}by\s)"
        rf"|\s(?=[aehip]){own}(?:expects?|plans?|intends?|aims?|hopes?)\s+(?:\w+\s+){{0,3}}to\b"
    )
