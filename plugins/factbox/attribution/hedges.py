"""What stands in front of a number and opens a clause with it: "said at least 12 people had left"."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from factbox.lexicons import lexicon

if TYPE_CHECKING:
    from factbox.attribution.tags import Line


@functools.cache
def _hedges() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the words that say how near a number is, by the first of them, the longest first."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted((tuple(hedge.split()) for hedge in lexicon("quantities").words("modifier")), key=len):
        out.setdefault(words[0], []).insert(0, words)
    return {first: tuple(hedges) for first, hedges in out.items()}


@functools.cache
def _numbers() -> frozenset[str]:
    """Return the numbers in words."""
    return lexicon("timexes").words("number") | {"a", "dozens", "half", "hundreds", "thousands"}


def hedge(line: Line, at: int) -> int:
    """Return how many units at `at` tell how near the number behind them is: 2 of "at least 12"; 0 of none."""
    for words in _hedges().get(line.word(at), ()):
        behind = at + len(words)
        if line.tags[behind : behind + 1] != "#" and line.word(behind) not in _numbers():
            continue
        if all(line.word(at + place) == word for place, word in enumerate(words)):
            return len(words)
    return 0


def hedged(line: Line, first: int, content: int) -> int:
    """Return where a clause opens with a hedged number between two units, else the second: "said at least 12 left"."""
    if line.tags[content : content + 1] == "T":
        return content
    spots = (
        at for at in range(first, content + 1) if (at == first or line.tags[at - 1] not in "tI") and hedge(line, at)
    )
    return next(spots, content)
