"""What of a text may be published: its share is kept, the most important items first, and nothing else is let out."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

import factbox
from factbox import QuotationKind, Span
from pelican.plugins.briefing.licensing import Shown, choose_shown, context
from pelican.plugins.briefing.settings import read_settings
from plugin_site import ARTICLE

BRIEFING = factbox.read_briefing(ARTICLE.encode(), path="wall.txt", metadata=factbox.Metadata(title="Given"))
WORDS = len(re.findall(r"\w+", BRIEFING.text or ""))


def shown(briefing: factbox.Briefing = BRIEFING, **given: object) -> Shown:
    """Return what may be shown of a briefing."""
    return choose_shown(briefing, read_settings({"PATH": "/site/content", "BRIEFING_NOW": "2026-06-01", **given}))


def licensed(licence: str | None) -> factbox.Briefing:
    """Return the briefing under a licence."""
    return replace(BRIEFING, source=replace(BRIEFING.source, licence=licence))


@pytest.mark.parametrize(
    ("mode", "licence", "expected"),
    [
        ("full", "own", "full"),
        ("full", "CC-BY-4.0", "full"),
        ("full", "cc by 4.0", "full"),
        ("full", "CC BY-NC 4.0", "excerpts"),
        ("full", None, "excerpts"),
        ("full", "All rights reserved", "excerpts"),
        ("excerpts", "own", "excerpts"),
        ("none", "own", "none"),
    ],
)
def test_the_licence_decides(mode: str, licence: str | None, expected: str) -> None:
    found = shown(licensed(licence), BRIEFING_SOURCE_TEXT=mode)
    assert found.mode == expected
    assert (found.published().text is not None) is (expected == "full")


def test_a_site_can_name_its_licences() -> None:
    given = {"BRIEFING_SOURCE_TEXT": "full", "BRIEFING_FULL_TEXT_LICENCES": ["By agreement"]}
    assert shown(licensed("By agreement"), **given).mode == "full"
    assert shown(licensed("own"), **given).mode == "excerpts"


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.5, 0.8, 1.0])
def test_no_more_words_are_published_than_may_be(share: float) -> None:
    found = shown(BRIEFING_EXCERPT_SHARE=share)
    count = sum(len(re.findall(r"\w+", stretch.of(found.text))) for stretch in found.stretches)
    always = 2  # the dateline's
    assert count <= max(share * WORDS, always)
    for item in (*found.briefing.key_facts, *found.briefing.quotations, *found.briefing.timeline, *found.figures):
        assert found.holds(item.span)


def test_the_most_important_items_stay() -> None:
    assert shown(BRIEFING_EXCERPT_SHARE=0.0).left_out
    assert not shown(BRIEFING_EXCERPT_SHARE=1.0).left_out
    counts = []
    for share in (0.3, 0.5, 0.8, 1.0):
        found = shown(BRIEFING_EXCERPT_SHARE=share)
        direct = [item for item in found.briefing.quotations if item.kind is not QuotationKind.INDIRECT]
        counts.append((len(found.briefing.key_facts), len(direct), len(found.stretches)))
    assert [facts for facts, _, _ in counts] == sorted(facts for facts, _, _ in counts)
    assert [direct for _, direct, _ in counts] == sorted(direct for _, direct, _ in counts)


def test_everybody_is_heard_before_lesser_facts() -> None:
    text = (
        "The council of Isk voted to sell the old mill on Monday.\n\n"
        "Members voted 14 to 11 for the sale on a wet night.\n\n"
        "“My father ground his corn there,” said Ana Ruiz, the miller. “I hoped for more.”\n\n"
        "The mill is worth 3 million crowns, and the town needs 9 million crowns for its schools and roads.\n\n"
        "“It has to go,” said Ben Holm, the mayor. “It costs too much.”\n"
    )
    found = shown(factbox.read_briefing(text.encode(), path="mill.txt"), BRIEFING_EXCERPT_SHARE=0.75)
    assert found.left_out
    assert [quotation.speaker.name for quotation in found.quotations if quotation.speaker] == ["Ana Ruiz", "Ben Holm"]


def test_two_of_something_is_no_figure_where_there_is_enough_else() -> None:
    few = "The wall cost 40 crowns. Ten fishers and two boys lived there.\n"
    many = few.replace("crowns.", "crowns. It held 12 boats and 15 carts.")
    for text, values in ((few, [40, 10, 2]), (many, [40, 12, 15, 10])):
        briefing = replace(factbox.read_briefing(text.encode(), path="wall.txt"), key_facts=())
        assert [figure.value for figure in shown(briefing, BRIEFING_EXCERPT_SHARE=1.0).figures] == values


def test_everything_published_is_of_what_is_shown() -> None:
    found = shown(BRIEFING_EXCERPT_SHARE=0.4)
    data = factbox.to_dict(found.published())
    assert data["text"] is None
    assert data["issues"] == []
    said = json.dumps({key: part for key, part in data.items() if key != "source"}, ensure_ascii=False)
    for sentence in BRIEFING.sentences:
        if not any(stretch.meets(sentence) for stretch in found.stretches):
            assert sentence.of(found.text) not in said
    for key in ("timexes", "quantities", "unknowns", "timeline", "key_facts", "quotations"):
        for item in data[key]:
            assert found.holds(Span(item["start"], item["end"]))
    for entity in found.briefing.entities:
        assert found.holds(entity.name_span)


def test_a_briefing_of_a_page_validates_and_comes_back() -> None:
    for share in (0.0, 0.4, 1.0):
        published = shown(BRIEFING_EXCERPT_SHARE=share).published()
        assert factbox.from_dict(factbox.to_dict(published)) == published


def test_a_claim_goes_with_who_makes_it() -> None:
    text = "“The wall is safe,” said Ana Ruiz, the harbour master. " + "It rained on the bay all that day. " * 30
    briefing = factbox.read_briefing(text.encode())
    (quotation,) = (item for item in briefing.quotations if item.kind is QuotationKind.DIRECT)
    fact = factbox.KeyFact("f-000000", factbox.Slot.WHAT, Span(1, 18), text[1:18], (), quotation.id, 0, (), "test")
    found = shown(replace(briefing, key_facts=(fact,)), BRIEFING_EXCERPT_SHARE=0.1)
    assert [item.id for item in found.briefing.key_facts] == ["f-000000"]
    assert quotation.id in {item.id for item in found.briefing.quotations}
    alone = replace(briefing, key_facts=(replace(fact, by="q-gone"),))
    assert not shown(alone, BRIEFING_EXCERPT_SHARE=0.1).briefing.key_facts


def test_what_is_said_between_two_items_is_not_let_out() -> None:
    text = (
        "“The wall is safe,” said Ana Ruiz. Quellmuth. “It is old,” said Jo Marsh. " + "It rained all that day. " * 30
    )
    found = shown(factbox.read_briefing(text.encode()), BRIEFING_EXCERPT_SHARE=0.3)
    published = "".join(stretch.of(found.text) for stretch in found.stretches)
    assert "The wall is safe" in published
    assert "It is old" in published
    assert "Quellmuth" not in published


def test_an_empty_briefing_shows_nothing() -> None:
    found = shown(factbox.brief(factbox.annotate(factbox.document_from_text(""))))
    assert (found.stretches, found.bottom_line, found.left_out) == ((), None, 0)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.8])
def test_a_figure_is_shown_with_what_it_is_about_or_not_at_all(share: float) -> None:
    text = """Marlow widens the ferry's season

The crossing will run for 40 weeks a year, Marlow's council said on Monday.

Fares bring in 3 million pounds a year and the two boats carry 90,000 passengers between Port Esk and Harrow.

About 60% live on the islands. Dana Renn, the harbour master, said that 12 crews had been found."""
    found = shown(
        factbox.read_briefing(text.encode(), path="ferry.txt", metadata=factbox.Metadata()),
        BRIEFING_EXCERPT_SHARE=share,
    )
    for figure in found.figures:
        around = context(found.briefing, figure)
        assert (around and found.holds(around)) or (figure.of and not figure.span.holds(figure.of)), figure.text
