"""Has several processes write a site's pages, where there are many to write."""

from __future__ import annotations

import logging
import os
import pickle
import signal
import threading
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn

from pelican.generators import StaticGenerator

from pelican.plugins.briefing.injection import SeedArticle
from pelican.plugins.briefing.progress import step
from pelican.plugins.briefing.settings import STATE
from pelican_briefing.readings import learn, readings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    # A file's path in the site, and what writes it.
    Call = tuple[str, Callable[[], object]]

# Fewer pages than this are written before another process has begun.
_ENOUGH = 150
# Of Linux's header files: PR_SET_PDEATHSIG.
_WHEN_FIRST_ENDS = 1


def processes(pages: int, most: int) -> int:
    """Return how many processes are to write a number of pages.

    Args:
        pages: how many there are.
        most: how many processes may be used.
    """
    # A process that has threads cannot be doubled with what they hold.
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    return max(1, min(most, pages // _ENOUGH))


def share(calls: Sequence[Call], number: int, tell: Callable[[], Any], take: Callable[[Any], bool]) -> None:
    """Have all calls made, those for one folder one after the other, and in their order.

    What stands in one folder is mostly made from one briefing.

    What another process did not come to the end of, or complained of, is made here again, so that all that is said is
    said here.

    Args:
        calls: what is to be made.
        number: of processes, with this one.
        tell: returns what another process tells of its calls when it has made them.
        take: takes that, and returns whether it goes with what was made here.
    """
    folders: dict[str, list[Call]] = {}
    for call in calls:
        folders.setdefault(call[0].rpartition("/")[0], []).append(call)
    shares: list[list[Call]] = [[] for _ in range(number)]
    for folder, found in folders.items():
        shares[zlib.crc32(folder.encode("utf-8", "surrogateescape")) % number] += found
    own, *others = shares
    waiting = [(other, *_start(other, tell)) for other in others]
    try:
        for _, make in own:
            make()
            step("Writing pages", len(own))
        while waiting:
            other, process, pipe = waiting.pop()
            told = _end(process, pipe)
            if told is None or not take(told):
                for _, make in other:
                    make()
    finally:
        for _, process, pipe in waiting:
            with suppress(OSError):
                os.kill(process, signal.SIGKILL)
            _end(process, pipe)


def _start(calls: Sequence[Call], tell: Callable[[], Any]) -> tuple[int, int]:
    """Have another process make calls; return its number, and the pipe that it tells of them by."""
    here = os.getpid()
    source, target = os.pipe()
    process = os.fork()
    if process:
        os.close(target)
        return process, source
    # It ends here whatever happens: what has begun in this process is for the first one to end.
    try:
        with readings() as read:
            _make(calls, here)
        with os.fdopen(target, "wb") as pipe:
            pickle.dump((tell(), read), pipe)
        os._exit(0)
    finally:
        os._exit(1)


def _make(calls: Sequence[Call], parent: int) -> None:
    """Make calls in another process than the first one, as long as that is there."""
    logging.getLogger().handlers[:] = [_Ending(logging.WARNING)]
    _end_with_first()
    for _, make in calls:
        # The next build may write into the same folder.
        if os.getppid() != parent:
            os._exit(1)
        make()


def _end_with_first() -> None:
    """Have this process end at once when the first one does, where Linux does that for us."""
    import ctypes

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_WHEN_FIRST_ENDS, signal.SIGKILL)


def _end(process: int, pipe: int) -> Any:  # noqa: ANN401 - whatever it tells
    """Return what a process told when it has ended; None where it came to no good end."""
    with os.fdopen(pipe, "rb") as file:
        told = file.read()
    _, status = os.waitpid(process, 0)
    if status or not told:
        return None
    found, read = pickle.loads(told)  # noqa: S301 - of our own process
    learn(read)
    return found


class _Ending(logging.Handler):
    """Ends the process at the first complaint."""

    def emit(self, record: logging.LogRecord) -> NoReturn:  # noqa: ARG002 - whatever it is
        """End it."""
        os._exit(1)


class Finish:
    """Stands among Pelican's generators where all pages are known: what was put off is done there."""

    settings: dict[str, Any] = {}  # noqa: RUF012 - as generators have them, for whoever looks into each
    context: dict[str, Any] = {}  # noqa: RUF012 - as above

    def generate_output(self, writer: Any) -> None:  # noqa: ANN401 - Pelican's form
        """Have the writer do it."""
        writer.finish()


def put_off(generators: list[Any]) -> bool:
    """Have pages written when all are known, and return whether they are.

    They are not where one decides about another: the first page that shows an attached file decides where that goes,
    and a feed beside a page takes over its relative addresses.
    """
    settings, context = generators[0].settings, generators[0].context
    # None is of a file that Pelican could not read.
    contents = (
        content for content in context["generated_content"].values() if content and not isinstance(content, SeedArticle)
    )
    attached = any("{attach}" in f"{content._content}{content.metadata}" for content in contents)  # noqa: SLF001 - as it was written
    static = next((at for at, found in enumerate(generators) if isinstance(found, StaticGenerator)), None)
    if attached or static is None or (settings["RELATIVE_URLS"] and settings[STATE].settings.feeds):
        return False
    generators.insert(static, Finish())
    return True
