"""Roles printed in front of a person's name: "council leader Ana Ruiz", "the head of the council, Ana Ruiz,"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.mentions.lexical import is_body
from factbox.mentions.ministries import office_of, with_fields
from factbox.mentions.phrases import ends_in_people, is_role, word_list
from factbox.mentions.runs import FORMER, UPPER
from factbox.mentions.vocabulary import vocabulary
from factbox.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

# A department that is an office too: "the death of Justice Ruiz".
_JUSTICE = "Justice"
# How far a role is looked for, in characters.
_BACK = 140
# How many words a role in front of a name has at most, and how many of them no list knows.
_LONGEST, _UNKNOWN = 14, 4
# Words, possessive endings and marks, walked backwards: "the council 's long-serving clerk".
TOKEN = re.compile(
    r"State['’]s(?=\s)|(?:[A-Z]\.)+|[A-Z][a-z]+\.(?=\s[A-Za-z])|['’]s\b"
    r"|\w+(?:[-'’.&](?!s\b)\w+)*(?:(?<=s)['’](?=\s))?|[^\w\s]"
)
# Where somebody plays, in front of "back" or "end": "running back".
_LINES = frozenset(("centre", "defensive", "full", "left", "right", "running", "tight", "wing"))
# Where a role's noun has its body or place behind it: " in the Lords".
_BODY_BEHIND = re.compile(r"\s(?:at|for|in|of)\s(?:the\s)?(?=[A-Z])")
# What closes a name, with letters behind it: " KC,".
_CLOSED = re.compile(r"(?:\s[A-Z]{2,4})?[,.;]")
# They stand in front of the whole of a role: "former tech executive".
_ONCE = frozenset(("ex", "former", "longtime", "retired", "then", "veteran"))
# What a whole role stands behind, with what no list knows: "said battalion chief Ana Ruiz".
_SAYS = frozenset(("said", "says"))
# A body's name: "Ministry of Budget and Planning".
BODY = re.compile(rf"[{UPPER}][\w.'’&-]*(?:\s(?:(?:of|and|for|on|the|&)\s){{0,2}}[{UPPER}][\w.'’&-]*){{1,9}}")
# A post in capitals, with its short form behind it, or behind a comma: "Assistant Commissioner of Police (ACP) ".
_POST = rf"(?P<post>[{UPPER}][\w'’-]*(?:\s(?:(?:of|for|and|to)\s(?:the\s)?)?[{UPPER}][\w'’-]*){{0,7}})"
_SHORT = re.compile(r"\s\((?:[A-Z][A-Za-z&.]{1,7}|[Rr](?:et|t)?d?)\)$")
_SHORTENED = re.compile(rf"{_POST}(?:\s\((?:[A-Z][\w&.,'’ -]{{0,30}}|[Rr](?:et|t)?d?)\)){{1,2}}\s+$")
_CAPITALS, _POSTED = re.compile(rf",\s{_POST}$"), re.compile(_POST)
# Endings of nouns and adjectives, which no verb in front of a role has: "fiscal", "policy", "election".
_NOUN_ENDING = re.compile(r"\w{2,}(?:al|ance|cy|ence|gy|ic|ics|ism|ity|ment|my|phy|ship|sion|tion)$")
# Endings of verbs, adverbs and plurals, which no noun in front of a role has: "backing"; not "tennis", "campus".
_VERB_ENDING = re.compile(r"(?:ed|ing|ly|[^ius]s)$")
# In front of a body or place that a role's noun has behind it: "the head of the council".
_WITHIN = frozenset(("at", "for", "from", "in", "of", "on", "to", "with"))
# Behind these a phrase with "a" tells what somebody is: "he was a pilot".
_BEING = frozenset(("are", "as", "be", "became", "become", "been", "being", "is", "like", "was", "were"))


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
    if role is None and (post := _SHORTENED.search(text, back, start)):
        return _last_post(text, Span(*post.span("post")))
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
    acts = role is None and len(words) > 1 and _acts(words[:-1], words[-1])
    if left == len(words) or acts:
        return None if department or role is None else with_fields(text, low, role)
    found = Span(tokens[left].start(), role.end if role else tokens[final].end())
    return with_fields(text, low, found)


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
            return index if said else left + does  # "said battalion chief", "to repeal President Ruiz’s law"
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
    back, stop = max(low, start - 2 - _BACK), start - 2
    office = office_of(text, low, stop)
    if office and not text.startswith(" and ", end):
        return office
    body = _body_before(text, back, stop)
    if body is not None and (post := role_before_comma(text, low, body.start, body.end)):
        return Span(post.start, body.end)
    short = _SHORT.search(text, back, stop)
    closed = _CLOSED.match(text, end) is not None  # "a pilot, Ana Ruiz,", not "is a pilot, Ana Ruiz said"
    return _opened(text, low, short.start() if short else stop, closed=closed)


def _opened(text: str, low: int, stop: int, *, closed: bool) -> Span | None:
    """Return the role in front of a comma, with the article or owner that opens it, or in capitals, or after "said"."""
    back = max(low, stop - _BACK)
    tokens = list(TOKEN.finditer(text, back, stop))[-_LONGEST:]
    for index in range(len(tokens) - 1, -1, -1):
        word = tokens[index][0]
        if not (word[0].isalpha() or word in ("'s", "’s")) or word in ("said", "is", "was", "who", "that"):
            return _behind(text, tokens[index], stop, closed=closed)
        first = _opening(text, tokens, index, stop, closed=closed)
        if first is None:
            continue
        whole = Span(tokens[first].start(), stop)
        phrase = whole.of(text)
        if is_role(phrase, strict=True) and ends_in_people(phrase):
            told = not closed and first and tokens[first - 1][0] in _WITHIN  # "in a letter to the editor, Bo Lind said"
            return None if told else whole if not phrase.islower() else Span(_whose(tokens, first), stop)
        if not index or tokens[first - 1][0] not in _WITHIN:
            return None  # else the head stands further back: "the head of the council"
    opener = tokens[0][0] if closed and tokens and tokens[0].start() == low else ""
    opens = opener and (opener not in vocabulary().stops or opener.lower() in vocabulary().modifiers)
    return _bare_role(text, Span(low, stop)) if opens else None


def _whose(tokens: Sequence[re.Match[str]], first: int) -> int:
    """Return where a role begins that somebody has for another: "Counsel" of "Counsel for the mayor, Ana Ruiz,"."""
    roles, words = vocabulary().roles, [token[0].lower() for token in tokens[max(0, first - 3) : first]]
    if words[-1:] not in (["for"], ["of"], ["to"]) or len(words) == 1 or words[-2] not in roles:
        return tokens[first].start()
    led = len(words) > 2 and words[0] in ("a", "an", "the")  # noqa: PLR2004 - article, role, "for"
    return tokens[first - (3 if led else 2)].start()


def _behind(text: str, edge: re.Match[str], stop: int, *, closed: bool) -> Span | None:
    """Return a post without an article behind a clause: "said harbour master, Ana", ", Harbour Police Officer, Ana"."""
    if edge[0] == "said":
        return _bare_role(text, Span(edge.end() + 1, stop))
    post = _CAPITALS.match(text, edge.start(), stop) if closed and edge[0] == "," else None
    return _bare_role(text, Span(*post.span("post"))) if post else None


def _body_before(text: str, low: int, end: int) -> Span | None:
    """Return the body in front of a name, behind a post: "Orrin Food Agency" of "the head, Orrin Food Agency, Ana"."""
    found = BODY.match(text, text.rfind(", ", low, end - 1) + 2, end)
    return Span(*found.span()) if found and found.end() == end and is_body(found[0].split()) else None


def _opening(text: str, tokens: Sequence[re.Match[str]], index: int, end: int, *, closed: bool) -> int | None:
    """Return which token a role begins with where the token of `index` can open it: an article or an owner."""
    word = tokens[index][0]
    if (
        word in ("'s", "’s")
        and index
        and tokens[index - 1][0][0].isupper()
        and _BODY_BEHIND.split(text[tokens[index].end() : end], maxsplit=1)[0].islower()
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
    if _POSTED.fullmatch(phrase):
        return span if " " in phrase and is_role(phrase, strict=False) and ends_in_people(phrase) else None
    plain = bool(phrase) and phrase.rsplit(" ", 1)[-1] in vocabulary().roles
    return span if plain and is_role(phrase, strict=True) else None
