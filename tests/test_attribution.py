"""Who said what: the case files of attribution, reported statements and speakers, and texts that must not hurt."""

from __future__ import annotations

import re

import pytest

from cases import Case, read_cases
from factbox.attribution import attribute
from factbox.briefing import brief
from factbox.document import document_from_text
from factbox.entities import link_entities
from factbox.mentions import find_mentions
from factbox.model import Certainty, Document, Quotation, QuotationKind, Source, Timex
from factbox.options import Options
from factbox.pipeline import annotate
from factbox.quotations import find_quotations
from factbox.sentences import split_sentences
from factbox.spans import Span
from factbox.timexes import find_timexes
from timing import processor_seconds


def quotations_of(text: str) -> tuple[tuple[Quotation, ...], tuple[Timex, ...]]:
    """Return the quotations and time expressions of a text with a paragraph for each line."""
    lines = tuple(Span(*match.span()) for match in re.finditer(r"[^\n]+", text))
    document = Document("", Source("", "", "", "lede"), text, None, lines)
    sentences = split_sentences(document)
    entities = link_entities(document, find_mentions(document, sentences))
    timexes = find_timexes(document, sentences)
    return attribute(document, sentences, find_quotations(document), entities, timexes), timexes


def direct(text: str) -> list[Quotation]:
    """Return the quotations that stand in marks."""
    return [item for item in quotations_of(text)[0] if item.kind is not QuotationKind.INDIRECT]


def who(item: Quotation) -> str:
    """Return a quotation's speaker as written and, where that says more, as known."""
    if item.speaker is None:
        return "nobody"
    name = item.speaker.name
    return item.speaker.text + (f" = {name}" if name and name != item.speaker.text else "")


def line_of(item: Quotation, text: str) -> str:
    """Return a quotation as the case files write it."""
    parts = " / ".join(part.of(text) for part in item.parts)
    return f"{who(item)} | {item.cue.text if item.cue else '-'} | {parts}"


@pytest.mark.parametrize("case", read_cases("attribution"), ids=str)
def test_quotations_and_their_speakers(case: Case) -> None:
    assert "\n".join(line_of(item, case.input) for item in direct(case.input)) == case.expected


@pytest.mark.parametrize("case", read_cases("indirect"), ids=str)
def test_reported_statements(case: Case) -> None:
    found = [item for item in quotations_of(case.input)[0] if item.kind is QuotationKind.INDIRECT and not item.opinion]
    assert "\n".join(line_of(item, case.input) for item in found) == case.expected


@pytest.mark.parametrize("case", read_cases("opinions"), ids=str)
def test_what_is_thought_or_judged(case: Case) -> None:
    found = [item for item in quotations_of(case.input)[0] if item.opinion]
    assert "\n".join(f"{line_of(item, case.input)}; {item.rule}" for item in found) == case.expected
    assert all(item.speaker is None or item.speaker.certainty is Certainty.LIKELY for item in found)


def test_opinions_can_be_left_out_and_nothing_is_read_from_them() -> None:
    document = document_from_text("Some officials believe that the wall will fall.", id="a")
    annotations = annotate(document)
    assert [item.opinion for item in annotations.quotations] == [True]
    assert not brief(annotations).unknowns
    assert not annotate(document, Options(opinions=False)).quotations


def test_a_statement_has_the_same_id_whether_opinions_are_read_or_not() -> None:
    document = document_from_text("Owners fear the wall will fall. The wall will fall, Ana Ruiz said.", id="a")
    opinion, statement = annotate(document).quotations
    assert opinion.opinion
    assert [item.id for item in annotate(document, Options(opinions=False)).quotations] == [statement.id]


@pytest.mark.parametrize("case", read_cases("speakers"), ids=str)
def test_what_is_known_of_a_speaker(case: Case) -> None:
    found, timexes = quotations_of(case.input)
    days = {timex.id: timex.text for timex in timexes}
    lines = []
    for item in found:
        if item.kind is QuotationKind.INDIRECT or item.speaker is None:
            continue
        described = item.speaker.described
        fields = [
            who(item),
            f"role: {item.speaker.role}" if item.speaker.role else "",
            f"described: {described.of(case.input)}" if described and described != item.speaker.span else "",
            "anonymous" if item.speaker.anonymous else "",
            f"venue: {item.venue.of(case.input)}" if item.venue else "",
            f"day: {days[item.said_on]}" if item.said_on else "",
        ]
        lines.append(" | ".join(field for field in fields if field))
    assert "\n".join(lines) == case.expected


@pytest.mark.parametrize("case", [*read_cases("attribution"), *read_cases("indirect")], ids=str)
def test_spans_are_verbatim(case: Case) -> None:
    for item in quotations_of(case.input)[0]:
        assert item.span.of(case.input) == item.text
        assert item.rule
        assert all(item.span.holds(part) for part in item.parts)
        for said in (item.cue, item.speaker):
            assert said is None or said.span.of(case.input) == said.text


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("“It held,” said Ana Ruiz.", Certainty.SURE),
        ("“It held,” Ana Ruiz said.", Certainty.SURE),
        ("Ana Ruiz said: “It held.”", Certainty.SURE),
        ("The wall was “a patch”, Ana Ruiz said.", Certainty.SURE),
        ("Ana Ruiz wrote to the board:\n“It held.”", Certainty.SURE),
        ("“It held for all of us.”\n— Ana Ruiz", Certainty.SURE),
        ("A spokesman called the wall “a patch”.", Certainty.LIKELY),
        ("Ana Ruiz was glad. “It held.”", Certainty.LIKELY),
        ("Ana Ruiz slept well. “It held,” she said.", Certainty.SURE),
        ("Sarah Holm said she slept. Mary Lind left. “It held,” she said.", Certainty.LIKELY),
        ("Sarah Holm slept well. It rained. It stopped. “It held,” she said.", Certainty.SURE),
        ("The storm passed. “It held,” she said.", Certainty.SURE),
        ("Mary Lind left at noon. Sarah Holm said she was tired. “It held,” she said.", Certainty.SURE),
    ],
)
def test_certainty(text: str, certainty: Certainty) -> None:
    (item,) = direct(text)
    assert item.speaker
    assert item.speaker.certainty is certainty


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Ana Ruiz said the pier would close.", Certainty.SURE),
        ("Ana Ruiz said the pier would close, though it was new.", Certainty.LIKELY),
        ("Ana Ruiz said the pier would close, and left.", Certainty.LIKELY),
        ("The pier will close, Ana Ruiz said.", Certainty.SURE),
        ("The pier, Ana Ruiz said, will close in May.", Certainty.LIKELY),
        ("Asked about the wall, most tenants say it does not.", Certainty.LIKELY),
        ("Most tenants said yes while the council looked away.", Certainty.LIKELY),
        ("Ana Ruiz said no boat had sunk.", Certainty.SURE),
        ("A slip by Bo Lind suggested the wall was late.", Certainty.LIKELY),
        ("Research suggests the wall is late.", Certainty.SURE),
        ("He built boats, a thing Ana Ruiz said he excelled at.", Certainty.LIKELY),
    ],
)
def test_a_reported_statement_is_sure_where_its_end_is(text: str, certainty: Certainty) -> None:
    (item,) = quotations_of(text)[0]
    assert item.speaker
    assert item.speaker.certainty is certainty


def seconds(text: str) -> float:
    """Return the processor time that a text takes."""
    return processor_seconds(lambda: quotations_of(text))


@pytest.mark.parametrize(
    "unit",
    [
        "“a” and ",
        "he said “a” and ",
        "“We won,” said Ana Ruiz, who ",
        "Ana Ruiz, who said, ",
        "said according to the spokesman of the ",
        "Ana Ruiz believes that she wants to support the idea of a plan, and asked how ",
        "support view idea ",
        "“‘\"'",
    ],
)
def test_time_grows_no_faster_than_one_line(unit: str) -> None:
    short, long = unit * 750, unit * 3000
    ratios = []
    for _ in range(3):
        ratios.append(seconds(long) / max(seconds(short), 0.01))
        if ratios[-1] < 9:
            return
    pytest.fail(f"four times the text took {min(ratios):.1f} times as long")


def test_a_hundred_times_the_marks_names_and_commas_take_a_hundred_times_as_long() -> None:
    unit = "a miner, who saw Ana Ruiz, said “a”, he said, 'b' \" told Ben Holm, and "
    short, long = unit * (10_000 // len(unit)), unit * (1_000_000 // len(unit))
    seconds(short)
    ratios = []
    for _ in range(2):
        ratios.append(seconds(long) / max(seconds(short), 0.01))
        if ratios[-1] < 250:
            return
    pytest.fail(f"a hundred times the text took {min(ratios):.0f} times as long")
