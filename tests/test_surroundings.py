"""What is around a build gets into no page: the same bytes come out anywhere, on any day, and without a network."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from plugin_site import ARTICLE, PUBLISHED, make_site, written

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).resolve().parent
WORDS = "Wall {} grows\n\n“It is {} metres long,” said Ana Ruiz, the mayor of Lisbon, on {} May. It cost {} pounds.\n"
# Enough for a pool of processes, and so many people, places and topics that sets of them have an order to lose.
SEEDS: dict[str, str | bytes] = {
    f"folder{n % 3}/s{n}.txt": WORDS.replace("Ana", f"Ana{chr(97 + n % 26)}").format(*[n + 1] * 4) for n in range(44)
}
SEEDS |= {f"folder{n % 3}/s{n}.toml": f'tags = ["T{n % 7}", "U{n % 5}"]\nlicence = "own"\n' for n in range(44)}
SEEDS |= {"2026-03-04-a.txt": ARTICLE, "page.html": f"<article><h1>Wall</h1><p>{ARTICLE}</p></article>"}
# Everything that a build could notice, at once; a second core is taken away in the test.
ELSEWHERE = {
    "PYTHONHASHSEED": "77",
    "TZ": "Asia/Tokyo",
    "LC_ALL": "de_DE.UTF-8",
    "LANG": "de_DE.UTF-8",
    "LANGUAGE": "de",
    "HOME": "/nowhere",
    "USER": "somebody",
    "COLUMNS": "40",
    "TEST_DAYS_LATER": "500",
    "TEST_FOLDERS_BACKWARDS": "1",
}
EPOCH = "1780000000"


def made(folder: Path, around: Mapping[str, str], *more: str, **settings: object) -> dict[str, bytes]:
    """Build the seeds in surroundings of their own, which must go well, and return the site."""
    make_site(folder, SEEDS, **PUBLISHED, **settings)
    environment = {**os.environ, "PYTHONPATH": str(HERE / "surroundings"), "PYTHONHASHSEED": "1", "TZ": "UTC", **around}
    environment.pop("SOURCE_DATE_EPOCH", None) if "SOURCE_DATE_EPOCH" not in around else None
    command = [sys.executable, "-m", "pelican_briefing", "build", "--settings", str(folder / "siteconf.py"), *more]
    done = subprocess.run(command, cwd=folder.parent, env=environment, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    return written(folder / "output")


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site as it is built here and now."""
    return made(tmp_path_factory.mktemp("here") / "site", {})


def test_the_same_bytes_come_out_elsewhere_and_on_another_day(here: dict[str, bytes], tmp_path: Path) -> None:
    place = tmp_path / "a much longer path, with a letter ü" / "site"
    make_site(place, dict(reversed(SEEDS.items())))
    for number, file in enumerate(sorted(place.rglob("*"), reverse=True)):
        os.utime(file, (10_000_000 + number, 10_000_000 + number))
    there = made(place, ELSEWHERE, BRIEFING_JOBS=1)
    assert sorted(there) == sorted(here)
    assert [name for name in here if here[name] != there[name]] == []


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="cores are taken away by Linux's own call")
def test_the_same_bytes_come_out_of_one_core(here: dict[str, bytes], tmp_path: Path) -> None:
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        assert made(tmp_path / "site", {}) == here
    finally:
        os.sched_setaffinity(0, cores)


def test_the_day_of_the_build_is_the_environments_where_it_has_one(tmp_path: Path) -> None:
    late = {"SOURCE_DATE_EPOCH": EPOCH}
    sites = [
        made(tmp_path / name, around, "--no-index", BRIEFING_NOW="")
        for name, around in (("one", late), ("two", {**late, "TEST_DAYS_LATER": "500", "TZ": "Asia/Tokyo"}))
    ]
    assert sites[0] == sites[1]


def test_a_build_asks_no_network(here: dict[str, bytes], tmp_path: Path) -> None:
    """In none of its processes."""
    told = tmp_path / "told"
    assert made(tmp_path / "site", {"TEST_NETWORK_TOLD": str(told)}, "--verify", BRIEFING_JOBS=2) == here
    assert not told.exists()
