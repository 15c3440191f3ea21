"""Roles printed right in front of a person's name: "council leader Ana Ruiz", "the club's clerk Bo Lind"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.mentions.ministries import with_fields
from factbox.mentions.phrases import ends_in_people, is_role, word_list
from factbox.mentions.runs import FORMER, UPPER
from factbox.mentions.vocabulary import vocabulary
from factbox.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

# A department that is an office too: "the death of Justice Ruiz".
_JUSTICE = "Justice"
# A form of address that an office may stand in front of.
_PROFESSOR = "Professor"
# How far a role is looked for, in characters.
_BACK = 140
# How many words a role in front of a name has at most, and how many of them no list knows.
_LONGEST, _UNKNOWN = 14, 4
# Words, possessive endings and marks, walked backwards: "the council 's long-serving clerk".
TOKEN = re.compile(
    r"State['’]s(?=\s)|(?:[A-Z]\.)+|[A-Z][a-z]+\.(?=\s[A-Za-z])|['’]s\b"
    r"|\w+(?:[-'’.&](?!s\b)\w+)*(?:(?<=s)['’](?=\s))?|[^\w\s]"
)
# What a number is of: "head of Year 9".
NUMBERED = frozenset(("Class", "Form", "Grade", "Region", "Ward", "Year", "Zone"))
# Where somebody plays, in front of "back" or "end": "running back".
_LINES = frozenset(("centre", "defensive", "full", "left", "right", "running", "tight", "wing"))
# Forms of address in front of an office, which are no part of it: "The Rt. Hon. Speaker".
_HONOURED = frozenset(("hon", "hon.", "honorable", "honourable", "rt", "rt."))
# They stand in front of the whole of a role: "former tech executive".
_ONCE = frozenset(("ex", "former", "longtime", "retired", "then", "veteran"))
# What a whole role stands behind, with what no list knows: "said battalion chief Ana Ruiz".
_SAYS = frozenset(("said", "says"))
# A body's name: "Ministry of Budget and Planning".
BODY = re.compile(rf"[{UPPER}][\w.'’&-]*(?:\s(?:(?:of|and|for|on|the|&)\s){{0,2}}[{UPPER}][\w.'’&-]*){{1,9}}")
# A post in capitals, with its short form behind it, or behind a comma: "Assistant Commissioner of Police (ACP) ".
POST = rf"(?P<post>(?!According\b)[{UPPER}][\w'’-]*(?:\s(?:(?:of|for|and|to)\s(?:the\s)?)?[{UPPER}][\w'’-]*){{0,7}})"
_SHORTENED = re.compile(rf"{POST}(?:\s\((?:[A-Z][\w&.,'’ -]{{0,30}}|[Rr](?:et|t)?d?)\)){{1,2}}\s+$")
# Endings of nouns and adjectives, which no verb in front of a role has: "fiscal", "policy", "election".
_NOUN_ENDING = re.compile(r"\w{2,}(?:al|ance|cy|ence|gy|ic|ics|ism|ity|ment|my|phy|ship|sion|tion)$")
# Endings of verbs, adverbs and plurals, which no noun in front of a role has: "backing"; not "tennis", "campus".
_VERB_ENDING = re.compile(r"(?:ed|ing|ly|[^ius]s)$")


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
    if role is not None:
        return _widened(text, low, start, role)
    if post := _SHORTENED.search(text, max(low, start - _BACK), start):
        return _last_post(text, Span(*post.span("post")))
    return _in_small_letters(text, low, start)


def _widened(text: str, low: int, start: int, role: Span) -> Span | None:
    """Return an office with a capital and what stands in front of it; None for a department that nobody heads."""
    tokens, whole = _tokens_before(text, low, start)
    words, own = [token[0] for token in tokens], role.of(text)
    department = own in vocabulary().departments and own != _JUSTICE
    while department and words[-1:] in (["of"], ["the"]):
        words.pop()  # "secretary of State Ana Ruiz"
    apart = own in word_list("rank") and words[-1:] == ["and"]  # "the coroner and Sgt Ana Ruiz"
    office = not department and not own.endswith(_PROFESSOR)  # "Speaker of Parliament Professor Ana Ruiz"
    crime = words[-2:] == ["Police", "and"] and own.startswith("Crime ")  # "Police and Crime Commissioner"
    left = len(words) if apart else walk_role(words[:-2] if crime else words, whole=whole, office=office)
    if left == len(words):
        return None if department else with_fields(text, low, role)
    return with_fields(text, low, Span(tokens[left].start(), role.end))


def _in_small_letters(text: str, low: int, start: int) -> Span | None:
    """Return the role whose noun ends right in front of a name without a capital: "the club's clerk"."""
    back = max(low, start - _BACK)
    last = text[text.rfind(" ", back, start - 1) + 1 : start - 1].rsplit("-", 1)[-1]
    known = last in vocabulary().roles or last in word_list("role_tail")
    named = last.islower() and (known or "-" in text[back : start - 1])
    if not named and not (last.isdigit() and text.rfind(" of ", back, start) > 0):
        return None
    tokens, whole = _tokens_before(text, low, start)
    words, final = _without_tail([token[0] for token in tokens])
    if not words or words[-1].lower() not in vocabulary().roles:
        return None
    left = walk_role(words, whole=whole, office=False)
    if left == len(words) or (len(words) > 1 and _acts(words[:-1], words[-1])):
        return None
    return with_fields(text, low, Span(tokens[left].start(), tokens[final].end()))


def _tokens_before(text: str, low: int, start: int) -> tuple[list[re.Match[str]], bool]:
    """Return the words and marks in front of a name, and whether they are the sentence's first."""
    tokens = list(TOKEN.finditer(text, max(low, start - _BACK), start))
    if tokens and tokens[0].start() and text[tokens[0].start() - 1].isalnum():
        del tokens[0]
    return tokens, bool(tokens) and not text[low : tokens[0].start()].strip("\"'“”‘’ ")


def _acts(before: Sequence[str], noun: str) -> bool:
    """Return whether a noun for people is a verb there: "will champion", "The Falcons host", "and host Ostley"."""
    last, former = before[-1], before[-2] if len(before) > 1 else ""
    joins = last == "to" or (last == "and" and former.lower() not in vocabulary().roles)
    return last in word_list("modal") or (noun == "host" and (joins or (former.lower() == "the" and last[-1] == "s")))


def _last_post(text: str, posts: Span) -> Span | None:
    """Return a post in capitals, of two the last: "Commissioner of Police" of "Mayor Bo Lind and Commissioner of"."""
    joint = text.rfind(" and ", posts.start, posts.end)
    for post in (Span(joint + len(" and "), posts.end), posts) if joint >= 0 else (posts,):
        if is_role(post.of(text), strict=False) and ends_in_people(post.of(text)):
            return post
    return None


def _without_tail(words: list[str]) -> tuple[list[str], int]:
    """Return the words up to a role's noun, and the index of the role's last word.

    "lobsterman called", "director of rugby", "number one", of which no other noun tells.
    """
    tail = words[-3:]
    if words[-1:] and words[-1].isdigit():
        numbered = tail[-2:-1] and tail[-2] in NUMBERED and tail[0] == "of" and words[-4:-3]
        return (words[:-3], -1) if numbered and words[-4].lower() in vocabulary().roles else ([], 0)
    if tail[-1:] and tail[-1] in word_list("role_tail") and len(tail) > 1:
        noun = tail[0].lower() in vocabulary().roles and len(tail) == 3  # noqa: PLR2004 - "director of rugby"
        if tail[-1] in ("called", "named"):
            return words[:-1], -2
        if tail[-2].lower() == "number" or (tail[-1] in ("back", "end") and tail[-2].lower() in _LINES):
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
        owner = word[-1] in "'’"  # "the farmers' leader"
        if owner or low in ("a", "an", "the", "'s", "’s") or low in word_list("determiner"):
            alone = unknown and (owner or (index == left - 1 and (office or _ends_like_noun(words[index]))))
            return left if alone else index  # "a defeat President Ruiz calls", "after the statement BRB spokesman"
        if low in ("of", "and", "for"):
            if not _goes_over(words, index, office=office):
                return left
        elif low in stops or word in known.calendar or not word[0].isalpha():
            said = low in _SAYS and 0 < unknown == left - index and not office and _noun_like(words[index])
            does = low == "to" and office and left == index == len(words) - 1 and words[index] not in known.modifiers
            # "said battalion chief", "to repeal President Ruiz’s law"
            return index if said else len(words) if does else left
        elif word[0].isupper():
            if _parts_role(words, index, after_unknown=unknown > 0, opens=whole and index == 1):
                return left
            left = left if unknown and not _noun_like(words[index]) else index - 1
            unknown = 0 if left < index else unknown
        elif low in known.roles or low in known.modifiers or "-" in low or _is_nominal(words, index):
            left = left if unknown and low not in _ONCE else index - 1
            unknown = 0 if left < index else unknown
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
    if low in _HONOURED or (word in known.stops and low not in known.modifiers and low not in known.roles):
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
    if office and joint == "of" and index == len(words):
        return False  # "the Centre Alliance of Prime Minister Ana Ruiz"
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
