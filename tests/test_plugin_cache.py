"""What is parsed once is kept, under a name that changes with all that it depends on; a damaged entry is no harm."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING

import pytest

import factbox
from pelican.plugins.briefing import cache
from pelican.plugins.briefing.building import Request, build
from pelican.plugins.briefing.cli import main
from pelican.plugins.briefing.parsing import Job, parse_all
from pelican.plugins.briefing.settings import read_settings
from plugin_site import ARTICLE, build_site, written

if TYPE_CHECKING:
    from pathlib import Path

KEY = cache.key_of(b"a")
BRIEFING = factbox.read_briefing(ARTICLE.encode(), path="a.txt")


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    cache.store(tmp_path / "new" / "folder", KEY, cache.entry_of(KEY, BRIEFING))
    assert cache.load(tmp_path / "new" / "folder", KEY) == BRIEFING
    assert [file.name for file in (tmp_path / "new" / "folder").iterdir()] == [f"{KEY}.json"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: data[: len(data) // 2],
        lambda _: b"null",
        lambda data: b"\xff" + data,
        lambda _: b"[" * 100_000,
        lambda _: json.dumps({"key": KEY}).encode(),
        lambda data: json.dumps({**json.loads(data), "key": "of another"}).encode(),
        lambda _: json.dumps({"key": KEY, "briefing": {"schema": "factbox/0"}}).encode(),
    ],
)
def test_a_damaged_or_foreign_entry_is_ignored(tmp_path: Path, damage: object) -> None:
    cache.store(tmp_path, KEY, cache.entry_of(KEY, BRIEFING))
    file = tmp_path / f"{KEY}.json"
    assert callable(damage)
    file.write_bytes(damage(file.read_bytes()))
    assert cache.load(tmp_path, KEY) is None


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache.store(tmp_path / "file", KEY, cache.entry_of(KEY, BRIEFING))
    assert cache.load(tmp_path / "file", KEY) is None
    cache.prune(tmp_path / "file", set())


def test_what_a_build_did_not_use_goes(tmp_path: Path) -> None:
    other = cache.key_of(b"b")
    for key in (KEY, other):
        cache.store(tmp_path, key, cache.entry_of(key, BRIEFING))
    (tmp_path / "tmp0a_b1c2d.part").touch()
    # A folder that a site's settings name may be any.
    others = ["README", "package.json", "rest.part"]
    for name in others:
        (tmp_path / name).touch()
    cache.prune(tmp_path, {KEY})
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([f"{KEY}.json", *others])


def test_records_are_bounded_and_what_a_killed_build_left_goes(tmp_path: Path) -> None:
    folder = tmp_path / ".cache" / "briefing" / "pages"
    folder.mkdir(parents=True)
    others = ["notes.json", "draft.part", "letter.txt"]
    for name in (*others, "tmp0a_b1c2d.part", f"{'a' * 16}.77.part", *(f"{n:016x}.json" for n in range(20))):
        (folder / name).touch()
    build_site(tmp_path, {"a.txt": ARTICLE})
    left = [file.name for file in folder.iterdir()]
    assert not any(name.endswith(".part") for name in left if name not in others)
    assert set(others) <= set(left)
    assert len(left) == len(others) + 8


def test_a_name_changes_with_everything_it_depends_on(monkeypatch: pytest.MonkeyPatch) -> None:
    options = factbox.Options()
    day = dt.date(2026, 1, 1)
    jobs = [
        Job(b"a", "a.txt", factbox.Metadata()),
        Job(b"b", "a.txt", factbox.Metadata()),
        Job(b"a", "b.txt", factbox.Metadata()),
        Job(b"a", "a.txt", factbox.Metadata(title="T")),
        Job(b"a", "a.txt", factbox.Metadata(published=day)),
        Job(b"a", "a.txt", factbox.Metadata(published=dt.datetime.combine(day, dt.time(), dt.UTC))),
    ]
    keys = {job.key(options) for job in jobs} | {jobs[0].key(factbox.Options(indirect=False))}
    assert len(keys) == len(jobs) + 1
    assert cache.key_of(b"ab", b"c") != cache.key_of(b"a", b"bc")
    monkeypatch.setattr(cache, "fingerprint", lambda: b"another parser")
    assert jobs[0].key(options) not in keys


def test_a_failed_seed_is_no_entry(tmp_path: Path) -> None:
    settings = read_settings({"PATH": str(tmp_path / "content"), "BRIEFING_NOW": "2026-01-01"})
    jobs = [Job(b"", "a.txt", factbox.Metadata()), Job(ARTICLE.encode(), "b.txt", factbox.Metadata())]
    for _ in range(2):
        error, briefing = parse_all(jobs, settings)
        assert isinstance(error, factbox.SeedError)
        assert isinstance(briefing, factbox.Briefing)
    assert settings.cache
    assert len(list(settings.cache.iterdir())) == 1


def test_what_is_kept_is_shown_and_removed_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcome = build_site(
        tmp_path, {"ferry.txt": ARTICLE, "wall.txt": ARTICLE.replace("wall", "dam")}, BRIEFING_CACHE="kept"
    )
    site, folder = written(outcome.output), tmp_path / "kept"
    (folder / "notes.json").write_text("{}", encoding="utf-8")
    command = ["cache", "--settings", str(tmp_path / "siteconf.py")]
    assert main(command) == 0
    shown = {kind: int(number) for number, kind in re.findall(r"(\d+) files +[\d,]+ kB  (.+)", capsys.readouterr().out)}
    assert shown["articles that were read"] == 2
    files = {file for place in tmp_path.glob("kept*") for file in place.rglob("*") if file.is_file()}
    assert sum(shown.values()) == len(files) - 1
    assert main([*command, "--clear"]) == 0
    assert capsys.readouterr().out.startswith(f"Removed {len(files) - 1} files")
    assert [file.name for place in tmp_path.glob("kept*") for file in place.rglob("*")] == ["notes.json"]
    assert written(build(Request(tmp_path / "siteconf.py")).output) == site
