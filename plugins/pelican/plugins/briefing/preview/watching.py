"""Tells what of a site's sources changes: the folders that its settings name, and the settings themselves."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchfiles import DefaultFilter, awatch

from pelican.plugins.briefing.setting_list import BY_NAME
from pelican.plugins.briefing.writing import PREFIX
from pelican_briefing.places import CACHE, absolute, cache_folder, cache_folders, site_root
from pelican_briefing.values import SettingsFileError, run_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from watchfiles import Change

# What a site is made of where its settings do not say otherwise.
_FOLDERS = ("seeds", "content", "theme", "plugins")
# How long, in milliseconds, changes are gathered before a build starts: thousands at once are one.
_QUIET = 100


@dataclass(frozen=True, slots=True)
class Sources:
    """What a site is built of."""

    root: Path
    """Where the settings stand, with what they import."""
    folders: frozenset[Path]
    """Folders that are read, which need not be there."""
    made: frozenset[Path]
    """Folders that a build writes, which may be in one of those."""

    def holds(self, path: Path) -> bool:
        """Return whether a path is one of the sources."""
        if path.parent == self.root and path.suffix == ".py":
            return True
        around = {path, *path.parents}
        return not around.isdisjoint(self.folders) and around.isdisjoint(self.made)

    def watched(self) -> dict[bool, tuple[Path, ...]]:
        """Return the folders to be watched, with what is in them (True), and without.

        What the folders stand in is watched too: one that goes away and comes back, or is made later, is seen. It may
        hold thousands of files that are no sources.
        """
        around = {self.root, *(folder.parent for folder in self.folders)}
        return {
            True: tuple(sorted(folder for folder in self.folders if folder.is_dir())),
            False: tuple(sorted(folder for folder in around if folder.is_dir())),
        }


class _Filter(DefaultFilter):
    """Lets through what a build reads."""

    def __init__(self, sources: Sources) -> None:
        """Take the sources."""
        super().__init__()
        self._sources = sources

    def __call__(self, change: Change, path: str) -> bool:
        """Return whether a change is one of the site's sources."""
        found = Path(path)
        return not found.name.startswith(PREFIX) and super().__call__(change, path) and self._sources.holds(found)


def find_sources(settings: Path) -> Sources:
    """Return what a site is built of, as its settings have it now; of broken ones, as it is where they are silent.

    Args:
        settings: the settings file.
    """
    root = settings.parent.resolve()
    folders, made = {root / name for name in _FOLDERS}, {root / "output", *cache_folders(root / CACHE)}
    # The build says what is wrong with them.
    with contextlib.suppress(SettingsFileError, TypeError, ValueError):
        values = absolute(run_settings(settings), settings)
        folders |= _named(values, root)
        cache = cache_folder(values)
        made |= {Path(values["OUTPUT_PATH"]), *(cache_folders(cache) if cache else ())}
    return Sources(root, frozenset(folder.resolve() for folder in folders), frozenset(one.resolve() for one in made))


def _named(values: Mapping[str, Any], root: Path) -> set[Path]:
    """Return the folders that settings name."""
    ours = site_root(values)
    seeds, catalogues = (
        ours / values.get(name, BY_NAME[name].default) for name in ("BRIEFING_SEEDS", "BRIEFING_TRANSLATIONS")
    )
    others = {root / place for place in (values.get("THEME", "theme"), *values.get("PLUGIN_PATHS", ()))}
    return {seeds, catalogues, Path(values["PATH"]), *others}


async def watch(settings: Path, found: asyncio.Queue[set[str]], begun: asyncio.Event) -> None:
    """Put the paths of sources that change into a queue, as the settings name these at that moment.

    Args:
        settings: the site's settings file.
        found: takes the paths that changed within a moment together.
        begun: set when nothing escapes any more.
    """
    paths: set[str] = set()
    while True:
        sources = await asyncio.to_thread(find_sources, settings)
        watched = sources.watched()
        changed: asyncio.Queue[set[str]] = asyncio.Queue()
        tasks = [
            asyncio.create_task(_gather(changed, paths, sources, recursive=recursive))
            for recursive, paths in watched.items()
            if paths
        ]
        # Each begins to watch before it waits for the first time.
        await asyncio.sleep(0)
        begun.set()
        if paths:
            # What changed before this watch began may have been seen by none.
            await found.put({*paths})
        try:
            same = True
            while same:
                paths = await changed.get()
                await found.put(paths)
                # A folder that came or went has another watch, although it has the same name.
                same = sources.folders.isdisjoint(map(Path, paths))
                if any(path.endswith(".py") for path in paths):
                    same = same and sources == await asyncio.to_thread(find_sources, settings)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def _gather(
    changed: asyncio.Queue[set[str]], paths: tuple[Path, ...], sources: Sources, *, recursive: bool
) -> None:
    """Put the changes of some paths into a queue."""
    try:
        async for batch in awatch(*paths, watch_filter=_Filter(sources), step=_QUIET, recursive=recursive):
            await changed.put({path for _, path in batch})
    except FileNotFoundError:
        # It went away just now, which the watch on what it stood in tells.
        pass
    except OSError as error:
        print(f"briefing: {', '.join(map(str, paths))}: cannot be watched ({error})", flush=True)  # noqa: T201
