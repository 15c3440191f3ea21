"""Roles printed beside a person's name, in front of it and behind it."""

from __future__ import annotations

import functools
import itertools
import re
from typing import TYPE_CHECKING

from factbox.lexicons import alternatives, lexicon
from factbox.mentions.runs import UPPER
from factbox.mentions.vocabulary import vocabulary
from factbox.spans import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

# How far a role is looked for, in characters.
_BACK, _AHEAD = 140, 240
# How many words a role in front of a name has at most, and how many of them no list knows.
_LONGEST, _UNKNOWN = 14, 4
# Words, possessive endings and marks, walked backwards: "the council 's long-serving clerk".
_TOKEN = re.compile(r"(?:[A-Z]\.)+|[A-Z][a-z]+\.(?=\s[A-Za-z])|['’]s\b|\w+(?:[-'’.&](?!s\b)\w+)*|[^\w\s]")
# Behind a bare phrase without a comma they make it who speaks: "near Callow, the coast guard said"; not so in "Ruiz, an
# analyst at the bank said", where a comma was forgotten.
_SAYS = frozenset(
    (
        "added",
        "adds",
        "announced",
        "argued",
        "claimed",
        "confirmed",
        "insisted",
        "replied",
        "said",
        "says",
        "told",
        "wrote",
    )
)
# The same of a bare phrase that a verb follows: "especially in the South, the principal rivals are".
_IS = frozenset(("are", "had", "has", "have", "is", "was", "were", "will", "would"))
# What opens a clause of its own behind a comma: "Equally, we suspect".
_SPEAKERS = frozenset(("he", "i", "it", "she", "they", "we", "you"))
# Between a name and its role: ", " with an age where there is one: ", 54, "; or a dash: " - " in "Ruiz - a pilot - ".
_COMMA = re.compile(r"\s?,\s(?:(?:aged\s)?(\d{1,3})(?=[,;\s]|\.(?!\d))(?:,\s)?)?|\s[-–—]\s(?=(?:an?|the)\s)")
# Words with a person's ending: "bargee", "lobsterman", "archivist".
_PERSON_ENDING = re.compile(r"\w{2,}(?:er|or|ist|man|woman|person|ian|eur|ee)$")
# Where the head of a role's phrase ends: "head of", "pilot based in".
_HEAD_END = re.compile(
    r"\s(?:of|for|about|at|in|with|from|to|on|by|based|representing|including|working|living|who|whose|which|that|then|currently|helping|where|when)\s"
    rf"|\s(?:called|named|titled)\s(?=[\"“{UPPER}])"
)
# A role that opens with an owner: "Brackwater's", "the council's", "Mr Ruiz's".
_OWNER = re.compile(rf"(?:the\s|Mr\.?\s|Ms\.?\s)?(?:[{UPPER}]?[\w.-]+\s){{0,4}}[\w.-]+['’]s?\s")
# Where a clause with "who" ends, a mark or the sentence's verb: "a pilot who lives here," "… said".
_CLAUSE_END = re.compile(r"[,;:—–()“”\"\n]|\s--?\s|[.!?]\s?(?:''|``)|''|``|\s(?:said|says|told)\b|[.!?](?=\s*$)")
# A title in a role: "author of “The Long Tide”,".
_QUOTED = re.compile(r"“[^”\n]{1,80}”|\"[^\"\n]{1,80}\"|''[^'\n]{1,80}''")
# What opens a title behind a comma, which is nobody's role: "A " of "in her book, A Long Tide is the story of a pilot".
_TITLE_OPENS = re.compile(r"(?:An?|The)\s[A-Z]")
# Endings of nouns and adjectives, which no verb in front of a role has: "fiscal", "policy", "election".
_NOUN_ENDING = re.compile(r"\w{2,}(?:al|ance|cy|ence|gy|ic|ics|ism|ity|ment|my|phy|ship|sion|tion)$")
# What a verb is told of: "the flanker showed his", "a producer called him".
_OWNERS = frozenset(("her", "him", "his", "its", "me", "my", "our", "their", "them", "us"))
# They make the words in front of them a clause: "it seemed a".
_ARTICLES = frozenset(("a", "an", "the"))
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
def _role_end() -> re.Pattern[str]:
    """Return the pattern of what ends a role behind a name."""
    # ", ", "; ", an opening mark, a dash, or a word of the list: "said", "who"
    words = lexicon("mentions").alternatives("role_end")
    return re.compile(rf"[,;:—–()“”\"\n]|\s--?\s|[.!?]\s?(?:''|``)|''|``|\s{words}\b|{_SAID_IN}|[.!?](?=\s*$)")


@functools.cache
def _state() -> re.Pattern[str]:
    """Return the pattern of a state behind its town: ", Miss." of "a pilot from Jackson, Miss., said"."""
    return re.compile(rf"(?<=[a-z]),\s{alternatives(lexicon('places').tables['region'])}(?=[,;]|\s[a-z]|$)")


@functools.cache
def _words(name: str) -> frozenset[str]:
    """Return a word list of the lexicon."""
    return lexicon("mentions").words(name)


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
        return role
    back = max(low, start - _BACK)
    if role is None:
        last = text[text.rfind(" ", back, start - 1) + 1 : start - 1].rsplit("-", 1)[-1]
        if not last.islower() or (last not in vocabulary().roles and "-" not in text[back : start - 1]):
            return None
    tokens = list(_TOKEN.finditer(text, back, start))
    if tokens and tokens[0].start() and text[tokens[0].start() - 1].isalnum():
        del tokens[0]
    if role is None and (not tokens or tokens[-1][0].lower() not in vocabulary().roles):
        return None
    whole = bool(tokens) and not text[low : tokens[0].start()].strip("\"'“”‘’ ")
    left = _walk([token[0] for token in tokens], whole=whole, office=role is not None)
    acts = role is None and left == len(tokens) - 1 and left > 0 and tokens[left - 1][0] in _words("modal")
    if left == len(tokens) or acts:
        return role
    return Span(tokens[left].start(), role.end if role else tokens[-1].end())


def _walk(words: Sequence[str], *, whole: bool, office: bool) -> int:
    """Return the index of the first word of the role that ends with the last of `words`; their number if none is.

    Words that no list knows count where an article or an owner is in front of them, where a capital is, or where
    they open the sentence (`whole`); a single one in front of an office with a capital (`office`) does not.
    """
    known, stops = vocabulary(), _words("stop_role")
    left = index = len(words)
    unknown = 0
    while index and len(words) - index < _LONGEST:
        word = words[index - 1]
        low = word.lower()
        if low in ("a", "an", "the", "'s", "’s") or low in _words("determiner"):
            return left if office and unknown and index == len(words) - 1 else index  # "a defeat President Ruiz calls"
        if low in ("of", "and", "for"):
            if not _goes_over(words, index, office=office):
                return left
        elif low in stops or word in known.calendar or not word[0].isalpha():
            return left
        elif word[0].isupper():
            stopped = word in known.stops and low not in known.modifiers and low not in known.roles
            if stopped or (
                unknown and index > 1 and words[index - 2] in known.given
            ):  # "Ana Ruiz swept aside champion"
                return left
            left = left if unknown and not _noun_like(words[index]) else index - 1
            unknown = 0 if left < index else unknown
        elif low in known.roles or low in known.modifiers or "-" in low or _NOUN_ENDING.match(low):
            left = left if unknown else index - 1
        else:
            unknown += 1
            if unknown > _UNKNOWN or low.endswith(("ed", "ly", "s")):
                return left
        index -= 1
    return 0 if whole and not index else left


def _goes_over(words: Sequence[str], index: int, *, office: bool) -> bool:
    """Return whether a role goes on to the left of the small word before `index`; not "lawyer for" of "… suspect"."""
    before, joint = words[max(0, index - 2)], words[index - 1].lower()
    roles = vocabulary().roles
    others = joint != "and" and before.lower() in roles and (office or words[-1].lower() in roles)
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


def role_before_comma(text: str, low: int, start: int) -> Span | None:
    """Return the role that stands in front of a name with a comma between: "The council leader" of "…, Ana Ruiz,"."""
    if text[max(0, start - 2) : start] != ", ":
        return None
    back = max(low, start - 2 - _BACK)
    tokens = list(_TOKEN.finditer(text, back, start - 2))[-10:]
    for index in range(len(tokens) - 1, -1, -1):
        word = tokens[index][0]
        low_word = word.lower()
        if not (word[0].isalpha() or word in ("'s", "’s")) or word in ("said", "is", "was", "who", "that"):
            return _bare_role(text, Span(tokens[index].end() + 1, start - 2)) if word == "said" else None
        small = text[tokens[index].end() : start - 2].islower()
        owner = index > 0 and small and word in ("'s", "’s") and tokens[index - 1][0][0].isupper()
        first = _owner_start(tokens, index) if owner else index
        owner = owner and not (first and tokens[first - 1][0] == "of")  # "one of Ruiz's aides"
        if owner or (low_word in _words("determiner") and low_word not in ("a", "an", "another")):
            whole = Span(tokens[first].start(), start - 2)
            phrase = whole.of(text)
            return whole if _is_role(phrase, strict=True) and _ends_in_people(phrase) else None
    return None


def _owner_start(tokens: Sequence[re.Match[str]], end: int) -> int:
    """Return which token a name in front of "'s" begins with: "the" of "the Harbour Gazette's"."""
    first = end - 1
    while first and tokens[first - 1][0][0].isupper():
        first -= 1
    return first - 1 if first and tokens[first - 1][0].lower() == "the" else first


def _bare_role(text: str, span: Span) -> Span | None:
    """Return a role without an article that stands behind "said": "union chief economist" of "said …, Ana Ruiz."."""
    phrase = span.of(text)
    plain = bool(phrase) and phrase.rsplit(" ", 1)[-1] in vocabulary().roles
    return span if plain and _is_role(phrase, strict=True) else None


def is_trade(phrase: str, *, alone: bool) -> bool:
    """Return whether a role tells what a firm is: "the country's largest insurer", "a trade newsletter".

    Args:
        phrase: the role as `role_after` gives it.
        alone: whether the name is a single word, of which no surname is known: "Vaskor, a producer of tin".
    """
    nouns = _words("org_noun")
    if phrase.lower().startswith("one of "):
        return any(word.removesuffix("s") in nouns for word in phrase.split()[2:8])
    cut = _HEAD_END.search(phrase)
    head = (phrase[: cut.start()] if cut else phrase).partition(" and ")[0].split()
    noun = head[-1] if head else ""
    return noun in nouns and (alone or noun not in vocabulary().roles)


def role_after(text: str, name: Span, sentence: Span) -> tuple[Span | None, bool]:
    """Return the role that stands behind a name and a comma, and whether an age does.

    Args:
        text: the document's text.
        name: the name.
        sentence: the sentence that holds it.
    """
    high = sentence.end
    comma = _COMMA.match(text, name.end, high)
    if comma is None:
        return None, False
    start, aged = comma.end(), comma[1] is not None
    limit = min(high, start + _AHEAD)
    if _role_end().match(text, start - 1, limit):  # with the space before "said"
        return None, aged
    stop = _role_end().search(text, start, limit)
    if stop is None and limit < high:
        return None, aged
    last = stop.start() if stop else limit
    if stop and (quoted := _QUOTED.match(text, stop.start(), limit)) and _JOINS.search(text, start, stop.start()):
        ended = quoted[0].rstrip("'\"”").endswith(",")  # "author of “The Long Tide,” a lively book"
        stop = None if ended else _role_end().search(text, quoted.end(), limit)
        last = stop.start() if stop else quoted.end() if ended else limit
    if stop and not aged and _speaks(text, Span(start, last), stop[0].strip(), sentence.start, name.start):
        return None, False
    if stop and stop[0].strip() == "who":
        clause = _CLAUSE_END.search(text, stop.end(), limit)
        last = clause.start() if clause and clause.start() - start < _LONGEST_CLAUSE else last
    if state := _state().match(text, last, high):
        last = state.end()
    span = trimmed(text, start, last)
    if len(span) == 0 or _TITLE_OPENS.match(text, start) or not _is_role(span.of(text), strict=not aged):
        return None, aged
    return span, aged


def _speaks(text: str, phrase: Span, verb: str, low: int, name: int) -> bool:
    """Return whether a bare phrase and the verb behind it are a clause of their own, in which the name has no part."""
    if verb not in _SAYS and verb not in _IS:
        return False
    placed = _PLACED.search(text, max(low, name - _BACK), name) is not None
    if verb in _SAYS:
        return (placed and text.startswith("the ", phrase.start)) or not _HEAD_END.search(
            text, phrase.start, phrase.end
        )
    return placed


def _is_clause(head: Sequence[str]) -> bool:
    """Return whether words that may be a role are none, or have a verb: "the king repeatedly referred", "seemed a"."""
    if not head or (len(head) > 1 and head[-1].endswith("ed") and head[-2].endswith("ly")):
        return True
    if not _SPEAKERS.isdisjoint(head[1:]):
        return True
    roles = vocabulary().roles
    for former, word, behind in zip(head, head[1:], head[2:], strict=False):
        if word.endswith("ed") and former in roles and (behind[0].isdigit() or behind in _OWNERS):
            return True
        if word.endswith("ed") and behind in _ARTICLES and former not in roles and not former.endswith("ly"):
            return True
    return False


def _is_role(phrase: str, *, strict: bool) -> bool:
    """Return whether a phrase tells who somebody is: its head is a noun for people."""
    known = vocabulary()
    words = phrase.split()
    opener = words[0].lower()
    if opener == "one":
        return words[1:2] == ["of"] and any(_is_people(word.lower().strip("'’")) for word in words[2:8])
    determined = opener in _words("determiner") or bool(_OWNER.match(phrase)) or not strict
    cut = _HEAD_END.search(phrase)
    head = (phrase[: cut.start()] if cut else phrase).split()[:10]
    if _is_clause(head) or opener in _SPEAKERS or not (determined or _opens_role(words[0], head)):
        return False
    lowered = [word.lower().strip("'’").removeprefix("ex-") for word in head]
    surname = len(head) > 1 and head[-2] in known.given and head[-1][0].isupper()  # "the gala with Tom Baker"
    body = head[-1] in known.heads and head[-1] not in known.offices  # "the Attorney General's Office"
    if (determined and body) or (surname and lowered[-3:-2] and lowered[-3] in known.roles):  # "the actor Tom Baker"
        return False
    named = any(word in known.roles for word in (lowered[:-1] if surname else lowered)[-4:])
    if not determined:
        return named and not _is_next_person(head)
    last = lowered[-1]
    if named or (opener in ("a", "an") and head[-1].rsplit("-", 1)[-1] in known.demonyms):
        return True
    return head[-1][0].islower() and bool(_PERSON_ENDING.match(last)) and last not in _words("not_role")


def _ends_in_people(phrase: str) -> bool:
    """Return whether a phrase's last noun is one for people: not "the best designer category"."""
    cut = None if phrase.lower().startswith("one of ") else _HEAD_END.search(phrase)
    noun = (phrase[: cut.start()] if cut else phrase).split()[-1].strip("'’")
    last = noun.lower()
    if last in vocabulary().roles or (noun == last and _is_people(last)):
        return True
    return bool(_PERSON_ENDING.match(last)) and last not in _words("not_role")


def _is_next_person(head: list[str]) -> bool:
    """Return whether a role without an article goes on to its own person: "director Ben Holt", "Senator Ben Holt"."""
    first = next((index for index, word in enumerate(head) if word[0].isupper()), 0)
    known = vocabulary()
    if first == 0 and head[0] in known.given and len(head) == 2 and head[1][0].isupper():  # noqa: PLR2004 - "Dean Holt"
        return True
    if any(
        name in known.given and (word in known.offices | known.titles or (word.islower() and word in known.roles))
        for word, name in itertools.pairwise(head)
    ):
        return True
    named = first + 1 < len(head) and head[first + 1][0].isupper()
    return named and first > 0 and head[first - 1] in known.roles


def _is_people(word: str) -> bool:
    """Return whether a word is the plural of a noun for people: "founders", "women"."""
    singular = word.removesuffix("s")
    if word.endswith(("men", "women", "people", "children", "wives", "daughters", "sons")):
        return True
    return singular != word and (singular in vocabulary().roles or bool(_PERSON_ENDING.match(singular)))


def _opens_role(word: str, head: list[str]) -> bool:
    """Return whether a role without an article can start with `word` and have the words of `head`."""
    if any(other in _words("determiner") for other in head[1:]):
        return False  # "shook his head"
    known = vocabulary()
    low = word.lower().removeprefix("ex-")
    if word in ("and", "but", "or") or (low.endswith("ing") and low not in known.modifiers):
        return False
    if word[0].isupper() and word not in known.offices and head[1:2] == ["and"]:
        return False  # "Hero and House of Holm", in a list
    return (
        low in known.roles
        or low in known.modifiers
        or "-" in low
        or word in known.offices
        or word in known.demonyms
        or head[-1] in known.roles
        or head[-1] in known.offices
    )
