"""Parses seeds: out of the cache where they are unchanged, in several processes where many are not."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from factbox import Briefing, FactboxError, Metadata, Options, read_briefing
from pelican.plugins.briefing import cache
from pelican.plugins.briefing.budget import within
from pelican.plugins.briefing.progress import step
from pelican.plugins.briefing.stages import stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from pelican.plugins.briefing.reading import Entry
    from pelican.plugins.briefing.settings import Settings

    # A job with the name of its result in the cache.
    Keyed = tuple["Job", str]

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
def parse_all(jobs: Sequence[Job], settings: Settings, whole: Iterable[Job] = ()) -> list[Briefing | FactboxError]:
    """Return the briefing of each job, in order, or the error that there is instead.

    Args:
        jobs: texts to parse.
        settings: where results are kept, and how many processes may be used.
        whole: texts whose results stay where they are kept, besides.
    """
    options = options_of(settings)
    keys = [job.key(options) for job in jobs]
    folder = settings.cache
    found = [cache.load(folder, key) if folder else None for key in keys]
    missing = [number for number, briefing in enumerate(found) if briefing is None]
    results: list[Briefing | FactboxError | None] = [*found]
    for number, result in zip(missing, _parse([(jobs[n], keys[n]) for n in missing], settings), strict=True):
        results[number] = result
    if folder:
        cache.prune(folder, {*keys, *(job.key(options) for job in whole)})
    return [result for result in results if result is not None]


@stage("articles read")
def parse_one(job: Job, settings: Settings) -> Briefing:
    """Return the briefing of a job, as it is kept where it is.

    Raises:
        SeedError: the bytes are no text, or take too long.
    """
    options = options_of(settings)
    found = cache.load(settings.cache, job.key(options)) if settings.cache else None
    return found or read_in_time(job, options, settings.max_seconds)


def options_of(settings: Settings) -> Options:
    """Return what a site asks of the parser."""
    return Options(settings.max_bytes, settings.key_facts, settings.indirect, opinions=False)


def _parse(jobs: Sequence[Keyed], settings: Settings) -> Iterator[Briefing | FactboxError | None]:
    """Yield the result of each job, in order."""
    processes = min(settings.jobs or processors(), len(jobs))
    read = partial(_read, options=options_of(settings), seconds=settings.max_seconds, folder=settings.cache)
    alone = len(jobs) if processes <= 1 or len(jobs) < _ENOUGH else 1
    # The first one here, so that processes that are forked find the rules compiled.
    for job in jobs[:alone]:
        result = read(job)
        yield result.briefing if isinstance(result, _Read) else result
        step("Reading articles", len(jobs))
    if alone == len(jobs):
        return
    with ProcessPoolExecutor(processes, initializer=_begin) as pool:
        for (_, key), entry in zip(
            jobs[alone:], pool.map(partial(_told, read), jobs[alone:], chunksize=_AT_ONCE), strict=True
        ):
            yield cache.briefing_of(entry, key) if isinstance(entry, str) else entry
            step("Reading articles", len(jobs))


class _Read(NamedTuple):
    """What was read."""

    briefing: Briefing
    """The briefing."""
    entry: str
    """What is kept of it."""


def _read(keyed: Keyed, options: Options, seconds: int, folder: Path | None) -> _Read | FactboxError:
    """Return the briefing of a job or the error that there is instead, and keep it."""
    job, key = keyed
    try:
        briefing = read_in_time(job, options, seconds)
    except FactboxError as error:
        return error
    entry = cache.entry_of(key, briefing)
    if folder:
        cache.store(folder, key, entry)
    return _Read(briefing, entry)


def _told(read: Callable[[Keyed], _Read | FactboxError], keyed: Keyed) -> str | FactboxError:
    """Return what a process tells of a job: what is kept of it, which is written and read faster than objects are."""
    result = read(keyed)
    return result.entry if isinstance(result, _Read) else result


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
