"""What makes a phrase beside a name a role: a noun for people at its head, and no clause in it."""

from __future__ import annotations

import functools
import itertools
import re
from typing import TYPE_CHECKING

from factbox.lexicons import lexicon
from factbox.mentions.runs import UPPER
from factbox.mentions.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

# What opens a clause of its own behind a comma: "Equally, we suspect".
_SPEAKERS = frozenset(("he", "i", "it", "she", "they", "we", "you"))
# Words with a person's ending: "bargee", "lobsterman", "archivist".
_PERSON_ENDING = re.compile(r"\w{2,}(?:er|or|ist|man|woman|person|ian|eur|ee)$")
# Where the head of a role's phrase ends: "head of", "pilot based in".
HEAD_END = re.compile(
    r"\s(?:of|for|about|at|in|with|from|to|on|by|based|representing|including|working|living|who|whose|which|that"
    r"|(?<!\bits\s)(?<!\bthe\s)(?<!\bhis\s)(?<!\bher\s)(?<!['’]s\s)then|currently|as|best\sknown|helping|where|when)\s"
    rf"|\s(?:called|named|titled)\s(?=[\"“{UPPER}])"
)
# A role that opens with an owner: "Brackwater's", "the council's", "Mr Ruiz's".
_OWNER = re.compile(rf"(?:the\s|Mr\.?\s|Ms\.?\s)?(?:[{UPPER}]?[\w.-]+\s){{0,4}}[\w.-]+['’]s?\s")
# What stands in front of what somebody was at a time.
_ONCE = re.compile(r"(?:currently|formerly|now|once|then)\s(?=(?:an?|the)\s)")
# What a verb is told of: "the flanker showed his", "a producer called him".
_OWNERS = frozenset(("her", "him", "his", "its", "me", "my", "our", "their", "them", "us"))
# Of the words that end a role in front of a name, those that may open one behind it: "now director of".
_BESIDES = frozenset(("among", "like", "more", "most", "not", "now", "of", "so", "then"))
# Titles with a capital that are no trade: "Prince Holt".
_BORN = frozenset(("King", "Prince", "Princess", "Queen"))
# They make the words in front of them a clause: "it seemed a".
_ARTICLES = frozenset(("a", "an", "the"))


@functools.cache
def word_list(name: str) -> frozenset[str]:
    """Return a word list of the lexicon."""
    return lexicon("mentions").words(name)


def is_trade(phrase: str, *, alone: bool) -> bool:
    """Return whether a role tells what a firm is: "the country's largest insurer", "a trade newsletter".

    Args:
        phrase: the role as `role_after` gives it.
        alone: whether the name is a single word, of which no surname is known: "Vaskor, a producer of tin".
    """
    nouns = word_list("org_noun")
    if phrase.lower().startswith("one of "):
        return any(word.removesuffix("s") in nouns for word in phrase.split()[2:8])
    cut = HEAD_END.search(phrase)
    head = (phrase[: cut.start()] if cut else phrase).partition(" and ")[0].split()
    noun = head[-1] if head else ""
    return noun in nouns and (alone or noun not in vocabulary().roles)


def _is_clause(head: Sequence[str]) -> bool:
    """Return whether words that may be a role are none, or have a verb: "the king repeatedly referred", "seemed a"."""
    if not head or (len(head) > 1 and head[-1].endswith("ed") and head[-2].endswith("ly")):
        return True
    if not _SPEAKERS.isdisjoint(head[1:]) or not word_list("finite").isdisjoint(head[1:]):
        return True
    roles = vocabulary().roles
    for former, word, behind in zip(head, head[1:], head[2:], strict=False):
        if word.endswith("ed") and former in roles and (behind[0].isdigit() or behind in _OWNERS):
            return True
        if word.endswith("ed") and behind in _ARTICLES and former not in roles and not former.endswith("ly"):
            return True
    return False


def is_role(phrase: str, *, strict: bool) -> bool:
    """Return whether a phrase tells who somebody is: its head is a noun for people."""
    known = vocabulary()
    if _ONCE.match(phrase):
        phrase = phrase.partition(" ")[2]  # "then a pilot"
    words = phrase.split()
    opener = words[0].lower()
    if opener == "one":
        return words[1:2] == ["of"] and any(is_people(word.lower().strip("'’")) for word in words[2:8])
    determined = opener in word_list("determiner") or bool(_OWNER.match(phrase)) or not strict
    head = _head(phrase)
    verb = words[0].islower() and opener in word_list("stop_role") and opener not in word_list("determiner") | _BESIDES
    done = words[0].islower() and opener.endswith("ed") and opener.isalpha() and opener not in known.modifiers
    verb = verb or done  # "criticized President Ruiz"
    if (
        verb
        or _is_clause(head)
        or opener in _SPEAKERS
        or opener == "no"
        or not (determined or _opens_role(words[0], head))
    ):
        return False
    lowered = [_noun(word) for word in head]
    surname = len(head) > 1 and head[-2] in known.given and head[-1][0].isupper()  # "the gala with Tom Baker"
    body = head[-1] in known.heads and head[-1] not in known.offices  # "the Attorney General's Office"
    place = lowered[-1] in word_list("place_noun")  # "a popular tourist destination"
    actor = surname and bool(lowered[-3:-2]) and lowered[-3] in known.roles  # "the actor Tom Baker"
    if (determined and (body or place)) or actor:
        return False
    named = any(word in known.roles for word in (lowered[:-1] if surname else lowered)[-4:])
    if not determined:
        return named and not _is_next_person(head)
    last = lowered[-1]
    if named or (opener in ("a", "an") and head[-1].rsplit("-", 1)[-1] in known.demonyms):
        return True
    return head[-1][0].islower() and bool(_PERSON_ENDING.match(last)) and last not in word_list("not_role")


def _head(phrase: str) -> list[str]:
    """Return the words of a role up to what only says more: "a rescue official" of "… of the board", "… leading it"."""
    cut = HEAD_END.search(phrase)
    head = (phrase[: cut.start()] if cut else phrase).split()[:10]
    doing = (
        index
        for index, word in enumerate(head[1:], 1)
        if word.endswith("ing") and word.islower() and _noun(head[index - 1]) in vocabulary().roles
    )
    return head[: next(doing, len(head))]


def _noun(word: str) -> str:
    """Return what a word is looked up by: "editor" of "ex-editor" and "editor-in-chief", "uncle" of "great-uncle"."""
    low = word.lower().strip("'’").removeprefix("ex-").partition("/")[0]  # "Director/CEO"
    joined, last = low.partition("-in-")[0], low.rpartition("-")[2]
    return next((noun for noun in (low, joined, last) if noun in vocabulary().roles), low)


def ends_in_people(phrase: str) -> bool:
    """Return whether a phrase's last noun is one for people: not "the best designer category"."""
    cut = None if phrase.lower().startswith("one of ") else HEAD_END.search(phrase)
    noun = (phrase[: cut.start()] if cut else phrase).split()[-1].strip("'’")
    last = _noun(noun)
    if last in vocabulary().roles or (noun.islower() and is_people(last)):
        return True
    return bool(_PERSON_ENDING.match(last)) and last not in word_list("not_role")


def ends_in_office(phrase: str) -> bool:
    """Return whether a phrase's last noun is one of office or trade, not of praise or fate: no "hero", "victim"."""
    cut = HEAD_END.search(phrase)
    noun = (phrase[: cut.start()] if cut else phrase).split()[-1].lower()
    return noun in vocabulary().roles and noun not in word_list("role_passing")


def _is_next_person(head: list[str]) -> bool:
    """Return whether a role without an article goes on to its own person: "director Ben Holt", "Senator Ben Holt"."""
    first = next((index for index, word in enumerate(head) if word[0].isupper()), 0)
    known = vocabulary()
    titled = head[0] in known.titles | _BORN and len(head) > 1 and head[1][0].isupper()
    if titled and head[1] not in known.offices | known.common:
        return True  # "Baroness Holt"
    if first == 0 and head[0] in known.given and len(head) == 2 and head[1][0].isupper():  # noqa: PLR2004 - "Dean Holt"
        return True
    if any(
        name in known.given and (word in known.offices | known.titles or (word.islower() and word in known.roles))
        for word, name in itertools.pairwise(head)
    ):
        return True
    named = first + 1 < len(head) and head[first + 1][0].isupper()
    return named and first > 0 and head[first - 1] in known.roles


def is_people(word: str) -> bool:
    """Return whether a word is the plural of a noun for people: "founders", "women"."""
    singular = word.removesuffix("s")
    if word.endswith(("men", "women", "people", "children", "wives", "daughters", "sons")):
        return True
    return singular != word and (singular in vocabulary().roles or bool(_PERSON_ENDING.match(singular)))


def _opens_role(word: str, head: list[str]) -> bool:
    """Return whether a role without an article can start with `word` and have the words of `head`."""
    if any(other in word_list("determiner") for other in head[1:]):
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
