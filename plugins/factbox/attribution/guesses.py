"""What a word that no list knows may be: a verb behind somebody, by what stands before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbox.attribution.words import is_body, is_person, letters, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbox.attribution.tags import Unit

# What no finite verb follows: "the accused man", "a broken pier"; not "this led", "who met her said".
BINDS = frozenset(("a", "an", "the", "his", "its", "my", "our", "their", "your"))
# What a clause's subject stands behind, and what may stand behind its verb.
_OPENING, _BEHIND = frozenset(".,:;QUC"), frozenset("IBt")
# Pronouns that a verb follows, known or not.
_SUBJECTS = frozenset(("he", "i", "she", "they", "we"))
# What shows something, in the plural, what it does, and how many units such a subject has at most.
_FINDINGS = frozenset(("data", "documents", "figures", "papers", "records", "results", "statistics"))
_SHOW, _FAR = frozenset(("indicate", "reveal", "show", "suggest")), 8
# Behind these and a "not" a verb follows, known or not: "does not handle".
_NOT = frozenset(("can", "cannot", "could", "did", "do", "does", "may", "might", "must", "should", "will", "would"))


def leads(units: list[Unit]) -> bool:
    """Return whether a verb follows, known or not: "he handles", "does not handle"."""
    if not units:
        return False
    word = units[-1].word
    return word.partition("'")[0] in _SUBJECTS or (word == "not" and len(units) > 1 and units[-2].word in _NOT)


def acts(units: list[Unit], word: str, tokens: Sequence[str], number: int) -> bool:
    """Return whether a word of no list is what somebody named does: "Ana Ruiz unlocks the gate"."""
    alone = word[-1] == "s" and units[-1].tag == "N" and " " in units[-1].word and number < len(tokens)
    if not alone or is_person(word) or is_body(word[:-1]) or word in words("plural_noun"):
        return False
    opens = len(units) == 1 or units[-2].tag in _OPENING
    return tokens[number] in BINDS or (opens and letters().get(tokens[number], "n") in _BEHIND)


def is_who(units: list[Unit], word: str) -> bool:
    """Return whether a word of no list is what somebody does: "those who monitor"; not "who critics say"."""
    return units[-1].word == "who" and word[-1] != "s" and not is_person(word) and word not in words("plural_noun")


def is_one(units: list[Unit]) -> bool:
    """Return whether the last unit is a noun or name that is not plural: no base form has it for a subject."""
    unit = units[-1]
    if unit.tag not in "nN" or unit.word[-1:] == "s" or unit.word in words("plural_noun"):
        return False
    return unit.tag == "n" or len(units) == 1 or units[-2].tag != "C"


def shows(units: Sequence[Unit], word: str) -> bool:
    """Return whether a word is what findings do that open the sentence: "figures from Ostley show"."""
    if word not in _SHOW:
        return False
    for unit in reversed(units[-_FAR:]):
        if unit.tag in ".:;QUCAT":
            return False
        if unit.word in _FINDINGS:
            return True
    return False
