"""Runs work on this process, on several of this machine, or on a cluster: its results in the order of its items."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from factbox_archives.errors import ArchiveError, StoppedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
R = TypeVar("R")

# Items that are handed out for each worker before the first is waited for: one that takes long holds up no other.
_AHEAD = 8


class Run(Protocol):
    """Yields what work makes of each item, in order, taking items only as they are needed."""

    def __call__(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """Yield the results."""


@contextmanager
def runner(jobs: int, scheduler: str) -> Iterator[Run]:
    """Give what runs work.

    Args:
        jobs: processes of this machine.
        scheduler: address of a Dask scheduler, whose workers are used instead; empty for this machine.

    Raises:
        ArchiveError: there is no cluster at the address.
        StoppedError: a process was killed, or so many workers that the cluster gave up.
    """
    if scheduler:
        with _cluster(scheduler) as run:
            yield run
    elif jobs == 1:
        yield _one_by_one
    else:
        with ProcessPoolExecutor(jobs, initializer=_end_with_parent) as pool:
            try:
                yield lambda work, items: _windowed(lambda item: pool.submit(work, item), items, jobs * _AHEAD)
            except BrokenProcessPool:
                raise StoppedError("a process", "was killed", "more memory, or fewer with --jobs") from None
            finally:
                pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _cluster(address: str) -> Iterator[Run]:
    """Give what runs work on the workers of a Dask scheduler."""
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415 - an extra, which one machine needs not
        from distributed.comm.core import CommClosedError  # noqa: PLC0415 - as above
    except ImportError:
        raise ArchiveError("--scheduler", "needs Dask", "pip install 'pelican-briefing[distributed]'") from None
    try:
        client: Any = Client(address)
    except (OSError, ValueError) as error:
        raise ArchiveError(address, f"is no scheduler that answers ({error})", "such as tcp://10.0.0.1:8786") from None
    with client:
        window = max(sum(client.nthreads().values()), 1) * _AHEAD
        try:
            # Not pure: what stands in a store is no function of the item, so no result may be taken for another's.
            yield lambda work, items: _windowed(lambda item: client.submit(work, item, pure=False), items, window)
        except (KilledWorker, CommClosedError) as error:
            raise StoppedError(address, f"gave up ({error})", "workers with more memory") from error


def _one_by_one(work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """Yield the results of items, made here."""
    yield from map(work, items)


def _windowed(submit: Callable[[Any], Any], items: Iterable[Any], window: int) -> Iterator[Any]:
    """Yield the results of items, of which so many are handed out at a time."""
    waiting: deque[Any] = deque()
    for item in items:
        waiting.append(submit(item))
        if len(waiting) >= window:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _end_with_parent() -> None:
    """Have this process end when the one that began it does, even one that is killed and can tell nobody."""
    parent = multiprocessing.parent_process()
    if parent is not None:

        def wait() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=wait, daemon=True).start()
