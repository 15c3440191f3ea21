"""A site that several processes write together is, byte for byte, the one that one process writes."""

from __future__ import annotations

import gc
import json
import logging
import os
import signal
import sys
import threading
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jinja2 import UndefinedError

from pelican.plugins.briefing.building import Request, build
from pelican.plugins.briefing.cli import main
from pelican.plugins.briefing.incremental import sharing
from pelican.plugins.briefing.incremental.sharing import share
from plugin_site import ARTICLE, PUBLISHED, make_site, written
from test_incremental import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable

SEEDS = {f"s{number}.txt": ARTICLE.replace("4.5", f"{number}.5") for number in range(1, 7)}
SIDECARS = {f"s{number}.toml": f'published = 2026-01-0{number}\nstory = "wall"\n' for number in range(1, 7)}
CONTENT = PAGES | {"images/one.svg": "<svg/>"}


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Have few pages be enough for several processes, and return which were begun."""
    begun: list[int] = []
    fork = os.fork

    def noted() -> int:
        process = fork()
        begun.append(process)
        return process

    monkeypatch.setattr(os, "fork", noted)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(sharing, "_ENOUGH", 5)
    return begun


def record(site: Path) -> dict[str, dict[str, str]]:
    """Return what a build left for the next one, without what is the file system's."""
    (file,) = (site / ".cache" / "briefing" / "pages").glob("*.json")
    kept = json.loads(file.read_text(encoding="utf-8"))
    return {"templates": kept["templates"], "files": {path: told[0] for path, told in kept["files"].items()}}


@pytest.mark.parametrize("settings", [{}, PUBLISHED])
def test_a_site_is_the_same(tmp_path: Path, forked: list[int], settings: dict[str, object]) -> None:
    made = []
    for jobs in (1, 3):
        place = tmp_path / f"by-{jobs}"
        file = make_site(place, SEEDS | SIDECARS, CONTENT, **settings, BRIEFING_JOBS=jobs)
        outcome = build(Request(file))
        assert not outcome.failures
        assert len(forked) == jobs - 1
        made.append((written(outcome.output), record(place)["files"].keys(), record(place)["templates"]))
    assert made[0] == made[1]


def test_the_next_build_takes_its_pages_over(tmp_path: Path, forked: list[int]) -> None:
    file = make_site(tmp_path, SEEDS | SIDECARS, CONTENT, **PUBLISHED, BRIEFING_JOBS=2)
    output = build(Request(file)).output
    inodes = {path: path.stat().st_ino for path in output.rglob("*.html")}
    (tmp_path / "seeds" / "s1.txt").write_text(ARTICLE)
    build(Request(file))
    assert sum(path.stat().st_ino == inode for path, inode in inodes.items() if path.exists()) > len(inodes) // 3
    assert len(forked) == 1


@pytest.mark.parametrize("feeds", [("people",), ()])
def test_pages_that_decide_about_one_another_are_written_in_turn(
    tmp_path: Path, forked: list[int], feeds: tuple[str, ...]
) -> None:
    content = CONTENT if feeds else CONTENT | {"pages/more.md": "Title: More\n\n![one]({attach}../images/one.svg)\n"}
    settings: dict[str, object] = {"SITEURL": "https://site.example.org", "BRIEFING_FEEDS": feeds, "BRIEFING_JOBS": 2}
    assert not build(Request(make_site(tmp_path, SEEDS, content, **settings))).failures
    assert not forked


def test_a_page_that_cannot_be_made_is_told_of_here(tmp_path: Path, forked: list[int]) -> None:
    file = make_site(tmp_path, SEEDS, CONTENT, BRIEFING_JOBS=4, BRIEFING_FOOT=[("A", "b")])
    assert not build(Request(file)).failures
    before = written(tmp_path / "output")
    theme = tmp_path / "theme"
    theme.mkdir()
    overrides = theme / "subject.html"
    overrides.write_text("{{ nothing_of_that_name }}")
    with file.open("a", encoding="utf-8") as settings:
        settings.write(f"THEME_TEMPLATES_OVERRIDES = [{str(theme)!r}]\n")
    forked.clear()
    with pytest.raises(UndefinedError, match="nothing_of_that_name"):
        build(Request(file))
    assert len(forked) == 3
    assert written(tmp_path / "output") == before


def add(file: Path, line: str) -> None:
    """Write a line into a file."""
    with file.open("a") as into:
        into.write(f"{line}\n")


def dies(parent: int) -> None:
    """End the process if it is not the first one."""
    if os.getpid() != parent:
        os._exit(0)


def complains(parent: int) -> None:
    """Warn if it is not the first one; there it would be told."""
    if os.getpid() != parent:
        logging.getLogger().warning("Said elsewhere")


def fails(parent: int) -> None:
    """Raise if it is not the first one."""
    if os.getpid() != parent:
        raise ValueError("elsewhere")


@pytest.mark.parametrize("fault", [None, dies, complains, fails])
def test_all_is_made_in_order_whatever_happens(
    tmp_path: Path, fault: Callable[[int], None] | None, capsys: pytest.CaptureFixture[str]
) -> None:
    calls: list[sharing.Call] = []
    for number in range(40):
        name = f"f{number % 20}"
        calls.append((f"{name}/page", partial(add, tmp_path / name, "first" if number < 20 else "second")))
    if fault:
        calls += [(f"x{number}/page", partial(fault, os.getpid())) for number in range(9)]
    taken: list[object] = []
    share(calls, 3, os.getpid, lambda told: not taken.append(told))
    for number in range(20):
        # What was begun elsewhere and did not come to its end is made again here.
        assert (tmp_path / f"f{number}").read_text().split()[-2:] == ["first", "second"]
    assert len(taken) == (0 if fault else 2)
    assert os.getpid() not in taken
    assert not capsys.readouterr().err


def test_what_stands_in_one_folder_is_made_one_after_the_other_in_one_process() -> None:
    made: dict[str, list[tuple[str, int]]] = {}

    def make(path: str) -> None:
        made.setdefault(path.partition("/")[0], []).append((path, os.getpid()))

    paths = [f"{number}/{name}" for name in ("index.html", "briefing.json") for number in range(9)]
    share([(path, partial(make, path)) for path in paths], 2, lambda: made, lambda told: not made.update(told))
    assert len({process for found in made.values() for _, process in found}) == 2
    for number, found in made.items():
        assert [path for path, _ in found] == [f"{number}/index.html", f"{number}/briefing.json"]
        assert len({process for _, process in found}) == 1


def test_what_does_not_go_together_is_made_again_here(tmp_path: Path) -> None:
    calls: list[sharing.Call] = [(f"{number}/f", partial(add, tmp_path / f"f{number}", "x")) for number in range(9)]
    share(calls, 2, os.getpid, lambda _: False)
    assert sum(len((tmp_path / f"f{number}").read_text().split()) for number in range(9)) > 9


def waits(parent: int, place: Path) -> None:
    """Tell which process it is, if it is not the first one, and take long."""
    if os.getpid() != parent:
        (place / "part").write_text(str(os.getpid()))
        (place / "part").rename(place / "process")
    time.sleep(60)


def is_there(process: int) -> bool:
    """Return whether a process runs: one that has ended may still be waited for."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="others end after the page that they write")
def test_nobody_writes_when_the_first_process_is_killed(tmp_path: Path) -> None:
    first = os.fork()
    if not first:
        try:
            share([(f"{number}/f", partial(waits, os.getpid(), tmp_path)) for number in range(9)], 2, os.getpid, bool)
        finally:
            os._exit(0)
    ends = time.monotonic() + 30
    while not (tmp_path / "process").exists() and time.monotonic() < ends:
        time.sleep(0.05)
    other = int((tmp_path / "process").read_text())
    assert is_there(other)
    os.kill(first, signal.SIGKILL)
    os.waitpid(first, 0)
    while is_there(other) and time.monotonic() < ends:
        time.sleep(0.05)
    assert not is_there(other)


def test_what_a_build_made_is_not_looked_through_for_cycles(tmp_path: Path) -> None:
    file = make_site(tmp_path, SEEDS, CONTENT)
    gc.unfreeze()
    try:
        assert main(["build", "-q", "--no-index", "--settings", str(file)]) == 0
        assert gc.isenabled()
        assert gc.get_freeze_count() > 10_000
    finally:
        gc.unfreeze()
