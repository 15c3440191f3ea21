"""Roles printed beside a person's name, in front of it and behind it."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from factbox.lexicons import alternatives, lexicon
from factbox.mentions.phrases import HEAD_END, ends_in_people, is_role, word_list
from factbox.mentions.runs import FORMER, UPPER
from factbox.mentions.vocabulary import vocabulary
from factbox.spans import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

# A department that is an office too: "the death of Justice Ruiz".
_JUSTICE = "Justice"
# How far a role is looked for, in characters.
_BACK, _AHEAD = 140, 240
# How many words a role in front of a name has at most, and how many of them no list knows.
_LONGEST, _UNKNOWN = 14, 4
# Words, possessive endings and marks, walked backwards: "the council 's long-serving clerk".
TOKEN = re.compile(r"(?:[A-Z]\.)+|[A-Z][a-z]+\.(?=\s[A-Za-z])|['’]s\b|\w+(?:[-'’.&](?!s\b)\w+)*|[^\w\s]")
# They make a bare phrase in front of them a clause: "especially in the South, the principal rivals are".
_IS = frozenset(("are", "had", "has", "have", "is", "was", "were", "will", "would"))
# Behind a number that is no age: "Holm, 65 km (40 miles) from".
_UNITS = "feet|ft|hours?|km|(?:kilo)?met(?:er|re)s?|miles?|million|minutes?|people|per|percent|points?|yards?"
# Between a name and its role: ", " with an age where there is one: ", 54, "; a dash: " - " in "Ruiz - a pilot - ", of
# any words where another dash closes it.
_COMMA = re.compile(
    rf"\s?,\s(?:(?:aged\s)?(\d{{1,3}})(?=[,;\s]|\.(?!\d))(?!\s(?:{_UNITS})\b)(?:,\s)?)?"
    r"|\s(?:[-–—]|--)\s(?=(?:an?|the)\s|[a-z][^-–—.;:\n]{3,80}\s(?:[-–—]|--)\s)"
)
# Whose somebody is, in front of the comma: " of the Ostley Gazette" of "Ana Ruiz of the Ostley Gazette, winner of".
_OF_BODY = re.compile(rf"\sof\s(?:the\s)?[{UPPER}][\w.'’&-]*(?:\s[{UPPER}][\w.'’&-]*){{0,4}}(?=,\s)", re.ASCII)
# Where a clause with "who" ends, a mark or the sentence's verb: "a pilot who lives here," "… said".
_CLAUSE_END = re.compile(r"[,;:—–()“”\"\n]|\s(?:--?|_)\s|[.!?]\s?(?:''|``)|''|``|\s(?:said|says|told)\b|[.!?](?=\s*$)")
# A title in a role: "author of “The Long Tide”,".
_QUOTED = re.compile(r"“[^”\n]{1,80}”|\"[^\"\n]{1,80}\"|''[^'\n]{1,80}''")
# What opens a title behind a comma, which is nobody's role: "A " of "in her book, A Long Tide is the story of a pilot".
_TITLE_OPENS = re.compile(r"(?:An?|The)\s[A-Z]")
# Endings of nouns and adjectives, which no verb in front of a role has: "fiscal", "policy", "election".
_NOUN_ENDING = re.compile(r"\w{2,}(?:al|ance|cy|ence|gy|ic|ics|ism|ity|ment|my|phy|ship|sion|tion)$")
# Endings of verbs, adverbs and plurals, which no noun in front of a role has: "backing"; not "tennis", "campus".
_VERB_ENDING = re.compile(r"(?:ed|ing|ly|[^ius]s)$")
# In front of a body or place that a role's noun has behind it: "the head of the council".
_WITHIN = frozenset(("at", "for", "from", "in", "of", "on", "to", "with"))
# Behind these a phrase with "a" tells what somebody is: "he was a pilot".
_BEING = frozenset(("are", "as", "be", "became", "become", "been", "being", "is", "like", "was", "were"))
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
    object_ = rf"{led}(?:an?\s|its\s|the\s|[{UPPER}]|[a-z]+\s(?:at|for)\s(?:the\s)?[{UPPER}])"
    return re.compile(rf"who\s(?:(?:is|was)\s(?=(?:an?|the)\s)|(?:now\s|also\s)?(?P<verb>{verbs})\s{object_})")


# Names behind a firm's first: ", Holm & Lind" of "an analyst with Vask, Holm & Lind".
_PARTNERS = re.compile(rf"(?<=\w)(?:,\s[{UPPER}]\w+){{0,2}}\s(?:&|amp;?)\s[{UPPER}]\w+(?:(?<=Co)\.)?")


@functools.cache
def _state() -> re.Pattern[str]:
    """Return the pattern of a state behind its town: ", Miss." of "a pilot from Jackson, Miss., said"."""
    return re.compile(rf"(?<=[a-z]),\s{alternatives(lexicon('places').tables['region'])}(?=[,;]|\s[a-z]|$)")


def role_before(text: str, low: int, start: int, role: Span | None) -> Span | None:
    """Return the role that ends right in front of a name.

    Args:
        text: the document's text.
        low: where the sentence starts.
        start: where the name, its title or its office with a capital starts.
        role: that office ("President"), to be widened to the left; None where there is none.

    Returns:
        The role without the article in front of it, or None.
    """
    if start and not text[start - 1].isspace():
        former = FORMER.search(text, low, start) if role else None
        return Span(former.start(), role.end) if role and former else role
    back = max(low, start - _BACK)
    if role is None:
        last = text[text.rfind(" ", back, start - 1) + 1 : start - 1].rsplit("-", 1)[-1]
        known = last in vocabulary().roles or last in word_list("role_tail")
        if not last.islower() or not (known or "-" in text[back : start - 1]):
            return None
    tokens = list(TOKEN.finditer(text, back, start))
    if tokens and tokens[0].start() and text[tokens[0].start() - 1].isalnum():
        del tokens[0]
    words, final = [token[0] for token in tokens], -1
    if role is None:
        words, final = _without_tail(words)
    if role is None and (not words or words[-1].lower() not in vocabulary().roles):
        return None
    whole = bool(tokens) and not text[low : tokens[0].start()].strip("\"'“”‘’ ")
    department = role is not None and role.of(text) in vocabulary().departments and role.of(text) != _JUSTICE
    while department and words[-1:] in (["of"], ["the"]):
        words.pop()  # "secretary of State Ana Ruiz"
    left = walk_role(words, whole=whole, office=role is not None and not department)
    acts = role is None and left == len(words) - 1 and left > 0 and words[left - 1] in word_list("modal")
    if left == len(words) or acts:
        return None if department else role
    return Span(tokens[left].start(), role.end if role else tokens[final].end())


def _without_tail(words: list[str]) -> tuple[list[str], int]:
    """Return the words up to a role's noun, and the index of the role's last word.

    "lobsterman called", "director of rugby", "number one", of which no other noun tells.
    """
    tail = words[-3:]
    if tail[-1:] and tail[-1] in word_list("role_tail") and len(tail) > 1:
        noun = tail[0].lower() in vocabulary().roles and len(tail) == 3  # noqa: PLR2004 - "director of rugby"
        if tail[-1] in ("called", "named"):
            return words[:-1], -2
        if tail[-2].lower() == "number":
            return [*words[:-2], "champion"], -1
        return (words[:-2], -1) if tail[-2] in ("for", "of") and noun else ([], 0)
    return words, -1


def walk_role(words: Sequence[str], *, whole: bool, office: bool) -> int:
    """Return the index of the first word of the role that ends with the last of `words`; their number if none is.

    Words that no list knows count where an article or an owner is in front of them, where a capital is, or where
    they open the sentence (`whole`); a single one in front of an office with a capital (`office`) does not.
    """
    known, stops = vocabulary(), word_list("stop_role")
    left = index = len(words)
    unknown = 0
    while index and len(words) - index < _LONGEST:
        word = words[index - 1]
        low = word.lower()
        if low in ("a", "an", "the", "'s", "’s") or low in word_list("determiner"):
            alone = unknown and index == left - 1 and (office or _ends_like_noun(words[index]))
            return left if alone else index  # "a defeat President Ruiz calls", "after the statement BRB spokesman"
        if low in ("of", "and", "for"):
            if not _goes_over(words, index, office=office):
                return left
        elif low in stops or word in known.calendar or not word[0].isalpha():
            return left
        elif word[0].isupper():
            if _parts_role(words, index, after_unknown=unknown > 0, opens=whole and index == 1):
                return left
            left = left if unknown and not _noun_like(words[index]) else index - 1
            unknown = 0 if left < index else unknown
        elif low in known.roles or low in known.modifiers or "-" in low or _is_nominal(words, index):
            left = left if unknown else index - 1
        else:
            unknown += 1
            if unknown > _UNKNOWN or _VERB_ENDING.search(low):
                return left
        index -= 1
    return 0 if whole and not index else left


def _parts_role(words: Sequence[str], index: int, *, after_unknown: bool, opens: bool) -> bool:
    """Return whether the word with a capital before `index` is no part of the role behind it.

    "Ana Ruiz swept aside champion"; "Recall Senator" where it opens the sentence.
    """
    known, word = vocabulary(), words[index - 1]
    low, verbs = word.lower(), word_list("verb")
    if word in known.stops and low not in known.modifiers and low not in known.roles:
        return True
    named = after_unknown and index > 1 and words[index - 2] in known.given
    return named or (opens and (low in verbs or f"{low}s" in verbs))


def _is_nominal(words: Sequence[str], index: int) -> bool:
    """Return whether the word before `index` ends like a noun in front of another: "fiscal"; not in front of a name."""
    before_name = index < len(words) and words[index][0].isupper()
    return not before_name and _ends_like_noun(words[index - 1])


def _ends_like_noun(word: str) -> bool:
    """Return whether a word ends like a noun or an adjective in front of nouns."""
    return _NOUN_ENDING.match(word.lower()) is not None


def _goes_over(words: Sequence[str], index: int, *, office: bool) -> bool:
    """Return whether a role goes on to the left of the small word before `index`; not "lawyer for" of "… suspect"."""
    before, joint = words[max(0, index - 2)], words[index - 1].lower()
    roles, given = vocabulary().roles, vocabulary().given
    others = joint != "and" and before.lower() in roles and (office or words[-1].lower() in roles)
    others = others or (index > 2 and before[0].isupper() and words[index - 3] in given)  # noqa: PLR2004 - "Ana Cook and"
    return index > 1 and not others and _carries(before, joint, *words[index : index + 1])


def _noun_like(word: str) -> bool:
    """Return whether a word that no list knows looks like a noun in front of another, not like a verb."""
    return len(word) > 4 and not word.endswith(("ed", "s", "ing"))  # noqa: PLR2004 - verbs of four letters: "beat"


def _carries(word: str, joint: str, following: str = "") -> bool:
    """Return whether a small word between two others goes on with a role: "Bank of England", "founder and editor"."""
    known = vocabulary()
    if joint != "and" and following in known.roles:
        return False  # "mother of actor"
    if word in known.offices or word.lower() in known.roles or (joint in ("of", "for") and word in known.heads):
        return True
    if joint == "and" and word in known.departments:
        return following in known.departments or following.islower()
    return joint == "and" and word.lower() in known.modifiers


def role_before_comma(text: str, low: int, start: int, end: int) -> Span | None:
    """Return the role that stands in front of a name with a comma between: "The council leader" of "…, Ana Ruiz,".

    Args:
        text: the document's text.
        low: where the sentence starts.
        start: where the name or its title starts.
        end: where the name ends.
    """
    if text[max(0, start - 2) : start] != ", ":
        return None
    back = max(low, start - 2 - _BACK)
    tokens = list(TOKEN.finditer(text, back, start - 2))[-_LONGEST:]
    closed = text[end : end + 1] in (",", ".", ";")  # "a pilot, Ana Ruiz,", not "is a pilot, Ana Ruiz said"
    for index in range(len(tokens) - 1, -1, -1):
        word = tokens[index][0]
        if not (word[0].isalpha() or word in ("'s", "’s")) or word in ("said", "is", "was", "who", "that"):
            return _bare_role(text, Span(tokens[index].end() + 1, start - 2)) if word == "said" else None
        first = _opening(text, tokens, index, start - 2, closed=closed)
        if first is None:
            continue
        whole = Span(tokens[first].start(), start - 2)
        phrase = whole.of(text)
        if is_role(phrase, strict=True) and ends_in_people(phrase):
            told = not closed and first and tokens[first - 1][0] in _WITHIN  # "in a letter to the editor, Bo Lind said"
            return None if told else whole
        if not index or tokens[first - 1][0] not in _WITHIN:
            return None  # else the head stands further back: "the head of the council"
    opens = closed and tokens and tokens[0].start() == low and tokens[0][0] not in vocabulary().stops
    return _bare_role(text, Span(low, start - 2)) if opens else None


def _opening(text: str, tokens: Sequence[re.Match[str]], index: int, end: int, *, closed: bool) -> int | None:
    """Return which token a role begins with where the token of `index` can open it: an article or an owner."""
    word = tokens[index][0]
    if (
        word in ("'s", "’s")
        and index
        and tokens[index - 1][0][0].isupper()
        and text[tokens[index].end() : end].islower()
    ):
        first = _owner_start(tokens, index)
        return None if first and tokens[first - 1][0] == "of" else first  # "one of Ruiz's aides"
    if word in ("'s", "’s") and index > 1 and tokens[index - 2][0].lower() == "this":
        return index - 2  # "this year's guest"
    low = word.lower()
    if low == "another":
        return None
    if low == "whose":
        return index + 1 if index + 1 < len(tokens) else None
    if low in ("a", "an"):
        return index if closed and not (index and tokens[index - 1][0].lower() in _BEING) else None
    return index if low in word_list("determiner") else None


def _owner_start(tokens: Sequence[re.Match[str]], end: int) -> int:
    """Return which token a name in front of "'s" begins with: "the" of "the Harbour Gazette's"."""
    first = end - 1
    while first and tokens[first - 1][0][0].isupper() and tokens[first - 1][0] not in vocabulary().stops:
        first -= 1
    return first - 1 if first and tokens[first - 1][0].lower() == "the" else first


def _bare_role(text: str, span: Span) -> Span | None:
    """Return a role without an article that stands behind "said": "union chief economist" of "said …, Ana Ruiz."."""
    phrase = span.of(text)
    plain = bool(phrase) and phrase.rsplit(" ", 1)[-1] in vocabulary().roles
    return span if plain and is_role(phrase, strict=True) else None


def role_after(text: str, name: Span, sentence: Span) -> tuple[Span | None, bool]:
    """Return the role that stands behind a name and a comma, and whether an age does.

    Args:
        text: the document's text.
        name: the name.
        sentence: the sentence that holds it.
    """
    high = sentence.end
    belongs = None if text.endswith("the ", 0, name.start) else _OF_BODY.match(text, name.end, high)
    comma = _COMMA.match(text, belongs.end() if belongs else name.end, high)
    if comma is None:
        return None, False
    start, aged = comma.end(), comma[1] is not None
    limit = min(high, start + _AHEAD)
    if role_end().match(text, start - 1, limit):  # with the space before "said"
        return _clause(text, start, limit), aged
    stop = role_end().search(text, start, limit)
    if stop is None and limit < high:
        return None, aged
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
    kin = _KIN.search(text, max(sentence.start, name.start - _KIN_REACH), name.start) and _KIN.match(text, start, last)
    if kin or len(span) == 0 or _TITLE_OPENS.match(text, start) or not is_role(span.of(text), strict=not aged):
        return None, aged
    return span, aged


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


# How many words may open a sentence in front of a name: "But on Monday ".
_OPENING = 3


def _speaks(text: str, phrase: Span, verb: str, low: int, name: int) -> bool:
    """Return whether a bare phrase and the verb behind it are a clause of their own, in which the name has no part."""
    says = verb in word_list("verb")  # "near Callow, the coast guard said"; not "Ruiz, an analyst at the bank said"
    if not says and verb not in _IS:
        return False
    placed = _PLACED.search(text, max(low, name - _BACK), name) is not None
    if not says:
        return placed
    # Behind a clause, "an official at the court said" is its own: a comma is forgotten only at the sentence's start.
    inside = text.count(" ", low, min(name, low + _BACK)) > _OPENING
    return (
        inside
        or (placed and text.startswith("the ", phrase.start))
        or not HEAD_END.search(text, phrase.start, phrase.end)
    )
