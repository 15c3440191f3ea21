"""Shows how far a long build is: a bar where somebody looks, a line now and then where nobody does."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

# Seconds between two lines, and before the first: most builds are through by then.
PAUSE = 10.0
# Seconds between two states of the bar.
_BLINK = 0.1


class _Shown(Protocol):
    """What shows it."""

    def step(self, doing: str, total: int) -> None:
        """Count one more of so many."""


_showing: ContextVar[_Shown | None] = ContextVar("_showing", default=None)


@contextmanager
def shown() -> Iterator[None]:
    """Show on standard error, while the block runs, how far it is."""
    if not sys.stderr.isatty():
        with _set(_Lines()):
            yield
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress

    # Refreshed by hand: a thread that does it would be in the way of processes that are forked.
    columns = (*Progress.get_default_columns(), MofNCompleteColumn())
    drawn = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
    with drawn, _set(_Bars(drawn)):
        yield


def step(doing: str, total: int) -> None:
    """Tell that one more of a number of things is done.

    Args:
        doing: what is done to them, in words.
        total: how many there are.
    """
    showing = _showing.get()
    if showing:
        showing.step(doing, total)


@contextmanager
def _set(showing: _Shown) -> Iterator[None]:
    """Have what is told shown in a way while the block runs."""
    before = _showing.set(showing)
    try:
        yield
    finally:
        _showing.reset(before)


class _Lines:
    """A line for each so many seconds."""

    def __init__(self) -> None:
        """Begin now."""
        self._done: dict[str, int] = {}
        self._told = time.monotonic()

    def step(self, doing: str, total: int) -> None:
        """Count, and write a line if it is time for one."""
        done = self._done[doing] = self._done.get(doing, 0) + 1
        if time.monotonic() - self._told >= PAUSE:
            self._told = time.monotonic()
            sys.stderr.write(f"{doing}: {done} of {total}\n")
            sys.stderr.flush()


class _Bars:
    """A bar for each thing that is done."""

    def __init__(self, bars: Any) -> None:  # noqa: ANN401 - rich is imported late
        """Take what draws them."""
        self._bars = bars
        self._tasks: dict[str, Any] = {}
        self._drawn = 0.0

    def step(self, doing: str, total: int) -> None:
        """Count, and draw if it is time to."""
        if doing not in self._tasks:
            self._tasks[doing] = self._bars.add_task(doing, total=total)
        self._bars.advance(self._tasks[doing])
        if time.monotonic() - self._drawn >= _BLINK:
            self._drawn = time.monotonic()
            self._bars.refresh()
