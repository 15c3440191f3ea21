"""Where a site keeps what: folders that follow from its settings."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

CACHE = ".cache/briefing"
# What is kept in the cache's folder besides the articles, each in a folder of its own; and what is kept beside it.
BUILDS, PAGES, TEMPLATES, VERSIONS = "builds", "pages", "templates", "versions"
CARDS, SELECTIONS, PREVIEW, SPARE = _BESIDE = "cards", "selections", "preview", "spare"


def site_root(given: Mapping[str, Any]) -> Path:
    """Return the folder that relative folders of the settings stand in: the one that holds `PATH`."""
    path = Path(given["PATH"]).resolve()
    return path if path == Path.cwd().resolve() else path.parent


def absolute(values: Mapping[str, Any], settings: Path) -> dict[str, Any]:
    """Return a settings file's values with the folders `PATH` and `OUTPUT_PATH` as Pelican understands them.

    Args:
        values: what the file says.
        settings: the file.
    """
    folder = os.path.dirname(settings)
    places = {"PATH": values.get("PATH") or os.curdir, "OUTPUT_PATH": values.get("OUTPUT_PATH") or "output"}
    return {**values, **{name: os.path.abspath(os.path.join(folder, place)) for name, place in places.items()}}


def cache_folder(given: Mapping[str, Any]) -> Path | None:
    """Return the cache's folder, or None where nothing is to be kept.

    Args:
        given: settings with an absolute `PATH`.
    """
    named = given.get("BRIEFING_CACHE", CACHE)
    return site_root(given) / named if str(named) else None


def beside(cache: Path, name: str) -> Path:
    """Return the folder of what is kept beside the cache's: `.cache/briefing-cards`."""
    return cache.with_name(f"{cache.name}-{name}")


def cache_folders(cache: Path) -> tuple[Path, ...]:
    """Return all folders in which builds keep something.

    Args:
        cache: the cache's.
    """
    return (cache, *(beside(cache, name) for name in _BESIDE))
