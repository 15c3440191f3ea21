"""What a page tells of its versions in git: what came, is otherwise and went, and never a word of what went."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from pelican.plugins.briefing.building import Request, build
from plugin_site import PLAIN, everything, make_site

if TYPE_CHECKING:
    from pathlib import Path

SAID = 'licence = "own"\npublished = 2026-03-04\n'
FIRST = (
    PLAIN
    + "\nThe work cost 12 million euros, said Tom Adeyemi, the mayor. “Nobody will forget it,” said Tom Adeyemi.\n"
)
SECOND = FIRST.replace("“Nobody will forget it,” said Tom Adeyemi.", "“It was worth it,” said Ana Ruiz.")
OTHER = '[[quotation]]\ntext = "The old wall has"\nspeaker = "Tom Adeyemi"\n'


def commit(folder: Path, day: str, text: str | None = None, sidecar: str | None = None) -> None:
    """Write a site's seed, its sidecar or both, and commit them on a day, or at a moment in git's own form."""
    for name, data in (("wall.txt", text), ("wall.toml", sidecar)):
        if data is not None:
            (folder / "seeds" / name).write_text(data, encoding="utf-8")
    moment = day if day.startswith("@") else f"{day}T10:00:00+01:00"
    names = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "seeds"], [*names, "commit", "-qm", "x"]):
        environment = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment, "PATH": "/usr/bin:/bin", "HOME": "/"}
        subprocess.run(["git", *command], cwd=folder, env=environment, check=True)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The folder of a site whose seed is committed."""
    make_site(tmp_path, {}, BRIEFING_HISTORY=True)
    commit(tmp_path, "2026-03-04", FIRST, SAID)
    return tmp_path


def built(folder: Path, **request: Any) -> tuple[str, list[dict[str, Any]] | None]:  # noqa: ANN401 - what a build takes
    """Return a site's page, and what its history.json says; None where there is none."""
    outcome = build(Request(folder / "siteconf.py", verify=True, **request))
    place = outcome.output / "briefings" / "wall"
    history = place / "history.json"
    versions = json.loads(history.read_text("utf-8"))["versions"] if history.is_file() else None
    return (place / "index.html").read_text("utf-8"), versions


def test_what_came_went_and_is_otherwise_is_told(site: Path) -> None:
    assert built(site)[1] is None
    commit(site, "2026-03-05", SECOND)
    commit(site, "2026-03-06", sidecar=SAID + OTHER)
    page, versions = built(site)
    assert versions is not None
    assert [version["date"][:10] for version in versions] == ["2026-03-05", "2026-03-06"]
    assert {item["kind"] for item in versions[0]["added"]} >= {"quotation"}
    assert {item["kind"] for item in versions[0]["gone"]} >= {"quotation"}
    (changed,) = versions[1]["changed"]
    assert (changed["kind"], changed["fields"]) == ("quotation", ["speaker", "role"])
    told = page[page.index("<h3>Versions</h3>") :]
    newest, older = told.index("Friday 6 March 2026"), told.index("Thursday 5 March 2026")
    assert newest < told.index("Changed: 1 quotation") < older < told.index("Added: ")
    assert f'href="#{changed["id"]}"' in told[newest:older]


def test_the_words_of_an_item_are_one_stretch_of_it_and_told_once(site: Path) -> None:
    commit(
        site,
        "2026-03-05",
        FIRST + "The wall fell on Sunday.\n“It was cold,” said Ana Ruiz, the harbour master. “It was dark.”\n",
    )
    page, versions = built(site)
    assert versions is not None
    assert len({item["kind"] for item in versions[0]["added"]}) > 1
    told = re.findall(r"data-verbatim>(.*?)</a>", page[page.index("<h3>Versions</h3>") :])
    assert "It was cold,</span> …" in told
    assert len(told) == len(set(told))


def test_no_word_of_what_went_is_published(site: Path) -> None:
    commit(site, "2026-03-05", SECOND)
    built(site)
    assert "Nobody will forget" not in everything(site / "output")


def test_what_was_never_published_is_no_version(site: Path) -> None:
    """A draft, and what was replaced before its hour had come."""
    commit(site, "2026-03-05", SECOND, SAID + 'status = "draft"\n')
    commit(site, "2026-03-06", SECOND + "“Never mind,” said Ana Ruiz.\n", SAID + "hidden_until = 2026-03-08\n")
    commit(site, "2026-03-07", SECOND, SAID + "hidden_until = 2026-03-08\n")
    _, versions = built(site)
    assert versions is not None
    assert [version["date"][:10] for version in versions] == ["2026-03-08"]


def test_a_broken_version_is_passed_over(site: Path) -> None:
    commit(site, "2026-03-05", "", "title = [")
    commit(site, "2026-03-06", FIRST, SAID)
    assert built(site)[1] is None


@pytest.mark.parametrize("wanted", [True, False])
def test_without_a_repository_or_the_setting_there_is_none(wanted: bool, tmp_path: Path) -> None:  # noqa: FBT001
    make_site(tmp_path, {"wall.txt": FIRST, "wall.toml": SAID}, BRIEFING_HISTORY=wanted)
    if not wanted:
        commit(tmp_path, "2026-03-04")
        commit(tmp_path, "2026-03-05", SECOND)
    page, versions = built(tmp_path)
    assert versions is None
    assert "<h3>Versions</h3>" not in page


def test_a_commit_alone_makes_the_page_anew(site: Path) -> None:
    """Nothing that is read of the seeds differs: they were changed before."""
    (site / "seeds" / "wall.txt").write_text(SECOND, encoding="utf-8")
    assert built(site)[1] is None
    commit(site, "2026-03-05")
    _, versions = built(site)
    assert versions is not None
    assert len(versions) == 1


@pytest.mark.parametrize("moment", ["@253402300800 +0000", "@1772600000 +9959", "@99999999999999 +0000"])
def test_a_commit_of_a_moment_that_there_is_not_is_passed_over(site: Path, moment: str) -> None:
    commit(site, moment, SECOND)
    assert built(site)[1] is None
    commit(site, "2026-03-06", FIRST)
    commit(site, "2026-03-07", SECOND)
    assert [version["date"][:10] for version in built(site)[1] or ()] == ["2026-03-07"]


@pytest.mark.parametrize("name", ["\x01x.md", "x\x01y\x022026.md", "a\n:b.md"])
def test_no_name_in_the_repository_ends_a_build(site: Path, name: str) -> None:
    (site / "seeds" / name).touch()
    commit(site, "2026-03-05", SECOND)
    (site / "seeds" / name).unlink()
    versions = built(site)[1]
    assert [version["date"][:10] for version in versions or ()] == ["2026-03-05"]
