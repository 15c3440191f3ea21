"""What the words of a possible name say by themselves: person, body or place."""

from __future__ import annotations

import re
from itertools import pairwise

from factbox.mentions.vocabulary import vocabulary

# Scores for a person, a body and a place, and the name of the rule that gives them; empty where none does.
Judgement = tuple[tuple[float, float, float], str]

# Capitals that may be a body's: "NATO", "U.N.", "G7", "A&E".
_ACRONYM = re.compile(r"(?:[A-Z][A-Z&]{1,5}\d?|(?:[A-Z]\.){2,4})$")
# Capitals that name things of a kind: "MMORPGs", "MPEG-4"; a sum in naira, "N311".
_THING = re.compile(r"[A-Z]{3,}s$|[A-Z]{2,}-\d+$|N\d+$")
# A capital inside a word, as firms write themselves ("KeyCorp"), but not people ("McKay", "O'Neil", "DeVito").
_CAMEL = re.compile(r"(?!Mc|Mac|O['’]|De|La|Le|Di|Fitz|Van|Al-)[A-Z][a-z]+[A-Z]")
# A surname by its form: "McKay", "MacLeod", "O'Neill".
_SURNAME = re.compile(r"(?:Mc|Mac|O['’])[A-Z][a-z]")
# Capitals of so many letters in front of another word are no initials: "ABN Holm".
_LETTERS = 3
# An initial: "J.", "J.R."
_INITIAL = re.compile(r"(?:[A-Z]\.)+$")
# A person has at most so many words in the name: "Ana Maria van der Berg".
_LONGEST_PERSON = 5
# The longest place of the lexicon, in words.
LONGEST_PLACE = 5
# First words of places that are adjectives or articles as often: "New Rochelle", "El Paso"; "the Great Plague".
_ADJECTIVES = frozenset({"Central", "El", "Great", "Greater", "La", "Lower", "New", "Old", "Upper"})
# Words that are no name together: a question, and where all shops are.
_NO_NAMES = frozenset({("High", "Street"), ("May", "I"), ("Will", "I")})
# What speaks against a person so that no role beside the name makes it one.
_NOBODY = -6.0
# Countries that are surnames too, and those that stand in front of offices.
_COUNTRY_SURNAMES = frozenset(
    {"Chad", "England", "France", "Georgia", "Holland", "Ireland", "Israel", "Jordan", "U.K.", "U.S.", "UK", "US"}
)
# A building of three words and more: "Morgan Tarn House".
_HOUSE = "House"
# Of these words more are named after people than people after them: "George Street".
_STREET = "Street"
# A given name and a surname, and two given names.
_PAIR, _FULL = 2, 3
# What a given name says for a person, also in front of a surname that is a word as often, or a building.
_GIVEN, _NAMED, _HALL = 4.0, 2.6, 1.5


def is_body(texts: list[str]) -> bool:
    """Return whether the words are a body's name by their form."""
    known = vocabulary()
    last = texts[-1]
    if known.offices.issuperset(texts):
        return False  # "Deputy Chief Executive"
    if last in known.suffixes or last in known.heads or "&" in texts:
        return not (len(texts) == _PAIR and texts[0] in known.given and last in known.head_surnames)
    for small in ("of", "for", "on"):
        if small in texts and texts.index(small) and texts[texts.index(small) - 1] in known.heads:
            return not _office_in(texts[: texts.index(small)])
    return " ".join(texts) in known.organisations


def _office_in(texts: list[str]) -> bool:
    """Return whether an office with a capital is among the words."""
    return not vocabulary().offices.isdisjoint(texts)


def judge(texts: list[str]) -> Judgement:
    """Return what words without context say, for person, body and place, and the rule that says so."""
    known = vocabulary()
    whole, last = " ".join(texts), texts[-1]
    if whole in known.places:
        return (1.0 if whole in known.given else 0.0, 0.0, 5.0 if whole in known.countries else 4.0), "gazetteer"
    if whole in known.organisations:
        return (0.0, 5.0, 0.0), "organisation"
    if len(texts) == 1:
        return _judge_word(whole)
    lettered = len(last) == 1 and texts[0] not in known.given  # "Group D"
    held = any(word in known.offices - known.heads and joint in ("of", "for") for word, joint in pairwise(texts))
    if held or lettered or tuple(texts) in _NO_NAMES or (last in known.things and not {"of", "for", "on"} & {*texts}):
        return (-9.0, -9.0, -9.0), ""
    if is_body(texts):
        return (0.0, 6.0, 0.0), "organisation_word"
    return _judge_place(texts) or _judge_words(texts)


def _judge_place(texts: list[str]) -> Judgement | None:
    """Return what the first or last of two or more words says where it is one of places."""
    known = vocabulary()
    first, last = texts[0], texts[-1]
    if last in ("City", "Town") and first in known.places:
        return (0.0, 3.0, 1.0), "organisation_word"
    building = last == _HOUSE and len(texts) > _PAIR and first in known.given and texts[-2] not in known.common
    if last in known.place_heads or building:
        if is_given(texts[-2]) and last in known.head_surnames:
            return (1.5, 0.0, 2.4) if last == _STREET else (2.5, 0.0, 1.5), "given_name"
        return (1.0 if first in known.given else 0.0, 0.0, 4.0), "place_word"
    if first in known.place_firsts and not known.given.keys() & {*texts[:2], last} and last not in known.common:
        if any(" ".join(texts[:length]) in known.places for length in range(2, len(texts))):
            return None  # "New York Fed"
        return (0.0, 0.0, 1.4 if first in _ADJECTIVES else 3.0), "place_word"
    return None


def _judge_word(text: str) -> Judgement:
    """Return what a single word says."""
    known = vocabulary()
    listed = text in known.no_bodies or text in known.common or text.lower() in known.roles or text in known.offices
    if listed or _is_no_name(text):
        return (-9.0, -9.0, -9.0), ""
    if text in known.given:
        return (1.0, 0.0, -1.0), "given_name"
    if text.startswith(("Saint-", "Sainte-", "St-")):
        return (0.0, 0.0, 4.0), "place_word"
    if _ACRONYM.match(text):
        return (0.0, 3.0, 0.0), "acronym"
    if _CAMEL.match(text):
        return (0.0, 2.5, 0.0), "camel"
    return (0.0, 0.0, 0.0), ""


def _is_no_name(text: str) -> bool:
    """Return whether a word is a letter, a thing in capitals, a shouted small word, a quality, made of names."""
    known = vocabulary()
    if (
        len(text.rstrip(".")) == 1
        or text in known.honours
        or _THING.match(text)
        or (text.isupper() and text.title() in known.stops)
    ):
        return True
    if text.endswith(("ism", "ness", "tion")):
        return True
    parts = text.split("-")
    if parts[0] in ("D", "I", "R") and len(parts) > 1:
        return True  # "D-Texas"
    return len(parts) > 1 and (parts[0] in known.demonyms or known.places.keys() >= set(parts))


def _judge_firm(texts: list[str]) -> tuple[float, float] | None:
    """Return what it says for a person and a body that a name opens or ends like a firm's, None where it does not.

    "Vodafone Vask" opens with a body's name, "Athletics Ruritania" ends in a country, "Vask Asset Advisors" in people.
    """
    known = vocabulary()
    first, last = texts[0], texts[-1]
    if {"of", "for", "on"} & {*texts} or len(texts) > _LONGEST_PERSON:
        return 0.0, 1.0
    if first in known.given or _INITIAL.match(first):
        return None
    if first in known.organisations:
        return _NOBODY, 0.0
    if last in known.countries and last not in _COUNTRY_SURNAMES:
        return _NOBODY, 1.0
    if last.endswith("s") and last[:-1].lower() in known.roles and not first.endswith("s"):
        return (0.0, 1.0) if len(texts) == _PAIR else (_NOBODY, 2.0)
    return None


def is_given(text: str) -> bool:
    """Return whether a word is a given name, or two of them: "Rose-Marie"."""
    given = vocabulary().given
    return text in given or ("-" in text and all(part in given for part in text.split("-")))


def _with_given(texts: list[str]) -> float:
    """Return what it says for a person that a name begins with a given name; less for "Ana White", "Albert Hall"."""
    known, last = vocabulary(), texts[-1]
    if not is_given(texts[0]):
        return 0.0
    if last not in known.common:
        return _GIVEN
    named = last in known.head_surnames and len(texts) <= _FULL
    return (_HALL if last == "Hall" else _NAMED) if named else 0.0


def _judge_words(texts: list[str]) -> Judgement:
    """Return what two or more words say that are neither body nor place by form."""
    known = vocabulary()
    last, body = texts[-1], 0.0
    for length in range(min(LONGEST_PLACE, len(texts) - 1), 0, -1):
        if " ".join(texts[:length]) in known.places:
            body = 2.0 if last.endswith("s") else 1.0
            break
    if firm := _judge_firm(texts):
        return (firm[0], body + firm[1], 0.0), ""
    plain = all(text not in known.common and text.lower() not in known.modifiers for text in texts)
    if person := _with_given(texts):
        return (person, body, 0.0), "given_name"
    bare = len(texts) > _PAIR and len(last) > _PAIR and all(len(text) == 1 for text in texts[:-1])  # "W V Holm"
    if bare or (_INITIAL.match(texts[0]) and plain and texts[0] not in known.places):
        return (3.0, body, 0.0), "initial"
    if (plain and any(_INITIAL.match(text) for text in texts[1:-1])) or last in known.honours:
        return (4.0, 0.0, 0.0), "initial"
    if not plain:
        return (-1.0, body + 0.5, -3.0 if last in known.common else 0.0), ""
    surname = _SURNAME.match(last) or any(text in known.particles for text in texts[1:-1])
    lettered = len(texts[0]) >= _LETTERS and texts[0].isalpha() and texts[0].isupper()
    person = 0.0 if lettered else 2.5 if surname else 1.0
    return (person, body, 0.0), "surname_form" if surname else "two_words"
