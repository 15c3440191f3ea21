"""`briefing verify`: a built site is proved word for word, and each fault planted in it is found."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from pelican.plugins.briefing.building import Request, build
from pelican.plugins.briefing.cli import main
from pelican.plugins.briefing.settings import read_settings
from pelican.plugins.briefing.verifying import Verified, verify
from pelican.plugins.briefing.verifying.page import read_marks
from pelican.plugins.briefing.verifying.words import Texts, holds
from plugin_site import ARTICLE, PUBLISHED, make_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE, DATA, FEED = "briefings/wall/index.html", "briefings/wall/briefing.json", "feeds/all.atom.xml"
TRUE, FALSE = "The old wall has stood for ninety years", "The old wall has stood for eighty years"
SEEDS: dict[str, str | bytes] = {
    "2026-03-04-wall.txt": ARTICLE,
    "2026-03-04-wall.toml": 'licence = "own"\nsummary = "An editor says this."\n',
    "note.md": "Title: Note\nDate: 2026-03-05\nLicence: own\n\nThe **ferry** stopped on Monday, said Jo Marsh.\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site; its folder, with the settings file in it."""
    folder = tmp_path_factory.mktemp("site")
    build(Request(make_site(folder, SEEDS, **PUBLISHED), index=False))
    return folder


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    """A copy of it, to plant faults in."""
    return shutil.copytree(site, tmp_path / "copy")


def verified(folder: Path) -> Verified:
    """Return what verifying a site gives."""
    settings = read_settings({"PATH": str(folder / "content"), "BRIEFING_NOW": "2026-06-01"})
    return verify(folder / "output", settings)


def plant(file: Path, change: Callable[[str], str]) -> None:
    """Change a file of a site, which has to be another one then."""
    before = file.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    file.write_text(after, encoding="utf-8")


def test_a_site_as_it_is_built_is_word_for_word(site: Path) -> None:
    found = verified(site)
    assert not found.faults
    assert found.pages == 2
    assert found.words > 50


def faults_after(folder: Path, path: str, change: Callable[[str], str]) -> list[str]:
    """Return the faults that a planted change makes."""
    plant(folder / "output" / path, change)
    return [str(fault) for fault in verified(folder).faults]


def test_a_changed_word_in_a_calendar_is_found(copy: Path) -> None:
    found = faults_after(
        copy, "briefings/wall/timeline.ics", lambda text: text.replace("SUMMARY:The harbour", "SUMMARY:The big")
    )
    assert found
    assert all(fault.startswith("briefings/wall/timeline.ics: ") for fault in found)


def test_a_changed_word_on_a_page_is_found(copy: Path) -> None:
    mark = f"data-verbatim>{TRUE}"
    found = faults_after(copy, PAGE, lambda page: page.replace(mark, mark.replace("ninety", "eighty")))
    item = next(
        q["id"] for q in json.loads((copy / "output" / DATA).read_bytes())["quotations"] if "ninety" in q["text"]
    )
    assert found[0].startswith(f"{PAGE}#{item}: “{FALSE}")
    assert "is not in its source; the nearest is “" in found[0]
    assert TRUE in found[0]


def test_words_of_another_item_are_found(copy: Path) -> None:
    mark, other = f"data-verbatim>{TRUE}", "data-verbatim>the council said on Monday."
    (fault,) = faults_after(
        copy, PAGE, lambda page: page.replace(mark, other, 1).replace("It will not stand for ten more.", "", 1)
    )
    assert "is not what its JSON says" in fault


def test_words_under_another_speakers_name_are_found(copy: Path) -> None:
    (fault,) = faults_after(copy, PAGE, lambda page: page.replace("<bdi>Ana Ruiz</bdi>", "<bdi>Jo Marsh</bdi>"))
    assert "#q-" in fault
    assert "“Ana Ruiz” is its speaker, whom the page does not name; the nearest is “Jo Marsh" in fault


def test_an_item_without_marked_words_is_found(copy: Path) -> None:
    found = faults_after(copy, PAGE, lambda page: page.replace(" data-verbatim", ""))
    assert found
    assert all("shows no words of its source" in fault for fault in found)


def test_an_item_that_the_data_does_not_have_is_found(copy: Path) -> None:
    figure = '<p id="q-000000"><span data-verbatim>the council said</span></p></article>'
    (fault,) = faults_after(copy, PAGE, lambda page: page.replace("</article>", figure, 1))
    assert fault == f"{PAGE}#q-000000: “the council said” is no item of its JSON"


@pytest.mark.parametrize(
    ("key", "change", "expected"),
    [
        ("quotations", lambda item: item | {"start": item["start"] + 1}, "is not what its offsets say"),
        ("quantities", lambda item: item | {"text": "5 million"}, "“5 million” is not what its offsets say"),
        ("entities", lambda item: item | {"name": "Nobody"}, "“Nobody” is not what its offsets say"),
    ],
)
def test_a_changed_value_in_the_data_is_found(
    copy: Path, key: str, change: Callable[[dict[str, object]], dict[str, object]], expected: str
) -> None:
    def alter(text: str) -> str:
        data = json.loads(text)
        data[key][0] = change(data[key][0])
        return json.dumps(data)

    found = faults_after(copy, DATA, alter)
    assert found[0].startswith(f"{DATA}#")
    assert expected in found[0]


def test_a_changed_text_in_the_data_is_found(copy: Path) -> None:
    found = faults_after(
        copy, DATA, lambda text: text.replace("It was not clear who will pay.", "It was clear who will.")
    )
    assert f"{DATA}#text: is not the text of seeds/2026-03-04-wall.txt" in found


def test_a_changed_word_in_a_feed_is_found(copy: Path) -> None:
    (fault,) = faults_after(copy, FEED, lambda feed: feed.replace(TRUE, FALSE, 1))
    assert fault.startswith(f"{FEED}#https://site.example.org/news/briefings/wall/: “{FALSE}")


def test_a_changed_word_in_a_json_feed_is_found(copy: Path) -> None:
    (fault,) = faults_after(copy, "feeds/all.json", lambda feed: feed.replace(TRUE, FALSE, 1))
    assert fault.startswith(f"feeds/all.json#https://site.example.org/news/briefings/wall/: “{FALSE}")


def test_a_changed_word_in_structured_data_is_found(copy: Path) -> None:
    (fault,) = faults_after(copy, PAGE, lambda page: page.replace(f'"{TRUE}', f'"{FALSE}', 1))
    assert fault.startswith(f"{PAGE}#json-ld: “{FALSE}")


def test_a_changed_description_is_found(copy: Path) -> None:
    (fault,) = faults_after(
        copy, "briefings/note/index.html", lambda page: page.replace('content="The ferry', 'content="A ferry', 1)
    )
    assert fault.startswith("briefings/note/index.html#description: “A ferry")


def test_a_changed_word_on_a_page_about_somebody_is_found(copy: Path) -> None:
    path = "people/ana-ruiz/index.html"
    (fault,) = faults_after(copy, path, lambda page: page.replace(TRUE, FALSE, 1))
    assert fault.startswith(f"{path}: “{FALSE}")
    assert fault.endswith("is in none of the sources")


def test_a_seed_that_has_changed_or_gone_is_found(copy: Path) -> None:
    (copy / "seeds" / "note.md").write_text("Title: Note\n\nAnother text.\n")
    (copy / "seeds" / "2026-03-04-wall.txt").unlink()
    assert [fault.wrong for fault in verified(copy).faults] == [
        "its seed has changed since the site was built",
        "its seed is not there or cannot be read",
    ]


def test_files_that_are_not_what_they_should_be_are_found(copy: Path) -> None:
    (copy / "output" / DATA).write_text("[]")
    (copy / "output" / FEED).write_text("<feed>")
    (copy / "output" / "briefings" / "note" / "index.html").unlink()
    assert [str(fault) for fault in verified(copy).faults] == [
        "briefings/note/index.html: cannot be read",
        f"{DATA}: is no briefing's JSON",
        f"{FEED}: is no feed that can be read",
    ]


def test_the_command_says_and_returns_it(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["verify", "--settings", str(copy / "siteconf.py"), str(copy / "output")]
    assert main(command) == 0
    assert capsys.readouterr().out.startswith("Verified ")
    plant(copy / "output" / FEED, lambda feed: feed.replace(TRUE, FALSE, 1))
    assert main(command) == 1
    assert capsys.readouterr().out.startswith(FEED)


def test_a_site_that_is_not_there_is_an_error(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--settings", str(copy / "siteconf.py"), str(copy / "nowhere")]) == 1
    assert "nowhere: is not there; expected the folder of a built site" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a b", True),
        ("a  b\n", True),
        ("a … c", True),
        ("a … x", False),
        ("b … d e", True),
        ("", True),
        ("e … f", True),
    ],
)
def test_gaps_part_what_is_looked_for(words: str, expected: bool) -> None:  # noqa: FBT001
    assert holds("a b c d e … f", words) is expected


def test_marks_belong_to_the_item_around_them() -> None:
    html = '<p id="x"><i data-verbatim>a<br>b</i><li id="q-00aa11">'
    html += '<p class="verbatim c">d &amp; e<b data-verbatim>f</b></li>g'
    assert read_marks(html).words == [("", "ab"), ("q-00aa11", "f"), ("q-00aa11", "d & ef")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The old wall stood", True),
        ("he old  wall sto", True),
        ("wall", True),
        ("A ferry … at noon", True),
        ("The old ferry sank", False),
        ("stood. A ferry", False),
        ("The wall stood", False),
        ("", True),
    ],
)
def test_words_are_found_in_one_text_of_many(words: str, expected: bool) -> None:  # noqa: FBT001
    assert Texts(["The old wall stood.", "A ferry sank there at noon.", "The old ferry."]).hold(words) is expected
