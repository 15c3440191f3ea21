"""No story is slow: one of four times as many briefings takes about four times as long to tell, whatever they share."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

import factbox
from pelican.plugins.briefing.licensing import choose_shown
from pelican.plugins.briefing.presenting import present
from pelican.plugins.briefing.settings import read_settings
from pelican.plugins.briefing.sidecar import Sidecar
from pelican.plugins.briefing.stories.telling import Naming, tell
from timing import processor_seconds

FEW, MANY = 100, 400
# Linear is 4, quadratic 16; noise on a busy machine stays well below the bound.
BOUND = 8.5
SETTINGS = read_settings({"PATH": "/site/content", "BRIEFING_NOW": "2026-06-01", "BRIEFING_EXCERPT_SHARE": 1.0})
PLACES = ("Harrow", "Tarvel", "Skerrow", "Marlow")
THINGS = ("pier", "mill", "bridge", "school")

# What each briefing of a story tells: the same event in the same words, an event of its own, and both.
SAME = "The {thing} of Harrow Bay burned down on 2 March 2026. At least {count} people died, the coast guard said."
OWN = "Workers of {place} closed the {thing} number {number} on {day} March 2026 after {count} tiles of {place} fell."
ASKED = "It was not clear who had set fire to the {thing} number {number} of {place}. " + SAME
STORIES = {"one event": SAME, "both": f"{SAME}\n\n{OWN}", "not known": ASKED}


def briefings(text: str, count: int) -> list[tuple[Any, Any]]:
    """Return so many briefings of a story, with their pages."""
    found = []
    for number in range(count):
        told = text.format(
            thing=THINGS[number % 4 if "number" in text else 0],
            place=PLACES[number // 4 % 4],
            number=number,
            count=12 + number,
            day=1 + number % 28,
        )
        published = dt.date(2026, 3, 1) + dt.timedelta(days=number)
        metadata = factbox.Metadata(title=f"Fire {number}", published=published, licence="own")
        shown = choose_shown(factbox.read_briefing(told.encode(), path=f"{number}.txt", metadata=metadata), SETTINGS)
        page = SimpleNamespace(shown=shown, slug=str(number), published=published)
        view = present(shown, Sidecar(), SETTINGS.language)
        found.append((SimpleNamespace(briefing=view, slug=str(number)), page))
    return found


@pytest.mark.parametrize("name", STORIES)
def test_time_grows_with_the_number_of_briefings_and_no_faster(name: str) -> None:
    naming = Naming("fire", None, SETTINGS.language)
    few, many = (briefings(STORIES[name], count) for count in (FEW, MANY))
    ratios = []
    for _ in range(3):
        short, long = (
            processor_seconds(lambda given=given: tell(naming, given, lambda text: text.casefold()))
            for given in (few, many)
        )
        ratios.append(long / short)
        if ratios[-1] < BOUND:
            return
    pytest.fail(f"four times the briefings took {min(ratios):.1f} times as long")
