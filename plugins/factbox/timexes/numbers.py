"""Numbers in words and figures, as time expressions hold them."""

from __future__ import annotations

import re

from factbox.lexicons import lexicon

# The words of a number: "twenty-four" -> "twenty", "four".
_SPLIT = re.compile(r"[\s-]+")
_HUNDRED, _THOUSAND = 100, 1000


def read_number(text: str) -> float | None:
    """Return the number that `text` says; None for a vague one ("several").

    >>> read_number("twenty-four"), read_number("5 1/2"), read_number("a couple of"), read_number("several")
    (24.0, 5.5, 2.0, None)
    """
    lowered = text.lower().strip()
    if lowered[:1].isdigit():
        return _read_figures(lowered)
    if "couple" in lowered:
        return 2.0
    if lowered.startswith("half"):
        return 0.5
    if lowered.startswith("a dozen"):
        return 12.0
    return _read_words(_SPLIT.split(lowered))


def read_ordinal(text: str) -> int | None:
    """Return the number of an ordinal in words or figures: 3 for "third" and "3rd"; None for another word."""
    lowered = text.lower()
    if lowered[:1].isdigit():
        return int(lowered.rstrip("stndrh"))
    found = lexicon("timexes").tables["ordinal"].get(lowered)
    return None if found is None else int(found)


def _read_figures(text: str) -> float:
    """Return the value of "5", "1,000", "2.5", "5 1/2"."""
    whole = text.replace("½", " 1/2").split()
    half = 0.5 if len(whole) > 1 else 0.0
    figures = whole[0].replace(",", "")
    return float(figures if figures.count(".") <= 1 else figures.split(".")[0]) + half


def _read_words(words: list[str]) -> float | None:
    """Return the value of number words; None where one is no number."""
    table = lexicon("timexes").tables["number"]
    total, group = 0, 0
    for word in words:
        if word == "hundred":
            group = max(group, 1) * _HUNDRED
        elif word == "thousand":
            total, group = total + max(group, 1) * _THOUSAND, 0
        elif word in table:
            group += int(table[word])
        elif word not in {"and", "of"}:
            return None
    return float(total + group) or None
