"""Hiding an item by its words, and what happens when the words fit none or several."""

from __future__ import annotations

import datetime as dt

import pytest

from factbox import Briefing, EditError, Hide, Metadata, annotate, apply_edits, brief, document_from_text

TEXT = (
    "Ferry halted\n\n"
    "HARROW BAY — The ferry to Tern Island stopped on Monday after a fire, the council said.\n"
    "“We had no choice,” said Ana Ruiz, the harbour master. “The engine was on fire.”\n"
    "“It will sail again,” said Tom Adeyemi, a deckhand.\n"
    "The council bought 12 boats in 2021.\n"
)


@pytest.fixture
def briefing() -> Briefing:
    return brief(annotate(document_from_text(TEXT, metadata=Metadata(published=dt.date(2026, 3, 4)))))


def test_a_hidden_quotation_is_gone_and_recorded(briefing: Briefing) -> None:
    after = apply_edits(briefing, [Hide("seeds/x.toml", 3, "It will sail again", "quotation")])
    gone = {item.id for item in briefing.quotations} - {item.id for item in after.quotations}
    assert [(edit.line, edit.action, {edit.item}) for edit in after.edits] == [(3, "hide", gone)]
    assert len(gone) == 1
    assert after.timeline == tuple(event for event in briefing.timeline if event.by not in gone)
    assert after.timeline


def test_what_rests_on_a_hidden_quotation_goes_with_it(briefing: Briefing) -> None:
    claims = [item for item in (*briefing.timeline, *briefing.key_facts) if item.by]
    assert claims
    said = next(item for item in briefing.quotations if item.id == claims[0].by)
    after = apply_edits(briefing, [Hide("seeds/x.toml", 1, said.text, "quotation")])
    assert all(item.by != said.id for item in (*after.timeline, *after.key_facts))


def test_no_edit_changes_nothing(briefing: Briefing) -> None:
    assert apply_edits(briefing, []) is briefing


def test_words_that_fit_nothing_are_an_error_with_the_nearest(briefing: Briefing) -> None:
    with pytest.raises(EditError, match=r"seeds/x\.toml:7: no item holds .*nearest.*It will sail again"):
        apply_edits(briefing, [Hide("seeds/x.toml", 7, "It would sail again", "quotation")])


def test_words_that_fit_several_are_an_error(briefing: Briefing) -> None:
    with pytest.raises(EditError, match=r"seeds/x\.toml:7: 'e' stands in .*expected words"):
        apply_edits(briefing, [Hide("seeds/x.toml", 7, "e", "quotation")])
