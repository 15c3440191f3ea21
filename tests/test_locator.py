"""The map of places: what it shows, names that do not touch, outlines without seams, a few kilobytes."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from factbox import Entity, EntityKind, Metadata, Span, read_briefing
from pelican.plugins.briefing.languages import Language
from pelican.plugins.briefing.licensing import choose_shown
from pelican.plugins.briefing.presenting import present
from pelican.plugins.briefing.presenting.locator import map_view
from pelican.plugins.briefing.settings import read_settings
from pelican.plugins.briefing.sidecar import Sidecar

if TYPE_CHECKING:
    from pelican.plugins.briefing.picture_view import Map, Spot

CITIES = {
    "Aleppo": (36.2, 37.16),
    "Athens": (37.98, 23.72),
    "Berlin": (52.52, 13.41),
    "Brussels": (50.85, 4.35),
    "Dublin": (53.33, -6.25),
    "Frankfurt": (50.12, 8.68),
    "LONDON": (51.51, -0.13),
    "New York": (40.71, -74.01),
    "Paris": (48.85, 2.35),
    "San Francisco": (37.77, -122.42),
    "Sydney": (-33.87, 151.21),
    "Tokyo": (35.69, 139.69),
}
WORLD = ("LONDON", "New York", "Sydney", "Tokyo")
EUROPE = ("Athens", "Berlin", "Brussels", "Dublin", "Frankfurt", "LONDON", "Paris")
# Width and height of a letter of 14 pixels in the widest of the faces, bold, in pixels.
LETTER, LINE = 7.9, 14
MAP_BYTES = 12_000


def place(name: str, coordinates: tuple[float, float] | None) -> Entity:
    """Return a place."""
    span = Span(0, len(name))
    return Entity("e-1", EntityKind.PLACE, name, span, (span,), "test", coordinates=coordinates)


def drawn(*names: str) -> Map:
    """Return the map of cities."""
    found = map_view([place(name, CITIES[name]) for name in names], Language())
    assert found
    return found.drawn


def box(spot: Spot, width: int) -> tuple[float, float, float, float]:
    """Return the room of a name on a map of a width, in pixels."""
    length = LETTER * len(spot.label)
    left = {"right": 9, "left": -9 - length}.get(spot.side, -length / 2)
    middle = {"above": -14, "below": 14}.get(spot.side, 0)
    x, y = width * spot.x / 100, width * 9 / 16 * spot.y / 100
    return x + left, y + middle - LINE / 2, x + left + length, y + middle + LINE / 2


def test_there_is_none_where_no_place_is_sure() -> None:
    assert map_view([], Language()) is None
    assert map_view([place("Callow", None)], Language()) is None


def test_one_place_that_is_only_named_by_the_way_is_on_none() -> None:
    start = "The keeper of the light wound the clock. It rained. The boat came. The wind rose. The night fell.\n\n"
    for text, mapped in (
        (f"{start}Its lens was made in Paris.\n", False),
        (f"The lens broke in Paris. {start}\n", True),
        (f"{start}Its lens was made in Paris and in Lyon.\n", True),
    ):
        briefing = replace(
            read_briefing(text.encode(), path="light.txt", metadata=Metadata(licence="own")), key_facts=()
        )
        shown = choose_shown(briefing, read_settings({"PATH": "/site/content", "BRIEFING_SOURCE_TEXT": "full"}))
        assert bool(present(shown, Sidecar(), Language()).map) is mapped


def test_one_place_is_shown_with_what_lies_around_it() -> None:
    found = drawn("Aleppo")
    assert found.title == "Map with 1 place marked"
    assert [(spot.label, spot.x, spot.y) for spot in found.spots] == [("Aleppo", 50, 50)]
    assert {"Syria", "Turkey", "Iraq"} <= {spot.label for spot in found.countries}
    assert found.description.startswith("Marked: Aleppo. The map shows Turkey, ")
    assert found.scale == (pytest.approx(11.24, abs=0.1), "200 km")


def test_places_lie_as_on_the_ground_and_are_told_from_north_to_south() -> None:
    found = drawn("Paris", "LONDON", "Dublin")
    paris, london, dublin = found.spots
    assert dublin.x < london.x < paris.x
    assert dublin.y < london.y < paris.y
    assert found.description.startswith("From north to south: Dublin; London; Paris. The map shows France, ")


def test_a_name_in_two_spellings_has_one_mark() -> None:
    twice = map_view([place("LONDON", CITIES["LONDON"]), place("Greater London", CITIES["LONDON"])], Language())
    assert twice
    assert [spot.label for spot in twice.drawn.spots] == ["London"]


@pytest.mark.parametrize("names", [EUROPE, WORLD, ("San Francisco", "Tokyo"), tuple(CITIES)])
def test_no_name_touches_another_or_the_edge(names: tuple[str, ...]) -> None:
    found = drawn(*names)
    for width in (276, 300, 380, 450, 560, 640):
        named = [spot for spot in (*found.spots, *found.countries) if spot.label and (width >= 560 or not spot.wide)]
        rooms = [box(spot, width) for spot in named]
        assert named
        for number, (left, top, right, bottom) in enumerate(rooms):
            assert left >= 0, named[number]
            assert right <= width, named[number]
            for other in rooms[:number]:
                apart = other[2] <= left or right <= other[0] or other[3] <= top or bottom <= other[1]
                assert apart, (width, named[number])


@pytest.mark.parametrize("names", [EUROPE, WORLD, ("San Francisco", "Tokyo"), tuple(CITIES)])
def test_a_map_is_light(names: tuple[str, ...]) -> None:
    assert len(gzip.compress(repr(drawn(*names)).encode())) < MAP_BYTES / 1.5


def test_an_ocean_is_in_the_middle_where_it_lies_between_the_places() -> None:
    tokyo, francisco = drawn("Tokyo", "San Francisco").spots
    assert tokyo.x < 50 < francisco.x


@pytest.mark.parametrize("names", [WORLD, ("San Francisco", "Tokyo"), EUROPE, ("Aleppo",)])
def test_no_outline_runs_straight_across_the_map(names: tuple[str, ...]) -> None:
    """As one does that jumps from one edge of the world to the other."""
    found = drawn(*names)
    for line in re.findall(r"M(-?\d+) ?(-?\d+)l([^z]*)z", found.land):
        x, y = int(line[0]), int(line[1])
        steps = [int(step) for step in re.findall(r"-?\d+", line[2])]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            inside = 0 < x + dx < found.width and 0 < x < found.width and 0 < y < found.height
            assert not (inside and abs(dx) > found.width / 2), (x, y, dx, dy)
            x, y = x + dx, y + dy
            assert -5 <= x <= found.width + 5
            assert -5 <= y <= found.height + 5


def test_a_length_is_told_only_where_it_holds_all_over_the_map() -> None:
    assert drawn(*WORLD).scale is None
    assert drawn(*EUROPE).scale
