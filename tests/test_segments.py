"""Runs tile their stretch and name exactly the items that cover them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factbox import Span, split_segments

TEXT = "The harbour wall held, she said, but the slipway did not."

offsets = st.integers(0, len(TEXT))
spans = st.tuples(offsets, offsets).map(lambda pair: Span(min(pair), max(pair)))
items = st.lists(spans, max_size=8).map(lambda found: [(f"i-{n}", span) for n, span in enumerate(found)])


@given(spans, items)
def test_runs_tile_the_stretch_and_carry_the_ids_that_cover_them(span: Span, found: list[tuple[str, Span]]) -> None:
    runs = split_segments(TEXT, span, found)
    assert "".join(run.text for run in runs) == span.of(TEXT)
    position = span.start
    for run in runs:
        here = Span(position, position + len(run.text))
        assert set(run.ids) == {name for name, item in found if len(item) and item.holds(here)}
        position = here.end


def test_ids_stand_outermost_first() -> None:
    runs = split_segments(TEXT, Span(0, 30), [("inner", Span(4, 11)), ("outer", Span(0, 16))])
    assert [run.ids for run in runs] == [("outer",), ("outer", "inner"), ("outer",), ()]


def test_a_stretch_without_items_is_one_run() -> None:
    assert [run.text for run in split_segments(TEXT, Span(4, 11), [])] == ["harbour"]
