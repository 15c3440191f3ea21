"""Pages of people, organisations and places: who has one, what stands on it, and where names lead."""

from __future__ import annotations

import json
import tomllib
from importlib import resources
from typing import TYPE_CHECKING

import pytest
from justhtml import JustHTML

from pelican.plugins.briefing.languages import Language
from pelican.plugins.briefing.subject_view import SubjectView
from pelican.plugins.briefing.subjects import Subject
from plugin_site import PUBLISHED, ROOT, build_site

if TYPE_CHECKING:
    from pathlib import Path

    from justhtml import Element

FIRST = """Harbour wall to be rebuilt

HARROW BAY — “The old wall has stood for ninety years,” said Ana Ruiz, the harbour master, on 3 March 2026.

Tom Vale, a fisherman, watched. The Tide Institute measures the water in Harrow Bay.

Mara Odell, a mother of two, was hurt on the quay. Pavel Brodd lost his boat, and Odell’s husband lost a leg.
"""
SECOND = """Harbour wall costs more

HARROW BAY — “It will cost twice as much,” said Ana Ruiz, the harbour master.

The Tide Institute warned the council on 2 April 2026.
"""
TOLD = 'published = 2026-0{}-05\nlicence = "own"\n{}'


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two briefings of one harbour master, published."""
    folder = tmp_path_factory.mktemp("subjects")
    seeds: dict[str, str | bytes] = {
        "first.txt": FIRST,
        "first.toml": TOLD.format(3, ""),
        "second.txt": SECOND,
        "second.toml": TOLD.format(4, "sample = true\n"),
    }
    outcome = build_site(folder, seeds, **PUBLISHED)
    assert not outcome.failures
    return folder / "output"


def page(output: Path, address: str) -> Element:
    """Return a page's tree."""
    return JustHTML((output / address / "index.html").read_text(encoding="utf-8"), sanitize=False)


def links(element: Element, selector: str) -> list[str]:
    """Return where the links of a part of a page lead, under the site's root."""
    root = f"{PUBLISHED['SITEURL']}/"
    return [link.attrs["href"].removeprefix(root) for link in element.query(selector)]


def test_quotations_stand_newest_first_and_lead_to_their_places(output: Path) -> None:
    person = page(output, "people/ana-ruiz")
    words = [quote.to_text() for quote in person.query("blockquote span")]
    assert words == ["It will cost twice as much", "The old wall has stood for ninety years"]
    first, second = links(person, "figcaption a")
    assert first.startswith("briefings/second/#q-")
    assert second.startswith("briefings/first/#q-")
    ids = {element.attrs["id"] for element in page(output, "briefings/first").query("[id]")}
    assert second.partition("#")[2] in ids


def test_names_lead_to_the_pages(output: Path) -> None:
    assert "people/ana-ruiz/" in links(page(output, "briefings/first"), "#who-said-what h3 a")
    assert "people/ana-ruiz/" in links(page(output, "briefings/first"), "#named a")
    assert "people/ana-ruiz/" in links(page(output, "people"), ".terms a")


def test_a_list_says_who_people_are(output: Path) -> None:
    roles = [role.to_text() for role in page(output, "people").query(".terms__detail")]
    assert roles == ["the harbour master", "a fisherman"]


@pytest.mark.parametrize(
    ("roles", "shown"),
    [
        (["Its director", "a pilot"], "a pilot"),
        (["Republican rival", "a senator"], "a senator"),
        (["itinerant preacher", "a pilot"], "itinerant preacher"),
        (["spokesman for", "the mayor", "The mayor"], "the mayor"),
        (["the mayor", *7 * ["a teacher"]], "a teacher"),
        ([*7 * ["the mayor"], *9 * ["a teacher"]], "the mayor"),
        (["her neighbour"], ""),
        (["a pilot who flew round the world three times and whose boats lie in all harbours of the coast"], "a pilot"),
    ],
)
def test_somebodys_role_is_that_of_most_newest_briefings_and_says_who_they_are(roles: list[str], shown: str) -> None:
    assert Subject("person", "jo-marsh", "Jo Marsh", details=roles).view((), Language()).detail == shown


def test_what_an_editor_says_somebody_is_comes_first_where_it_is_newest() -> None:
    known = Subject("person", "jo-marsh", "Jo Marsh", details=["the dean", "a pilot", "a pilot"], stated=True)
    assert known.view((), Language()).detail == "the dean"


def test_a_place_says_its_country_where_all_agree(tmp_path: Path) -> None:
    told = (
        "The {0} opened\n\nIn Bergen, Norway, the {0} opened, and in Halifax another. France and Britain took part.\n"
    )
    place = '[[place]]\ntext = "Halifax"\ncountry = "{}"\nreason = "It is known."\n'
    seeds: dict[str, str | bytes] = {}
    for month, name, code in ((3, "hall", "CA"), (4, "pier", "GB")):
        seeds |= {f"{name}.txt": told.format(name), f"{name}.toml": TOLD.format(month, place.format(code))}
    assert not build_site(tmp_path, seeds, **PUBLISHED).failures
    listed = {
        item.query("a")[0].to_text(): [detail.to_text() for detail in item.query(".terms__detail")]
        for item in page(tmp_path / "output", "places").query(".terms li")
    }
    assert listed["Bergen"] == ["Norway"]
    assert listed["Halifax"] == listed["France"] == listed["Britain"] == []
    named = " ".join(item.to_text() for item in page(tmp_path / "output", "briefings/pier").query("#named li"))
    assert "Bergen , Norway" in named
    assert "Halifax , United Kingdom" in named


def test_a_country_has_one_page_whatever_abbreviation_names_it(tmp_path: Path) -> None:
    seeds: dict[str, str | bytes] = {}
    for month, name in enumerate(("U.S.", "United States", "US", "America"), 3):
        seeds |= {f"s{month}.txt": f"A hall opens\n\nHall {month} opened in the {name} on Monday.\n"}
        seeds |= {f"s{month}.toml": TOLD.format(month, "")}
    assert not build_site(tmp_path, seeds, **PUBLISHED).failures
    items = [" ".join(item.to_text().split()) for item in page(tmp_path / "output", "places").query(".terms li")]
    assert items == ["United States 3"]
    assert "places/united-states/" in links(page(tmp_path / "output", "briefings/s3"), "#named a")


def test_every_country_that_the_parser_knows_has_its_name() -> None:
    """But for Palestine, of whose parts no page says which country they are of."""
    known = tomllib.loads((ROOT / "plugins/factbox/lexicons/places.toml").read_text(encoding="utf-8"))["table"][
        "country"
    ]
    file = resources.files("pelican.plugins.briefing.presenting").joinpath("countries.toml")
    names = tomllib.loads(file.read_text(encoding="utf-8"))
    assert names.keys() == set(known.values()) - {"PS"}
    assert all(known[name] == code for code, called in names.items() for name in called)


def test_what_one_briefing_names_once_has_no_page(output: Path) -> None:
    for folder in ("organisations", "places"):
        for address in links(page(output, folder), ".terms a"):
            briefings = page(output, address).query("#briefings .entry")
            assert len(briefings) > 1 or page(output, address).query("#quotations")


def test_whoever_is_only_named_is_in_the_data_and_nowhere_else(output: Path) -> None:
    first = output / "briefings/first"
    data = json.loads((first / "briefing.json").read_text(encoding="utf-8"))
    named = {entity["name"] for entity in data["entities"]}
    assert {"Ana Ruiz", "Tom Vale", "Mara Odell", "Pavel Brodd"} <= named
    who = [fact["text"] for fact in data["key_facts"] if fact["slot"] == "who"]
    assert who == ["Ana Ruiz, the harbour master", "Tom Vale, a fisherman"]
    boxes = " ".join(box.to_text() for box in page(output, "briefings/first").query("#who-said-what, #named"))
    assert "Tom Vale" in boxes
    assert "Odell" not in boxes
    assert "Brodd" not in boxes
    assert sorted(folder.name for folder in (output / "people").iterdir() if folder.is_dir()) == [
        "ana-ruiz",
        "tom-vale",
    ]
    assert "Odell" not in (output / "people/index.html").read_text(encoding="utf-8")


def test_people_are_for_search_engines_only_where_the_site_says_so(output: Path, tmp_path: Path) -> None:
    noindex = 'meta[name="robots"]'
    assert page(output, "people").query(noindex)
    assert page(output, "people/ana-ruiz").query(noindex)
    assert "people/ana-ruiz" not in (output / "sitemap.xml").read_text(encoding="utf-8")
    seeds: dict[str, str | bytes] = {"first.txt": FIRST, "first.toml": TOLD.format(3, "")}
    build_site(tmp_path, seeds, **PUBLISHED, BRIEFING_INDEX_PEOPLE=True)
    assert not page(tmp_path / "output", "people/ana-ruiz").query(noindex)
    assert "people/ana-ruiz" in (tmp_path / "output/sitemap.xml").read_text(encoding="utf-8")


def test_lists_have_pages(tmp_path: Path) -> None:
    seeds: dict[str, str | bytes] = {f"{day:02}.txt": FIRST for day in range(1, 6)}
    seeds |= {f"{day:02}.toml": f'published = 2026-03-{day:02}\nlicence = "own"\n' for day in range(1, 6)}
    build_site(tmp_path, seeds, **PUBLISHED, DEFAULT_PAGINATION=2)
    last = page(tmp_path / "output", "people/ana-ruiz/page/3")
    assert links(last, "#briefings a") == ["briefings/01/"]
    assert last.query("title")[0].to_text().startswith("Ana Ruiz, the harbour master, page 3")
    assert not (tmp_path / "output/people/ana-ruiz/page/4").exists()


def test_a_place_has_a_map_where_all_briefings_mean_the_same_one(tmp_path: Path) -> None:
    seeds: dict[str, str | bytes] = {}
    told = ("Oslo and Bergen", "Oslo and Bergen", "Birmingham, Alabama,", "Birmingham, England,")
    for number, place in enumerate(told):
        seeds[f"seed{number}.txt"] = f"Rain {number}\n\nIt rained in {place} on Monday, the council said.\n"
        seeds[f"seed{number}.toml"] = TOLD.format(3, "")
    output = build_site(tmp_path, seeds, **PUBLISHED).output
    assert page(output, "places/oslo").query("svg title")[0].to_text() == "Map with 1 place marked"
    assert not page(output, "places/birmingham").query("svg")
    assert page(output, "places").query("svg title")[0].to_text() == "Map with 2 places marked"
    assert not page(output, "organisations").query("svg")


def view(kind: str, name: str) -> SubjectView:
    """Return what a template sees of a subject."""
    return SubjectView(kind, "", name, "", "", "", 0, ())


def test_lists_go_by_letters() -> None:
    people = [view("person", name) for name in ("Zoë Ábel", "Ana Ruiz", "abu Bakr", "50 Cent", "Élise")]
    told = [(subject.letter, subject.name) for subject in sorted(people, key=lambda subject: subject.order)]
    assert told == [("A", "Zoë Ábel"), ("B", "abu Bakr"), ("C", "50 Cent"), ("E", "Élise"), ("R", "Ana Ruiz")]
    assert view("place", "9th Ward").letter == "#"


def test_long_lists_have_letters_and_pages(tmp_path: Path) -> None:
    names = [f"{letter}{end}" for letter in "ABDEFGHKLM" for end in ("ruk", "sten", "tov", "vand", "will")]
    told = "\n\n".join(f"“It rained,” said Ana {name}, a pilot." for name in names)
    settings = {**PUBLISHED, "PAGINATED_TEMPLATES": {"index": None, "tag": None, "category": None, "subjects": 30}}
    output = build_site(tmp_path, {"rain.txt": f"Rain\n\n{told}\n", "rain.toml": TOLD.format(3, "")}, **settings).output
    first, second = page(output, "people"), page(output, "people/page/2")
    letters = [element.to_text() for element in (*first.query("h2.terms__letter"), *second.query("h2.terms__letter"))]
    assert letters == list("ABDEFGHKLM")
    assert len(first.query(".terms li")) == 30
    assert len(second.query(".terms li")) == 20
    assert second.query("title")[0].to_text() == "People, page 2 – Briefings"


def test_what_two_briefings_tell_in_the_same_words_is_told_once(tmp_path: Path) -> None:
    live = "Harbour wall: {0}\n\nThe Tide Institute in Wick opened on 2 March 2026.\n\nThat was the {0} report.\n"
    seeds: dict[str, str | bytes] = {f"{name}.txt": live.format(name) for name in ("first", "second")}
    seeds |= {
        f"{name}.toml": f'published = 2026-03-0{day}\nlicence = "own"\n' for day, name in ((3, "first"), (4, "second"))
    }
    build_site(tmp_path, seeds, **PUBLISHED)
    timeline = page(tmp_path / "output", "organisations/tide-institute").query("#timeline")[0]
    assert len(timeline.query(".brief-event")) == 1
    assert [link.split("#")[0] for link in links(timeline, ".brief-how a")] == ["briefings/second/", "briefings/first/"]
