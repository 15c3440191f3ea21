"""The world's countries as outlines, cut to a window and written as SVG.

`outlines.json` beside this module is made by benchmarks/outlines.py of Natural Earth's data (public domain): lines that
countries share stand in it once, a ring is a list of their numbers, `~number` for one that is walked backwards.
"""

from __future__ import annotations

import functools
import json
import math
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise
from operator import mul
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Point = tuple[float, float]
# One of the picture, in its units.
Dot = tuple[int, int]

# What a ring measures at least on the picture, in its units: smaller islands are specks.
_SPECK = 4
# What is seen of a country at least where its name can stand, as a share of the picture.
_SEEN = 0.004
# How far outlines run on beyond the picture, in its units, so that the line of the cut is not seen.
_MARGIN = 4
# The whole circle, in degrees.
_CIRCLE = 360.0


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle of the world, and the picture that it is drawn on: degrees of longitude are as long everywhere."""

    west: float
    """Longitude of the left edge, in degrees from -180 to 180."""
    north: float
    """Latitude of the upper edge, in degrees."""
    across: float
    """Units of the picture to a degree of longitude."""
    down: float
    """Units of the picture to a degree of latitude."""
    width: int
    """Of the picture, in units."""
    height: int
    """Of the picture, in units."""

    def place(self, longitude: float, latitude: float) -> Point:
        """Return where a point of the world is on the picture, from 0 to 1, from left and from above."""
        across, down = self.across / self.width, self.down / self.height
        return (longitude - self.west) % _CIRCLE * across, (self.north - latitude) * down


@dataclass(frozen=True, slots=True)
class _Ring:
    """An outline in degrees with its bounds."""

    points: tuple[Point, ...]
    west: float
    east: float
    south: float
    north: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a window shows of the countries."""

    path: str
    """Their outlines as an SVG path."""
    centres: tuple[tuple[str, Point], ...]
    """Names and middles of what is seen of them, from 0 to 1 as `Window.place` gives them, the largest first; those of
    which little is seen, or whose middle is no land, are left out."""


@functools.cache
def _countries() -> tuple[tuple[str, tuple[_Ring, ...]], ...]:
    """Return the countries with their outlines."""
    data = json.loads(resources.files(__package__).joinpath("outlines.json").read_text(encoding="utf-8"))
    arcs = [_points(arc, data["scale"]) for arc in data["arcs"]]
    return tuple((name, tuple(_ring(numbers, arcs) for numbers in rings)) for name, rings in data["countries"])


def _points(deltas: list[int], scale: int) -> list[Point]:
    """Return a line's points in degrees."""
    x = y = 0
    points = []
    for dx, dy in zip(deltas[::2], deltas[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / scale, y / scale))
    return points


def _ring(numbers: list[int], arcs: list[list[Point]]) -> _Ring:
    """Return the outline that lines make one after another.

    One that crosses the 180th meridian goes on beyond it; one that goes around a pole takes the pole in.
    """
    walked: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        walked += arc[1:] if walked else arc
    turn, points = 0.0, [walked[0]]
    for (before, _), (x, y) in pairwise(walked):
        turn += _CIRCLE * (x - before < -_CIRCLE / 2) - _CIRCLE * (x - before > _CIRCLE / 2)
        points.append((x + turn, y))
    if turn:
        pole = math.copysign(90, points[0][1])
        points += [(points[-1][0], pole), (points[0][0], pole)]
    xs, ys = zip(*points, strict=True)
    return _Ring(tuple(points), min(xs), max(xs), min(ys), max(ys))


@functools.lru_cache(maxsize=256)
def drawn(window: Window) -> Drawn:
    """Return what a window shows of the countries."""
    east, south = window.west + window.width / window.across, window.north - window.height / window.down
    lines, middles = [], []
    for name, rings in _countries():
        largest: list[Dot] = []
        most = 0.0
        for ring in rings:
            if ring.south > window.north or ring.north < south:
                continue
            for turn in (-_CIRCLE, 0.0, _CIRCLE):
                if ring.west + turn >= east or ring.east + turn <= window.west:
                    continue
                points = _whole(_cut(ring.points, window, turn), window, turn)
                if _extent(points) >= _SPECK:
                    lines.append(_path(points))
                    area = _area(points)
                    if area > most:
                        largest, most = points, area
        if name and most >= _SEEN * window.width * window.height:
            middles.append((most, name, largest))
    middles.sort(key=lambda found: (-found[0], found[1]))
    named = ((name, points, _middle(points)) for _, name, points in middles)
    width, height = window.width, window.height
    centres = tuple((name, (x / width, y / height)) for name, points, (x, y) in named if _holds(points, (x, y)))
    return Drawn("".join(lines), centres)


def _cut(points: Sequence[Point], window: Window, turn: float) -> Sequence[Point]:
    """Return what is left of an outline inside a window and its margin (Sutherland and Hodgman 1974).

    Args:
        points: the outline in degrees.
        window: what is seen.
        turn: how many degrees further east the outline is looked at.
    """
    west, north = window.west - turn - _MARGIN / window.across, window.north + _MARGIN / window.down
    east, south = (
        west + (window.width + 2 * _MARGIN) / window.across,
        north - (window.height + 2 * _MARGIN) / window.down,
    )
    for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        points = _cut_at(points, axis, limit, sign)
    return points


def _cut_at(points: Sequence[Point], axis: int, limit: float, sign: int) -> Sequence[Point]:
    """Return an outline without what lies beyond a line across one axis; `sign` 1 keeps what is above the limit."""
    inside = [point[axis] >= limit for point in points] if sign > 0 else [point[axis] <= limit for point in points]
    if all(inside):
        return points
    kept: list[Point] = []
    for number, point in enumerate(points):
        if inside[number] != inside[number - 1]:
            last = points[number - 1]
            share = (limit - last[axis]) / (point[axis] - last[axis])
            kept.append((last[0] + share * (point[0] - last[0]), last[1] + share * (point[1] - last[1])))
        if inside[number]:
            kept.append(point)
    return kept


def _whole(points: Sequence[Point], window: Window, turn: float) -> list[Dot]:
    """Return an outline in whole units of the picture, no point twice in a row.

    What two countries share stays the same in both.
    """
    west, across, north, down = window.west - turn, window.across, window.north, window.down
    whole = [(round((x - west) * across), round((north - y) * down)) for x, y in points]
    return [point for before, point in zip([*whole[-1:], *whole], whole, strict=False) if point != before]


def _path(points: list[Dot]) -> str:
    """Return an outline as an SVG path, steps in one direction as one: `M3 4l-1 2…z`."""
    x, y = points[0]
    steps: list[Dot] = []
    was_x = was_y = 0
    for (ax, ay), (bx, by) in pairwise(points):
        dx, dy = bx - ax, by - ay
        if was_x * dy == was_y * dx and was_x * dx + was_y * dy > 0:
            dx, dy = dx + was_x, dy + was_y
            steps[-1] = (dx, dy)
        else:
            steps.append((dx, dy))
        was_x, was_y = dx, dy
    written = " ".join([f"{dx} {dy}" for dx, dy in steps])
    return f"M{x} {y}l{written}z".replace(" -", "-")


def _extent(points: list[Dot]) -> int:
    """Return the longer side of an outline's bounds."""
    if not points:
        return 0
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _edges(points: list[Dot]) -> zip[tuple[Dot, Dot]]:
    """Return the pairs of points that an outline's edges run between."""
    return zip(points, [*points[1:], points[0]], strict=True)


def _area(points: list[Dot]) -> float:
    """Return what an outline encloses, in square units."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    twice: int = sum(map(mul, xs, [*ys[1:], ys[0]])) - sum(map(mul, [*xs[1:], xs[0]], ys))
    return abs(twice) / 2


def _middle(points: list[Dot]) -> Point:
    """Return an outline's centre of mass."""
    crosses = [(a[0] * b[1] - b[0] * a[1], a[0] + b[0], a[1] + b[1]) for a, b in _edges(points)]
    twice = sum(cross for cross, _, _ in crosses)
    if math.isclose(twice, 0):
        return points[0]
    return (
        sum(cross * x for cross, x, _ in crosses) / (3 * twice),
        sum(cross * y for cross, _, y in crosses) / (3 * twice),
    )


def _holds(points: list[Dot], point: Point) -> bool:
    """Return whether an outline has a point inside it."""
    x, y = point
    crossed = (
        (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] for a, b in _edges(points)
    )
    return sum(crossed) % 2 == 1
