"""Gives a seed so much of the processor's time and no more, so that no text can hold up a build."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from factbox import SeedError

if TYPE_CHECKING:
    from collections.abc import Iterator

# Who swallows what ends it is told again after this many seconds.
_AGAIN = 1.0
# No clock counts further on every system.
_MOST = 10**8


class _SpentError(BaseException):
    """The time is spent. No `Exception`, which a library on the way may take for its own."""


@contextmanager
def within(seconds: int, place: str) -> Iterator[None]:
    """Run a block for so long at most.

    It is the process's own time that counts, so that a busy machine fails no seed. Only a main thread can be stopped,
    and none on Windows; elsewhere the block takes as long as it takes.

    Args:
        seconds: of the processor's time; 0 for no end.
        place: what the time is for, for the message.

    Raises:
        SeedError: it took longer.
    """
    if not seconds or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def spent(*_: object) -> None:
        raise _SpentError

    before = signal.signal(signal.SIGVTALRM, spent)
    signal.setitimer(signal.ITIMER_VIRTUAL, min(seconds, _MOST), _AGAIN)
    try:
        yield
    except _SpentError:
        wrong = f"takes more than {seconds} seconds to read"
        raise SeedError(place, wrong, "an article; BRIEFING_MAX_SECONDS gives more time") from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
