"""Roles in front of a name with a comma between: "the head of the council, Ana Ruiz,"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.mentions.lexical import is_body
from factbox.mentions.ministries import office_of
from factbox.mentions.phrases import HEAD_END, ends_in_people, is_role, word_list
from factbox.mentions.roles import BODY, NUMBERED, POST, TOKEN
from factbox.mentions.vocabulary import vocabulary
from factbox.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

# How far a role is looked for, in characters, and how many words it has at most.
_BACK, _LONGEST = 140, 14
# Where a role's noun has its body or place behind it: " in the Lords".
_BODY_BEHIND = re.compile(r"\s(?:at|for|in|of)\s(?:the\s)?(?=[A-Z])")
# What closes a name, with letters behind it: " KC,".
_CLOSED = re.compile(r"(?:\s[A-Z]{2,4})?[,.;]")
# Where a sentence goes on that a post in capitals opens: "Harbour Director, Ana Ruiz said".
_ACTS = re.compile(r"\s(?:added|has|have|is|said|says|told|was|will)\b")
# A post's short form: "(MP)" in "the Member of Parliament (MP) for Isk", and behind the post.
_LETTERS = r"\((?:[A-Z][A-Za-z&.-]{1,7}|[Rr](?:et|t)?d?)\)"
_SHORT, _INSIDE = re.compile(rf"\s{_LETTERS}$"), re.compile(_LETTERS)
# The same between commas: ", FPRO" of "the Force Public Relations Officer, FPRO, Ana Ruiz".
_APART = re.compile(r",\s[A-Z]{2,5}$")
_CAPITALS, _POSTED = re.compile(rf",\s{POST}$"), re.compile(POST)
# Where a role may follow on what is no part of it: "her job and " in front of "former boss".
_JOINED = re.compile(r"\sand\s(?=(?:acting|assistant|chief|deputy|executive|former|managing|retired|senior|veteran)\b)")
# In front of a body or place that a role's noun has behind it: "the head of the council".
_WITHIN = frozenset(("at", "for", "from", "in", "of", "on", "to", "with"))
# Behind these a phrase with "a" tells what somebody is: "he was a pilot".
_BEING = frozenset(("are", "as", "be", "became", "become", "been", "being", "is", "like", "was", "were"))
# Where a clause ends that a role stands behind, and behind which it needs no article: "said harbour master, Ana".
_EDGES, _BARE = frozenset(("said", "is", "was", "who", "that")), frozenset(("by", "said", "to"))


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
    short = _SHORT.search(text, back, stop) or _APART.search(text, back, stop)
    closed = _CLOSED.match(text, end) is not None  # "a pilot, Ana Ruiz,", not "is a pilot, Ana Ruiz said"
    stop = short.start() if short else stop
    if not closed and _POSTED.fullmatch(text, low, stop) and _ACTS.match(text, end):
        return _bare_role(text, Span(low, stop))
    return _opened(text, low, stop, closed=closed)


def _opened(text: str, low: int, stop: int, *, closed: bool) -> Span | None:
    """Return the role in front of a comma, with the article or owner that opens it, or in capitals, or after "said"."""
    tokens = _tokens(text, max(low, stop - _BACK), stop)
    for index in range(len(tokens) - 1, -1, -1):
        if _ends_role(tokens, index) or (closed and _tells(tokens, index)):
            return _behind(text, tokens[index], stop, closed=closed)
        first = _opening(text, tokens, index, stop, closed=closed)
        if first is None:
            continue
        whole = Span(tokens[first].start(), stop)
        phrase = whole.of(text)
        if is_role(phrase, strict=True) and ends_in_people(phrase):
            told = not closed and first and tokens[first - 1][0] in _WITHIN  # "in a letter to the editor, Bo Lind said"
            return None if told else _without_things(text, Span(_whose(text, tokens, first, stop), stop))
        if not index or tokens[first - 1][0] not in _WITHIN:
            return None  # else the head stands further back: "the head of the council"
    return _opening_post(text, low, stop, tokens, closed=closed)


def _tokens(text: str, back: int, stop: int) -> list[re.Match[str]]:
    """Return the words and marks in front of a comma without letters in brackets: "(MP)"."""
    inside = [found.span() for found in _INSIDE.finditer(text, back, stop)]
    tokens = TOKEN.finditer(text, back, stop)
    kept = [token for token in tokens if not any(low <= token.start() < high for low, high in inside)]
    return kept[-_LONGEST:]


def _ends_role(tokens: Sequence[re.Match[str]], index: int) -> bool:
    """Return whether no role goes on to the left over the token of `index`: a mark, a verb, a number of nothing."""
    word = tokens[index][0]
    if word in _EDGES:
        return True
    numbers = word.isdigit() and index > 0 and tokens[index - 1][0] in NUMBERED
    return not (word[0].isalpha() or numbers or word in ("'s", "’s"))


def _tells(tokens: Sequence[re.Match[str]], index: int) -> bool:
    """Return whether a post may stand bare behind the token of `index`: "by", "according to"."""
    word = tokens[index][0]
    return word == "by" or (word == "to" and index > 0 and tokens[index - 1][0].lower() == "according")


def _opening_post(text: str, low: int, stop: int, tokens: Sequence[re.Match[str]], *, closed: bool) -> Span | None:
    """Return a role without an article that opens the sentence, where something closes the name behind it."""
    if not closed or not tokens or tokens[0].start() != low:
        return None
    opener = tokens[0][0]
    opens = opener not in vocabulary().stops or opener.lower() in vocabulary().modifiers
    return _bare_role(text, Span(low, stop)) if opens else None


def _without_things(text: str, role: Span) -> Span:
    """Return a role without what is no part of it: "executive director" of "her role and executive director"."""
    joint = _JOINED.search(text, role.start, role.end)
    parted = joint is not None and not ends_in_people(text[role.start : joint.start()])
    return Span(joint.end(), role.end) if joint and parted else role


def _whose(text: str, tokens: Sequence[re.Match[str]], first: int, stop: int) -> int:
    """Return where a role begins that somebody has for another: "Counsel" of "Counsel for the mayor, Ana Ruiz,"."""
    roles, words = vocabulary().roles, [token[0].lower() for token in tokens[max(0, first - 3) : first]]
    start = tokens[first].start()
    joined = words[-1:] in (["for"], ["of"], ["to"]) and text[start:stop].islower()
    if not joined or len(words) == 1 or words[-2] not in roles:
        return start
    led = len(words) > 2 and words[0] in ("a", "an", "the")  # noqa: PLR2004 - article, role, "for"
    return tokens[first - (3 if led else 2)].start()


def _behind(text: str, edge: re.Match[str], stop: int, *, closed: bool) -> Span | None:
    """Return a post without an article behind a clause: "said harbour master, Ana", ", Harbour Police Officer, Ana"."""
    if edge[0] in _BARE:
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
    owned = word in ("'s", "’s") and index > 0 and tokens[index - 1][0][0].isupper()
    if owned and _names_post(_BODY_BEHIND.split(text[tokens[index].end() : end], maxsplit=1)[0]):
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


def _names_post(words: str) -> bool:
    """Return whether words behind an owner are no name: "chief inspector", "Chief Inspector"; not "President Ruiz"."""
    known = vocabulary()
    posts = known.roles | known.modifiers
    return words.islower() or all(word in known.offices or word.lower() in posts for word in words.split())


def _owner_start(tokens: Sequence[re.Match[str]], end: int) -> int:
    """Return which token a name in front of "'s" begins with: "the" of "the Harbour Gazette's"."""
    first = end - 1
    while first and tokens[first - 1][0][0].isupper() and tokens[first - 1][0] not in vocabulary().stops:
        first -= 1
    return first - 1 if first and tokens[first - 1][0].lower() == "the" else first


def _bare_role(text: str, span: Span) -> Span | None:
    """Return a role without an article: "union chief economist", "head of the club" of "said …, Ana Ruiz."."""
    phrase = span.of(text)
    if _POSTED.fullmatch(phrase):
        return span if " " in phrase and is_role(phrase, strict=False) and ends_in_people(phrase) else None
    known, words = vocabulary(), phrase.split()
    headed = bool(words) and (words[-1] in known.roles or HEAD_END.search(phrase) is not None)
    return span if headed and is_role(phrase, strict=True) and ends_in_people(phrase) else None
