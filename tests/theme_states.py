"""Briefing pages in the states that a theme must bear, made by hand; `theme_site.py` builds them."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, islice
from types import SimpleNamespace

from factbox import Entity, EntityKind, Span
from pelican.plugins.briefing.edition_view import Change
from pelican.plugins.briefing.languages import Language
from pelican.plugins.briefing.picture_view import Axis, Share, Shares, Tick
from pelican.plugins.briefing.presenting.locator import Located, map_view
from pelican.plugins.briefing.related import Related
from pelican.plugins.briefing.source_view import ParagraphView, RunView
from pelican.plugins.briefing.view import (
    BriefingView,
    Citation,
    Claim,
    EntityView,
    EventView,
    FactView,
    FigureView,
    NoticeView,
    Piece,
    Pointer,
    QuotationView,
    SpeakerView,
    State,
    TimeView,
    UnknownView,
)

ADDRESS = "https://gazette.example/ferry-cut"
DAY = TimeView("Monday 4 March 2024", "2024-03-04")
GAP = Piece("…", gap=True)
LONG_NAME = "Professor Dame Wilhelmina Featherstonehaugh-Cholmondeley of Saint-Maur-des-Fossés-sur-Ondes"
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LONG_QUOTE = (
    "We have told the board in January, and again in February, that a single boat cannot carry a school, a clinic and "
    "a fish market across the sound in one morning, and that whoever believes it can has never stood on the pier at "
    "six o’clock with three hundred people, a tractor and the wind in the north"
)


# Latitude and longitude of cities.
CITIES = {
    "Bergen": (60.39, 5.32),
    "Brussels": (50.85, 4.35),
    "Copenhagen": (55.68, 12.57),
    "Frankfurt": (50.12, 8.68),
    "Lisbon": (38.73, -9.15),
    "London": (51.51, -0.13),
    "Paris": (48.85, 2.35),
    "Reykjavik": (64.14, -21.9),
}


def located(*names: str) -> Located | None:
    """Return the map of cities."""
    span = Span(0, 1)
    places = (Entity("e", EntityKind.PLACE, name, span, (span,), "test", coordinates=CITIES[name]) for name in names)
    return map_view(places, Language())


def at(paragraph: int, href: str | None = "") -> Pointer:
    """Return a pointer to a paragraph of the page; with None, to one that it does not show."""
    return Pointer(paragraph, f"#p{paragraph}" if href == "" else href, f"{ADDRESS}#:~:text=boat%20{paragraph}")


def fact(name: str, label: str, text: str, paragraph: int, claim: Claim | None = None) -> FactView:
    """Return a row of the box, with a gap at every "…"."""
    pieces: list[Piece] = []
    for part in text.split("…"):
        pieces += [Piece(part), GAP]
    return FactView(name, label.lower(), label, tuple(pieces[:-1]), claim, at(paragraph))


def event(name: str, when: TimeView, text: str, paragraph: int, **more: object) -> EventView:
    """Return an entry of the timeline that is simply reported unless `more` says otherwise."""
    plain = EventView(name, when, text, planned=False, claim=None, probable=False, pointer=at(paragraph))
    return replace(plain, **more)


def quotation(name: str, text: str, paragraph: int, **more: object) -> QuotationView:
    """Return a direct quotation, said without more."""
    plain = QuotationView(
        name,
        "direct",
        (Piece(text),),
        in_part=False,
        cue="said",
        venue="",
        mention="",
        probable=False,
        said_on=None,
        pointer=at(paragraph),
    )
    return replace(plain, **more)


def speaker(name: str, role: str, *quotations: QuotationView, **more: object) -> SpeakerView:
    """Return a named speaker without a page of their own."""
    return replace(SpeakerView(name, role, anonymous=False, href=None, quotations=quotations, reported=()), **more)


PLAIN = BriefingView(
    title="Island loses its second ferry",
    working_title=False,
    states=(),
    english=True,
    language="en",
    bottom_line="The harbour board of Skerrow will take one of its two ferries out of service in May.",
    bottom_pointer=at(1),
    published=DAY,
    updated=None,
    publisher="Skerrow Gazette",
    publisher_inferred=False,
    author="",
    url=ADDRESS,
    licence="own",
    people_quoted=1,
    minutes=1,
    summary="The harbour board of Skerrow will take one of its two ferries out of service in May.",
    counts=("1 fact", "1 person quoted"),
    facts=(fact("f-1", "What", "The harbour board of Skerrow will take one of its two ferries out of service", 1),),
    timeline=(event("e-1", DAY, "The board met on Monday.", 2),),
    speakers=(speaker("Runa Falk", "harbour master", quotation("q-1", "One boat is enough.", 2)),),
    source_mode="full",
    source=(
        ParagraphView(
            1, (RunView("The harbour board of Skerrow will take one of its two ferries out of service in May."),)
        ),
        ParagraphView(
            2,
            (
                RunView("“One boat is enough.”", ("q-1",), "quotation", "q-1", quoted=True),
                RunView(" said Runa Falk. The board met on Monday."),
            ),
        ),
    ),
    path="ferry-cut.txt",
    sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    version="0.1.0",
    json_url="briefings/ferry-cut/briefing.json",
    history=(Change("published", DAY, "Published", ""),),
    citations=(Citation("Plain text", "“Island loses its second ferry.” Skerrow Gazette, 4 March 2024."),),
)

FULL = replace(
    PLAIN,
    title="Council of Skerrow keeps night ferry after protest on the pier",
    states=(State("developing", "Developing"), State("updated", "Updated"), State("corrected", "Corrected")),
    updated=TimeView("Tuesday 5 March 2024, 09:30", "2024-03-05T09:30:00+01:00"),
    author="Tove Brandt",
    people_quoted=2,
    minutes=3,
    edits=2,
    counts=("8 facts", "5 events", "2 people quoted"),
    notices=(
        NoticeView("correction", "Correction", "An earlier version gave the number of passengers as 3,000; it is 300."),
        NoticeView("disclaimer", "Note", "The Gazette belongs to the ferry company."),
    ),
    facts=(
        replace(fact("f-lead", "What", PLAIN.bottom_line, 1), leads=("", PLAIN.bottom_line, "")),
        fact("f-who", "Who", "Runa Falk, harbour master of Skerrow", 1),
        fact("f-who2", "Who", "The council of Skerrow", 1),
        fact("f-what", "What", "The council voted 9 to 4 … to keep the night ferry until autumn", 1),
        fact("f-claim", "What", "the board had been warned twice", 3, Claim("a council official", "#q-3")),
        fact("f-where", "Where", "Skerrow, Ondland", 1),
        fact("f-when", "When", "on Monday evening", 1),
        replace(fact("f-number", "In numbers", "at least 300 passengers a day", 4), edited=True),
    ),
    figures=(
        FigureView(
            "n-1",
            "at least 300 passengers",
            "300",
            (Piece("The night ferry carries at least 300 passengers a day."),),
            at(4),
        ),
        FigureView(
            "n-2",
            "€4.5 million",
            "4500000",
            (Piece("A new boat would cost €4.5 million, "), GAP, Piece("the board says.")),
            at(4),
        ),
        FigureView("n-3", "12 per cent", "12", (), at(5, None), Claim("a council official", "#q-3"), length=30),
        FigureView("n-4", "40 per cent", "40", (), at(5, None), Claim("a council official", "#q-3"), length=100),
    ),
    timeline=(
        event("e-1", TimeView("early 2022"), "The second ferry entered service.", 2),
        event(
            "e-2",
            TimeView("week of 5 February 2024", "2024-W06"),
            "The board was warned.",
            3,
            claim=Claim("a council official", "#q-3"),
        ),
        event("e-3", DAY, "The council voted to keep the boat.", 1, also=(at(4), at(5, None))),
        event("e-4", TimeView("May 2024", "2024-05"), "The boat goes to the yard.", 5, planned=True),
        event("e-5", TimeView("autumn 2024"), "The council decides again.", 5, planned=True, probable=True),
    ),
    axis=Axis(
        "Time axis with 5 events, from 2022 to 2024",
        "From left to right: early 2022; Feb 2024, 2 events; May 2024, 2 events, planned.",
        (Tick(0, "2022"), Tick(48, "Feb 2024", wide=True, count=2), Tick(100, "2024", count=2, hollow=True)),
        (24,),
    ),
    speakers=(
        speaker(
            "Runa Falk",
            "harbour master",
            quotation(
                "q-1",
                "",
                2,
                pieces=(Piece("We wait,"), GAP, Piece("and the sea does not.")),
                cue="told",
                venue="the Gazette",
            ),
            quotation("q-2", "a boat too many", 4, kind="mixed", in_part=True, mention="she", said_on=DAY),
            href="people/runa-falk/",
            reported=(quotation("q-4", "the yard has room for one boat only", 5, kind="indirect", probable=True),),
        ),
        speaker("a council official", "", quotation("q-3", LONG_QUOTE, 3), anonymous=True),
        speaker("Not attributed", "", quotation("q-5", "never again", 5, cue="", in_part=True)),
    ),
    shares=Shares(
        (
            Share("a council official", "#q-3", 55, 100),
            Share("Runa Falk", "#q-1", 11, 20),
            Share("Ida Holm", "#q-2", 1, 2),
        ),
        1,
    ),
    unknowns=(
        UnknownView("u-1", "Not verified", "The Gazette could not confirm how many passengers there were.", at(4)),
        UnknownView("u-2", "Unnamed source", "a council official", at(3)),
    ),
    people=(EntityView("Runa Falk", "harbour master", "people/runa-falk/", 4), EntityView("Ida Holm", "", None, 1)),
    organisations=(EntityView("Skerrow Gazette", "", None, 2),),
    places=(EntityView("Skerrow", "Ondland", "places/skerrow/", 6), EntityView("Bergen", "", None, 1)),
    map=located("Bergen"),
    source_mode="excerpts",
    source=(
        ParagraphView(
            1,
            (
                RunView("The council voted ", ("f-what",), "fact", "f-what"),
                RunView("9 to 4", ("f-what", "n-1"), "figure", "n-1"),
                RunView(" to keep the night ferry", ("f-what",), "fact"),
                RunView("…"),
            ),
        ),
        ParagraphView(
            2,
            (
                RunView("“We wait,”", ("q-1",), "quotation", "q-1"),
                RunView(" said Runa Falk, "),
                RunView("“and the sea does not.”", ("q-1",), "quotation"),
            ),
        ),
        ParagraphView(3, (RunView(LONG_QUOTE, ("q-3",), "quotation", "q-3"),)),
        ParagraphView(
            4, (RunView("The Gazette could not confirm how many passengers there were.", ("u-1",), "unknown", "u-1"),)
        ),
        ParagraphView(5, (RunView("The boat goes to the yard in May.", ("e-4",), "event", "e-4"),)),
    ),
    history=(
        Change("published", DAY, "Published", ""),
        Change(
            "correction",
            TimeView("Tuesday 5 March 2024", "2024-03-05"),
            "Correction",
            "The number of passengers is 300.",
        ),
        Change("updated", None, "Updated", ""),
    ),
    citations=(
        Citation(
            "Plain text",
            "“Council of Skerrow keeps night ferry.” Skerrow Gazette, 4 March 2024. https://briefings.example/ferry/",
        ),
        Citation(
            "BibTeX",
            "@online{ferry,\n  title = {Council of Skerrow keeps night ferry},\n  date = {2024-03-04},\n}",
            "citation.bib",
            "briefings/full/citation.bib",
        ),
        Citation("RIS", "TY  - ELEC\nTI  - Council of Skerrow keeps night ferry\nER  - "),
    ),
    related=(
        Related(SimpleNamespace(url="briefings/plain/", briefing=PLAIN), ("Runa Falk", "Skerrow", LONG_NAME), 0.5),
    ),
)

BARE = replace(
    PLAIN,
    title="The lamp at the end of the pier was out",
    working_title=True,
    states=(State("draft", "Draft"),),
    bottom_line="",
    bottom_pointer=None,
    published=None,
    publisher="",
    url="",
    licence="",
    people_quoted=0,
    counts=(),
    facts=(),
    timeline=(),
    speakers=(),
    source_mode="none",
    source=(),
    json_url="",
    history=(),
    citations=(),
)

FOREIGN = replace(
    BARE,
    title="انقطاع العبّارة الليلية عن الجزيرة",
    working_title=False,
    states=(),
    english=False,
    language="ar",
    publisher="جريدة الميناء",
    sample=True,
    source_mode="full",
    source=(ParagraphView(1, (RunView("قال مجلس الميناء إن العبّارة ستتوقف في مايو."),)),),
)

UNDATED = replace(
    FULL,
    title="Island school asks for boat",
    states=(),
    published=None,
    updated=None,
    publisher_inferred=True,
    notices=(),
    sample=True,
    timeline=(
        event("e-1", TimeView("Monday before publication"), "The school wrote to the board.", 1),
        event("e-2", TimeView("the day of publication"), "The board answered.", 2),
    ),
    axis=None,
    source=(*FULL.source[:4], ParagraphView(5, (RunView("It rained."),))),
)

_VOICES = cycle((LONG_NAME, "Runa Falk", "سلمى الحداد", "Ødegård-Þórðardóttir", "נועה ברק", LONG_WORD))
MANY = replace(
    FULL,
    title=f"Forty years of ferries, and {LONG_WORD}, told by all who sailed on them or waited for them in the rain",
    states=(State("updated", "Updated"),),
    people_quoted=80,
    minutes=14,
    facts=tuple(fact(f"f-{n}", "What", f"Boat {n} was built in the yard of Skerrow and sold", n) for n in range(1, 13)),
    figures=tuple(
        FigureView(f"n-{n}", f"{n},000 tonnes", f"{n}000", (Piece(f"Boat {n} had {n},000 tonnes."),), at(n))
        for n in range(1, 9)
    ),
    timeline=tuple(
        event(f"e-{n}", TimeView(f"March {1984 + n}", f"{1984 + n}-03"), f"Boat {n} entered service on the sound.", n)
        for n in range(1, 41)
    ),
    axis=Axis(
        "Time axis with 40 events, from Mar 1985 to Mar 2024",
        "From left to right: " + "; ".join(f"{1985 + 4 * n}, 4 events" for n in range(10)) + ".",
        tuple(Tick(10 * n, str(1985 + 4 * n), wide=n % 3 > 0, count=4) for n in range(10)),
    ),
    speakers=tuple(
        speaker(
            f"{name} {n}" if n > 5 else name,
            "former first mate of the night ferry" if n % 2 else "",
            quotation(f"q-{n}", f"{LONG_QUOTE}, as it was in the year {1984 + n}", n % 60 + 1),
            quotation(f"q-{n}b", f"boat {n}", n % 60 + 1, in_part=True),
        )
        for n, name in enumerate(islice(_VOICES, 40))
    ),
    shares=Shares(
        tuple(Share(name, f"#q-{n}", 140 - 9 * n, 100 - 6 * n) for n, name in enumerate(islice(_VOICES, 8))), 32
    ),
    people=tuple(
        EntityView(f"{name} {n}", "first mate", f"people/mate-{n}/", n + 1)
        for n, name in enumerate(islice(_VOICES, 40))
    ),
    map=located(*CITIES),
    source_mode="full",
    source=tuple(
        ParagraphView(
            n,
            (
                RunView(f"Boat {n} was built in the yard of Skerrow and sold", (f"f-{n}",), "fact", f"f-{n}"),
                RunView(". "),
                RunView(f"“{LONG_QUOTE}”", (f"q-{n}",), "quotation", f"q-{n}"),
                RunView(", they said."),
            )
            if n < 13
            else (RunView(f"In the year {1984 + n} it rained. {LONG_QUOTE}."),),
        )
        for n in range(1, 61)
    ),
)

HOSTILE_WORDS = "<script>alert(1)</script> {{ 7*7 }} \"onclick=alert(1) '><b>"
HOSTILE = replace(
    PLAIN,
    title=HOSTILE_WORDS,
    states=(State("draft", HOSTILE_WORDS),),
    bottom_line=HOSTILE_WORDS,
    history=(),
    publisher=HOSTILE_WORDS,
    url="https://gazette.example/?q=" + HOSTILE_WORDS,
    summary=HOSTILE_WORDS,
    facts=(fact("f-1", "What", HOSTILE_WORDS, 1, Claim(HOSTILE_WORDS, "#q-1")),),
    speakers=(speaker(HOSTILE_WORDS, HOSTILE_WORDS, quotation("q-1", HOSTILE_WORDS, 1, venue=HOSTILE_WORDS)),),
    timeline=(),
    source=(ParagraphView(1, (RunView(HOSTILE_WORDS, ("q-1",), "quotation", "q-1"),)),),
    path=HOSTILE_WORDS,
    json_ld={"@context": "https://schema.org", "@type": "CreativeWork", "headline": HOSTILE_WORDS},
)

STATES = {
    "full": FULL,
    "plain": PLAIN,
    "bare": BARE,
    "foreign": FOREIGN,
    "undated": UNDATED,
    "many": MANY,
    "hostile": HOSTILE,
}
