"""Seeds that cannot be read, or not as they stand: each is reported, the others are built, the status tells."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pelican.plugins.briefing.building import Request, build
from pelican.plugins.briefing.checking import check
from pelican.plugins.briefing.findings import Level
from pelican.plugins.briefing.seeds import find_seeds
from plugin_site import ARTICLE, PUBLISHED, make_site, written

GOOD = {"good.txt": ARTICLE, "good.toml": 'licence = "own"\n'}

FAULTS: dict[str, tuple[dict[str, str | bytes], list[str]]] = {
    "empty": ({"a.txt": b""}, ["seeds/a.txt: is empty; "]),
    "white space": ({"a.txt": b" \n\t\n"}, ["seeds/a.txt: is empty; "]),
    "binary": ({"a.txt": b"\x00\xff\x01PNG" * 400}, ["seeds/a.txt: "]),
    "too long": ({"a.txt": b"word " * 1_100_000}, ["seeds/a.txt: has 5500000 bytes; expected at most 5000000"]),
    "two of one name": (
        {"a.txt": ARTICLE, "a.md": ARTICLE},
        ["seeds/a.txt: has the name of seeds/a.md; expected one of them under another name"],
    ),
    "two of one slug": (
        {"x/wall.txt": ARTICLE, "y/2026-01-01-wall.txt": ARTICLE, "z.txt": ARTICLE, "z.toml": 'slug = "wall"'},
        [
            (
                'seeds/y/2026-01-01-wall.txt: has the slug "wall" of seeds/x/wall.txt, so neither is built; '
                "expected another slug in seeds/y/2026-01-01-wall.toml"
            ),
            (
                'seeds/z.txt: has the slug "wall" of seeds/x/wall.txt, so neither is built; '
                "expected another slug in seeds/z.toml"
            ),
        ],
    ),
    "a sidecar alone": ({"a.toml": ""}, ["seeds/a.toml: has no seed; expected a.txt or a.md beside it"]),
    # It says of a draft that it is one, and was passed over on systems that know a.toml from a.TOML.
    "a sidecar in capitals": (
        {"a.txt": ARTICLE, "a.TOML": 'status = "draft"'},
        ["seeds/a.TOML: ends in .TOML; expected a name that ends in .toml"],
    ),
    "a wrong sidecar": (
        {"a.txt": ARTICLE, "a.toml": 'title = "A"\npublished = "13 August"\nslag = 1\n'},
        [
            'seeds/a.toml:2: published is "13 August"; expected a date such as 2024-08-13',
            "seeds/a.toml:3: slag is no key; expected one of ",
        ],
    ),
    "a wrong header": (
        {"a.md": "Title: A\nDate: soon\n\nText.\n"},
        ['seeds/a.md:2: published is "soon"; expected a date such as 2024-08-13'],
    ),
    "a slug out of the site": (
        {"a.txt": ARTICLE, "a.toml": 'slug = "../../etc"'},
        ['seeds/a.toml:1: slug is "../../etc"; expected lower-case letters, digits and hyphens'],
    ),
    "a name that gives no slug": (
        {"---.txt": ARTICLE},
        ['seeds/---.txt: has a name that gives no address; expected slug = "…" in seeds/---.toml'],
    ),
    "a topic that gives no address": (
        {"a.txt": ARTICLE, "a.toml": 'tags = ["wall", "?!"]'},
        ['seeds/a.toml: "?!" gives no address; expected a topic or section with letters or digits, 200 at most'],
    ),
    # A file of that name cannot be made, and one that cannot be made ended the build.
    "a topic that gives too long an address": (
        {"a.txt": ARTICLE, "a.toml": f'tags = ["{"x" * 300}"]'},
        [f'seeds/a.toml: "{"x" * 79} gives too long an address; expected a topic or section with letters or digits'],
    ),
    "a section that gives too long an address": (
        {"a.md": f"Category: {'x' * 300}\n\n{ARTICLE}"},
        [f'seeds/a.md: "{"x" * 79} gives too long an address; expected a topic or section with letters or digits'],
    ),
    "a name that gives too long an address": (
        {f"{'ﷺ' * 30}.txt": ARTICLE},
        [f"seeds/{'ﷺ' * 30}.txt: has a name that gives too long an address; expected slug = "],
    ),
    "a slug that is too long": (
        {"a.txt": ARTICLE, "a.toml": f'slug = "{"x" * 201}"'},
        [f'seeds/a.toml:1: slug is "{"x" * 79}; expected lower-case letters, digits and hyphens'],
    ),
}


def errors_of(settings: Path) -> list[str]:
    """Return the errors that a check of a site finds, as a build prints them."""
    return [str(finding) for finding in check(settings) if finding.level is Level.ERROR]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_said_and_the_rest_is_built(tmp_path: Path, fault: str, capsys: pytest.CaptureFixture[str]) -> None:
    seeds, messages = FAULTS[fault]
    file = make_site(tmp_path, {**GOOD, **seeds})
    errors = errors_of(file)
    assert len(errors) == len(messages)
    for error, message in zip(errors, messages, strict=True):
        assert error.startswith(message)
    outcome = build(Request(file))
    assert (outcome.briefings, outcome.failures) == (1, len(messages))
    assert (outcome.output / "briefings" / "good" / "index.html").is_file()
    assert "Traceback" not in capsys.readouterr().err


def test_all_that_is_wrong_is_said_in_one_build(tmp_path: Path) -> None:
    seeds: dict[str, str | bytes] = {"a.txt": b"", "b.txt": ARTICLE, "b.toml": "x = 1", "c.toml": "", **GOOD}
    file = make_site(tmp_path, seeds)
    command = [sys.executable, "-m", "pelican.plugins.briefing.cli", "build", "--settings", str(file)]
    done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert [line.split(";")[0] for line in lines] == [
        "failed: seeds/c.toml: has no seed",
        "failed: seeds/b.toml:1: x is no key",
        "failed: seeds/a.txt: is empty",
    ]
    assert done.stdout.startswith("1 briefing, 0 warnings, 3 failures.\n`briefing check` lists 3 errors, ")


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    file = make_site(tmp_path, GOOD)
    (tmp_path / "secret.txt").write_text(ARTICLE)
    (tmp_path / "seeds" / "a.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "seeds" / "b.txt").symlink_to(tmp_path / "seeds" / "good.txt")
    (tmp_path / "seeds" / "c.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "d.txt").write_text(ARTICLE)
    (tmp_path / "seeds" / "folder").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "seeds" / ".hidden").symlink_to(tmp_path / "elsewhere")
    seeds, errors = find_seeds(tmp_path / "seeds")
    assert [seed.path for seed in seeds] == ["b.txt", "good.txt"]
    wrong = "is a link out of the folder; expected a file in seeds/"
    assert [str(error) for error in errors] == [
        "seeds/folder: is a link to a folder; expected the folder itself",
        f"seeds/a.txt: {wrong}",
        f"seeds/c.txt: {wrong}",
    ]
    assert build(Request(file)).briefings == 2


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    file = make_site(tmp_path, GOOD)
    (tmp_path / "seeds" / "a.txt").symlink_to(tmp_path / "seeds" / "gone")
    errors = errors_of(file)
    assert errors == ["seeds/a.txt: cannot be read (No such file or directory)"]


def test_names_that_begin_with_a_dot_are_passed_over(tmp_path: Path) -> None:
    make_site(tmp_path, {".a.txt": ARTICLE, ".git/b.txt": ARTICLE, "c.txt": ARTICLE, "d.pdf": b"x", ".e.toml": "x = 1"})
    seeds, errors = find_seeds(tmp_path / "seeds")
    assert ([seed.path for seed in seeds], errors) == (["c.txt"], ())


def test_an_address_that_another_article_has_is_said(tmp_path: Path) -> None:
    content = {"articles/wall.md": "Title: Wall\nDate: 2026-01-01\n\nText.\n"}
    file = make_site(tmp_path, {**GOOD, "wall.txt": ARTICLE}, content)
    outcome = build(Request(file))
    assert (outcome.briefings, outcome.failures) == (1, 1)


ODD = {
    "one line": ("word " * 150_000).encode(),
    "many marks": b'He said "' + b'" " ' * 10_000 + b'" and left.\n',
    "controls": "Wall \x01falls\n\nThe\x0b wall \x1bfell\x7f on\x85 Monday\ufffe, said Ana\u2028 Ruiz.\n".encode(),
    "right to left": "سقط الجدار\n\nقال العمدة إن الجدار سقط يوم الاثنين.\n".encode(),
    "chinese": "墙倒了\n\n市长星期一说,墙倒了。“很旧,”他说。\n".encode(),
    "emoji": "Wall falls 🧱\n\n“It fell 🧱👩‍🚀,” said Ana Ruiz on Monday.\n".encode(),
    "marks and tags": b"# Wall *falls*\n\n<b>The</b> [wall](x) &amp; <script>alert(1)</script> fell on Monday.\n",
    "windows": "Wall falls\r\n\r\n“It fell,” said Ana Ruiz – on Monday.\r\n".encode("cp1252"),
    "a speaker of three hundred letters": f"Wall\n\n“It fell,” said {'Ana' * 99} Ruiz, the mayor.\n".encode(),
    "byte order mark": "\ufeffWall falls\n\nIt fell on Monday.\n".encode(),
}


@pytest.mark.parametrize("name", ["2026-02-30-wall", "0000-01-01-wall", "2026-13-45-wall"])
def test_a_name_that_begins_with_no_date_has_its_page(tmp_path: Path, name: str) -> None:
    outcome = build(Request(make_site(tmp_path, {f"{name}.txt": ARTICLE})))
    assert (outcome.briefings, outcome.failures) == (1, 0)
    assert (outcome.output / "briefings" / "wall").is_dir()


@pytest.mark.parametrize("slug", ["index.html", "a.xml", "a.json", "a.briefing.json"])
def test_a_folder_with_the_name_of_a_file_is_none(tmp_path: Path, slug: str) -> None:
    file = make_site(tmp_path, {"a.txt": ARTICLE, "a.toml": f'slug = "{slug}"'}, **PUBLISHED)
    assert build(Request(file, verify=True)).proved


@pytest.mark.parametrize("kind", ODD)
def test_odd_texts_have_their_page(tmp_path: Path, kind: str) -> None:
    seeds: dict[str, str | bytes] = {"a.txt": ODD[kind], "a.toml": 'licence = "own"\npublished = 2026-05-05\n'}
    outcome = build(Request(make_site(tmp_path, seeds, **PUBLISHED)))
    assert (outcome.briefings, outcome.failures) == (1, 0)
    files = written(outcome.output)
    assert "feeds/all.atom.xml" in files
    for path in ("briefings/a/index.html", "feeds/all.atom.xml"):
        text = files[path].decode("utf-8")
        assert not [letter for letter in text if ord(letter) < 32 and letter not in "\n\t"]


def test_names_that_cannot_be_printed_are_said(tmp_path: Path) -> None:
    file = make_site(tmp_path, {**GOOD, "a\nb.txt": ARTICLE})
    Path(os.fsdecode(os.fsencode(tmp_path / "seeds") + b"/\xff.txt")).write_text(ARTICLE)
    wrong = "has a name that cannot be printed; expected letters, digits and hyphens"
    assert sorted(errors_of(file)) == [f"seeds/\\udcff.txt: {wrong}", f"seeds/a\\nb.txt: {wrong}"]
    outcome = build(Request(file))
    assert (outcome.briefings, outcome.failures) == (1, 2)


def test_a_folder_that_cannot_be_looked_into_is_said(tmp_path: Path) -> None:
    file = make_site(tmp_path, GOOD, BRIEFING_SEEDS="seeds/good.txt")
    assert errors_of(file) == ["good.txt: cannot be read (Not a directory)"]


def test_a_pipe_among_the_seeds_is_named_and_the_rest_built(tmp_path: Path) -> None:
    settings = make_site(tmp_path / "site", {"a.txt": ARTICLE})
    os.mkfifo(tmp_path / "site" / "seeds" / "pipe.txt")
    outcome = build(Request(settings))
    assert (outcome.briefings, outcome.failures) == (1, 1)
