"""`briefing check`: each thing that it looks for, where it says it is, and in which form."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pelican.plugins.briefing.checking import check
from pelican.plugins.briefing.cli import main
from pelican.plugins.briefing.findings import CODES, Finding
from plugin_site import ARTICLE, PLAIN, make_site

DOCS = Path(__file__).resolve().parents[1] / "docs" / "checks.md"
GENERATED = "<!-- From here on `make golden` writes this page, out of the code's own list. -->\n"
SAID = 'licence = "own"\npublished = 2026-03-04\n'
HEADED = "Quay to close\n\n"
# Nobody is named: "he" follows no name.
NOBODY = HEADED + "The quay will close.\n\n“It is over,” he said. The quay was built long ago and nobody minds.\n"
TWO_WAYS = HEADED + "The quay was opened on 03/04/2021 by the council. It will close, the council said on Monday.\n"


def found(settings: Path, code: str) -> list[str]:
    """Return what a check finds of one code, as lines."""
    return [f"{one.file}:{one.line}: {one.text}" for one in check(settings) if one.code == code]


def site(folder: Path, text: str, sidecar: str = SAID, **settings: object) -> Path:
    """Return the settings file of a site with one seed, `a.txt`."""
    return make_site(folder, {"a.txt": text, "a.toml": sidecar}, **settings)


FOUND: dict[str, tuple[str, str, str]] = {
    "undated": (ARTICLE, 'licence = "own"', "seeds/a.toml:1: has no date; expected published = 2024-08-13 in seeds/a."),
    "headline": (ARTICLE.split("\n", 2)[2], SAID, 'seeds/a.toml:1: has no headline; expected title = "…" in seeds/a.'),
    "metadata": (
        ARTICLE,
        'published = 2026-03-04\nurl = "https://courier.example.org/"',
        "seeds/a.toml:1: says no publisher or licence; expected",
    ),
    "speaker": (NOBODY, SAID, "seeds/a.txt:5: “It is over,” "),
    "date": (TWO_WAYS, SAID, "seeds/a.txt:3: “03/04/2021” can be read in two ways; expected"),
    "correction": (
        ARTICLE,
        SAID + '[[hide]]\ntext = "The old walk"\n',
        "seeds/a.toml:3: no item holds 'The old walk'; the nearest are ",
    ),
    "sidecar": (ARTICLE, "title = 3", "seeds/a.toml:1: title is 3; expected text"),
    "licence": (
        ARTICLE,
        'published = 2026-03-04\nlicence = "CC-BY-NC-4.0"',
        'seeds/a.toml:1: licence is "CC-BY-NC-4.0", so the page shows excerpts',
    ),
    "encoding": (ARTICLE.replace("wall", "cafÃ©"), SAID, "seeds/a.txt:1: "),
}


@pytest.mark.parametrize("code", FOUND)
def test_what_is_looked_for_is_found_and_only_there(code: str, tmp_path: Path) -> None:
    text, sidecar, expected = FOUND[code]
    lines = found(site(tmp_path / "bad", text, sidecar), code)
    assert lines
    assert lines[0].startswith(expected)
    assert not found(site(tmp_path / "good", ARTICLE), code)


def test_a_likely_item_is_noticed(tmp_path: Path) -> None:
    """In words that one reads, and in English whatever the site speaks."""
    lines = found(site(tmp_path, ARTICLE, DEFAULT_LANG="de"), "unsure")
    assert lines
    assert all(line.endswith("; expected a look at it") for line in lines)
    assert "” is probably of: late 2026; " in "".join(lines)


def test_what_has_no_page_is_an_error(tmp_path: Path) -> None:
    seeds: dict[str, str | bytes] = {"a.txt": "", "b.txt": ARTICLE, "x/b.txt": PLAIN}
    settings = make_site(tmp_path, seeds)
    assert [line[:24] for line in found(settings, "seed")] == ["seeds/a.txt:None: is empt"[:24]]
    assert found(settings, "address")
    shutil.rmtree(tmp_path / "seeds")
    assert found(settings, "folder") == ["seeds/:None: is not there, so there are no briefings"]


def test_every_code_has_a_case() -> None:
    """Of those that are not above the names are looked for in this module."""
    text = Path(__file__).read_text("utf-8")
    assert [code for code in CODES if code not in FOUND and f'"{code}")' not in text] == []


def test_what_a_person_looked_at_is_noticed_no_more(tmp_path: Path) -> None:
    sidecar = SAID + '[[checked]]\ntext = "the council said on Monday"\nkind = "event"\n'
    before, after = (
        found(site(tmp_path / name, ARTICLE, beside), "unsure") for name, beside in (("a", SAID), ("b", sidecar))
    )
    assert len(after) == len(before) - 1


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    """Of a Markdown seed too, whose header and marks the text that is parsed does not have."""
    body = NOBODY.split("\n", 2)[2].replace("“It", "> *“It").replace("over,”", "over,”*")
    settings = make_site(tmp_path, {"a.md": f"Title: Quay to close\nDate: 2026-03-04\nLicence: own\n\n{body}"})
    assert [line.split(" ")[0] for line in found(settings, "speaker")] == ["seeds/a.md:7:"]


def test_nearly_the_same_text_is_found(tmp_path: Path) -> None:
    changed = ARTICLE.replace("on Monday", "yesterday").replace("Harbour wall to be", "The wall is")
    seeds: dict[str, str | bytes] = {"a.txt": ARTICLE, "b.txt": NOBODY * 3, "c.txt": changed, "d.txt": TWO_WAYS}
    lines = found(make_site(tmp_path, seeds), "duplicate")
    assert [line.split("%")[1] for line in lines] == [
        " of its text in common with seeds/a.txt; expected one of them, or a sidecar that skips one"
    ]
    assert lines[0].startswith("seeds/c.txt:1: has 8")


def test_many_copies_are_each_named_once(tmp_path: Path) -> None:
    seeds: dict[str, str | bytes] = {f"{number:03}.txt": ARTICLE for number in range(60)}
    lines = found(make_site(tmp_path, seeds), "duplicate")
    assert len(lines) == 59
    assert all("seeds/000.txt;" in line for line in lines)


TOLD = "{0}, the mayor, opened the quay on Monday. “It is a good quay,” said {0}. Nobody else spoke at the quay.\n"


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("Oleksiy Marchenko", True),
        ("Oleksii Marchenco", True),
        ("Óleksii Marchenko", True),
        ("Olga Marchenko", False),
        ("Oleksii Marchetti", False),
        ("Oleksii Danko", False),
    ],
)
def test_another_spelling_of_a_name_is_found(other: str, same: bool, tmp_path: Path) -> None:  # noqa: FBT001
    names = {"a.txt": "Oleksii Marchenko", "b.txt": other, "c.txt": "Oleksii Marchenko"}
    settings = make_site(tmp_path, {path: HEADED + TOLD.format(name) for path, name in names.items()})
    wanted = f"seeds/b.txt:3: “{other}” is “Oleksii Marchenko” in seeds/a.txt; expected one spelling, or a "
    assert found(settings, "name") == ([f"{wanted}[[person]] or [[place]]"] if same else [])


MET = "“It is {1},” said {0}, {2}, in {3} on Monday. Nobody else spoke.\n"


@pytest.mark.parametrize(
    ("role", "place", "described", "two"),
    [
        ("a baker", "Tarvel", False, True),
        ("the former harbour master", "Tarvel", False, False),
        ("a baker", "Wick", False, False),
        ("a baker", "Tarvel", True, False),
    ],
    ids=["another role and place", "a role in common", "a place in common", "a file says who"],
)
def test_people_of_one_name_who_may_be_two_are_found(
    role: str,
    place: str,
    described: bool,  # noqa: FBT001
    two: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    seeds: dict[str, str | bytes] = {
        "a.txt": HEADED + MET.format("Ivan Novak", "a good quay", "the harbour master", "Wick"),
        "b.txt": HEADED + MET.format("Ivan Novak", "the flour", role, place),
    }
    content = {"people/novak.toml": 'names = ["Ivan Novak"]\nbriefings = ["a"]\n'} if described else {}
    settings = make_site(tmp_path, seeds, content, BRIEFING_EXCERPT_SHARE=1.0)
    lines = found(settings, "namesake")
    wanted = "seeds/b.txt:3: “Ivan Novak” is “a baker” here and “the harbour master” in seeds/a.txt, with nobody and"
    assert [line.startswith(wanted) for line in lines] == [True] * two


def test_items_that_are_left_out_are_counted(tmp_path: Path) -> None:
    lines = found(site(tmp_path, ARTICLE, BRIEFING_EXCERPT_SHARE=0.2, BRIEFING_SOURCE_TEXT="excerpts"), "omitted")
    assert len(lines) == 1
    assert "left out, to publish no more of the text than BRIEFING_EXCERPT_SHARE allows" in lines[0]


def test_some_seeds_alone_are_looked_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seeds: dict[str, str | bytes] = {"a.txt": ARTICLE, "x/b.txt": ARTICLE, "x/c.txt": NOBODY, "ab.txt": ARTICLE}
    settings = make_site(tmp_path, seeds)
    folder = tmp_path / "seeds"
    files = {finding.file for finding in check(settings, seeds=[folder / "a.txt"])}
    assert files == {"seeds/a.txt"}
    assert {one.file for one in check(settings, seeds=[folder / "x"])} == {"seeds/x/b.txt", "seeds/x/c.txt"}
    assert {one.file for one in check(settings, seeds=[folder])} == {f"seeds/{path}" for path in seeds}
    assert main(["check", "--settings", str(settings), str(folder / "gone.txt")]) == 1
    assert capsys.readouterr().err.endswith("gone.txt: is no seed; expected a file in seeds/\n")


def test_a_line_a_finding_with_its_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = make_site(tmp_path, {"a.txt": b""})
    assert main(["check", "--settings", str(settings)]) == 1
    assert capsys.readouterr().out.startswith("seeds/a.txt:1: is empty; expected ")
    assert main(["check", "--settings", str(settings), "--format", "json"]) == 1
    (one,) = json.loads(capsys.readouterr().out)
    assert (one["file"], one["line"], one["level"], one["code"]) == ("seeds/a.txt", 1, "error", "seed")


def test_annotations_are_githubs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file's path is that from where the command runs; what has a meaning there is escaped."""
    settings = make_site(tmp_path / "site", {"a,b.txt": ARTICLE, "a,b.toml": 'title = "100%\\n"\nx = "100%"\n'})
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--settings", str(settings), "--format", "github"]) == 1
    line = capsys.readouterr().out
    assert line.startswith("::error file=site/seeds/a%2Cb.toml,line=2,title=sidecar::x is no key; expected one of ")
    assert main(["check", "--settings", str(site(tmp_path / "other", TWO_WAYS)), "--format", "github"]) == 0
    assert "::warning file=other/seeds/a.txt,line=3,title=date::" in capsys.readouterr().out


@pytest.mark.parametrize(("text", "statuses"), [(ARTICLE, (0, 0)), (TWO_WAYS, (0, 1))])
def test_warnings_count_where_it_is_strict(text: str, statuses: tuple[int, int], tmp_path: Path) -> None:
    """A notice never does."""
    settings = site(tmp_path, text)
    assert main(["check", "--settings", str(settings)]) == statuses[0]
    assert main(["check", "--settings", str(settings), "--strict"]) == statuses[1]


def test_a_build_sums_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--settings", str(site(tmp_path, NOBODY))]) == 0
    assert "\n`briefing check` lists 1 warning (1 speaker).\n" in capsys.readouterr().out


def test_the_codes_are_documented(*, update_golden: bool) -> None:
    before, mark, after = DOCS.read_text("utf-8").partition(GENERATED)
    assert mark
    rows = [f"| `{code}` | {level} | {about} |" for code, (level, about) in CODES.items()]
    table = "\n".join(["| code | weight | what it says |", "|---|---|---|", *rows, ""])
    if update_golden:
        DOCS.write_text(before + mark + table, encoding="utf-8")
        return
    assert after == table, "run `make golden`"


def test_a_finding_prints_as_a_build_says_it() -> None:
    assert str(Finding("seed", "seeds/a.txt", "is empty", None)) == "seeds/a.txt: is empty"
    assert str(Finding("seed", "seeds/a.txt", "is empty", 3)) == "seeds/a.txt:3: is empty"
