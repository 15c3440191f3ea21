"""What a build takes of a file: so many bytes, so much time, and none of what lies outside its folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from pelican.plugins.briefing.building import Request, build
from plugin_site import ARTICLE, make_site, written
from timing import processor_seconds

if TYPE_CHECKING:
    from pathlib import Path

# Where the time ends within a callback of the garbage collector (Hypothesis has one), Python tells of it and goes on;
# the timer then ends the seed a second later, so what a test asks for holds.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

GOOD = {"good.txt": ARTICLE}
# Markdown's library tries each opening bracket as the start of a link, and reads to the end for each.
HARD = {"hard.md": "Title: Wall\n\n" + "[" * 20_000}
SLOW = "seeds/hard.md: takes more than 2 seconds to read; expected an article; BRIEFING_MAX_SECONDS gives more time"
# Enough for the parser to take far more than two seconds of.
LONG = "“We lost 5 million,” Ana Ruiz, a pilot, told the Harbour Post on Monday 3 May; he said no. " * 40_000


def said(folder: Path, seeds: dict[str, str | bytes], caplog: pytest.LogCaptureFixture, **more: object) -> list[str]:
    """Build seeds beside a good one, which must have its page, and return what the build says is wrong."""
    outcome = build(Request(make_site(folder, {**GOOD, **seeds}, **more)))
    assert outcome.briefings == 1
    assert (outcome.output / "briefings" / "good" / "index.html").is_file()
    return failures(caplog)


def failures(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what builds said is wrong with seeds, and forget it; Pelican says nothing twice in a process."""
    found = [record.getMessage() for record in caplog.records if record.getMessage().startswith("seeds/")]
    caplog.clear()
    return found


def test_a_seed_that_takes_too_long_is_said_and_the_rest_built(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []
    took = processor_seconds(lambda: told.extend(said(tmp_path, HARD, caplog, BRIEFING_MAX_SECONDS=2)))
    assert told == [SLOW]
    assert took < 20


def test_more_time_than_a_clock_counts_is_no_bound(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert said(tmp_path, {}, caplog, BRIEFING_MAX_SECONDS=10**30) == []


@pytest.mark.parametrize(("jobs", "more"), [(1, 0), (2, 44)])
def test_the_parsers_time_is_bounded_in_every_process(
    tmp_path: Path, jobs: int, more: int, caplog: pytest.LogCaptureFixture
) -> None:
    seeds = {f"long{jobs}.txt": LONG, **{f"x{n}.txt": f"Wall {n}\n\nIt fell, said Ana Ruiz.\n" for n in range(more)}}
    outcome = build(Request(make_site(tmp_path, {**GOOD, **seeds}, BRIEFING_JOBS=jobs, BRIEFING_MAX_SECONDS=2)))
    assert (outcome.briefings, outcome.failures) == (1 + more, 1)
    assert failures(caplog) == [SLOW.replace("hard.md", f"long{jobs}.txt")]


@pytest.mark.parametrize(
    ("seeds", "wrong"),
    [
        ({"a.txt": "word " * 500}, "seeds/a.txt: has 2500 bytes; expected at most 2000"),
        ({"a.md": "word " * 500}, "seeds/a.md: has 2500 bytes; expected at most 2000"),
        (
            {"a.txt": "Wall", "a.toml": "# word\n" * 100_000},
            "seeds/a.toml: has 700000 bytes; expected at most 500000",
        ),
        ({"a.txt": "Wall", "a.toml": "x = " + "[" * 9_000}, "seeds/a.toml:1: has lists or tables in too many others"),
        ({"a.txt": "Wall", "a.toml": "x = " + "1" * 9_000}, "seeds/a.toml:1: has a number of thousands of digits"),
        ({"a.txt": "Wall", "a.toml": "x." * 60_000 + "x = 1"}, "seeds/a.txt: takes more than 2 seconds to read"),
    ],
    ids=["text", "markdown", "sidecar", "nested", "digits", "dotted"],
)
def test_what_is_too_much_is_said(
    tmp_path: Path, seeds: dict[str, str | bytes], wrong: str, caplog: pytest.LogCaptureFixture
) -> None:
    (told,) = said(tmp_path, seeds, caplog, BRIEFING_MAX_BYTES=2000, BRIEFING_MAX_SECONDS=2)
    assert told.startswith(wrong)


def test_a_header_has_its_bound(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (told,) = said(tmp_path, {"a.md": "Title: Wall\n" + "    and more\n" * 9_000 + "\nText.\n"}, caplog)
    assert told.startswith("seeds/a.md:1: has a header of 108011 characters; expected at most 50000")


def test_a_file_of_a_terabyte_is_not_opened(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    make_site(tmp_path, {"a.txt": "", "b.html": "", "c.txt": ARTICLE, "c.toml": ""})
    for name in ("a.txt", "b.html", "c.toml"):
        os.truncate(tmp_path / "seeds" / name, 1 << 40)
    told = said(tmp_path, {}, caplog)
    assert [line.split(" has ")[1].split(";")[0] for line in told] == [f"{1 << 40} bytes"] * 3


def test_a_sidecar_out_of_the_folder_is_not_read(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    make_site(tmp_path, {"a.txt": ARTICLE, "b.txt": ARTICLE})
    (tmp_path / "secret.toml").write_text('title = "Kept to ourselves"\n')
    (tmp_path / "seeds" / "a.toml").symlink_to(tmp_path / "secret.toml")
    os.mkfifo(tmp_path / "seeds" / "b.toml")
    assert said(tmp_path, {}, caplog) == [
        "seeds/a.toml: is a link out of the folder; expected a file in seeds/",
        "seeds/b.toml: is a pipe or a device; expected a regular file",
    ]
    assert not [path for path, data in written(tmp_path / "output").items() if b"Kept to ourselves" in data]


# What would lead out of a folder if a sidecar or a header could say where a page is written.
OUT = [
    "../../x",
    "/etc/x",
    "..\\\\..\\\\x",
    "C:\\\\x",
    "\\\\\\\\host\\\\share",
    "x/../../y",
    "~/x",
    "%2e%2e%2fx",
    ".",
    "..",
]


@pytest.mark.parametrize("key", ["slug", "story", "category", "tags"])
def test_no_name_leads_out_of_the_site(tmp_path: Path, key: str) -> None:
    seeds: dict[str, str | bytes] = {f"s{n}.txt": ARTICLE for n in range(len(OUT))}
    value = '["{}"]' if key == "tags" else '"{}"'
    seeds |= {f"s{n}.toml": f"{key} = {value.format(name)}" for n, name in enumerate(OUT)}
    place = tmp_path / "one" / "two"
    outcome = build(Request(make_site(place, {**GOOD, **seeds})))
    refused = len(OUT) if key in {"slug", "story"} else 2
    assert (outcome.briefings, outcome.failures) == (1 + len(OUT) - refused, refused)
    made = {path.relative_to(tmp_path).parts[:3] for path in tmp_path.rglob("*") if path.is_file()}
    assert {parts[:2] for parts in made} == {("one", "two")}
    assert {parts[2] for parts in made} <= {"seeds", "content", "output", "siteconf.py", ".cache", "__pycache__"}
