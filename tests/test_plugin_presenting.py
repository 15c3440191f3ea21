"""Views: times in words, pointers, pieces, speakers, figures, citations and structured data."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

import factbox
from factbox import Certainty, Event, KeyFact, Modality, Precision, Slot, Span, Timex, TimexType
from pelican.plugins.briefing.languages import Language
from pelican.plugins.briefing.licensing import Shown, choose_shown
from pelican.plugins.briefing.presenting import Place, addressed, present
from pelican.plugins.briefing.presenting.times import day_view, event_view
from pelican.plugins.briefing.settings import Settings, read_settings
from pelican.plugins.briefing.sidecar import Sidecar
from pelican.plugins.briefing.view import BriefingView, Piece, Pointer, TimeView
from plugin_site import ARTICLE

OWN = factbox.Metadata(published=dt.date(2026, 3, 3), licence="own", publisher="The Bay Post")
ENGLISH = Language()
PLACE = Place("Site", "https://x.example.org/r", "briefings/wall/", "wall", "briefings/wall/index.html")


def settings(**given: object) -> Settings:
    """Return checked settings."""
    return read_settings({"PATH": "/site/content", "BRIEFING_NOW": "2026-06-01", **given})


def shown(
    text: str = ARTICLE, metadata: factbox.Metadata = OWN, mode: str = "full", share: float = 1.0, **changes: object
) -> Shown:
    """Return what may be shown of a text, after changes to its briefing."""
    briefing = replace(factbox.read_briefing(text.encode(), path="wall.txt", metadata=metadata), **changes)
    return choose_shown(briefing, settings(BRIEFING_SOURCE_TEXT=mode, BRIEFING_EXCERPT_SHARE=share))


def view(found: Shown, sidecar: Sidecar | None = None) -> BriefingView:
    """Return the view of it."""
    made = present(found, sidecar or Sidecar(), ENGLISH)
    return addressed(made, found, PLACE, ENGLISH)


def event(value: str = "", mod: str | None = None, *, sort: str = "", **changes: object) -> Event:
    """Return an event on the article's first words."""
    made = Event(
        id="e-000000",
        span=Span(0, 12),
        text=ARTICLE[:12],
        sentence=0,
        timex="t-000000",
        value=value,
        edtf="",
        precision=Precision.DAY,
        mod=mod,
        sort=sort or value,
        relative=None,
        modality=Modality.REPORTED,
        by=None,
        certainty=Certainty.SURE,
        rule="test",
    )
    return replace(made, **changes)


@pytest.mark.parametrize(
    ("value", "mod", "words", "machine"),
    [
        ("2024-08-12", None, "Monday 12 August 2024", "2024-08-12"),
        ("2024-08-12T18:05", None, "Monday 12 August 2024, 18:05", "2024-08-12T18:05"),
        ("2024-08-12T24:00", None, "Monday 12 August 2024, midnight", "2024-08-12"),
        ("2024-08-12", "START", "early on Monday 12 August 2024", "2024-08-12"),
        ("2024-08-12TEV", None, "Monday 12 August 2024, evening", "2024-08-12"),
        ("2024-W32", None, "week of 5 August 2024", "2024-W32"),
        ("2024-W32-WE", None, "weekend of 10 August 2024", None),
        ("2024-08", None, "August 2024", "2024-08"),
        ("2024-08", "MID", "mid-August 2024", "2024-08"),
        ("2022", "START", "early 2022", "2022"),
        ("2022", "END", "late 2022", "2022"),
        ("2024-W32", "END", "end of week of 5 August 2024", "2024-W32"),
        ("2024-SU", None, "summer 2024", None),
        ("2024-Q3", None, "third quarter of 2024", None),
        ("2024-H1", "APPROX", "about first half of 2024", None),
        ("198", None, "the 1980s", None),
        ("198", "START", "the early 1980s", None),
        ("18", "END", "the late 19th century", None),
        ("20", None, "the 21st century", None),
        ("2022", "BEFORE", "before 2022", None),
        ("2022-03", "ON_OR_AFTER", "since March 2022", None),
        ("2022", "APPROX", "about 2022", "2022"),
        ("2022", "MORE_THAN", "2022", "2022"),
    ],
)
def test_a_point_in_time_in_words(value: str, mod: str | None, words: str, machine: str | None) -> None:
    assert event_view(event(value, mod), None, ENGLISH) == TimeView(words, machine)


def test_a_time_of_day_names_its_zone_where_the_text_does() -> None:
    there = event_view(event("2024-08-12T18:05", zone="-05:00"), None, ENGLISH)
    assert there == TimeView("Monday 12 August 2024, 18:05 UTC-05:00", "2024-08-12T18:05-05:00")
    assert event_view(event("2024-08-12T18:05", zone="+00:00"), None, ENGLISH).text.endswith("18:05 UTC")
    assert event_view(event("2024-08-12T18:05", zone="Europe/Paris"), None, ENGLISH).datetime == "2024-08-12T18:05"
    assert event_view(event("2024-08-12", zone="+00:00"), None, ENGLISH).datetime == "2024-08-12"


@pytest.mark.parametrize("value", ["", "XXXX-10-04", "PAST_REF", "2024-13-45", "2024-W99", "P2Y"])
def test_what_has_no_date_is_told_as_the_text_tells_it(value: str) -> None:
    timex = Timex("t-1", Span(0, 3), "one day", TimexType.DATE, value, None, None, "test")
    assert event_view(event(value), timex, ENGLISH) == TimeView("one day", own=True)
    monday = event(value, relative="Monday before publication")
    assert event_view(monday, timex, ENGLISH) == TimeView("Monday before publication")
    assert event_view(event(value), None, ENGLISH) == TimeView("date not known")


@pytest.mark.parametrize(
    ("day", "words", "machine"),
    [
        (dt.date(2024, 8, 13), "Tuesday 13 August 2024", "2024-08-13"),
        (
            dt.datetime(2024, 8, 13, 18, 5, tzinfo=dt.timezone(dt.timedelta(hours=-3, minutes=-30))),
            "Tuesday 13 August 2024, 18:05 UTC-03:30",
            "2024-08-13T18:05:00-03:30",
        ),
        (
            dt.datetime(2024, 8, 13, 18, 5, tzinfo=dt.UTC),
            "Tuesday 13 August 2024, 18:05 UTC",
            "2024-08-13T18:05:00+00:00",
        ),
    ],
)
def test_a_publication_date_in_words(day: dt.date, words: str, machine: str) -> None:
    assert day_view(day, ENGLISH) == TimeView(words, machine)


def test_no_publication_date_is_none() -> None:
    assert day_view(None, ENGLISH) is None


def test_the_head_of_a_page() -> None:
    found = view(shown())
    assert found.title == "Harbour wall to be rebuilt"
    assert not found.working_title
    assert found.bottom_line in ARTICLE
    assert found.bottom_pointer
    assert found.summary == found.bottom_line
    assert found.published == TimeView("Tuesday 3 March 2026", "2026-03-03")
    assert (found.publisher, found.publisher_inferred) == ("The Bay Post", False)
    assert (found.people_quoted, found.minutes) == (1, 1)
    assert "1 person quoted" in found.counts


def test_who_said_what_is_grouped_by_speaker() -> None:
    found = {speaker.name: speaker for speaker in view(shown()).speakers}
    ruiz = found["Ana Ruiz"]
    assert (ruiz.role, ruiz.kind, ruiz.anonymous) == ("the harbour master", "person", False)
    (said,) = ruiz.quotations
    assert [piece.text for piece in said.pieces] == [
        "The old wall has stood for ninety years",
        "…",
        "It will not stand for ten more.",
    ]
    assert (said.kind, said.in_part, said.cue) == ("direct", False, "said")
    assert said.pointer.paragraph == 2


def test_a_description_stands_under_the_name_of_the_one_who_has_that_role() -> None:
    text = "Ana Ruiz, a senator from Tarvel, came late. “It is a bad bill,” the senator said. “No,” Ben Holm said.\n"
    first, _ = view(shown(text)).speakers
    assert (first.name, first.role, first.quotations[0].mention) == ("Ana Ruiz", "a senator from Tarvel", "the senator")


@pytest.mark.parametrize(
    ("text", "name", "remark"),
    [
        ("A miner who gave no name stood by. “The wall held all night,” he said.", "A miner who gave no name", True),
        ("The storm passed over the town. “The wall held all night,” he said.", "Speaker not clear", False),
        ("The storm passed over the town. “Did the wall hold all night?” I asked.", "The writer of the article", False),
    ],
)
def test_a_heading_is_no_bare_pronoun(text: str, name: str, remark: bool) -> None:  # noqa: FBT001 - a case
    (speaker,) = view(shown(f"{text}\n")).speakers
    assert speaker.name == name
    assert (speaker.quotations[0].resolved, speaker.attributed) == (remark, remark)
    assert speaker.quotations[0].mention in {"he", "I"}


def test_a_name_that_stands_before_who_needs_no_mention_beside_it() -> None:
    (speaker,) = view(shown("The pilot was Tom Adeyemi, who said the deck was “all smoke” by noon.\n")).speakers
    assert (speaker.name, speaker.quotations[0].mention) == ("Tom Adeyemi", "")


def test_what_goes_on_in_the_next_paragraph_has_no_gap() -> None:
    text = "“It was old,” said Ana Ruiz, the mayor. “The wall held.\n\n“It will hold again for a year, or for two.”\n"
    (said,) = view(shown(text)).speakers[0].quotations
    assert said.pieces == (
        *(Piece("It was old"), Piece("…", gap=True), Piece("The wall held.")),
        Piece("“It will hold again for a year, or for two.", begins=True),
    )


@pytest.mark.parametrize(
    ("licence", "name", "address"),
    [
        ("own", "own text of this site", ""),
        ("CC-BY-SA-4.0", "CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("CC BY 4.0", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("all rights reserved", "all rights reserved", ""),
        (None, "", ""),
    ],
)
def test_a_licence_is_named_for_readers(licence: str | None, name: str, address: str) -> None:
    found = view(shown(metadata=replace(OWN, licence=licence)))
    assert (found.licence, found.licence_url) == (name, address)


def test_a_description_takes_up_a_fuller_one() -> None:
    said = "“The wall held all night,” {} said.\n\n“It will hold for a year,” the authority said.\n"
    (speaker,) = view(shown(said.format("the harbour authority"))).speakers
    assert (speaker.name, [quotation.mention for quotation in speaker.quotations]) == (
        "the harbour authority",
        ["", "the authority"],
    )
    both = said.format("the harbour authority").replace("\n\n", "\n\n“No,” a river authority said.\n\n", 1)
    assert len(view(shown(both)).speakers) == 3


def test_a_description_is_not_shown_beside_itself() -> None:
    text = "“The wall held all night,” the board said.\n\n“It will hold for a year.” The board said so again.\n"
    mentions = [said.mention for speaker in view(shown(text)).speakers for said in speaker.quotations]
    assert set(mentions) == {""}


def test_a_fragment_is_marked() -> None:
    text = "The mayor, Jo Marsh, said the wall was “old and tired” on Monday.\n"
    (said,) = view(shown(text)).speakers[0].quotations
    assert said.in_part
    assert said.pieces == (Piece("old and tired"),)


def test_no_figure_is_the_name_of_a_race_or_how_much_later() -> None:
    text = "Kirsa Wend won the women's 800m.\n\nFour minutes later the two boats sank, with 14 people on board.\n"
    assert [figure.value for figure in view(shown(text)).figures] == ["14"]


@pytest.mark.parametrize(("time", "values"), [("over the next three weeks", []), ("for three weeks", ["3"])])
def test_no_figure_only_says_when(time: str, values: list[str]) -> None:
    text = f"HARROW BAY — The council of Harrow Bay will close the old sea lock {time}, the harbour master said.\n"
    assert [figure.value for figure in view(shown(text)).figures] == values


def test_a_figure_s_sentence_has_no_mark_that_is_never_closed() -> None:
    text = "Ana Ruiz, the mayor, gave a speech.\n\n“We shall spend 40 crowns. It will hold, and we paid 50 crowns.”\n"
    words = [figure.context[0].text for figure in view(shown(f"{text}\nA: It cost 60 crowns.\n")).figures]
    assert words == ["We shall spend 40 crowns.", "It will hold, and we paid 50 crowns.", "It cost 60 crowns."]


def test_figures_stand_in_their_sentence() -> None:
    figure = next(figure for figure in view(shown()).figures if figure.value == "4500000")
    assert "4.5 million pounds" in figure.text
    assert figure.context[0].text.startswith("The work will cost 4.5 million pounds")


def test_a_figure_in_somebodys_words_says_whose() -> None:
    text = """HARROW BAY — “The wall was old,” said Ana Ruiz, the harbour master. “We need 300 men to mend it.”

The council has spent 40 million pounds. It takes a week, she said, and 25 boats.
"""
    found = view(shown(text)).figures
    given = {figure.value: figure.claim.name if figure.claim else None for figure in found}
    assert given["300"] == "Ana Ruiz"
    assert given["40000000"] is None
    href = next(figure.claim.href for figure in found if figure.claim)
    assert href.removeprefix("#") in {said.id for speaker in view(shown(text)).speakers for said in speaker.quotations}


def test_cuts_of_a_fact_become_gaps() -> None:
    text = "The wall, which is old, fell on Monday.\n"
    fact = KeyFact("f-000000", Slot.WHAT, Span(0, 23), text[:23], (Span(8, 23),), None, 0, (), "test")
    both = replace(fact, id="f-000001", span=Span(0, 38), text=text[:38], cuts=(Span(8, 23),))
    found = view(shown(text, key_facts=(fact, both))).facts
    assert [[piece.text for piece in item.pieces] for item in found] == [
        ["The wall"],
        ["The wall", "…", "fell on Monday"],
    ]


def test_the_fact_that_the_bottom_line_says_is_marked() -> None:
    """It is one, so that its link leads somewhere; a name is a row all the same, and so is what an editor adds."""
    whole = "The wall fell on Monday."
    text = f"Wall falls\n\n{whole} Nobody was hurt.\n"
    start = text.index(whole)
    lead = KeyFact("f-000000", Slot.WHAT, Span(start, start + len(whole)), whole, (), None, 0, (), "test")
    part = replace(lead, id="f-000001", span=Span(start, start + 8), text=whole[:8])
    cut = replace(lead, id="f-000002", cuts=(Span(start + 9, start + 13),))
    named = replace(part, id="f-000003", slot=Slot.WHERE)
    edited = replace(part, id="f-000004", rule="editor")
    found = view(shown(text, key_facts=(named, edited, lead, part, cut)))
    assert found.bottom_line == whole
    assert [item.id for item in found.facts if item.leads] == ["f-000000"]
    alone = view(shown(text, key_facts=(replace(part, cuts=()),))).facts
    assert [item.leads for item in alone] == [("", "The wall", " fell on Monday.")]


@pytest.mark.parametrize(("name", "leads"), [("Ana Ruiz", True), ("She", False)])
def test_a_claim_leads_where_the_bottom_line_says_whose_it_is(name: str, leads: bool) -> None:  # noqa: FBT001 - a case
    text = f"Wall falls\n\n{name} said the wall fell. Ana Ruiz, the harbour master, was there.\n"
    briefing = factbox.read_briefing(text.encode(), path="wall.txt", metadata=OWN)
    said = next(item for item in briefing.quotations if "wall fell" in item.text)
    speaker = replace(said.speaker, name="Ana Ruiz") if said.speaker else None
    start = text.index("the wall fell")
    fact = KeyFact("f-000000", Slot.WHAT, Span(start, start + 13), "the wall fell", (), said.id, 0, (), "test")
    found = view(shown(text, key_facts=(fact,), quotations=(replace(said, speaker=speaker),)))
    assert [bool(item.leads) for item in found.facts] == [leads]


@pytest.mark.parametrize(
    ("words", "published", "day"),
    [
        ("Monday", dt.date(2026, 3, 3), "2 March 2026"),
        ("2 March", dt.date(2026, 3, 3), "2026"),
        ("Monday, March 2", dt.date(2026, 3, 3), "2026"),
        ("Monday evening", dt.date(2026, 3, 3), "2 March 2026"),
        ("last week", dt.date(2026, 3, 3), "week of 23 February 2026"),
        ("2 March 2026", dt.date(2026, 3, 3), None),
        ("Monday", None, None),
    ],
)
def test_a_when_says_which_day_it_means(words: str, published: dt.date | None, day: str | None) -> None:
    text = f"Wall falls\n\nThe wall fell on {words}.\n"
    metadata = replace(OWN, published=published)
    timex = factbox.read_briefing(text.encode(), path="wall.txt", metadata=metadata).timexes[0]
    row = KeyFact("f-000000", Slot.WHEN, timex.span, words, (), None, 0, (timex.id,), "test")
    what = replace(row, id="f-000001", slot=Slot.WHAT)
    found = [item.when for item in view(shown(text, metadata, key_facts=(row, what))).facts]
    assert [when and when.text for when in found] == [day, None]


def test_a_claim_names_who_makes_it() -> None:
    found = shown()
    quotation = next(item for item in found.briefing.quotations if item.speaker and item.speaker.name == "Ana Ruiz")
    made = view(shown(timeline=(event("2026-03-02", modality=Modality.SAID, by=quotation.id),))).timeline[0]
    assert made.claim
    assert (made.claim.name, made.claim.href) == ("Ana Ruiz", f"#{quotation.id}")


def test_paragraphs_tile_the_text_and_mark_items() -> None:
    found = view(shown())
    assert [paragraph.number for paragraph in found.source] == [1, 2, 3]
    text = " ".join("".join(run.text for run in paragraph.runs) for paragraph in found.source)
    assert text in " ".join(ARTICLE.split())
    starts = [run.starts for paragraph in found.source for run in paragraph.runs if run.starts]
    assert len(starts) == len(set(starts))
    (said,) = next(speaker for speaker in found.speakers if speaker.name == "Ana Ruiz").quotations
    assert said.id in {name for paragraph in found.source for run in paragraph.runs for name in run.ids}


def test_what_is_not_known_to_somebody_says_to_whom() -> None:
    text = (
        "Chief Inspector Ana Ruiz said: “The hull is still being searched. It is not clear what sank the trawler.”\n"
        "It is not clear who owns it."
    )
    told = [(item.text, item.claim and item.claim.name) for item in view(shown(text)).unknowns]
    assert told == [("It is not clear what sank the trawler.", "Ana Ruiz"), ("It is not clear who owns it.", None)]


def test_a_figure_inside_a_quotation_is_still_quoted() -> None:
    text = "The mayor, Jo Marsh, said: “We have lost 200 boats in one night.”\n"
    runs = [run for paragraph in view(shown(text)).source for run in paragraph.runs if run.quoted]
    assert (
        "".join(run.text for run in runs).startswith("We have lost 200 boats in one night.") or runs[0].text[0] == "“"
    )
    assert {"figure", "quotation"} <= {run.kind for run in runs}


def test_excerpts_have_gaps_and_pointers_that_lead_somewhere() -> None:
    found = view(shown(mode="excerpts", share=0.6, metadata=replace(OWN, licence=None)))
    assert found.source_mode == "excerpts"
    there = {f"#p{paragraph.number}" for paragraph in found.source}
    there |= {f"#src-{run.starts}" for paragraph in found.source for run in paragraph.runs if run.starts}
    pointers = {item.pointer.href for item in (*found.facts, *found.figures, *found.timeline, *found.unknowns)}
    pointers |= {said.pointer.href for speaker in found.speakers for said in (*speaker.quotations, *speaker.reported)}
    assert pointers <= there
    assert any(run.text == "…" for paragraph in found.source for run in paragraph.runs)


def test_a_dateline_whose_paragraph_is_not_shown_points_to_no_place_on_the_page() -> None:
    start = ARTICLE.index("HARROW BAY")
    where = KeyFact("f-000000", Slot.WHERE, Span(start, start + 10), "HARROW BAY", (), None, 0, (), "dateline")
    nothing = dict.fromkeys(("quotations", "timeline", "quantities", "unknowns"), ())
    url, metadata = "https://courier.example.org/wall", replace(OWN, licence=None)
    (fact,) = view(shown(mode="excerpts", share=0.1, metadata=metadata, key_facts=(where,), **nothing)).facts
    assert fact.pointer == Pointer(1, None)
    metadata = replace(metadata, url=url)
    (fact,) = view(shown(mode="excerpts", share=0.1, metadata=metadata, key_facts=(where,), **nothing)).facts
    assert fact.pointer.href == f"{url}#:~:text=HARROW%20BAY"


def test_a_dateline_points_to_the_paragraph_that_it_opens() -> None:
    text = (
        "The last keeper of the light\n\nFor 31 years Elsa Holm has tended a light that nobody needs. "
        "Now three people want it.\n\nBy Ana Ruiz\n\n"
        "HARROW BAY — The ferry to the light stopped on Monday, the council said.\n"
    )
    found = shown(text)
    dateline = found.briefing.dateline
    assert dateline
    where = replace(found.briefing.key_facts[0], slot=Slot.WHERE, span=dateline.span, text=dateline.span.of(text))
    (fact,) = view(replace(found, briefing=replace(found.briefing, key_facts=(where,)))).facts
    assert fact.pointer.paragraph == 2


def test_without_a_source_section_pointers_lead_to_the_original() -> None:
    url = "https://courier.example.org/wall"
    found = view(shown(mode="none", metadata=replace(OWN, url=url)))
    assert found.source == ()
    (said,) = next(speaker for speaker in found.speakers if speaker.name == "Ana Ruiz").quotations
    assert said.pointer.paragraph == 2
    assert said.pointer.href
    assert said.pointer.href.startswith(f"{url}#:~:text=The%20old%20wall%20has%20stood%20for%20ninety%20years%2C")
    assert view(shown(mode="none")).bottom_pointer == Pointer(1, None)


def test_a_page_can_be_cited() -> None:
    title = "Wall & {tower} fall_50%"
    plain, bibtex, ris = view(shown(metadata=replace(OWN, title=title))).citations
    address = "https://x.example.org/r/briefings/wall/"
    assert plain.text == f"“{title}”. Site, Tuesday 3 March 2026. {address}. Source: The Bay Post."
    assert r"title = {{Wall \& \{tower\} fall\_50\%}}," in bibtex.text
    assert ris.text.split("\n") == [
        "TY  - ELEC",
        f"TI  - {title}",
        "PB  - Site",
        "PY  - 2026",
        "DA  - 2026/03/03/",
        f"UR  - {address}",
        "N1  - Source: The Bay Post",
        "ER  - ",
    ]
    assert [item.file for item in (plain, bibtex, ris)] == ["", "citation.bib", "citation.ris"]
    assert bibtex.href == "briefings/wall/citation.bib"


def test_structured_data_says_whose_it_is() -> None:
    data = view(shown(timeline=(event("2026-03-02"), event("")))).json_ld
    assert data["@type"] == "NewsArticle"
    assert data["datePublished"] == "2026-03-03"
    assert data["publisher"]["name"] == "Site"
    assert data["isBasedOn"]["publisher"]["name"] == "The Bay Post"
    assert data["hasPart"][0]["creator"] == {"@type": "Person", "name": "Ana Ruiz"}
    assert [item["startDate"] for item in data["mentions"]] == ["2026-03-02"]
    undated = view(shown(metadata=factbox.Metadata())).json_ld
    assert undated["@type"] != "NewsArticle"
    assert not undated.keys() & {"datePublished", "dateModified"}


def test_a_long_bottom_line_is_cut_for_lists() -> None:
    text = "The wall " + "that was very old " * 20 + "fell on Monday.\n"
    found = view(shown(text))
    assert found.summary.endswith(" …")
    assert len(found.summary) <= 202
    assert text.startswith(found.summary.removesuffix(" …"))
    assert view(shown(text), Sidecar(summary="The editor's.")).summary == "The editor's."


def test_states_in_words() -> None:
    metadata = replace(OWN, updated=dt.date(2026, 3, 4))
    found = present(shown(metadata=metadata), Sidecar(developing=True), ENGLISH, "draft")
    assert [state.label for state in found.states] == ["Draft", "Developing", "Updated"]
    assert [change.label for change in found.history] == ["Published", "Updated"]


def test_a_text_in_another_language_has_a_page_without_items() -> None:
    found = view(shown("Die Mauer fiel am Montag.\n", metadata=replace(OWN, language="de")))
    assert (found.english, found.language) == (False, "de")
    assert not (found.facts)
    assert not (found.speakers)
    assert not (found.timeline)
    assert found.source


def test_a_statement_whose_end_is_not_clear_is_in_the_data_alone() -> None:
    text = "Ana Ruiz said the pier would close, and the rain went on.\n\nBen Okafor said the pier would stay open.\n"
    found = shown(f"The pier\n\n{text}", key_facts=(), timeline=())
    reported = [speaker.name for speaker in view(found).speakers for _ in speaker.reported]
    assert [item.speaker and item.speaker.name for item in found.briefing.quotations] == ["Ana Ruiz", "Ben Okafor"]
    assert reported == ["Ben Okafor"]


def test_what_is_of_the_publication_day_is_marked() -> None:
    text = "Pier burned\n\nThe pier burned on Tuesday. It was shut on Monday.\n"
    monday, tuesday = view(shown(text)).timeline
    assert (monday.fresh, tuesday.fresh) == (False, True)
