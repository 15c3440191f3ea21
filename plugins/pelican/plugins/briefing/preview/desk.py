"""What the browser is told: the last good site, and what is wrong now."""

from __future__ import annotations

import asyncio
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pelican.plugins.briefing.searching import FOLDER, can_index, write_index

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path

    from pelican.plugins.briefing.preview.rounds import Round


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as a browser is shown it."""

    page: bytes
    """The page."""
    number: int
    """The round that has it, or will."""
    built: bool = False
    """Whether it is a built site's."""


def digest_of(page: bytes) -> str:
    """Return what a browser knows a page by."""
    return hashlib.blake2b(page, digest_size=8).hexdigest()


class Desk:
    """The state that the server shows and the builder changes, both in one event loop."""

    def __init__(self) -> None:
        """Start without a site."""
        self.folder: Path | None = None
        """The last good site."""
        self.site = 0
        """Number of the round that built it; 0 before the first."""
        self.whole = 0
        """Number of the latest round that may have changed more than the text of pages."""
        self.begun = 0
        """How many rounds have begun: what is changed now is surely in the next one."""
        self.problems: tuple[str, ...] = ()
        """What the latest round complained of."""
        self.looks: dict[str, Shown] = {}
        """Pages as they will look when what is being built is there, by their paths in the site."""
        self._changed = asyncio.Condition()
        self._version = 0
        self._indexing = asyncio.Lock()
        self._indexed = 0

    async def take(self, done: Round, *, whole: bool = False) -> None:
        """Show a round that has ended, and tell every browser that listens.

        Args:
            done: the round.
            whole: whether more than the text of pages may have changed: a picture.
        """
        if done.folder is not None:
            self.folder, self.site = done.folder, done.number
        if whole:
            self.whole = done.number
        self.problems = done.problems
        self.looks = {path: look for path, look in self.looks.items() if look.number > done.number}
        await self._tell()

    async def show(self, pages: Mapping[str, bytes], number: int) -> None:
        """Show single pages before they are built.

        Args:
            pages: by their paths in the site.
            number: of the round that will have them.
        """
        if pages and number > self.site:
            self.looks |= {path: Shown(page, number) for path, page in pages.items()}
            await self._tell()

    def shown(self, file: Path) -> Shown:
        """Return a page of the site, as it will look where that is known.

        Args:
            file: of the page, in the site's folder.
        """
        path = file.relative_to(self.folder.resolve()).as_posix() if self.folder else ""
        return self.looks.get(path) or Shown(file.read_bytes(), self.site, built=True)

    async def _tell(self) -> None:
        """Tell every browser that listens that something is new."""
        async with self._changed:
            self._version += 1
            self._changed.notify_all()

    async def index(self) -> None:
        """Make the index of the site that is shown, where it has none yet: only who searches waits for it."""
        async with self._indexing:
            folder, site = self.folder, self.site
            known = self._indexed == site and folder is not None and (folder / FOLDER).is_dir()
            if folder is not None and not known and can_index():
                await asyncio.to_thread(write_index, folder)
                self._indexed = site

    def message(self) -> str:
        """Return the state as JSON: the site's round, pages that are shown before it is built, and what is wrong."""
        looks = {path: digest_of(look.page) for path, look in self.looks.items()}
        return json.dumps({"site": self.site, "whole": self.whole, "looks": looks, "problems": self.problems})

    async def messages(self) -> AsyncIterator[str]:
        """Yield the state now, and again each time it changes."""
        while True:
            seen = self._version
            yield self.message()
            async with self._changed:
                await self._changed.wait_for(lambda seen=seen: self._version != seen)  # type: ignore[misc]
