"""Stories: which briefings a story has, what is joined across them, and what is kept apart."""

from __future__ import annotations

import shutil
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from justhtml import JustHTML

from pelican.plugins.briefing.cli import main
from pelican.plugins.briefing.settings import read_settings
from pelican.plugins.briefing.stories.likeness import Likeness, once_only, same_thing, words_of
from pelican.plugins.briefing.verifying import verify
from plugin_site import PUBLISHED, build_site, make_site
from site_links import broken_links, read_pages

if TYPE_CHECKING:
    from pathlib import Path

    from justhtml import Element

FIRST = """Ferry sinks off Harrow Bay

HARROW BAY — A ferry sank off Harrow Bay on Monday after it had struck a rock.
At least 12 passengers died, the coast guard said.

The engine, first serviced on 2 March 2026, had failed before. It was not clear who owned the ferry.

“We heard a bang,” said Ana Ruiz, a harbour pilot.
"""
SECOND = """Ferry owner is questioned

HARROW BAY — Police questioned the owner of the ferry on Tuesday. Divers raised the wreck on Tuesday.
The ferry sank off Harrow Bay on Monday after striking a rock.

The coast guard said 19 passengers died. The engine was first serviced on 4 March 2026, a mechanic said.

“I warned them,” said Ana Ruiz.
"""
OTHER = """Market hall is sold

TARVEL — The market hall was sold on Monday to a hotel company for $3 million, said Tom Vale, the mayor of Tarvel.
"""
TOLD = 'published = 2026-03-{}\npublisher = "{}"\nlicence = "own"\n{}\n'
TOPIC = 'tags = ["ferries"]'
STORY = """title = "The Harrow Bay ferry"
introduction = "What is known of the ferry."
status = "developing"
"""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two briefings of one story and one of none, published."""
    folder = tmp_path_factory.mktemp("stories")
    outcome = build_site(
        folder,
        {
            "first.txt": FIRST,
            "first.toml": TOLD.format("09", "The Packet", 'story = "ferry"'),
            "second.txt": SECOND,
            "second.toml": TOLD.format("10", "Harrow Radio", 'story = "ferry"'),
            "other.txt": OTHER,
            "other.toml": TOLD.format("10", "The Packet", ""),
        },
        content={"stories/ferry.toml": STORY},
        **PUBLISHED | {"BRIEFING_FEEDS": ["stories"]},
    )
    assert not outcome.failures
    return folder / "output"


def page(output: Path, address: str) -> Element:
    """Return a page's tree."""
    return JustHTML((output / address / "index.html").read_text(encoding="utf-8"), sanitize=False)


def links(element: Element, selector: str) -> list[str]:
    """Return where the links of a part of a page lead, under the site's root."""
    root = f"{PUBLISHED['SITEURL']}/"
    return [link.attrs["href"].removeprefix(root) for link in element.query(selector)]


def texts(output: Path, selector: str) -> list[str]:
    """Return the words of each place of the story's page that a selector finds, on one line each."""
    return [" ".join(element.to_text().split()) for element in page(output, "stories/ferry").query(selector)]


def test_a_story_has_the_briefings_that_name_it(output: Path) -> None:
    assert texts(output, "h1") == ["The Harrow Bay ferry"]
    assert [words.split(" ")[0] for words in texts(output, "#briefings h3")] == ["Ferry", "Ferry"]
    assert not (output / "stories" / "other").exists()
    assert len(page(output, "stories").query(".entry")) == 1


def test_an_event_that_two_tell_is_one_entry_with_both_places(output: Path) -> None:
    sunk = [words for words in texts(output, ".brief-event") if "ferry sank" in words]
    assert len(sunk) == 1
    assert "The Packet" in sunk[0]
    assert "Harrow Radio" in sunk[0]


def test_a_day_is_told_once_above_its_events(output: Path) -> None:
    """Where publishers are left out, every event shows its own."""
    days = [(" ".join(event.query("p")[0].to_text().split()), event.attrs["class"])
            for event in page(output, "stories/ferry").query(".brief-event")]  # fmt: skip
    again = [day == before for (before, _), (day, _) in pairwise(days)]
    assert any(again)
    assert again == ["brief-event--again" in classes for _, classes in days[1:]]


def test_a_date_that_is_given_differently_is_said_to_be(output: Path) -> None:
    serviced = [words for words in texts(output, ".brief-event") if "first serviced" in words]
    assert len(serviced) == 1
    assert "Dates differ" in serviced[0]
    assert "4 March 2026" in serviced[0]


def test_a_figure_counted_again_is_a_series(output: Path) -> None:
    rows = texts(output, "#figures tbody tr")
    assert ["At least 12 passengers" in rows[0], "19 passengers" in rows[1], len(rows)] == [True, True, 2]
    assert "Sources disagree" not in texts(output, "#figures")[0]
    assert any("19 passengers" in words for words in texts(output, "#changed li"))


def test_one_person_who_tells_of_two_costs_has_not_counted_one_thing_twice(tmp_path: Path) -> None:
    told = "PORT LORN — Greta Pell, the port’s director, said that {} would cost {} a year.\n"
    costs = {"first": ("the union’s demand", "about $9 million"), "second": ("the new deal", "about $6 million")}
    seeds = {f"{name}.txt": f"Talks go on\n\n{told.format(*costs[name])}" for name in costs}
    sidecars = {f"{name}.toml": TOLD.format("09", "The Packet", 'story = "port"') for name in costs}
    assert not build_site(tmp_path, {**seeds, **sidecars}).failures
    assert len(page(tmp_path / "output", "stories/port").query("#briefings h3")) == len(costs)
    assert not page(tmp_path / "output", "stories/port").query("#figures")


def told_by_two(tmp_path: Path, one: str, other: str) -> Element:
    """Return the page of a story of two briefings, of one day each."""
    sidecars = {
        "one.toml": TOLD.format("10", "The Packet", 'story = "port"'),
        "two.toml": TOLD.format("10", "Harrow Radio", 'story = "port"'),
    }
    seeds = {"one.txt": f"The port\n\nPORT LORN — {one}\n", "two.txt": f"Port news\n\nPORT LORN — {other}\n"}
    assert not build_site(tmp_path, {**seeds, **sidecars}).failures
    return page(tmp_path / "output", "stories/port")


def test_figures_of_one_sentence_are_no_series_and_do_not_disagree(tmp_path: Path) -> None:
    """What stands around one of them stands around both."""
    shown = told_by_two(
        tmp_path,
        "The port cut the weight of its crane from 40 tonnes to 36 tonnes.",
        "The weight of the crane was cut from 40 tonnes to 36 tonnes by the port.",
    )
    series = [[cell.to_text().split()[0] for cell in one.query("td data")] for one in shown.query(".brief-series")]
    assert sorted(series) == [["36", "36"], ["40", "40"]]
    assert not shown.query(".brief-differs")


def test_one_person_on_one_day_has_not_done_one_thing(tmp_path: Path) -> None:
    shown = told_by_two(
        tmp_path,
        "Minister Ilse Pell said on Monday that she was glad.",
        "Minister Ilse Pell flew home on Monday.",
    )
    assert [entry.to_text().count("Minister Ilse Pell") for entry in shown.query(".brief-event")] == [1, 1]


def test_an_answer_is_told_once_though_its_sentence_has_two_dates(tmp_path: Path) -> None:
    """The fragment that has the first date is no answer of its own."""
    first = "Dam is checked\n\nTARVEL — Minister Ilse Pell declined to comment on the dam warning.\n"
    second = (
        "Minister will speak\n\nTARVEL — Minister Ilse Pell, who had declined to speak last year about the dam "
        "warning, said on Monday that she would give evidence.\n"
    )
    sidecars = {
        "first.toml": TOLD.format("04", "The Packet", 'story = "dam"'),
        "second.toml": TOLD.format("10", "Harrow Radio", 'story = "dam"'),
    }
    assert not build_site(tmp_path, {"first.txt": first, "second.txt": second, **sidecars}).failures
    told = [item.to_text() for item in page(tmp_path / "output", "stories/dam").query("#not-known li p")]
    assert len(told) == 1
    assert "give evidence" in told[0]


def test_a_date_that_is_likely_only_is_told_as_such_across_briefings(tmp_path: Path) -> None:
    """A date in somebody's spoken words is likely only; in the article's own it is not."""
    said = {"first": "“I saw the hull in November,” said Ana Ruiz, a harbour pilot."}
    said["second"] = "“It held,” said Ana Ruiz, a harbour pilot. Ana Ruiz surveyed the hull in November."
    seeds: dict[str, str | bytes] = {}
    for name, words in said.items():
        seeds |= {f"{name}.txt": f"The {name} hull\n\nHARROW BAY — {words}\n"}
        seeds |= {f"{name}.toml": TOLD.format("09", "The Packet", f'story = "{name}"')}
    assert not build_site(tmp_path, seeds, **PUBLISHED).failures
    for address, likely in (("briefings/first", True), ("stories/first", True), ("stories/second", False)):
        when = page(tmp_path / "output", address).query(".brief-event__when")[0].to_text()
        assert when.startswith("November 2025")
        assert ("probably" in when) == likely
    person = page(tmp_path / "output", "people/ana-ruiz").query(".brief-event__when")
    assert sorted("probably" in when.to_text() for when in person) == [False, True]


def test_an_event_says_who_tells_it(output: Path) -> None:
    shown = page(output, "stories/ferry")
    told = {link.attrs["href"]: link.to_text() for link in shown.query(".brief-only a")}
    assert told == {"#timeline": "All", "#only-1": "The Packet", "#only-2": "Harrow Radio"}
    sunk, serviced = (
        next(event.attrs["class"].split()[1:] for event in shown.query(".brief-event") if words in event.to_text())
        for words in ("ferry sank", "questioned the owner")
    )
    assert [sunk, serviced] == [["from-1", "from-2"], ["from-2"]]


def test_a_person_stands_with_what_they_said_by_story(output: Path, tmp_path: Path) -> None:
    said = page(output, "people/ana-ruiz").query("#quotations")[0]
    assert [heading.to_text() for heading in said.query("h3")] == ["The Harrow Bay ferry"]
    assert links(said, "h3 a") == ["stories/ferry/"]
    assert len(said.query("h3 ~ .brief-quote")) == 2
    build_site(
        tmp_path,
        {
            "first.txt": FIRST,
            "first.toml": TOLD.format("09", "The Packet", 'story = "ferry"'),
            "newer.txt": "Harbour opens\n\n“It is open,” said Ana Ruiz, a harbour pilot.\n",
            "newer.toml": TOLD.format("11", "The Packet", ""),
        },
    )
    said = page(tmp_path / "output", "people/ana-ruiz").query("#quotations")[0]
    assert [heading.to_text() for heading in said.query("h3")] == ["Ferry", "Of no story"]
    assert ["bang" in quote.to_text() for quote in said.query(".brief-quote")] == [True, False]


def test_a_role_that_needs_its_own_text_is_no_role_in_a_story(tmp_path: Path) -> None:
    told = {"first": "“We heard a bang,” said Ana Ruiz, a harbour pilot.", "second": "“I knew,” said Ana Ruiz, {}."}
    for number, (role, shown) in enumerate(
        (("its director", "a harbour pilot"), ("the port’s head", "the port’s head"))
    ):
        seeds: dict[str, str | bytes] = {}
        for day, (name, words) in enumerate(told.items(), 1):
            seeds |= {f"{name}.txt": f"The {name} bang\n\nThe port stood still.\n\n{words.format(role)}\n"}
            seeds |= {f"{name}.toml": TOLD.format(f"0{day}", "The Packet", 'story = "bang"')}
        folder = tmp_path / str(number)
        assert not build_site(folder, seeds, **PUBLISHED).failures
        (found,) = page(folder / "output", "stories/bang").query(".brief-speaker h3 .brief-note")
        assert found.to_text() == shown


def test_each_publisher_stands_with_what_it_alone_tells(output: Path) -> None:
    rows = {words.split(" 1 ")[0] for words in texts(output, "#sources tbody tr")}
    assert rows == {"The Packet", "Harrow Radio"}


def test_a_briefing_leads_to_its_story_and_says_what_is_new(output: Path) -> None:
    first, second = (page(output, f"briefings/{slug}").query("#story") for slug in ("first", "second"))
    assert "The Harrow Bay ferry" in first[0].to_text()
    assert "New with this briefing" not in first[0].to_text()
    assert "New with this briefing" in second[0].to_text()
    assert not page(output, "briefings/other").query("#story")


def test_a_story_has_a_feed_and_links_that_lead_somewhere(output: Path) -> None:
    assert (output / "feeds/stories/ferry.atom.xml").read_text(encoding="utf-8").count("<entry>") == 2
    assert not broken_links(output, read_pages(output), PUBLISHED["SITEURL"], leave="about/$")


def test_its_feed_says_what_each_briefing_added(output: Path, tmp_path: Path) -> None:
    copied = shutil.copytree(output.parent, tmp_path / "site")
    feed = copied / "output/feeds/stories/ferry.atom.xml"
    told = feed.read_text(encoding="utf-8")
    newest, oldest = told.split("<entry>")[1:]
    assert "New with this briefing: The Harrow Bay ferry" in newest
    assert "Figure changed:" in newest
    assert "New with this briefing" not in oldest
    settings = read_settings({"PATH": str(copied / "content"), "BRIEFING_NOW": "2026-06-01"})
    assert not verify(copied / "output", settings).faults
    # Of another briefing than the entry's own, once in this feed.
    feed.write_text(told.replace("At least 12 passengers", "At least 13 passengers", 1), encoding="utf-8")
    assert [fault.words for fault in verify(copied / "output", settings).faults] == ["At least 13 passengers"]


def test_who_is_quoted_is_counted(output: Path) -> None:
    sources = page(output, "sources")
    rows = {
        row.query("th")[0].to_text(): [cell.to_text() for cell in row.query("td")]
        for row in sources.query("#publishers tbody tr, #voices tbody tr, #stories tbody tr")
    }
    assert rows["Ana Ruiz"] == ["2", "2"]
    assert rows["Harrow Radio"][0] == "1"
    told = [sum(int(rows[name][column]) for name in ("The Packet", "Harrow Radio")) for column in (1, 2, 3)]
    assert told[0] >= 2
    assert told[1:] == [2, 1]  # the coast guard twice; a mechanic
    assert links(sources, "#voices a") == ["people/ana-ruiz/", *links(sources, "#voices a")[1:]]


@pytest.mark.parametrize(
    ("description", "wrong"),
    [
        ('titel = "x"', "content/stories/ferry.toml:1: titel is no key"),
        ("title =", "content/stories/ferry.toml:1: is no TOML"),
        ('title = "x"\nstatus = "done"', "content/stories/ferry.toml:2: status is"),
    ],
)
def test_what_is_wrong_with_a_description_is_told_and_the_story_is_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], description: str, wrong: str
) -> None:
    outcome = build_site(
        tmp_path,
        {"first.txt": FIRST, "first.toml": TOLD.format("09", "The Packet", 'story = "ferry"')},
        content={"stories/ferry.toml": description},
    )
    assert outcome.failures == 1
    assert wrong in capsys.readouterr().err
    assert (tmp_path / "output/stories/ferry/index.html").is_file()


def test_what_is_described_and_is_not_there_is_told_by_a_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A published build may lack it for a draft's sake."""
    told = {"stories/ferry.toml": 'title = "x"\norder = ["third"]', "stories/wall.toml": 'title = "The wall"'}
    seeds = {"first.txt": FIRST, "first.toml": TOLD.format("09", "The Packet", 'story = "ferry"')}
    assert not build_site(tmp_path, seeds, content=told).failures
    assert main(["check", "-s", str(make_site(tmp_path, seeds, content=told))]) == 1
    out = capsys.readouterr().out
    assert 'content/stories/ferry.toml:2: order names "third", which is no briefing of the story' in out
    assert "content/stories/wall.toml:1: is of no story" in out


def test_likeness_counts_rare_words_and_not_those_of_every_item() -> None:
    told = ["The ferry sank off the bay", "The ferry struck a rock", "The ferry owner was questioned by police"]
    likeness = Likeness(map(words_of, [*told, "Police questioned the owner"]))
    assert likeness.of(words_of("Police questioned the owner"), words_of(told[2])) == pytest.approx(1)
    assert likeness.of(words_of(told[0]), words_of(told[1])) < 0.4


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The crack was first noticed by a crew", "says the crack was first seen"),
        ("The strike began", "the strike started"),
        ("Its founder died", "a day after the founder’s death"),
    ],
)
def test_deeds_that_are_done_once(one: str, other: str) -> None:
    assert once_only(one) & once_only(other)


def test_deeds_that_are_done_again_and_again() -> None:
    assert not once_only("Police arrested three men")
    assert same_thing("vessel") == same_thing("ship") != same_thing("people")


def test_what_may_be_one_story_is_suggested_with_its_evidence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {
        "first.toml": TOLD.format("09", "The Packet", TOPIC),
        "second.toml": TOLD.format("10", "Harrow Radio", TOPIC),
    }
    seeds = {"first.txt": FIRST, "second.txt": SECOND, "other.txt": OTHER, **told}
    settings = make_site(tmp_path, seeds)
    assert main(["stories", "-s", str(settings)]) == 0
    out = capsys.readouterr().out
    assert out.startswith('2 briefings may be one story; to make them one: story = "first" in each sidecar')
    assert "both are about ferries, ferry, Harrow Bay" in out
    assert "other" not in out
    assert not (tmp_path / "output").exists()


def test_a_story_that_is_there_is_suggested_to_those_that_lack_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {
        "first.toml": TOLD.format("09", "The Packet", f'{TOPIC}\nstory = "ferry"'),
        "second.toml": f"published = 2026-03-10\n{TOPIC}",
    }
    settings = make_site(tmp_path, {"first.txt": FIRST, "second.txt": SECOND, **told})
    assert main(["stories", "-s", str(settings)]) == 0
    assert 'story = "ferry" in each sidecar' in capsys.readouterr().out


@pytest.mark.parametrize("days", ["2026-03-10", "2026-06-30"])
def test_what_lies_far_apart_is_not_suggested(tmp_path: Path, capsys: pytest.CaptureFixture[str], days: str) -> None:
    told = {"first.toml": f"published = 2026-03-09\n{TOPIC}", "second.toml": f"published = {days}\n{TOPIC}"}
    settings = make_site(tmp_path, {"first.txt": FIRST, "second.txt": SECOND, **told}, BRIEFING_NOW="2027-01-01")
    main(["stories", "-s", str(settings)])
    assert ("may be one story" in capsys.readouterr().out) == (days == "2026-03-10")
