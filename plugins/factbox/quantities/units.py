"""What stands after a number: a currency, a share, a measure, or the noun that is counted."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from factbox.lexicons import alternatives, lexicon
from factbox.model import QuantityKind


class Unit(NamedTuple):
    """What a number is a number of."""

    kind: QuantityKind
    """Money, percentage, measure or count."""
    name: str
    """Singular, lower case."""
    currency: str | None
    """ISO 4217 code, where the words decide it."""
    end: int
    """Index after the unit's last character."""
    noun: int | None
    """Index where the counted noun phrase starts; None where nothing is counted."""
    rule: str
    """Name of the rule that read it."""


# The rule of a length of time, which is a figure but seldom news by itself.
DURATION = "duration"
# Ends of a plural's word that are no plural: "glass", "campus", "crisis".
_SINGULAR_S = ("ss", "us", "is", "ous", "'s", "’s")
# A word of a noun phrase, with the space in front: " fishing", " well-known".
_WORD = re.compile(r"[^\S\n]([^\W\d_](?:[\w'’.-]*[\w])?)")
_COUNTED_WORDS = 5
# A plural's ending and its singular's, the first that fits.
_ENDINGS = (
    ("children", "child"),
    ("men", "man"),
    ("ies", "y"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("sses", "ss"),
    ("xes", "x"),
    ("zzes", "zz"),
)
# Between a number and what it is part of: "35m of its " devices, "52 of the 120" seats.
_OF_THE = re.compile(
    r"[^\S\n]of[^\S\n](?:(?:the|its|his|her|their|our|those|these)[^\S\n])?(?:\w+['’]s[^\S\n](?=\d))?(?:(?P<number>\d[\d,]*\b)|(?=\w))"
)
# A word with fewer letters is no plural that a rule could see ("gas"), and no unit that is spelled out ("kWh").
_LETTERS = 4
# A number that counts nobody: "7.4", and how far back it is looked for.
_DECIMAL, _DIGITS = re.compile(r"\d\.\d+\s?$"), 8


def read_unit(text: str, end: int, *, large: bool, metres: bool) -> Unit | None:
    """Return the currency, share or measure that follows a number, or None.

    Args:
        text: the document's text.
        end: index after the number.
        large: whether the number has a scale word, which makes "pounds" money.
        metres: whether the number ends in "m" for metres.
    """
    if metres:
        return Unit(QuantityKind.MEASURE, "metre", None, end, None, "measure")
    words = lexicon("quantities")
    match = _share().match(text, end)
    if match:
        name = words.tables["percentage"][" ".join(re.split(r"[^\S\n]+", match[1].lower()))]
        return Unit(QuantityKind.PERCENTAGE, name, None, match.end(), None, "percentage")
    match = _currency().match(text, end)
    if match and not (match["pounds"] and not match["country"] and not large):
        return _money(match)
    match = _measure().match(text, end)
    return _of_measure(match) if match else None


def read_counted(text: str, end: int, limit: int) -> Unit | None:
    """Return the plural noun that a number counts, or None where no noun can be told.

    Args:
        text: the document's text.
        end: index after the number.
        limit: index the noun must end before, such as the sentence's end.
    """
    position = end
    opening = _OF_THE.match(text, end, limit)
    if opening and opening["number"]:
        whole = read_counted(text, opening.end(), limit)
        return whole._replace(end=end, noun=None) if whole else None
    if opening:
        position = opening.end() - 1
    head = _head(text, position, limit)
    if head is None:
        return None
    rule = "casualty" if head[1].lower() in lexicon("quantities").words("casualty") else "counted"
    name = singular(head[1].lower())
    return Unit(QuantityKind.COUNT, name, None, head.end(), position + 1, rule)


def _head(text: str, position: int, limit: int) -> re.Match[str] | None:
    """Return the match of the first plural noun after a number, or of "dead" and the like right behind it."""
    words, named = lexicon("quantities"), False
    for step in range(_COUNTED_WORDS):
        match = _WORD.match(text, position, limit)
        word = match[1] if match else ""
        lower = word.lower()
        following = _WORD.match(text, match.end(), limit) if match else None
        joined = following is not None and following[1].islower() and is_plural(following[1])
        if step == 0 and lower in words.words("casualty"):
            if _DECIMAL.search(text, max(0, position - _DIGITS), position):
                return None  # "a quake of magnitude 7.4 killed 900"
            return following if joined else match
        ends = not word or lower in words.words("stop") or word.endswith(("'s", "’s"))
        ends = ends or (named and lower in words.tables["number"])  # "three Ana Ruiz drove two hours"
        named = named or word[:1].isupper()
        if match is None or ends or (step and lower.endswith("ly")):
            return None
        if is_plural(lower):
            return following if joined and (word[0].isupper() or lower in _before_plural()) else match
        position = match.end()
    return None


@functools.cache
def _before_plural() -> frozenset[str]:
    """Return the plurals that may stand before the noun that is counted: "people smugglers", "drugs tests"."""
    return lexicon("quantities").words("plural") | lexicon("quantities").words("plural_before")


def is_plural(word: str) -> bool:
    """Return whether a lower-case word looks like a plural noun."""
    words = lexicon("quantities")
    if word in words.words("plural") or word in words.tables["singular"]:
        return True
    ends = word.endswith("s") and not word.endswith(_SINGULAR_S)
    return ends and len(word) >= _LETTERS and word not in words.words("no_plural")


def singular(word: str) -> str:
    """Return the singular of a lower-case plural noun.

    >>> [singular(word) for word in ("communities", "matches", "women", "houses", "people")]
    ['community', 'match', 'woman', 'house', 'people']
    """
    words = lexicon("quantities")
    head, _, tail = word.rpartition("-")
    if head:
        return f"{head}-{singular(tail)}"
    if word in words.tables["singular"]:
        return str(words.tables["singular"][word])
    if word in words.words("casualty"):
        return word
    for ending, one in _ENDINGS:
        if word.endswith(ending):
            return word.removesuffix(ending) + one
    return word if word in words.words("plural") else word.removesuffix("s")


def read_time(text: str, end: int) -> Unit | None:
    """Return the unit of time that follows a number, or None: "two working days", "10-year"."""
    match = _time().match(text, end)
    if match is None:
        return None
    return Unit(QuantityKind.MEASURE, singular(match[1].lower()), None, match.end(), None, DURATION)


def read_attributive(text: str, end: int) -> Unit | None:
    """Return the singular noun that a number and another noun hold between them, or None: "11-member panel"."""
    match = _attributive().match(text, end)
    return (
        Unit(QuantityKind.COUNT, match[1].lower(), None, match.end(), match.start(1), "attributive") if match else None
    )


def _money(match: re.Match[str]) -> Unit:
    """Return the unit of a currency's name."""
    words = lexicon("quantities")
    written = match["pounds"] or match["name"]
    table = words.tables["currency"]
    name, code = ("pound", "GBP") if match["pounds"] else table.get(written) or table[written.lower()]
    if match["country"]:
        country = re.sub(r"\s+", " ", match["country"])
        code = words.tables["nationality"].get(f"{country} {name}", "")
    return Unit(QuantityKind.MONEY, name, code or None, match.end(), None, "money")


def _of_measure(match: re.Match[str]) -> Unit:
    """Return the unit of a measure, with its "square" and its "per hour"."""
    table = lexicon("quantities").tables["measure"]
    written = re.sub(r"\s+", " ", match["unit"])
    name = table.get(written) or table[written.lower()]
    power, rate = (match["power"] or "").lower(), f"per {match['rate'].lower()}" if match["rate"] else ""
    parts = [power, name, rate]
    return Unit(QuantityKind.MEASURE, " ".join(filter(None, parts)), None, match.end(), None, "measure")


@functools.cache
def _share() -> re.Pattern[str]:
    """Return the pattern of a percentage's unit: "%", " per cent", "-basis-point"."""
    names = alternatives(tuple(lexicon("quantities").tables["percentage"]))
    return re.compile(rf"(?:[^\S\n]|-)?(?i:({names}))(?![A-Za-z])")


@functools.cache
def _currency() -> re.Pattern[str]:
    """Return the pattern of a currency after a number: " Australian dollars", "p", "-euro"."""
    words = lexicon("quantities")
    names = alternatives(tuple(name for name in words.tables["currency"] if len(name) > 1))
    countries = alternatives(tuple({key.rpartition(" ")[0] for key in words.tables["nationality"]}))
    return re.compile(
        rf"""
        (?:[^\S\n]|-)?
        (?:(?P<country>{countries})[^\S\n])?
        (?:(?P<pounds>(?i:pounds?))|(?P<name>(?i:{names})|p(?![.]m)|\$))
        (?![A-Za-z])
        (?:[^\S\n]sterling\b)?
        """,
        re.VERBOSE,
    )


@functools.cache
def _measure() -> re.Pattern[str]:
    """Return the pattern of a measure: " square kilometers", "km", "-mile", " metres per second"."""
    table = lexicon("quantities").tables["measure"]
    written = alternatives(tuple(name for name in table if not _is_word(name)))
    spelled = alternatives(tuple(name for name in table if _is_word(name)))
    return re.compile(
        rf"""
        (?:[^\S\n]|-)?
        (?:(?P<power>(?i:square|cubic))[^\S\n-])?
        (?P<unit>{written}(?!/[hs]\b)|(?i:{spelled}))(?![A-Za-z])
        (?:[^\S\n](?:per|an?)[^\S\n](?P<rate>second|minute|hour|day|gallon|person|year|century)\b)?
        """,
        re.VERBOSE,
    )


def _is_word(name: str) -> bool:
    """Return whether a unit is spelled out, so that its case does not matter."""
    return len(name) >= _LETTERS and name.lower() == name


@functools.cache
def _time() -> re.Pattern[str]:
    """Return the pattern of a unit of time after a number, with up to two adjectives."""
    words = lexicon("quantities")
    return re.compile(
        rf"(?:[^\S\n]|-)?(?i:(?:{words.alternatives('time_adjective')}[^\S\n]){{0,2}}"
        rf"((?:{words.alternatives('time_unit')})s?|centuries)\b)(?![-\s](?:mile|metre|meter|yard))"
    )


@functools.cache
def _attributive() -> re.Pattern[str]:
    """Return the pattern of a noun between a number and another noun: "-member " in "11-member panel".

    "Over" is one behind a hyphen alone.
    """
    return re.compile(rf"(?! over\b)[- ]((?i:{lexicon('quantities').alternatives('attributive')}))(?=[ -][A-Za-z])")
