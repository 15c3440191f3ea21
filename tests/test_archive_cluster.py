"""Archives beyond one machine: a Dask cluster of several processes makes the same bytes, even when it loses workers."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import dask
import fsspec
import pytest
from distributed import LocalCluster
from distributed.core import Status

from archive_inputs import COMMAND, contents, documents, lines, rows, write_inputs
from factbox_archives import ArchiveError, Count, Form, Request, archive
from factbox_archives import parts as making

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# How many workers are killed in turn; `make archives` kills more.
KILLS = int(os.environ.get("BRIEFING_KILLS", "1"))
WORKERS = 3
# Parts of the inputs that workers are killed over.
MANY = 40


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """A scheduler and workers, each in a process of its own."""
    # However many workers a busy machine loses over one part: what is looked at is what the others make of it.
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1000}),
        LocalCluster(n_workers=WORKERS, threads_per_worker=1, processes=True, dashboard_address=":0") as cluster,
    ):
        yield cluster


def processes(cluster: LocalCluster) -> list[int]:
    """Return the workers' processes; of one that is killed while it starts Dask makes no other."""
    made = (nanny.process for nanny in cluster.workers.values())
    return [process.pid for process in made if process and process.status is Status.running]


def others(cluster: LocalCluster, killed: list[int]) -> list[int]:
    """Return the workers' processes but for those that were killed, once there are two: one must be left to go on."""
    deadline = time.monotonic() + 30
    while True:
        left = [worker for worker in processes(cluster) if worker not in killed]
        # A busy machine takes its time to put another in the place of one that is gone, or gives it up.
        if len(left) > 1 or time.monotonic() > deadline:
            return left
        time.sleep(0.005)


@pytest.mark.parametrize("form", Form)
def test_a_cluster_makes_the_bytes_that_one_machine_makes(tmp_path: Path, cluster: LocalCluster, form: Form) -> None:
    files = write_inputs(tmp_path / "in", [*documents(30), {"text": ""}])
    (tmp_path / "in" / "wall.txt").write_text("The wall is open.\n", encoding="utf-8")
    given = (str(tmp_path / "in"),)
    alone = archive(Request(given, str(tmp_path / "alone"), form, rows=7))
    address = cluster.scheduler_address
    assert archive(Request(given, f"file://{tmp_path}/many", form, rows=7, scheduler=address)) == alone
    assert contents(tmp_path / "many") == contents(tmp_path / "alone")
    assert (alone.written, alone.rejected) == (len(files) * 30 + 1, len(files))


def test_workers_that_are_killed_lose_nothing(tmp_path: Path, cluster: LocalCluster) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines([*documents(MANY * 4), {"id": "none"}]))
    request = Request((str(tmp_path / "a.jsonl"),), str(tmp_path / "alone"), rows=4)
    archive(request)
    many = tmp_path / "many"
    arguments = [request.inputs[0], "--rows", "4", "--output", str(many), "--scheduler", cluster.scheduler_address]
    killed = []
    with subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.PIPE, text=True) as process:
        for kill in range(KILLS):
            while process.poll() is None and len([*many.glob("part-*")]) < (1 + kill * MANY // (KILLS + 1)):
                time.sleep(0.005)
            left = others(cluster, killed) if process.poll() is None else []
            if len(left) > 1:
                os.kill(left[kill % len(left)], signal.SIGKILL)
                killed.append(left[kill % len(left)])
        said, _ = process.communicate()
    assert killed
    assert process.returncode == 1, said
    assert contents(many) == contents(tmp_path / "alone")
    assert [row["id"] for row in rows(many)] == [f"harbour/{n}" for n in range(MANY * 4)]
    deadline = time.monotonic() + 60
    while len(processes(cluster)) < WORKERS and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not set(killed) & set(processes(cluster))


def test_workers_with_another_parser_are_refused(
    tmp_path: Path, cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(documents(3)))
    monkeypatch.setattr("factbox_archives.archiving.Made", lambda: making.Made(factbox="99.0"))
    with pytest.raises(ArchiveError, match=r"factbox='99\.0'"):
        archive(Request((str(tmp_path / "a.jsonl"),), str(tmp_path / "out"), scheduler=cluster.scheduler_address))


def test_any_store_will_do(tmp_path: Path) -> None:
    data = lines([*documents(9), {"text": ""}])
    store = fsspec.filesystem("memory")
    store.pipe("/news/a.jsonl", data)
    (tmp_path / "a.jsonl").write_bytes(data)
    request = Request(("memory://news/*.jsonl",), "memory://archive", rows=4)
    assert archive(request) == Count(9, 1, 3)
    assert archive(request) == Count(9, 1, 3, 3)
    archive(Request((str(tmp_path / "a.jsonl"),), str(tmp_path / "here"), rows=4))
    there = {name.removeprefix("/archive/"): store.cat(name) for name in store.find("/archive")}
    assert there == contents(tmp_path / "here")
