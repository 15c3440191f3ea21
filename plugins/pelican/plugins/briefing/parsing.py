"""Parses seeds: out of the cache where they are unchanged, in several processes where many are not."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from factbox import Briefing, FactboxError, Metadata, Options, read_briefing
from pelican.plugins.briefing import cache
from pelican.plugins.briefing.budget import within
from pelican.plugins.briefing.progress import step
from pelican.plugins.briefing.stages import stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pelican.plugins.briefing.reading import Entry
    from pelican.plugins.briefing.settings import Settings

Item = TypeVar("Item")
Result = TypeVar("Result")

# Below this many seeds a second process costs more than it saves: about a third of a second of parsing.
_ENOUGH = 40
# How many a process is handed at a time.
_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Job:
    """A text to parse, with what is said beside it."""

    data: bytes
    """The text's bytes."""
    path: str
    """The seed's path under the seeds folder."""
    metadata: Metadata
    """What the editor says."""

    def key(self, options: Options) -> str:
        """Return the name of its result in the cache."""
        return cache.key_of(
            self.data, self.path.encode("utf-8", "surrogateescape"), repr((self.metadata, options)).encode()
        )


def job_of(entry: Entry) -> Job:
    """Return what is to be parsed of a seed."""
    return Job(entry.data, entry.seed.path, entry.sidecar.metadata)


@stage("articles read")
def parse_all(jobs: Sequence[Job], settings: Settings) -> list[Briefing | FactboxError]:
    """Return the briefing of each job, in order, or the error that there is instead.

    Args:
        jobs: texts to parse.
        settings: where results are kept, and how many processes may be used.
    """
    results = list(each(partial(_parse, settings=settings), jobs, settings))
    prune(jobs, settings)
    return results


def prune(jobs: Iterable[Job], settings: Settings) -> None:
    """Keep no other results than those of some jobs."""
    if settings.cache:
        options = options_of(settings)
        cache.prune(settings.cache, {job.key(options) for job in jobs})


def read_or_kept(job: Job, settings: Settings) -> tuple[Briefing, str]:
    """Return the briefing of a job, as it is kept where it is; with it what could not be kept of it, else nothing.

    Raises:
        SeedError: the bytes are no text, or take too long.
    """
    options = options_of(settings)
    key = job.key(options)
    found = cache.load(settings.cache, key) if settings.cache else None
    if found:
        return found, ""
    briefing = read_in_time(job, options, settings.max_seconds)
    entry = cache.entry_of(key, briefing)
    return briefing, "" if settings.cache and cache.store(settings.cache, key, entry) else entry


def options_of(settings: Settings) -> Options:
    """Return what a site asks of the parser."""
    return Options(settings.max_bytes, settings.key_facts, settings.indirect, opinions=False)


def _parse(job: Job, settings: Settings) -> Briefing | FactboxError:
    """Return the briefing of a job, or the error that there is instead."""
    try:
        return read_or_kept(job, settings)[0]
    except FactboxError as error:
        return error


def each(work: Callable[[Item], Result], items: Sequence[Item], settings: Settings) -> Iterator[Result]:
    """Yield what is made of each item, in order, in several processes where there are many.

    Args:
        work: makes it, out of a module that another process can import.
        items: what it is made of.
        settings: how many processes may be used.
    """
    processes = min(settings.jobs or processors(), len(items))
    # The first one here, so that processes that are forked find the rules compiled.
    alone = len(items) if processes <= 1 or len(items) < _ENOUGH else 1
    for item in items[:alone]:
        yield work(item)
        step("Reading articles", len(items))
    if alone < len(items):
        with ProcessPoolExecutor(processes, initializer=_begin) as pool:
            for result in pool.map(work, items[alone:], chunksize=_AT_ONCE):
                yield result
                step("Reading articles", len(items))


def read_in_time(job: Job, options: Options, seconds: int) -> Briefing:
    """Return the briefing of a job.

    Args:
        job: what to parse.
        options: what is asked of the parser.
        seconds: of the processor's time that it may take, 0 for no end.

    Raises:
        SeedError: the bytes are no text, or take longer.
    """
    with within(seconds, job.path):
        return read_briefing(job.data, path=job.path, metadata=job.metadata, options=options)


def _begin() -> None:
    """Have this worker end when the build does, even one that is killed and can tell nobody; and look for no cycles."""
    gc.disable()
    parent = multiprocessing.parent_process()
    if parent is not None:

        def wait() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=wait, daemon=True).start()


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
