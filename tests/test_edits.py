"""Corrections: each kind changes what it names and nothing else, and says so; one that fits nothing is an error."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbox import (
    Amendment,
    Briefing,
    Metadata,
    QuotationKind,
    annotate,
    apply_edits,
    brief,
    document_from_text,
    from_dict,
    to_dict,
    words_for,
)

if TYPE_CHECKING:
    from typing import Any

TEXT = (
    "Ferry halted\n\n"
    "HARROW BAY — The ferry to Tern Island stopped on Monday after a fire, the council said.\n"
    "“We had no choice,” said Ana Ruiz, the harbour master. “The engine was on fire.”\n"
    "“It will sail again,” said Tom Adeyemi, a deckhand.\n"
    "The council bought 12 boats in 2021. Nobody was hurt. It was not clear who will pay.\n"
    "Mr Adeyemi left the bay on 3 March. The owner is Lena Ortiz.\n"
)
FOUND = brief(annotate(document_from_text(TEXT, metadata=Metadata(published=dt.date(2026, 3, 4)))))


def amendment(table: str, text: str = "", *, add: bool = False, reason: str | None = None, **values: Any) -> Amendment:  # noqa: ANN401 - what a file holds
    return Amendment("seeds/x.toml", 7, table, text, add, values, reason)


def edited(*amendments: Amendment) -> Briefing:
    after, errors = apply_edits(FOUND, amendments)
    assert not errors
    assert from_dict(to_dict(after)) == after
    return after


def said(briefing: Briefing, words: str) -> Any:  # noqa: ANN401 - a quotation
    return next(quotation for quotation in briefing.quotations if words in quotation.text)


def test_a_hidden_quotation_is_gone_with_what_rests_on_it() -> None:
    after = edited(amendment("hide", "It will sail again", kind="quotation"))
    gone = {item.id for item in FOUND.quotations} - {item.id for item in after.quotations}
    assert [(edit.line, edit.action, {edit.item}) for edit in after.edits] == [(7, "hide", gone)]
    assert after.timeline == tuple(event for event in FOUND.timeline if event.by not in gone)
    assert any(item.by in gone for item in (*FOUND.timeline, *FOUND.key_facts))
    assert not any(item.by in gone for item in (*after.timeline, *after.key_facts))


TWICE = (
    "Ferry halted\n\nFerries stopped in both 1990 and 2001 for want of crew.\n"
    "The council bought 12 boats from Ana Ruiz. It sold 12 boats to Tom Adeyemi.\n"
    "“No,” said Ana Ruiz, the harbour master.\n“No,” said Tom Adeyemi, a deckhand.\n"
)


def test_of_items_with_the_same_words_one_is_named_by_what_stands_beside_it() -> None:
    found = brief(annotate(document_from_text(TWICE, metadata=Metadata(published=dt.date(2026, 3, 4)))))
    kinds = {"quotation": found.quotations, "event": found.timeline, "figure": found.quantities}
    assert all(len({item.text for item in items}) < len(items) for items in kinds.values())
    for kind, items in kinds.items():
        for item in items:
            named = words_for(found, item.id)
            assert named is not None
            mark = Amendment("x.toml", 1, "checked", named[1], values={"kind": kind}, near=named[2])
            after, errors = apply_edits(found, [mark])
            assert ([edit.item for edit in after.edits], errors) == ([item.id], ())
    by_hand = Amendment("x.toml", 1, "event", "Ferries stopped", values={"modality": "planned"}, near="2001")
    after, _ = apply_edits(found, [by_hand])
    assert [event.value for event in after.timeline if event.modality == "planned"] == ["2001"]
    for near, wrong in (("", "stands in figure '12 boats', figure '12 boats'"), ("a deckhand", "stands beside no")):
        _, errors = apply_edits(found, [Amendment("x.toml", 1, "figure", "12 boats", values={"value": 12}, near=near)])
        assert wrong in str(errors[0])


@pytest.mark.parametrize("slot", ["who", "what", "where", "when"])
def test_a_hidden_fact_is_no_answer_either(slot: str) -> None:
    facts = [fact for fact in FOUND.key_facts if fact.slot == slot]
    assert facts
    assert getattr(FOUND.five_w, slot)
    after = edited(*(amendment("hide", fact.text, kind="fact") for fact in facts))
    left = getattr(after.five_w, slot)
    assert not [one for one in left for fact in facts if fact.span.holds(one.span) or one.span.holds(fact.span)]
    others = {"who", "what", "where", "when"} - {slot}
    assert any(getattr(after.five_w, other) == getattr(FOUND.five_w, other) for other in others)


def test_what_is_hidden_whole_answers_nothing() -> None:
    fields = {"quotation": FOUND.quotations, "event": FOUND.timeline, "fact": FOUND.key_facts}
    marks = []
    for kind, items in fields.items():
        for item in items:
            named = words_for(FOUND, item.id)
            assert named
            marks.append(Amendment("x.toml", 1, "hide", named[1], values={"kind": kind}, near=named[2]))
    after, errors = apply_edits(FOUND, marks)
    assert errors == ()
    hidden = [item.span for items in fields.values() for item in items]
    answers = [one for slot in ("who", "what", "where", "when") for one in getattr(after.five_w, slot)]
    assert not [one for one in answers for span in hidden if span.holds(one.span)]


def test_no_edit_changes_nothing() -> None:
    assert apply_edits(FOUND, []) == (FOUND, ())


def test_a_speaker_of_the_text_has_the_name_and_role_that_it_gives() -> None:
    speaker = said(edited(amendment("quotation", "It will sail", speaker="Ana Ruiz")), "It will sail").speaker
    assert (speaker.name, speaker.role, speaker.text) == ("Ana Ruiz", "the harbour master", "Ana Ruiz")
    assert speaker.span.of(TEXT) == "Ana Ruiz"


def test_a_speaker_who_is_no_name_of_the_text_is_words_of_it() -> None:
    speaker = said(edited(amendment("quotation", "It will sail", speaker="the council")), "It will sail").speaker
    assert (speaker.name or speaker.text, speaker.span.of(TEXT).lower()) == ("the council", "the council")


def test_what_the_text_does_not_say_needs_a_reason_and_is_the_editors_own() -> None:
    wanted = {"speaker": "Iris Vale", "role": "the ferry's owner"}
    _, errors = apply_edits(FOUND, [amendment("quotation", "It will sail", **wanted)])
    assert "speaker 'Iris Vale' is not in the text; expected words of it, or reason" in str(errors[0])
    after = edited(amendment("quotation", "It will sail", reason="She told us.", **wanted))
    speaker = said(after, "It will sail").speaker
    assert (speaker.name, speaker.text, speaker.role, speaker.role_span) == ("Iris Vale", "", "the ferry's owner", None)
    assert [(edit.own, edit.reason) for edit in after.edits] == [(("speaker", "role"), "She told us.")]


def test_words_are_put_in_quotation_marks_only_where_the_text_has_some() -> None:
    """A page would show as somebody's own words what the text only reports."""
    out = {"add": True, "speaker": "Ana Ruiz", "kind": "direct"}
    _, errors = apply_edits(FOUND, [amendment("quotation", "Nobody was hurt", **out)])
    assert "not all of its words stand in quotation marks; expected kind" in str(errors[0])
    reported = next(item for item in FOUND.quotations if item.kind is QuotationKind.INDIRECT)
    _, errors = apply_edits(FOUND, [amendment("quotation", reported.text, kind="mixed")])
    assert "not all of its words stand in quotation marks" in str(errors[0])
    after = edited(amendment("quotation", "Nobody was hurt", reason="I was there.", **out))
    assert (said(after, "Nobody was hurt").kind, after.edits[0].own) == (QuotationKind.DIRECT, ("kind",))


@pytest.mark.parametrize("words", ["The engine was on", "“The engine was on fire.”", "The engine was on fire.”"])
def test_a_quotation_that_is_added_has_the_words_inside_its_marks(words: str) -> None:
    after = edited(amendment("quotation", words, add=True, speaker="Tom Adeyemi"))
    added = next(item for item in after.quotations if item.id == after.edits[0].item)
    assert (added.kind, added.text) == (QuotationKind.DIRECT, words.strip("“”"))


def test_a_claim_becomes_a_fact_only_with_a_reason() -> None:
    claim = {"add": True, "date": "2021", "modality": "reported"}
    _, errors = apply_edits(FOUND, [amendment("event", "The engine was on fire", **claim)])
    assert "somebody says this in the text; expected reason" in str(errors[0])
    after = edited(amendment("event", "The engine was on fire", reason="The log has it.", **claim))
    event = next(event for event in after.timeline if event.text == "The engine was on fire")
    assert (event.by, after.edits[0].own) == (None, ("modality",))


def test_a_quotations_kind_is_changed() -> None:
    after = edited(amendment("quotation", "It will sail", kind="mixed"))
    assert said(after, "It will sail").kind is QuotationKind.MIXED


def test_a_quotation_is_added_with_words_of_the_text() -> None:
    after = edited(amendment("quotation", "Nobody was hurt", add=True, speaker="Ana Ruiz"))
    added = said(after, "Nobody was hurt")
    assert (added.text, added.span.of(TEXT), added.speaker.name) == ("Nobody was hurt", "Nobody was hurt", "Ana Ruiz")
    assert [edit.action for edit in after.edits] == ["add"]


def test_an_events_date_is_one_that_the_text_names() -> None:
    after = edited(amendment("event", "stopped on Monday", date=dt.date(2026, 3, 3)))
    event = next(event for event in after.timeline if "stopped on Monday" in event.text)
    assert (event.value, event.edtf, event.sort) == ("2026-03-03", "2026-03-03", "2026-03-03")
    assert next(timex.text for timex in after.timexes if timex.id == event.timex) == "3 March"
    assert [event.sort for event in after.timeline] == sorted(event.sort for event in after.timeline)


def test_an_events_date_that_the_text_does_not_name_needs_a_reason() -> None:
    given_date = {"date": dt.date(2019, 5, 1)}
    _, errors = apply_edits(FOUND, [amendment("event", "stopped on Monday", **given_date)])
    assert "no expression of the text is of 2019-05-01" in str(errors[0])
    after = edited(amendment("event", "stopped on Monday", reason="The log says so.", **given_date))
    assert [(edit.own, edit.reason) for edit in after.edits] == [(("date",), "The log says so.")]
    assert after.timeline[0].timex is None


def test_an_events_words_and_modality_are_changed() -> None:
    change = amendment("event", "stopped on Monday", words="The ferry to Tern Island stopped", modality="planned")
    event = next(event for event in edited(change).timeline if event.text == "The ferry to Tern Island stopped")
    assert event.modality == "planned"


def test_an_added_event_of_somebodys_words_stays_their_claim() -> None:
    after = edited(amendment("event", "The engine was on fire", add=True, date="2021"))
    event = next(event for event in after.timeline if event.text == "The engine was on fire")
    assert (event.by, event.modality) == (said(after, "The engine").id, "said")


def test_a_fact_is_added_moved_to_another_question_and_put_first() -> None:
    after = edited(amendment("fact", "Nobody was hurt.", add=True, slot="who"))
    assert [(fact.text, fact.slot) for fact in after.key_facts][-1] == ("Nobody was hurt.", "who")
    first = edited(amendment("order", order="Tom Adeyemi\nThe council bought"))
    texts = [fact.text for fact in first.key_facts]
    assert (texts[0], texts[1][:18]) == ("Tom Adeyemi, a deckhand", "The council bought")
    assert sorted(texts) == sorted(fact.text for fact in FOUND.key_facts)


def test_a_figure_is_changed_and_added() -> None:
    after = edited(amendment("figure", "12 boats", value=-12, unit="ship"))
    assert [(figure.value, figure.unit) for figure in after.quantities if figure.text == "12 boats"] == [(-12, "ship")]
    _, errors = apply_edits(FOUND, [amendment("figure", "a fire", add=True)])
    assert "has no value or no unit" in str(errors[0])
    added = edited(amendment("figure", "a fire", add=True, value=1.0, unit="fire", reason="The log has one."))
    assert ("a fire", 1.0) in [(figure.text, figure.value) for figure in added.quantities]


@pytest.mark.parametrize("add", [False, True])
def test_a_figures_value_is_a_number_of_its_words_or_has_a_reason(add: bool) -> None:  # noqa: FBT001
    """A page draws it and a story compares it: it must be what the words say."""
    words = "bought 12 boats in 2021" if add else "12 boats"
    given = {"add": add, "unit": "boat"}
    _, errors = apply_edits(FOUND, [amendment("figure", words, value=21.0, **given)])
    assert str(errors[0]) == (
        f"seeds/x.toml:7: value 21 is no number in {words!r}; "
        'expected one of them, or reason = "…" for one you know from elsewhere'
    )
    assert edited(amendment("figure", words, value=12.0, **given)).edits[0].own == ()
    assert "value" in edited(amendment("figure", words, value=21.0, reason="The log.", **given)).edits[0].own


def test_an_unknown_is_changed_and_added() -> None:
    after = edited(
        amendment("unknown", "not clear who", kind="disputed"), amendment("unknown", "after a fire", add=True)
    )
    assert [(item.text, item.kind) for item in after.unknowns if item.kind == "disputed"]
    assert "after a fire" in [item.text for item in after.unknowns]


def test_a_persons_name_and_role_hold_wherever_they_are_named() -> None:
    after = edited(amendment("person", "Ana Ruiz", name="Ana María Ruiz", role="port captain", reason="Her own page."))
    assert said(after, "We had").speaker.name == "Ana María Ruiz"
    assert [(person.name, person.role) for person in after.people if person.entity == "person-64fde2"] == [
        ("Ana María Ruiz", "port captain")
    ]
    assert after.edits[0].own == ("name", "role")


def test_two_people_become_one() -> None:
    after = edited(amendment("person", "Lena Ortiz", same_as="Ana Ruiz"))
    assert "Lena Ortiz" not in [entity.name for entity in after.entities]
    one = next(entity for entity in after.entities if entity.name == "Ana Ruiz")
    assert [mention.of(TEXT) for mention in one.mentions][-1] == "Lena Ortiz"


def test_a_place_is_put_on_the_map_with_a_reason() -> None:
    after = edited(amendment("place", "Tern Island", coordinates=(50.1, -5.2), reason="The sea chart."))
    assert [entity.coordinates for entity in after.entities if entity.name == "Tern Island"] == [(50.1, -5.2)]


def test_a_note_and_a_correction_are_the_editors() -> None:
    after = edited(
        amendment("note", "A running story."),
        amendment("note", "So the paper says.", about="12 boats"),
        amendment("correction", date=dt.date(2026, 3, 5), wrong="We said 21.", right="It was 12."),
    )
    assert [(note.text, note.item) for note in after.notes] == [
        ("A running story.", None),
        ("So the paper says.", next(figure.id for figure in after.quantities if figure.text == "12 boats")),
    ]
    assert [(one.date, one.wrong, one.right) for one in after.corrections] == [
        (dt.date(2026, 3, 5), "We said 21.", "It was 12.")
    ]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (
            amendment("hide", "It would sail again"),
            r"seeds/x.toml:7: no item holds 'It would sail again'; the nearest are 'It will sail again,'",
        ),
        (amendment("hide", "on", kind="event"), "seeds/x.toml:7: 'on' stands in event"),
        (amendment("hide", "Gone", kind="unknown"), "no unknown holds 'Gone'; the nearest are 'It was not clear who"),
        (amendment("fact", "was", add=True), "seeds/x.toml:7: 'was' stands"),
        (
            amendment("fact", "Nobody was hurt badly", add=True),
            "is not in the text; the nearest are 'Nobody was hurt.'",
        ),
        (amendment("fact", "Ferry halted", add=True), "is no part of the article's prose"),
        (
            amendment("person", "Tim Adeyemi", role="a deckhand"),
            "no person is called 'Tim Adeyemi'; the nearest are 'Tom Adeyemi'",
        ),
        (amendment("place", "Tern Island", country="PT"), "country is no word of the text; expected reason"),
        (amendment("event", "bought 12 boats", modality="said"), "nobody says this"),
    ],
)
def test_one_that_does_not_fit_is_an_error_and_the_others_go_on(wrong: Amendment, message: str) -> None:
    after, errors = apply_edits(FOUND, [wrong, amendment("note", "It goes on.")])
    assert [message in str(error) for error in errors] == [True], errors
    assert [note.text for note in after.notes] == ["It goes on."]
    assert after.quotations == FOUND.quotations


WORDS = st.sampled_from([*TEXT.split(), "Ana Ruiz", "Tom Adeyemi", "12 boats", "The engine was on fire", "nowhere"])
KIND_NAMES = st.sampled_from(("quotation", "event", "fact", "figure", "unknown"))
AMENDMENTS = st.lists(
    st.one_of(
        st.builds(lambda text: amendment("hide", text), WORDS),
        st.builds(lambda text, who: amendment("quotation", text, speaker=who), WORDS, WORDS),
        st.builds(lambda text, add: amendment("event", text, add=add, date="2021"), WORDS, st.booleans()),
        st.builds(lambda text: amendment("fact", text, add=True, slot="what"), WORDS),
        st.builds(lambda text, same: amendment("person", text, same_as=same), WORDS, WORDS),
        st.builds(lambda text, add: amendment("figure", text, add=add, value=12.0, unit="x"), WORDS, st.booleans()),
        st.builds(lambda text, add: amendment("unknown", text, add=add, kind="disputed"), WORDS, st.booleans()),
        st.builds(lambda text, words: amendment("fact", text, words=words), WORDS, WORDS),
        st.builds(lambda text, words: amendment("event", text, words=words, modality="planned"), WORDS, WORDS),
        st.builds(lambda text: amendment("quotation", text, kind="direct", reason="She told us."), WORDS),
        st.builds(lambda text: amendment("place", text, country="PT", reason="The chart."), WORDS),
        st.builds(lambda text, kind: amendment("hide", text, kind=kind), WORDS, KIND_NAMES),
        st.builds(lambda text, kind: amendment("checked", text, kind=kind), WORDS, KIND_NAMES),
        st.builds(lambda text, about: amendment("note", text, about=about), WORDS, WORDS),
    ),
    max_size=4,
)


@given(AMENDMENTS)
def test_whatever_is_corrected_stays_word_for_word_and_comes_off_again(amendments: list[Amendment]) -> None:
    before = to_dict(FOUND)
    after, errors = apply_edits(FOUND, amendments)
    assert len(after.edits) + len(errors) >= len(amendments)
    assert from_dict(to_dict(after)) == after
    for items in (after.quotations, after.timeline, after.key_facts, after.quantities, after.unknowns):
        assert all(item.span.of(TEXT) == item.text for item in items)
        assert len({item.id for item in items}) == len(items)
    assert to_dict(apply_edits(FOUND, [])[0]) == before


def test_facts_that_were_moved_are_marked() -> None:
    first, second = FOUND.key_facts[:2]
    after = edited(amendment("order", order=f"{second.text}\n{first.text}"))
    assert [(edit.action, edit.item, edit.fields) for edit in after.edits] == [
        ("order", second.id, ("order",)),
        ("order", first.id, ("order",)),
    ]


def test_facts_that_were_named_and_stay_where_they_are_are_not_marked() -> None:
    first, second, *others = FOUND.key_facts
    words = "\n".join(fact.text for fact in (second, first, *others))
    assert {edit.item for edit in edited(amendment("order", order=words)).edits} == {first.id, second.id}


def test_a_figure_and_a_fact_can_have_a_reason() -> None:
    after = edited(
        amendment("figure", "12 boats", value=13.0, unit="boat", reason="The council counted again."),
        amendment("fact", FOUND.key_facts[0].text, slot="where", reason="It is about the place."),
        amendment("figure", "12 boats", unit="ship"),
    )
    assert [edit.own for edit in after.edits] == [("value", "unit"), ("slot",), ()]


def test_a_checked_item_is_as_it_was() -> None:
    after = edited(amendment("checked", "It will sail again", kind="quotation"))
    assert replace(after, edits=()) == FOUND
    assert [(edit.action, edit.item) for edit in after.edits] == [("checked", said(FOUND, "sail again").id)]
