"""The commands: what they say, where, and with which status they end."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from pelican.plugins.briefing import progress
from pelican.plugins.briefing.building import Request, build
from pelican.plugins.briefing.cli import main
from pelican.plugins.briefing.stages import profile, stage
from plugin_site import ARTICLE, NOW, PLAIN, PUBLISHED, make_site, written

SEEDS: dict[str, str | bytes] = {"wall.txt": ARTICLE, "wall.toml": 'licence = "own"\npublished = 2026-03-04\n'}


def test_build_says_where_to_look_and_what_came_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = make_site(tmp_path, {**SEEDS, "wall.txt": PLAIN})
    monkeypatch.chdir(tmp_path)
    assert main(["build", "--settings", str(file)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("1 briefing, 0 warnings, 0 failures.\nLook at output/index.html, ")
    assert main(["build", "--settings", str(file), "--verify", "--output", "elsewhere"]) == 0
    out = capsys.readouterr().out
    assert "1 briefing, 0 warnings, 0 failures. " in out
    assert "verified against their sources.\nLook at elsewhere/index.html, " in out
    assert written(tmp_path / "output") == written(tmp_path / "elsewhere")


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize("name", ["PATH", "OUTPUT_PATH", "THEME", "BRIEFING_CACHE"])
def test_a_folder_of_the_settings_that_is_no_path_is_said(
    command: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = make_site(tmp_path, {"wall.txt": PLAIN})
    settings.write_text(f"{settings.read_text()}\n{name} = 5\n", encoding="utf-8")
    assert main([command, "--settings", str(settings)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("briefing: ")
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "said"), [("PATH", "You need to specify a path"), ("THEME", "Could not find the theme")]
)
@pytest.mark.parametrize("command", ["build", "check"])
def test_a_folder_of_the_settings_that_is_gone_is_said(
    command: str, name: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = make_site(tmp_path, SEEDS, **{name: str(tmp_path / "gone")})
    assert main([command, "--settings", str(file)]) == 1
    assert capsys.readouterr().err.startswith(f"briefing: {file}: {said}")


def test_quiet_says_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "-q", "--settings", str(make_site(tmp_path, SEEDS))]) == 0
    assert capfd.readouterr() == ("", "")


def test_where_the_time_went_is_told_once_for_each_stage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = make_site(tmp_path, SEEDS)
    profile()
    began = time.perf_counter()
    assert main(["build", "--settings", str(file), "--profile", "--verify"]) == 0
    took = time.perf_counter() - began
    *stages, whole = re.findall(r"(?m)^ *([\d.]+) s .{4}  (.+)$", capsys.readouterr().err)
    assert {"articles read", "pages rendered or taken over", "proof, word for word"} <= {name for _, name in stages}
    assert sum(float(seconds) for seconds, _ in stages) == pytest.approx(float(whole[0]), abs=0.1)
    # A stage inside another one counts once.
    assert float(whole[0]) <= took + 0.01


def test_a_stage_of_another_thread_takes_nothing_from_this_ones() -> None:
    def other() -> None:
        with stage("other"):
            time.sleep(0.2)

    profile()
    with stage("own"):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    told = {name: float(seconds) for seconds, name in re.findall(r"([\d.]+) s .{4}  (.+)", profile())}
    assert told["own"] >= told["other"] >= 0.2


def test_a_sites_address_builds_what_is_published(tmp_path: Path) -> None:
    seeds: dict[str, str | bytes] = {**SEEDS, "b.txt": ARTICLE, "b.toml": 'status = "draft"'}
    file = make_site(tmp_path, seeds, FEED_ALL_ATOM="feeds/all.atom.xml")
    command = ["build", "-q", "--settings", str(file), "--siteurl", "https://user.example.org/repo/"]
    assert main(command) == 0
    files = written(tmp_path / "output")
    assert b'href="https://user.example.org/repo/briefings/wall/"' in files["index.html"]
    assert b"https://user.example.org/repo/feeds/all.atom.xml" in files["feeds/all.atom.xml"]
    assert "briefings/b/index.html" not in files


def test_the_project_publishes_by_its_own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_site(tmp_path, SEEDS).rename(tmp_path / "publishconf.py")
    monkeypatch.chdir(tmp_path)
    assert main(["build", "-q"]) == 2
    assert main(["build", "-q", "--siteurl", "https://user.example.org"]) == 0


@pytest.mark.parametrize(
    "address", ["user.example.org", "ftp://x.example.org", "https://x.example.org/?a", "", "https://"]
)
def test_what_is_no_address_is_refused(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["build", "--siteurl", address])
    assert ended.value.code == 2
    assert "expected one such as https://user.example/repo" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "check", "verify"])
def test_a_missing_settings_file_is_said(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--settings", str(tmp_path / "none.py")]) == 2
    assert "none.py is not there; expected a Pelican settings file" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "check", "verify"])
def test_a_wrong_setting_is_said(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = make_site(tmp_path, SEEDS, BRIEFING_DRAFT=True)
    assert main([command, "--settings", str(file)]) == 1
    assert capsys.readouterr().err.startswith("briefing: BRIEFING_DRAFT: is no setting; expected one of ")
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("command", ["add x.txt", "build", "check", "stories", "verify"])
@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("A = 1\nB = (", "2: SyntaxError: '(' was never closed"),
        ("import os\n\nimport no_such_module", "3: ModuleNotFoundError: No module named 'no_such_module'"),
        ("def name():\n    return 1 / 0\n\nA = name()", "2: ZeroDivisionError: division by zero"),
    ],
)
def test_what_a_settings_file_raises_is_told_by_its_line(
    command: str, code: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "siteconf.py"
    file.write_text(code, encoding="utf-8")
    assert main([*command.split(), "--settings", str(file)]) == 1
    assert capsys.readouterr().err.startswith(f"briefing: {file}:{said}")


def test_a_wrong_moment_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--settings", str(make_site(tmp_path, SEEDS)), "--now", "soon"]) == 1
    assert "BRIEFING_NOW: is 'soon'; expected a date such as 2024-08-13" in capsys.readouterr().err


def test_check_lists_what_is_wrong_and_what_is_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seeds: dict[str, str | bytes] = {
        **SEEDS,
        "a.txt": b"",
        "b.txt": ARTICLE,
        "b.toml": "licence = 'CC-BY-NC-ND-4.0'",
        "c.txt": ARTICLE,
        "c.toml": "status = 'draft'\nx = 1",
    }
    file = make_site(tmp_path, seeds, BRIEFING_EXCERPT_SHARE=0.2)
    assert main(["check", "--settings", str(file)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(";")[0] for line in lines[:2]] == ["seeds/c.toml:2: x is no key", "seeds/a.txt:1: is empty"]
    codes = {line.rpartition(" ")[2] for line in lines[2:]}
    assert codes >= {"[undated]", "[metadata]", "[duplicate]", "[licence]", "[omitted]"}
    assert not (tmp_path / "output").exists()


def test_check_is_silent_where_all_is_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--settings", str(make_site(tmp_path, {**SEEDS, "wall.txt": PLAIN}))]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_file_that_pelican_cannot_read_is_a_failure(tmp_path: Path) -> None:
    content = {"pages/broken.rst": "Title\n=====\n\n:date: tomorrow or so\n:status: unknown\n"}
    outcome = build(Request(make_site(tmp_path, SEEDS, content)))
    assert outcome.failures == 1


def test_a_site_that_is_not_word_for_word_does_not_replace_the_last_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A theme that prints other words than the source's, marked as the source's."""
    theme = tmp_path / "theme" / "templates"
    theme.mkdir(parents=True)
    (theme / "article.html").write_text("<p data-verbatim>{{ article.briefing.bottom_line|upper }}</p>")
    settings = {**PUBLISHED, "THEME": str(theme.parent), "DIRECT_TEMPLATES": []}
    settings |= dict.fromkeys(
        ("CATEGORY_SAVE_AS", "TAG_SAVE_AS", "YEAR_ARCHIVE_SAVE_AS", "MONTH_ARCHIVE_SAVE_AS", "AUTHOR_SAVE_AS"), ""
    )
    file = make_site(tmp_path, SEEDS, **settings)
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "index.html").write_text("the last one")
    assert main(["build", "--verify", "--settings", str(file), "--now", NOW]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("failed: briefings/wall/index.html: “")
    assert lines[-1].endswith("the last one stays in place")
    assert [path.name for path in (tmp_path / "output").iterdir()] == ["index.html"]


def test_a_folder_with_other_things_in_it_is_not_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = make_site(tmp_path, SEEDS)
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "to-ana.txt").touch()
    (tmp_path / "paper").write_text("a letter")
    os.mkfifo(tmp_path / "pipe")
    for output, wrong in (
        (tmp_path, "from which the site is built; expected a folder of its own"),
        (tmp_path / "seeds", "from which the site is built; expected a folder of its own"),
        (tmp_path / "letters", "is no site, but holds to-ana.txt; expected an empty folder, or a site to replace"),
        (tmp_path / "paper", "is no folder that a site can be; expected a folder of its own for the site"),
        (tmp_path / "paper" / "site", "is no folder that a site can be; expected a folder of its own for the site"),
        (tmp_path / "pipe", "is no folder that a site can be; expected a folder of its own for the site"),
        (Path("/"), "is no folder that a site can be; expected a folder of its own for the site"),
        ("x" * 300, "is no folder's name; expected a folder of its own for the site"),
    ):
        assert main(["build", "--settings", str(file), "--output", str(output)]) == 1
        assert wrong in capsys.readouterr().err
    assert (tmp_path / "letters" / "to-ana.txt").is_file()
    assert (tmp_path / "seeds" / "wall.txt").is_file()
    assert (tmp_path / "paper").read_text() == "a letter"
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_what_stands_in_the_place_of_the_lock_is_said(
    tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file, lock = make_site(tmp_path, SEEDS), tmp_path / ".output.lock"
    if kind == "folder":
        lock.mkdir()
    else:
        lock.symlink_to(tmp_path / "other")
    assert main(["build", "--settings", str(file)]) == 1
    assert f"{lock}); the last site stays in place" in capsys.readouterr().err
    assert not (tmp_path / "other").exists()


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / ".cache").touch()
    outcome = build(Request(make_site(tmp_path, SEEDS, **PUBLISHED)))
    assert (outcome.briefings, outcome.failures) == (1, 0)
    assert list((outcome.output / "cards").iterdir())


def test_what_is_kept_of_articles_is_not_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = make_site(tmp_path, SEEDS, BRIEFING_CACHE="output/cache")
    assert main(["build", "--settings", str(file)]) == 1
    assert f"holds {tmp_path}/output/cache, from which the site is built" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "check", "cache"])
def test_a_reader_that_has_had_enough_ends_it_without_a_traceback(tmp_path: Path, command: str) -> None:
    file = make_site(tmp_path, SEEDS, **PUBLISHED)
    source, target = os.pipe()
    os.close(source)
    call = [sys.executable, "-m", "pelican_briefing", command, "--settings", str(file)]
    with os.fdopen(target, "w") as closed:
        done = subprocess.run(call, cwd=tmp_path, stdout=closed, stderr=subprocess.PIPE, check=False, text=True)
    assert done.returncode == 141
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert command != "build" or (tmp_path / "output" / "index.html").is_file()


def test_pelicans_command_says_a_wrong_setting(tmp_path: Path) -> None:
    file = make_site(tmp_path, SEEDS, BRIEFING_DRAFT=True)
    command = [sys.executable, "-m", "pelican", "-s", str(file)]
    done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "briefing: BRIEFING_DRAFT: is no setting" in done.stderr


def test_a_seeds_folder_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = make_site(tmp_path, SEEDS, BRIEFING_SEEDS="articles")
    assert main(["check", "--settings", str(file)]) == 0
    assert capsys.readouterr().out == "articles/:1: is not there, so there are no briefings [folder]\n"


def test_a_site_that_does_not_use_the_plugin_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--settings", str(make_site(tmp_path, SEEDS, PLUGINS=[]))]) == 1
    assert 'PLUGINS: gives no plugin for the seeds; expected PLUGINS = ["briefing"]' in capsys.readouterr().err
    assert not (tmp_path / "output").exists()


def test_a_long_build_says_how_far_it_is_and_a_quiet_one_does_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds: dict[str, str | bytes] = {f"wall-{number}.txt": f"{PLAIN} {number}" for number in range(3)}
    file = make_site(tmp_path, seeds)
    monkeypatch.setattr(progress, "PAUSE", 0.0)
    assert main(["build", "--settings", str(file), "-q"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["build", "--settings", str(file), "--output", str(tmp_path / "other")]) == 0
    told = capsys.readouterr().err.splitlines()
    assert told[:3] == [f"Reading articles: {number} of 3" for number in range(1, 4)]
    lines = told[3:]
    # The lists are among them, and what stands beside a page.
    assert lines == [f"Writing pages: {number} of {len(lines)}" for number in range(1, len(lines) + 1)]
    assert len(lines) > 10
    assert main(["cache", "--clear", "--settings", str(file)]) == 0
    assert main(["build", "--settings", str(file)]) == 0
    assert capsys.readouterr().err.splitlines()[:3] == [f"Reading articles: {number} of 3" for number in (1, 2, 3)]


def test_where_somebody_looks_a_bar_shows_it_and_is_gone_afterwards(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress.shown():
        for _ in range(3):
            progress.step("Reading articles", 3)
    drawn = capsys.readouterr().err
    assert "Reading articles" in drawn
    assert "\x1b[2K" in drawn
