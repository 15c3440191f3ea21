"""Writes `presenting/outlines.json` of the plugin: the world's countries, simplified, for the maps of places.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python benchmarks/outlines.py package/countries-50m.json

The package holds Natural Earth's countries of 1:50 million (public domain) as TopoJSON: lines that two countries share
stand in it once, as an arc, so that both stay the same when it is simplified. A point is left out where the triangle
that it makes with its neighbours is small (Visvalingam and Whyatt 1993), and an island where it is.
"""

from __future__ import annotations

import heapq
import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent
TARGET = HERE / "plugins" / "pelican" / "plugins" / "briefing" / "presenting" / "outlines.json"
# Units of a degree that the file counts in.
SCALE = 50
# Smallest triangle and island that are kept, in square degrees.
TRIANGLE, ISLAND = 0.012, 0.03

# Names that are written out, and those that are not written at all, since few states know such a country.
NAMES = {
    "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Central African Rep.": "Central African Republic",
    "Dem. Rep. Congo": "DR Congo",
    "Dominican Rep.": "Dominican Republic",
    "Eq. Guinea": "Equatorial Guinea",
    "Faeroe Is.": "Faroe Islands",
    "Falkland Is.": "Falkland Islands",
    "Fr. S. Antarctic Lands": "French Southern Lands",
    "Indian Ocean Ter.": "",
    "Macedonia": "North Macedonia",
    "N. Cyprus": "",
    "S. Geo. and the Is.": "South Georgia",
    "S. Sudan": "South Sudan",
    "Siachen Glacier": "",
    "Solomon Is.": "Solomon Islands",
    "Somaliland": "",
    "United States of America": "United States",
    "W. Sahara": "Western Sahara",
    "eSwatini": "Eswatini",
}

Point = tuple[float, float]


def main() -> None:
    """Write the file."""
    if len(sys.argv) != len(["script", "file"]):
        sys.exit(__doc__)
    world = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = [_simplified(arc) for arc in _decoded(world)]
    used: dict[int, int] = {}
    countries = []
    for shape in world["objects"]["countries"]["geometries"]:
        rings = _rings(shape, arcs)
        numbers = [[_renumbered(number, used) for number in ring] for ring in rings]
        name = shape["properties"]["name"]
        # Small islands' names, "Cook Is.", are left in short and hence out: they never show as land enough for a name.
        countries.append([NAMES.get(name, "" if "." in name else name), numbers])
    countries.sort()
    kept = [_deltas(arcs[number]) for number in used]
    data = {"scale": SCALE, "arcs": kept, "countries": countries}
    TARGET.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(kept)} lines, {sum(map(len, kept)) // 2} points, {TARGET.stat().st_size} bytes\n")


def _decoded(world: dict[str, Any]) -> list[list[Point]]:
    """Return the arcs in degrees, longitude first."""
    (sx, sy), (tx, ty) = world["transform"]["scale"], world["transform"]["translate"]
    arcs = []
    for deltas in world["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)
    return arcs


def _simplified(arc: list[Point]) -> list[Point]:
    """Return an arc without the points whose triangles are small, the smallest first; its ends stay."""
    before = list(range(-1, len(arc) - 1))
    after = list(range(1, len(arc) + 1))
    areas = {n: _triangle(arc[n - 1], arc[n], arc[n + 1]) for n in range(1, len(arc) - 1)}
    heap = [(area, n) for n, area in areas.items()]
    heapq.heapify(heap)
    while heap:
        area, n = heapq.heappop(heap)
        if areas.get(n) != area:
            continue
        if area >= TRIANGLE:
            break
        del areas[n]
        left, right = before[n], after[n]
        after[left], before[right] = right, left
        for other in (left, right):
            if other in areas:
                # No less than the one that went, so that a line does not crumble point by point.
                areas[other] = max(area, _triangle(arc[before[other]], arc[other], arc[after[other]]))
                heapq.heappush(heap, (areas[other], other))
    return [point for n, point in enumerate(arc) if n in areas or n in {0, len(arc) - 1}]


def _triangle(a: Point, b: Point, c: Point) -> float:
    """Return the area of a triangle."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def _rings(shape: dict[str, Any], arcs: list[list[Point]]) -> list[list[int]]:
    """Return a country's rings as numbers of arcs, those of small islands left out, but never the largest ring."""
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    rings = [ring for polygon in polygons for ring in polygon]
    sizes = [_size(ring, arcs) for ring in rings]
    return [ring for ring, size in zip(rings, sizes, strict=True) if size >= ISLAND or size == max(sizes)]


def _size(ring: list[int], arcs: list[list[Point]]) -> float:
    """Return the area of a ring."""
    points = [point for number in ring for point in (arcs[number] if number >= 0 else arcs[~number][::-1])]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True))) / 2


def _renumbered(number: int, used: dict[int, int]) -> int:
    """Return an arc's number among those that are used; one that is walked backwards is `~number`, as in TopoJSON."""
    new = used.setdefault(number if number >= 0 else ~number, len(used))
    return new if number >= 0 else ~new


def _deltas(arc: list[Point]) -> list[int]:
    """Return an arc as whole units: its first point, then each one's way from the one before, all in one list."""
    out, last = [], (0, 0)
    for x, y in arc:
        point = round(x * SCALE), round(y * SCALE)
        if not out or point != last:
            out += [point[0] - last[0], point[1] - last[1]]
        last = point
    return out


if __name__ == "__main__":
    main()
