"""What somebody is called beside their name where the text that says it is not there."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# A role that says whose or of whom by its own text alone: "its director", "Republican rival", "fellow councillor".
_POINTS = re.compile(
    r"^(?:his|her|its|their|our|my|whose|fellow)\b"
    r"|\b(?:all(?:y|ies)|colleague|counterpart|critic|friend|mentor|neighbou?r|opponent|predecessor|rival|successor)s?$",
    re.IGNORECASE,
)
# Whose somebody is, which is plain in the text alone: "its " of "its chief executive", "His " of "His daughter".
_OWNER = re.compile(r"(?:her|his|its|my|our|their|your)\s+(?:own\s+)?", re.IGNORECASE)
# Kin, of whom nothing is said without whose they are: "elder sister", "wife".
_KIN = re.compile(
    r"(?:\w+ )?(?:aunt|brother|child|cousin|dad|daughter|father|fianc[ée]e?|grand\w+|husband|mother|mum|nephew|niece"
    r"|parent|partner|sibling|sister|son|spouse|step\w+|uncle|widow|widower|wife)(?:-in-law)?",
    re.IGNORECASE,
)
# What somebody is beside a man: "a cheerful man".
_ANYBODY = re.compile(r"(?:^|\s)(?:boy|fellow|girl|lady|man|person|teenager|woman|youngster)$", re.IGNORECASE)
# Words that a role or a place of speaking may open with, and no name does, as they open a sentence.
_OPENING = re.compile(
    r"(?:After|An?|At|Before|By|During|For|From|Her|His|In|Its|My|On|Our|Over|Speaking|Standing|The|Their|Through|To|Via"
    r"|With|Writing)(?= )"
)
# A longer role, in characters, is cut where a clause begins that says more than who somebody is.
_LONG = 75
_STORY = re.compile(r"(?<=[^\W\d_]) who(?:m|se)?\b")
# The one that most of so many newest briefings have is taken for somebody's role.
_NEWEST = 7


def stands_alone(role: str) -> bool:
    """Return whether a role says who somebody is: "the mayor of Isk" does, "its director" and "her rival" do not."""
    return not _POINTS.search(role)


def shown_role(role: str) -> str:
    """Return what a page says of a role beside a name, where the sentence around it is not there.

    "Its chief executive" is somebody's post whoever "it" is; "his daughter", "her counterpart", "neighbour" and "a
    cheerful man" say nothing.
    """
    role = short_role(role)
    owner = _OWNER.match(role)
    if owner is None:
        return "" if _ANYBODY.search(role) or (" " not in role and not stands_alone(role)) else role
    rest = role[owner.end() :]
    return "" if _KIN.fullmatch(rest) or not stands_alone(rest) else rest


def short_role(words: str) -> str:
    """Return a role, or a name with its role, without a long clause that tells a story: ", a pilot who flew …".

    Where it is short, or the clause alone says who it is (", who chairs the club"), it stays whole.
    """
    told = _STORY.search(words) if len(words) > _LONG else None
    return words[: told.start()] if told else words


def opening(words: str) -> str:
    """Return the word that a role or a place of speaking opens with, where a sentence's start alone gave it a capital.

    "The" of "The mayor of Isk", "In" of "In a statement": on a page they stand behind a name, not in front.
    """
    first = _OPENING.match(words)
    return first[0] if first else ""


def main_role(roles: Iterable[str]) -> str:
    """Return the role that most of the newest briefings give somebody, of those that say who they are; empty for none.

    Args:
        roles: as the briefings have them, newest first.
    """
    newest = [role for role in roles if stands_alone(role)][:_NEWEST]
    often = Counter(role.casefold() for role in newest)
    return short_role(max(newest, key=lambda role: often[role.casefold()], default=""))
