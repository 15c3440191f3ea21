"""Bars: who is quoted how much, and figures of one sort in one sentence beside each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pelican.plugins.briefing.picture_view import Share, Shares

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factbox import Quantity, Span
    from pelican.plugins.briefing.view import SpeakerView

# With fewer speakers or words than these the list alone says it better; more speakers than these are counted.
_FEWEST, _FEWEST_WORDS, _MOST = 3, 50, 8
# Figures of one sentence are compared where there are no more, and the largest is no more than so many times the least.
_MOST_FIGURES, _MOST_TIMES = 6, 40
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


def shares(speakers: Iterable[SpeakerView]) -> Shares | None:
    """Return who is quoted how much, the most first; None where that would say nothing.

    What is reported without quotation marks is not the speaker's own words and does not count.
    """
    counted = [(_words(speaker), speaker) for speaker in speakers if speaker.attributed and speaker.quotations]
    counted.sort(key=lambda pair: -pair[0])
    if len(counted) < _FEWEST or sum(words for words, _ in counted) < _FEWEST_WORDS:
        return None
    most = counted[0][0]
    rows = tuple(
        Share(speaker.name, f"#{speaker.quotations[0].id}", words, _percent(words, most))
        for words, speaker in counted[:_MOST]
    )
    return Shares(rows, len(counted) - len(rows))


def compared(figures: Sequence[Quantity], sentences: Sequence[Span]) -> dict[str, int]:
    """Return how long the bar of each figure is that another can be compared with, in per cent of the longest.

    Args:
        figures: those that are shown.
        sentences: the text's sentences, in order.
    """
    groups: dict[tuple[object, ...], list[Quantity]] = {}
    for figure in figures:
        sentence = next((number for number, span in enumerate(sentences) if span.holds(figure.span)), None)
        single = figure.value > 0 and figure.value_max is None and not figure.is_duration
        if sentence is not None and single and figure.unit:
            sort = (sentence, figure.kind, figure.unit, figure.currency, figure.change)
            groups.setdefault(sort, []).append(figure)
    found = {}
    for group in groups.values():
        values = {figure.value for figure in group}
        if len(values) > 1 and len(group) <= _MOST_FIGURES and max(values) <= _MOST_TIMES * min(values):
            found.update({figure.id: _percent(figure.value, max(values)) for figure in group})
    return found


def _words(speaker: SpeakerView) -> int:
    """Return how many words of a speaker stand inside quotation marks."""
    texts = (piece.text for said in speaker.quotations for piece in said.pieces if not piece.gap)
    return sum(len(_WORD.findall(text)) for text in texts)


def _percent(part: float, whole: float) -> int:
    """Return a part in whole per cent, 1 at least."""
    return max(1, round(100 * part / whole))
