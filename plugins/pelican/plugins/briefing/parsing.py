"""Parses seeds: out of the cache where they are unchanged, in several processes where many are not."""

from __future__ import annotations

import multiprocessing
import os
import threading
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from factbox import Briefing, FactboxError, Metadata, Options, read_briefing
from pelican.plugins.briefing import cache
from pelican.plugins.briefing.budget import within
from pelican.plugins.briefing.progress import step
from pelican.plugins.briefing.stages import stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pelican.plugins.briefing.reading import Entry
    from pelican.plugins.briefing.settings import Settings

# Below this many seeds a second process costs more than it saves: about a third of a second of parsing.
_ENOUGH = 40


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
    options = options_of(settings)
    keys = [job.key(options) for job in jobs]
    folder = settings.cache
    found = [cache.load(folder, key) if folder else None for key in keys]
    missing = [number for number, briefing in enumerate(found) if briefing is None]
    results: list[Briefing | FactboxError | None] = [*found]
    for number, result in zip(missing, _parse([jobs[n] for n in missing], options, settings), strict=True):
        results[number] = result
        if folder and isinstance(result, Briefing):
            cache.store(folder, keys[number], result)
    if folder:
        cache.prune(folder, set(keys))
    return [result for result in results if result is not None]


def options_of(settings: Settings) -> Options:
    """Return what a site asks of the parser."""
    return Options(settings.max_bytes, settings.key_facts, settings.indirect, opinions=False)


def _parse(jobs: Sequence[Job], options: Options, settings: Settings) -> Iterator[Briefing | FactboxError]:
    """Yield the result of each job, in order."""
    processes = min(settings.jobs or _processors(), len(jobs))
    read = partial(read_in_time, options=options, seconds=settings.max_seconds)
    if processes <= 1 or len(jobs) < _ENOUGH:
        for job in jobs:
            try:
                yield read(job)
            except FactboxError as error:
                yield error
            step("Reading articles", len(jobs))
        return
    with ProcessPoolExecutor(processes, initializer=_end_with_parent) as pool:
        futures = [pool.submit(read, job) for job in jobs]
        for future in futures:
            try:
                yield future.result()
            except FactboxError as error:
                yield error
            step("Reading articles", len(jobs))


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


def _end_with_parent() -> None:
    """Have this worker end when the build does, even one that is killed and can tell nobody."""
    parent = multiprocessing.parent_process()
    if parent is not None:

        def wait() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=wait, daemon=True).start()


def _processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
