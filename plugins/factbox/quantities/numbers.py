"""Numbers as they are written in news: figures, words, and both with a scale ("1.5 million")."""

from __future__ import annotations

import functools
import re
from decimal import Decimal
from typing import NamedTuple

from factbox.lexicons import alternatives, lexicon
from factbox.tokens import has_digit, letters_in


class Number(NamedTuple):
    """A number with the currency sign in front of it."""

    start: int
    """Index of its first character, sign included."""
    end: int
    """Index after its last character."""
    value: Decimal
    """What it stands for."""
    prefix: str
    """The currency sign in front ("US$"), empty where there is none."""
    figures: str
    """Its digits as written; empty where it is in words alone."""
    scale: str
    """The scale as written ("million", "bn"), `fraction` of a part of a whole, empty where there is none."""


def find_numbers(text: str, start: int, end: int) -> list[Number]:
    """Return the numbers of `text[start:end]`, in order; ordinals and numbers inside words are none.

    >>> [(n.figures, int(n.value)) for n in find_numbers("$1.5bn and two dozen boats", 0, 26)]
    [('1.5', 1500000000), ('', 24)]
    """
    own = text[start:end]
    letters = letters_in(own)
    spelled = not _words().isdisjoint(letters)
    if not spelled and not has_digit(own):
        return []
    parted = not _of_parts().isdisjoint(letters) or "1 in " in own or " out of " in own
    fractions = [_fraction(match) for match in _parts().finditer(text, start, end)] if parted else []
    found = (_any() if spelled else _in_figures()).finditer(text, start, end)
    numbers = [number for match in found if (number := _number(match)) is not None]
    out, position = [], 0
    for number in numbers:
        while position < len(fractions) and fractions[position].end <= number.start:
            position += 1
        if position == len(fractions) or number.end <= fractions[position].start:
            out.append(number)
    return sorted(out + fractions)


@functools.cache
def _words() -> frozenset[str]:
    """Return the words one of which is in every number that is written in words."""
    words = lexicon("quantities")
    more = (*words.lists["scale"], *words.tables["fraction"])
    return frozenset((*words.tables["number"], *more, *(f"{word}s" for word in more), "half"))


@functools.cache
def _of_parts() -> frozenset[str]:
    """Return the words one of which is in every part of a whole."""
    names = lexicon("quantities").tables["fraction"]
    return frozenset((*names, *(f"{name}s" for name in names), "half", "one", "two", "three"))


def _opening(*, spelled: bool) -> str:
    """Return the pattern of what a number can begin with: "Two", "$", "a "."""
    words = lexicon("quantities")
    small = (*words.tables["number"], "half", "minus") if spelled else ("minus",)
    forms = {form for word in small for form in (word, word.title(), word.upper())}
    opening = rf"[^A-Za-z\s]|{alternatives(forms | words.tables['prefix'].keys())}"
    return rf"{opening}|[Aa][Nn]?[ -]" if spelled else opening


@functools.cache
def _any() -> re.Pattern[str]:
    """Return the pattern of a number, in figures or in words."""
    return re.compile(_number_of(spelled=True), re.VERBOSE)


@functools.cache
def _in_figures() -> re.Pattern[str]:
    """Return the pattern of a number in a sentence without words of number: hardly a word can begin one."""
    return re.compile(_number_of(spelled=False), re.VERBOSE)


def _number_of(*, spelled: bool) -> str:
    """Return the source of the pattern of a number, which may be `spelled` out or not."""
    words = lexicon("quantities")
    unit = alternatives(tuple(list(words.tables["number"])[:9]))
    teen = alternatives(tuple(list(words.tables["number"])[9:19]))
    tens = alternatives(tuple(list(words.tables["number"])[19:]))
    small = rf"(?:{tens}(?:[ -]{unit}\b)?|{teen}|{unit})\b"
    group = rf"(?:(?:{small}|an?(?=[ ](?:hundred|thousand)))(?:[ ]hundred\b(?:[ ](?:and[ ])?{small})?)?)"
    large = alternatives(tuple(scale for scale in words.lists["scale"] if scale != "hundred"))
    prefix = alternatives(tuple(words.tables["prefix"]))
    return rf"""
        (?<![\w/\#@])(?={_opening(spelled=spelled)})
        (?<!\d[.,:])(?:(?<![A-Za-z]-)|(?<=\bsub-))                        # "sub-7", but not "F-7"
        (?:(?P<prefix>{prefix})[^\S\n]?)?
        (?:
          (?:(?<!\S)(?P<minus>[-−–]|minus[ -]))?
          (?P<figures>\d{{1,3}}(?:,\d{{2,3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?<!\w)\.\d+)   # "1,000", "3.5", ".001"
          (?!\d|[,.:]\d|(?:st|nd|rd|th)\b)
          (?:(?:[^\S\n]|-)?(?P<scale>(?i:{alternatives(words.lists["scale"])}))s?\b       # "5 million", "5-million"
            |(?P<short>(?:{alternatives(words.lists["scale_short"])}|(?<=\d)(?:[MB](?:N|n)?|K))\b))?   # "5bn", "13.6M"
          |
          \b(?P<words>(?i:(?:half[ ]an?|an?|an?[ ]half|{group}(?:[ ]and[ ]a[ ]half)?)[ -]{large}s?\b
            (?:[ ]{group}[ ]thousand\b)?(?:[ ](?:and[ ])?{group}(?![ -](?:{large}|{unit})))?
            |{group}))                                                                   # "twenty-eight thousand"
          (?![-\w]*-(?:year|month|week|day)|th\b)
        )
        """


def _number(match: re.Match[str]) -> Number | None:
    """Return the number of one match; None for "a" alone and the like."""
    figures, prefix = match["figures"] or "", match["prefix"] or ""
    if not figures:
        words = match["words"]
        value = _read_words(words)
        scale = next((word for word in re.findall(r"[a-z]+", words.lower()) if word in _scales()), "")
        return Number(match.start(), match.end(), value, prefix, "", scale) if value else None
    scale = match["scale"] or match["short"] or ""
    value = Decimal(figures.replace(",", "")) * (_scales()[scale.lower()] if scale else 1)
    return Number(match.start(), match.end(), -value if match["minus"] else value, prefix, figures, scale)


@functools.cache
def _parts() -> re.Pattern[str]:
    """Return the pattern of a part of a whole: "a third of", "two-fifths of", "one in five", "half of"."""
    words = lexicon("quantities")
    ones = alternatives(tuple(list(words.tables["number"])[:10]))
    names, scales = alternatives(tuple(words.tables["fraction"])), alternatives(words.lists["scale"])
    return re.compile(
        rf"""
        (?<![\w-])
        (?i:
          (?:(?P<upper>an?|{ones})[ -](?P<part>{names})s?                                   # "two-fifths of"
            |(?P<half>(?<!first[ ])(?<!second[ ])(?<!other[ ])(?<!latter[ ])half)           # "half of"
          )(?=[ ]of[ ])(?:[ ]of[ ]an?[ ](?P<scale>{scales})\b(?!-))?                           # "of a million"
          |(?P<one>(?:one|two|three|1)(?=[ ]in[ ])|(?:{ones}|\d{{1,2}})(?=[ ]out[ ]))[ ]
           (?:in[ ](?!(?:19|20)\d\d\b)|out[ ]of[ ])
           (?P<whole>{ones}|\d{{1,3}}(?:,\d{{3}})+|\d+)\b(?:[ ](?P<many>{scales})\b)?      # "one in five million"
        )
        (?![-,]\d)(?![ ]of[ ]an?[ ](?:century|hour|mile))
        """,
        re.VERBOSE,
    )


def _fraction(match: re.Match[str]) -> Number:
    """Return the number of a part of a whole."""
    words = lexicon("quantities").tables
    if match["one"]:
        upper, lower = (
            int(part) if part.isdigit() else words["number"][part]
            for part in (match["one"].lower(), match["whole"].lower().replace(",", ""))
        )
        lower *= _scales()[match["many"].lower()] if match["many"] else 1
    elif match["half"]:
        upper, lower = 1, 2
    else:
        written = match["upper"].lower()
        upper, lower = words["number"].get(written, 1), words["fraction"][match["part"].lower()]
    scale = (match["scale"] or "").lower()
    value = Decimal(upper * _scales().get(scale, 1)) / Decimal(lower or 1)
    return Number(match.start(), match.end(), value, "", "", scale or "fraction")


@functools.cache
def _scales() -> dict[str, int]:
    """Return what each scale word multiplies by."""
    return dict(lexicon("quantities").tables["scale"])


def _read_words(words: str) -> Decimal:
    """Return the value of a number in words: "two and a half million"."""
    ones: dict[str, int] = lexicon("quantities").tables["number"]
    scales = _scales()
    total, current = Decimal(0), Decimal(0)
    read = re.findall(r"[a-z]+", words.lower().replace("and a half", "and-half"))
    for position, word in enumerate(read):
        if word in ones:
            current += Decimal(ones[word])
        elif word in {"a", "an"} and not current:
            current = Decimal(1) if position == 0 else current
        elif word == "half":
            current = current + Decimal("0.5") if "and" in read[:position] else Decimal("0.5")
        elif word == "hundred":
            current = (current or Decimal(1)) * 100
        elif (key := word.removesuffix("s")) in scales:
            total, current = total + (current or Decimal(1)) * scales[key], Decimal(0)
    return total + current
