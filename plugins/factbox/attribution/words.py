"""The words that clauses are told by, read once from the lexicon `cues`."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from factbox.lexicons import lexicon

SPEECH, FRAMING, WEAK = "speech", "framing", "weak"

# Word list to tag letter; of a word on two lists the later one holds. The letters are told in `tags`.
_LETTERS = (
    ("base", "b"),
    ("present", "v"),
    ("irregular", "v"),
    ("adverb", "B"),
    ("preposition", "I"),
    ("conjunction", "C"),
    ("subordinator", "U"),
    ("auxiliary", "A"),
    ("determiner", "D"),
    ("possessive", "H"),
    ("object_pronoun", "o"),
    ("subject_pronoun", "P"),
    ("relative", "R"),
    ("quantifier", "#"),
    ("not_verb", "n"),
    ("not_ing", "n"),
    ("other_noun", "n"),
)


@dataclass(frozen=True, slots=True)
class CueForm:
    """One form of a verb that shows who speaks."""

    lemma: str
    """The dictionary form."""
    cls: str
    """`speech`, `framing` or `weak`."""
    noun: bool
    """Whether the form is a noun too: "claims"."""


@functools.cache
def words(name: str) -> frozenset[str]:
    """Return a word list of the lexicon, in lower case."""
    return lexicon("cues").words(name)


@functools.cache
def is_person(word: str) -> bool:
    """Return whether a noun in lower case is said of people: "pilot", "aides", "those", "women"."""
    return not _people().isdisjoint((word, word.removesuffix("s")))


@functools.cache
def _people() -> frozenset[str]:
    """Return the nouns, singular or plural alone, that are said of people."""
    return words("people_noun") | words("man_noun") | words("woman_noun") | lexicon("mentions").words("role")


@functools.cache
def is_agent(word: str) -> bool:
    """Return whether a noun of no list ends as those for people do: "questioners", "cellist"; not "power"."""
    one = word.removesuffix("s")
    return one.endswith(("er", "ian", "ist", "man", "men", "or")) and one not in lexicon("mentions").words("not_role")


@functools.cache
def is_demonym(word: str) -> bool:
    """Return whether a word in lower case is said of somebody by his or her country: "russian"."""
    return word in _demonyms()


@functools.cache
def _demonyms() -> frozenset[str]:
    """Return the words for people of a country, in lower case."""
    return frozenset(name.lower() for name in lexicon("places").words("demonym"))


@functools.cache
def is_body(word: str) -> bool:
    """Return whether a noun in lower case is said of a body or a paper that speaks: "ministry", "report"."""
    return word in _bodies()


@functools.cache
def _bodies() -> frozenset[str]:
    """Return the nouns of bodies and papers that speak."""
    names = lexicon("mentions")
    heads = frozenset(name.lower() for name in names.words("org_head"))
    return heads | names.words("org_noun") | words("speaks_for")


@functools.cache
def cue_forms() -> dict[str, CueForm]:
    """Return every form of every cue verb, the class that says most first."""
    out: dict[str, CueForm] = {}
    nouns = words("also_noun")
    for cls in (SPEECH, FRAMING, WEAK):
        for lemma, forms in lexicon("cues").tables[cls].items():
            for form in forms:
                out.setdefault(form, CueForm(lemma, cls, form in nouns))
    return out


@functools.cache
def letters() -> dict[str, str]:
    """Return the tag letter of every word that has one of its own."""
    out: dict[str, str] = {}
    for name, letter in _LETTERS:
        out |= dict.fromkeys(words(name), letter)
    out |= {"that": "T", "to": "t", "’s": "s", "'s": "s"}
    return out
