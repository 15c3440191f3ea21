"""A site that nothing was changed of stands as it is; what a build reads, writes or goes by makes it build again."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pelican.plugins import signals

from pelican_briefing import unchanged, values
from pelican_briefing.__main__ import main
from pelican_briefing.arguments import build_arguments
from pelican_briefing.readings import readings, unnoted
from plugin_site import ARTICLE, ROOT, make_site, written

if TYPE_CHECKING:
    from collections.abc import Callable

SEEDS: dict[str, str | bytes] = {"a.txt": ARTICLE, "a.toml": 'licence = "own"\n', "b.txt": f"Second\n\n{ARTICLE}"}
PAGE = {"pages/method.md": "Title: Method\n\nHow it is done.\n"}
# As a build wants it between a change and itself, to be sure of a file's times.
TICK = 0.06


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with a theme of its own, in the current folder."""
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    make_site(tmp_path, SEEDS, PAGE, THEME=str(tmp_path / "theme"), WITH_FUTURE_DATES=False)
    (tmp_path / "content" / "images").mkdir()
    (tmp_path / "content" / "images" / "a.svg").write_text("<svg/>")
    monkeypatch.chdir(tmp_path)
    time.sleep(TICK)
    return tmp_path


def build(*more: str) -> int:
    """Run the command, as a process of its own would: Pelican changes lists that the settings' modules hold."""
    sys.modules.pop("pelicanconf", None)
    return main(["build", "-q", "--no-index", "--settings", "siteconf.py", *more])


def record(site: Path) -> dict[str, Any]:
    """Return the one record that there is."""
    (file,) = (site / ".cache" / "briefing" / "builds").iterdir()
    kept: dict[str, Any] = json.loads(file.read_text())
    return kept


def changed(site: Path) -> set[str]:
    """Return what is not as the record has it, by paths in the site's folder."""
    sys.modules.pop("pelicanconf", None)
    settings = values.digest(values.run_settings(site / "siteconf.py"))
    return {os.path.relpath(what, site) if "/" in what else what for what in unchanged.changes(record(site), settings)}


def test_a_site_stands_until_something_is_changed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build() == 0
    times = {path: path.stat().st_mtime_ns for path in (site / "output").rglob("*")}
    assert changed(site) == set()
    assert build() == 0
    assert {path: path.stat().st_mtime_ns for path in (site / "output").rglob("*")} == times
    changes: dict[str, Callable[[Path], object]] = {
        "seeds/a.txt": lambda path: path.write_text(ARTICLE.replace("ninety", "eighty")),
        "seeds/a.toml": Path.unlink,
        "seeds": lambda path: (path / "b.toml").touch(),
        "content/pages/method.md": lambda path: path.write_text("Title: Method\n\nOtherwise.\n"),
        "content/images/a.svg": lambda path: path.write_text("<svg />"),
        "content/images": lambda path: (path / "b.svg").touch(),
        "theme/templates/components/footer.html": lambda path: path.write_text(path.read_text() + "\n"),
        "theme/static/css/base.css": lambda path: path.write_text(path.read_text() + "/**/"),
        "theme/static/images/icon.svg": lambda path: path.write_text(path.read_text() + "\n"),
        "siteconf.py": lambda path: path.write_text(path.read_text() + "BRIEFING_KEY_FACTS = 2\n"),
        "output": lambda path: (path / "index.html").write_text("Not what was built."),
    }
    for path, change in changes.items():
        change(site / path)
    assert changed(site) == {*changes, "settings"}
    assert build() == 0
    assert b"Not what was built." not in written(site / "output")["index.html"]
    assert capsys.readouterr() == ("", "")


def test_what_a_build_reads_of_its_own_is_not_noted(tmp_path: Path) -> None:
    names = ["before", "within", "after"]
    for name in names:
        (tmp_path / name).touch()
    with readings() as read:
        (tmp_path / "before").read_bytes()
        with unnoted():
            (tmp_path / "within").read_bytes()
            list(tmp_path.iterdir())
        (tmp_path / "after").read_bytes()
    assert {Path(file).name for file in read.files} == {"before", "after"}
    assert not read.folders


def test_what_was_said_is_said_again(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "seeds" / "c.txt").write_bytes(b"")
    time.sleep(TICK)
    command = ["build", "--no-index", "--settings", "siteconf.py"]
    assert main(command) == 1
    first = capsys.readouterr()
    assert first.err.startswith("failed: seeds/c.txt: is empty")
    assert main(command) == 1
    second = capsys.readouterr()
    assert second.err == first.err
    assert second.out == f"Nothing was changed since the last build.\n{first.out}"


def test_a_file_that_is_deleted_or_added_to_the_site_is_seen(site: Path) -> None:
    assert build() == 0
    good = written(site / "output")
    (site / "output" / "briefings" / "a" / "index.html").unlink()
    (site / "output" / "more.html").touch()
    assert changed(site) == {"output"}
    assert build() == 0
    assert written(site / "output") == good


def test_a_file_that_comes_while_the_site_is_built_is_seen(site: Path) -> None:
    """After its folder was looked into, and before the build ends."""

    def add(_: object) -> None:
        (site / "seeds" / "late.txt").write_text(ARTICLE.replace("wall", "pier"), encoding="utf-8")

    with signals.article_generator_finalized.connected_to(add):
        build()
    assert changed(site) == {"seeds"}


def test_other_questions_have_other_answers(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert build() == 0
    settings = values.run_settings(site / "siteconf.py")
    before = values.digest(settings)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert values.digest(settings) != before
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert values.digest(settings) == before
    # A build with another moment writes another site, after which the first question has its answer no more.
    (site / "seeds" / "b.toml").write_text("published = 2026-06-02\n")
    due = []
    for more in ([], ["--now", "2026-06-02"], ["--now", "2026-06-02"], []):
        time.sleep(TICK)
        assert build(*more) == 0
        due.append(b"Not yet due" not in written(site / "output")["briefings/b/index.html"])
    assert due == [False, True, True, False]


@pytest.mark.parametrize(
    "value", [lambda: 1, object(), len, {"now": dt.datetime.now}, [re.compile("x").match], type("Own", (), {})]
)
def test_what_cannot_be_compared_never_stands(value: object) -> None:
    with pytest.raises(values.UnknownValueError):
        values.form(value)


@pytest.mark.parametrize("changed", [{"PLUGINS": ["briefing", "other"]}, {"PLUGINS": None}, {"DEFAULT_DATE": "fs"}])
def test_a_site_that_goes_by_more_never_stands(changed: dict[str, object]) -> None:
    assert unchanged.can_stand({"PLUGINS": ["briefing"]})
    assert not unchanged.can_stand({"PLUGINS": ["briefing"], **changed})


def test_the_clock_ends_it(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ahead = dt.datetime.now(dt.UTC).replace(microsecond=0) + dt.timedelta(minutes=1)
    (site / "seeds" / "b.toml").write_text(f"hidden_until = {ahead.isoformat()}\n")
    text = (site / "siteconf.py").read_text()
    (site / "siteconf.py").write_text(
        f"{text}BRIEFING_NOW = ''\nBRIEFING_DRAFTS = False\nSITEURL='https://a.example'\n"
    )
    time.sleep(TICK)
    assert build() == 0
    assert not (site / "output" / "briefings" / "b").exists()
    assert record(site)["until"] <= ahead.timestamp() * 1e9
    assert changed(site) == set()
    monkeypatch.setattr(time, "time_ns", lambda: int(ahead.timestamp() * 1e9))
    assert changed(site) == {"time"}


def test_a_damaged_record_is_no_answer(site: Path) -> None:
    assert build() == 0
    (file,) = (site / ".cache" / "briefing" / "builds").iterdir()
    whole = file.read_bytes()
    asked = build_arguments(["-q", "--no-index", "--settings", "siteconf.py"])
    for damaged in (b"", whole[:500], b"null", b"[1]", b'{"form": 1}', whole.replace(b'"form": 1', b'"form": 0')):
        file.write_bytes(damaged)
        sys.modules.pop("pelicanconf", None)
        assert unchanged.answer(asked) is None
    file.write_bytes(whole)
    sys.modules.pop("pelicanconf", None)
    assert unchanged.answer(asked) == 0


def test_the_answer_needs_no_pelican(site: Path) -> None:
    (site / "siteconf.py").write_text(
        "SITENAME = 'A'\nTIMEZONE = 'UTC'\nPATH = 'content'\nTHEME = 'theme'\nPLUGINS = ['briefing']\n"
        "BRIEFING_NOW = '2026-06-01'\nFEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None\n"
        "AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None\n"
    )
    time.sleep(TICK)
    script = "import sys\nfrom pelican_briefing.__main__ import main\nstatus = main()\n"
    script += "print(sorted({'pelican', 'jinja2', 'factbox'} & set(sys.modules)))\nsys.exit(status)\n"
    command = [sys.executable, "-c", script, "build", "-q", "--no-index", "-s", "siteconf.py"]
    said = [subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(2)]
    assert said == ["['factbox', 'jinja2', 'pelican']\n", "[]\n"]


def test_what_a_settings_file_imports_from_beside_itself_is_read_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    beside, file = tmp_path / "shared_conf.py", tmp_path / "own_conf.py"
    file.write_text("from shared_conf import *\n", encoding="utf-8")
    found = []
    for name in ("First", "The second"):
        beside.write_text(f'SITENAME = "{name}"\n', encoding="utf-8")
        found.append(values.run_settings(file)["SITENAME"])
    assert found == ["First", "The second"]
