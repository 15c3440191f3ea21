"""What stands in front of a number and opens a clause with it: "said at least 12 people had left"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factbox.attribution.tags import Line

# Words that say how near a number is, of one word, two and three.
_ABOUT = (
    frozenset((("about",), ("around",), ("between",), ("over",), ("under",))),
    frozenset((("at", "least"), ("at", "most"), ("up", "to"))),
    frozenset((("as", "few", "as"), ("as", "many", "as"), ("as", "much", "as"))),
)
# Numbers in words.
_NUMBERS = frozenset(
    ("a", "dozens", "eight", "eleven", "five", "four", "half", "hundreds", "nine", "one", "seven", "six", "ten",
     "thousands", "three", "twelve", "two")
)  # fmt: skip


def hedge(line: Line, at: int) -> int:
    """Return how many units at `at` tell how near the number behind them is: 2 of "at least 12"; 0 of none."""
    for length, known in enumerate(_ABOUT, 1):
        told = tuple(line.word(unit) for unit in range(at, at + length)) in known
        if told and (line.tags[at + length : at + length + 1] == "#" or line.word(at + length) in _NUMBERS):
            return length
    return 0


def hedged(line: Line, first: int, content: int) -> int:
    """Return where a clause opens with a hedged number between two units, else the second: "said at least 12 left"."""
    if line.tags[content : content + 1] == "T":
        return content
    spots = (
        at for at in range(first, content + 1) if (at == first or line.tags[at - 1] not in "tI") and hedge(line, at)
    )
    return next(spots, content)
