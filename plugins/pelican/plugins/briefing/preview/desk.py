"""What the browser is told: the last good site, and what is wrong now."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from pelican.plugins.briefing.searching import FOLDER, can_index, write_index

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from pelican.plugins.briefing.preview.rounds import Round


class Desk:
    """The state that the server shows and the builder changes, both in one event loop."""

    def __init__(self) -> None:
        """Start without a site."""
        self.folder: Path | None = None
        """The last good site."""
        self.site = 0
        """Number of the round that built it; 0 before the first."""
        self.begun = 0
        """How many rounds have begun: what is changed now is surely in the next one."""
        self.problems: tuple[str, ...] = ()
        """What the latest round complained of."""
        self._changed = asyncio.Condition()
        self._version = 0
        self._indexing = asyncio.Lock()

    async def take(self, done: Round) -> None:
        """Show a round that has ended, and tell every browser that listens."""
        if done.folder is not None:
            self.folder, self.site = done.folder, done.number
        self.problems = done.problems
        async with self._changed:
            self._version += 1
            self._changed.notify_all()

    async def index(self) -> None:
        """Make the index of the site that is shown, where it has none yet: only who searches waits for it."""
        async with self._indexing:
            folder = self.folder
            if folder is not None and can_index() and not (folder / FOLDER).is_dir():
                await asyncio.to_thread(write_index, folder)

    def message(self) -> str:
        """Return the state as JSON: the site's round and the problems."""
        return json.dumps({"site": self.site, "problems": list(self.problems)})

    async def messages(self) -> AsyncIterator[str]:
        """Yield the state now, and again each time it changes."""
        while True:
            seen = self._version
            yield self.message()
            async with self._changed:
                await self._changed.wait_for(lambda seen=seen: self._version != seen)  # type: ignore[misc]
