"""Finds seeds with nearly the same text, in time proportional to all texts together.

Each text is known by the least of its runs of words in each of a fixed number of bins (one-permutation MinHash, Li,
Owen and Zhang 2012): of two texts as many bins agree as they have runs in common. Only such are compared run by run.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from typing import TYPE_CHECKING

from pelican.plugins.briefing.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pelican.plugins.briefing.checking.checked import Checked

_WORD = re.compile(r"\w+")
# How many words a run has, and how many runs a text has at least to be compared.
_RUN, _FEWEST = 5, 20
_BINS = 64
# So many seeds are remembered for each bin's value; more would make many copies of one text cost their square.
_REMEMBERED = 4
# From this share of bins on two texts are compared; from this share of the shorter one's runs on they are alike.
_LOOKED_AT, _ALIKE = 0.25, 0.6


def alike_texts(pages: Sequence[Checked]) -> Iterator[Finding]:
    """Yield a finding for each seed most of whose text stands in one before it.

    Args:
        pages: in the order of their paths.
    """
    seen: dict[tuple[int, int], list[int]] = {}
    for number, (page, _, least, _) in enumerate(pages):
        votes = Counter(other for key in least for other in seen.get(key, ()))
        # Equal counts stand in the order in which the seeds were met: the oldest path first.
        for other, agreed in votes.most_common(_REMEMBERED):
            if agreed < _LOOKED_AT * len(least):
                break
            first = pages[other].page
            share = _share(_runs(page.shown.text), _runs(first.shown.text))
            if share >= _ALIKE:
                wrong = f"has {share:.0%} of its text in common with {first.entry.seed.shown}"
                text = f"{wrong}; expected one of them, or a sidecar that skips one"
                yield Finding("duplicate", page.entry.seed.shown, text, 1)
                break
        for key in least:
            places = seen.setdefault(key, [])
            if len(places) < _REMEMBERED:
                places.append(number)


def least_runs(text: str) -> list[tuple[int, int]]:
    """Return what a text is known by among others: a run of each bin; nothing of one that is too short."""
    runs = _runs(text)
    return _least(runs) if len(runs) >= _FEWEST else []


def common_share(one: str, other: str) -> float:
    """Return how much of the shorter of two texts stands in the other too, from 0 to 1, in runs of words.

    >>> common_share("The wall, which is old, will be rebuilt.", "the wall which is OLD will be rebuilt")
    1.0
    """
    first, second = _runs(one), _runs(other)
    if min(len(first), len(second)) < _FEWEST:
        return float(_WORD.findall(one.casefold()) == _WORD.findall(other.casefold()))
    return _share(first, second)


def _share(one: set[int], other: set[int]) -> float:
    """Return how much of the smaller of two sets of runs is in the other."""
    return len(one & other) / min(len(one), len(other))


def _runs(text: str) -> set[int]:
    """Return a number for each run of words in a text, the same in every process."""
    words = [word.casefold().encode() for word in _WORD.findall(text)]
    return {zlib.crc32(b" ".join(words[start : start + _RUN])) for start in range(len(words) - _RUN + 1)}


def _least(runs: set[int]) -> list[tuple[int, int]]:
    """Return the least run of each bin that has any."""
    bins: dict[int, int] = {}
    for run in runs:
        place = run % _BINS
        if run < bins.get(place, run + 1):
            bins[place] = run
    return sorted(bins.items())
