"""Roles printed behind a person's name: ", a pilot", ", 54, the head of the council", ", who chairs the board"."""

from __future__ import annotations

import functools
import re

from factbox.lexicons import alternatives, lexicon
from factbox.mentions.letters import letters_end
from factbox.mentions.lexical import is_body
from factbox.mentions.phrases import HEAD_END, is_role, word_list
from factbox.mentions.roles import BODY
from factbox.mentions.runs import UPPER
from factbox.mentions.vocabulary import vocabulary
from factbox.spans import Span, trimmed

# How far a role is looked for, and how far in front of the name, in characters.
_AHEAD, _BACK = 240, 140
# They make a bare phrase in front of them a clause: "especially in the South, the principal rivals are".
_IS = frozenset(("are", "had", "has", "have", "is", "was", "were", "will", "would"))
# Behind a number that is no age: "Holm, 65 km (40 miles) from".
_UNITS = "feet|ft|hours?|km|(?:kilo)?met(?:er|re)s?|miles?|million|minutes?|people|per|percent|points?|yards?"
# Ages in words, which a mark closes: "Bo Lind, nine, and".
_YOUNG = "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
# Between a name and its role: ", " with an age where there is one: ", 54, "; a dash: " - " in "Ruiz - a pilot - ", of
# any words where another dash closes it.
_COMMA = re.compile(
    rf"(?:\s\((?P<age>\d{{1,3}})\))?\s?,(?:\s|(?=\d\d\b))(?:(?:aged\s)?(\d{{1,3}}|{_YOUNG}(?=[,;.]))(?=[,;\s]|\.(?!\d))(?!\s(?:{_UNITS})\b)(?:,\s)?)?"
    r"|\s(?:[-–—]|--)\s(?=(?:an?|the)\s|[a-z][^-–—.;:\n]{3,80}\s(?:[-–—]|--)\s)"
)
# Where somebody is from, behind the name, and in front of a place: "of Mill Road, Larne, ", ", from Larne, Co ".
_PLACE = rf"[{UPPER}][\w.'’-]*(?:\s(?:on\s|of\s|the\s|upon\s)?[{UPPER}][\w.'’-]*){{0,3}}"
_HOME = re.compile(rf"(?:of|from)\s{_PLACE}(?:,\s{_PLACE}){{0,2}},\s(?!(?:and|or)\s)")
_AT_HOME = re.compile(rf",\s(?:of|from)\s(?:{_PLACE},\s){{0,2}}(?:Co\.?\s)?$")
_HOME_REACH = 60
# Whose somebody is, in front of the comma: " of the Ostley Gazette" of "Ana Ruiz of the Ostley Gazette, winner of".
_OF_BODY = re.compile(
    rf",\s[DIR]-[A-Z][\w.]*(?:\s[A-Z][\w.]*)*(?=,\s)|\s(?:of|at)\s(?:the\s)?[{UPPER}][\w.'’&-]*(?:\s(?:(?:of|for)\s(?:the\s)?)?[{UPPER}][\w.'’&-]*){{0,4}}(?=,\s)",
    re.ASCII,
)
# Where a clause with "who" ends, a mark or the sentence's verb: "a pilot who lives here," "… said".
_CLAUSE_END = re.compile(
    r"[,;:—–()“”\"\n]|\s(?:--?|_)\s|[.!?]\s?(?:''|``)|''|``"
    r"|\s(?:added|said|says|told|tweeted|wrote)\b|[.!?](?=\s*$)"
)
# What follows it where it ends a role: ", said", not ", and Bo Lind".
_ENDED = re.compile(r"[.;]|,\s(?!and\b)[a-z]")
# A title in a role: "author of “The Long Tide”,".
_QUOTED = re.compile(r"“[^”\n]{1,80}”|\"[^\"\n]{1,80}\"|''[^'\n]{1,80}''")
# An aside inside a role: "(interior) " of "the home (interior) ministry", "(MP) " of "a member (MP) for Isk".
_INSIDE = re.compile(r"\([^()\n]{1,24}\)\s(?=(?:at|for|in|of)\s|[a-z]+[,.])|\([A-Z&]{2,6}\)\s(?=[A-Z])")
# What opens a title behind a comma, which is nobody's role: "A " of "in her book, A Long Tide is the story of a pilot".
_TITLE_OPENS = re.compile(r"(?:An?|The)\s[A-Z]")
# A town's state, and a firm there: "Del.-based" of "Ostley, Del.-based Vask".
_BASED = re.compile(r"[A-Z][a-z]*\.-based\b")
# Another person of a list: "his wife Ana" of "Bo Lind (61), his wife Ana (55)".
_KINSMAN = re.compile(r"(?:her|his|their)\s(?:[a-z-]+\s){1,2}[A-Z]\w+(?:\s[A-Z]\w+)*\Z")
# Of a row of kin, who is told of in front of it: "wife to " of "wife to Bo, mother to Al".
_KIN = re.compile(r"(?:brother|daughter|father|grandfather|grandmother|husband|mother|sister|son|wife)\s(?:of|to)\s")
_KIN_REACH = 15
# What a title goes on from: "of " of "author of “The Long Tide”"; not a speech behind a role.
_JOINS = re.compile(r"\b(?:as|at|behind|called|for|in|named|of|on|the|to|with)\s$")
# A place of words or of the ground in front of a name: "in an interview with Ruiz, the bishop said".
_PLACED = re.compile(r"\b(?:at|in|on|to|with)\s(?:the\s)?(?:\w+\s)?$", re.IGNORECASE)
# How long a role with such a clause is at most, in characters.
_LONGEST_CLAUSE = 160
# Where something was said, behind a role: "a pilot in a statement".
_SAID_IN = (
    r"\s(?:at|by|in|on|via)\s(?:an?\s)?(?:[a-z-]+\s)?"
    r"(?:address|briefing|conference|e-?mail|interview|letter|phone|post|speech|statement|telephone|tweet)\b"
)
# Names behind a firm's first: ", Holm & Lind" of "an analyst with Vask, Holm & Lind".
_PARTNERS = re.compile(rf"(?<=\w)(?:,\s[{UPPER}]\w+){{0,2}}\s(?:&|amp;?)\s[{UPPER}]\w+(?:(?<=Co)\.)?")
# A name behind a role and a comma: ", Dr Ana Ruiz".
_NAME_BEHIND = re.compile(rf",\s(?P<name>[{UPPER}][\w.'’-]*(?:\s[{UPPER}][\w.'’-]*){{0,4}})")
# How many words may open a sentence in front of a name: "But on Monday ".
_OPENING = 3


@functools.cache
def role_end() -> re.Pattern[str]:
    """Return the pattern of what ends a role behind a name or a verb."""
    # ", ", "; ", an opening mark, a dash, "as they", or a word of the list: "said", "who"
    words = lexicon("mentions").alternatives("role_end")
    return re.compile(
        rf"[,;:—–()“”\"\n]|\s(?:--?|_)\s|\sas\s(?:he|it|she|they|we)\b|[.!?]\s?(?:''|``)|''|``|\s{words}\b|{_SAID_IN}|[.!?](?=\s*$)"
    )


@functools.cache
def _office() -> re.Pattern[str]:
    """Return the pattern of a clause that tells an office: "who is " of "who is the mayor", "who chairs the club"."""
    verbs = lexicon("mentions").alternatives("office_verb")
    led = r"(?!the\s(?:championship|field|line|list|pack|polls|race|standings|table|way)\b)"
    object_ = rf"{led}(?:an?\s|its\s|the\s|[{UPPER}]|(?:[a-z-]+\s){{1,4}}(?:at|for)\s(?:the\s)?[{UPPER}])"
    acts = r"(?:is|was)\s(?:chairing|coaching|coordinating|directing|heading|leading|managing|overseeing|running)"
    works = "excavation|expedition|experiment|inquiry|project|research|review|study|survey|team|work"
    acts = rf"{acts}|led(?=\s(?:the|this)\s(?:{works})\b)"
    return re.compile(
        rf"who\s(?:(?:is|was)\s(?=(?:an?|the)\s|[{UPPER}])|(?:now\s|also\s)?(?P<verb>{verbs}|{acts})\s{object_})"
    )


@functools.cache
def _next_speaker() -> re.Pattern[str]:
    """Return the pattern of who speaks behind a role that is theirs: ", Bo Holm said" of "the deputy, Bo Holm said"."""
    verbs = alternatives(lexicon("mentions").words("verb"))
    return re.compile(rf"{_NAME_BEHIND.pattern}(?:\s{verbs}\b(?!,)|,\s{verbs}\b)")


def _is_next_speaker(text: str, role: Span, high: int) -> bool:
    """Return whether who says so stands behind a role and a comma; not where it is from or at: ", New York, said"."""
    found = _next_speaker().match(text, role.end, high)
    return found is not None and _is_person(found["name"])


def stands_between(text: str, role: Span, high: int) -> bool:
    """Return whether a name and a comma follow on a role: it may be theirs, "his deputy, Ana Ruiz, and others"."""
    found = _NAME_BEHIND.match(text, role.end, high)
    return found is not None and text.startswith(",", found.end()) and _is_person(found["name"])


def _is_person(name: str) -> bool:
    """Return whether a name may be a person's: it is no place's of the lexicon and has no body's form."""
    return name not in vocabulary().places and not is_body(name.split())


@functools.cache
def _state() -> re.Pattern[str]:
    """Return the pattern of a state behind its town: ", Miss." of "a pilot from Jackson, Miss., said"."""
    return re.compile(rf"(?<=[a-z]),\s{alternatives(lexicon('places').tables['region'])}(?=[,;]|\s[a-z]|$)")


def role_after(text: str, name: Span, sentence: Span) -> tuple[Span | None, bool]:
    """Return the role that stands behind a name and a comma, and whether an age does.

    Args:
        text: the document's text.
        name: the name.
        sentence: the sentence that holds it.
    """
    high = sentence.end
    end = letters_end(text, name.end, high)
    belongs = None if text.endswith("the ", 0, name.start) else _OF_BODY.match(text, end, high)
    comma = _COMMA.match(text, belongs.end() if belongs else end, high)
    if comma is None or _AT_HOME.search(text, max(sentence.start, name.start - _HOME_REACH), name.start):
        return None, False
    home = _HOME.match(text, comma.end(), high)
    start, aged = home.end() if home else comma.end(), (comma["age"] or comma[2]) is not None
    limit = min(high, start + _AHEAD)
    if role_end().match(text, start - 1, limit):  # with the space before "said"
        return _clause(text, start, limit), aged
    stop = role_end().search(text, start, limit)
    if stop is None and limit < high:
        return None, aged
    if stop and (inside := _INSIDE.match(text, stop.start(), limit)):
        stop = role_end().search(text, inside.end(), limit)
    last = stop.start() if stop else limit
    if stop and (quoted := _QUOTED.match(text, stop.start(), limit)) and _JOINS.search(text, start, stop.start()):
        ended = quoted[0].rstrip("'\"”").endswith(",")  # "author of “The Long Tide,” a lively book"
        stop = None if ended else role_end().search(text, quoted.end(), limit)
        last = stop.start() if stop else quoted.end() if ended else limit
    if stop and not aged and _speaks(text, Span(start, last), stop[0].strip(), sentence.start, name.start):
        return None, False
    if stop and stop[0].strip() == "who":
        clause = _CLAUSE_END.search(text, stop.end(), limit)
        whole = clause and clause.start() - start < _LONGEST_CLAUSE and not _is_cut(text, stop.end(), clause)
        last = clause.start() if clause and whole else last
    if more := _state().match(text, last, high) or _PARTNERS.match(text, last, high):
        last = more.end()
    span = trimmed(text, start, last)
    if _is_none(text, name, span, sentence, aged=aged):
        return None, aged
    return _with_body(text, span, high), aged


def _is_none(text: str, name: Span, span: Span, sentence: Span, *, aged: bool) -> bool:
    """Return whether what stands behind a name is no role: a kinsman's name, where a firm is, what the next one is."""
    if len(span) == 0:
        return True
    low = max(sentence.start, name.start - _KIN_REACH)
    kin = _KIN.search(text, low, name.start) and _KIN.match(text, span.start, span.end)
    doubles = _KINSMAN.match(text, span.start, span.end) or _BASED.match(text, span.start)
    if kin or doubles or _TITLE_OPENS.match(text, span.start):
        return True
    next_one = not aged and _is_next_speaker(text, span, sentence.end)
    return next_one or not is_role(span.of(text), strict=not aged)


def _with_body(text: str, post: Span, high: int) -> Span:
    """Return a post with the body behind it: "the secretary, Orrin Food Agency" of "…, said"; not of "…, and Bo"."""
    found = BODY.match(text, post.end + 2, high) if text.startswith(", ", post.end) else None
    if found is None or not _ENDED.match(text, found.end(), high) or not is_body(found[0].split()):
        return post
    return Span(post.start, found.end())


def _is_cut(text: str, start: int, end: re.Match[str]) -> bool:
    """Return whether a clause is none where it ends: nothing is in it, or a title goes on with it: "the star of “"."""
    opens = end[0][0] in "“\"'" and text[end.start() - 1] == " "
    return end.start() <= start or opens


def _clause(text: str, start: int, limit: int) -> Span | None:
    """Return what a clause with "who" tells of an office: "the mayor" of "who is the mayor", "who chairs the club"."""
    opened = _office().match(text, start, limit)
    if opened is None:
        return None
    end = (_CLAUSE_END if opened["verb"] else role_end()).search(text, opened.end(), limit)
    if end and opened["verb"] and (quoted := _QUOTED.match(text, end.start(), limit)):
        return Span(start, quoted.end())  # "who edits the weekly “Harbour Watch”"
    if end is None or end.start() - start > _LONGEST_CLAUSE or _is_cut(text, opened.end(), end):
        return None
    span = trimmed(text, start if opened["verb"] else opened.end(), end.start())
    held = opened["verb"] or (len(span) and is_role(span.of(text), strict=True))
    return span if held else None


def _speaks(text: str, phrase: Span, verb: str, low: int, name: int) -> bool:
    """Return whether a bare phrase and the verb behind it are a clause of their own, in which the name has no part."""
    says = verb in word_list("verb")  # "near Callow, the coast guard said"; not "Ruiz, an analyst at the bank said"
    if not says and verb not in _IS:
        return False
    apposed = text.endswith(", ", low, name)  # "According to its leader, Ana Ruiz, the council has shown"
    placed = apposed or _PLACED.search(text, max(low, name - _BACK), name) is not None
    if not says:
        return placed
    # Behind a clause, "an official at the court said" is its own: a comma is forgotten only at the sentence's start.
    inside = text.count(" ", low, min(name, low + _BACK)) > _OPENING
    return (
        inside
        or (placed and text.startswith("the ", phrase.start))
        or not HEAD_END.search(text, phrase.start, phrase.end)
    )
