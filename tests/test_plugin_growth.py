"""No page is slow: one of four times as long a text takes about four times as long, whatever the text repeats.

A ratio of two measurements in one process, as in `test_growth`; the parser's own time is not in it.
"""

from __future__ import annotations

import pytest

from factbox import Briefing, Metadata, annotate, brief, document_from_text
from pelican.plugins.briefing.licensing import choose_shown
from pelican.plugins.briefing.presenting import present
from pelican.plugins.briefing.settings import Settings, read_settings
from pelican.plugins.briefing.sidecar import Sidecar
from timing import processor_seconds

SHORT, LONG = 25_000, 100_000
# Linear is 4, quadratic 16; noise on a busy machine stays well below the bound.
BOUND = 9.0
# Below this many seconds a measurement says nothing.
FLOOR = 0.02

PROSE = (
    "In 2019 Ana Ruiz, a pilot, told the Harbour Post that the wall cost 5 million euros. “We lost 40 boats,” "
    "Tom Adeyemi said on Monday 3 May. It is not clear whether 12 of them were insured. "
    "The minister arrived on 4 June 2021 and 300 people met her in Harrow."
)

REPEATED = {
    "fragments": 'He said "a" and ',
    "prose on one line": f"{PROSE} ",
    "prose in paragraphs": f"{PROSE}\n\n",
}


def repeated(unit: str, length: int) -> Briefing:
    """Return the briefing of `unit` again and again, cut to a length."""
    text = (unit * (length // len(unit) + 1))[:length]
    return brief(annotate(document_from_text(text, metadata=Metadata(language="en", licence="own"))))


def seconds(briefing: Briefing, settings: Settings) -> float:
    """Return the processor time of one page's view."""
    return processor_seconds(lambda: present(choose_shown(briefing, settings), Sidecar(), settings.language))


@pytest.mark.parametrize(("mode", "share"), [("excerpts", 0.4), ("excerpts", 1.0), ("full", 0.4)])
@pytest.mark.parametrize("name", REPEATED)
def test_time_grows_with_length_and_no_faster(name: str, mode: str, share: float) -> None:
    given = {"BRIEFING_SOURCE_TEXT": mode, "BRIEFING_EXCERPT_SHARE": share}
    settings = read_settings({"PATH": "/site/content", "BRIEFING_NOW": "2026-06-01", **given})
    briefings = [repeated(REPEATED[name], length) for length in (SHORT, LONG)]
    ratios = []
    for _ in range(3):
        short, long = (seconds(briefing, settings) for briefing in briefings)
        ratios.append(long / max(short, FLOOR))
        if ratios[-1] < BOUND:
            return
    pytest.fail(f"four times the text took {min(ratios):.1f} times as long")
