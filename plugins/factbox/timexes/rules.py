"""The table of normalisers: which function makes a reading of which rule's match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbox.timexes import absolute, anaphoric, deictic, figures, lengths, weekdays

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from factbox.lexicons import Rule
    from factbox.timexes.reading import Context, Reading

NORMALISERS: dict[str, Callable[[re.Match[str], Context], Reading | None]] = {
    "adverb_set": lengths.adverb_set,
    "anaphor": anaphoric.anaphor,
    "century": absolute.century,
    "clock": lengths.clock,
    "day_before": anaphoric.day_before,
    "day_mid": lengths.day_mid,
    "day_of_this_month": deictic.day_of_this_month,
    "day_part": anaphoric.day_part,
    "day_range": absolute.day_range,
    "day_weeks": weekdays.day_weeks,
    "decade": absolute.decade,
    "deictic": deictic.deictic,
    "edge": anaphoric.edge,
    "every": lengths.every,
    "holiday": absolute.holiday,
    "month_alone": absolute.month_alone,
    "month_day": absolute.month_day,
    "month_part": absolute.month_part,
    "month_stage": absolute.month_stage,
    "month_week": absolute.month_week,
    "month_year": absolute.month_year,
    "new_year": anaphoric.new_year,
    "numeric": figures.numeric,
    "numeric_year_last": figures.numeric_year_last,
    "past_unit": lengths.past_unit,
    "plain_stretch": lengths.plain_stretch,
    "quarter": anaphoric.quarter,
    "quarter_latest": anaphoric.quarter_latest,
    "quarter_of_year": anaphoric.quarter_of_year,
    "rate": lengths.rate,
    "season": anaphoric.season,
    "stretch": lengths.stretch,
    "unit_ago": deictic.unit_ago,
    "unit_ago_now": deictic.unit_ago_now,
    "unit_deictic": deictic.unit_deictic,
    "unit_long": lengths.unit_long,
    "unit_time": deictic.unit_time,
    "vague": lengths.vague,
    "vague_past": deictic.vague_past,
    "weekday": weekdays.weekday,
    "weekday_of_month": absolute.weekday_of_month,
    "weekday_range": weekdays.weekday_range,
    "weekday_set": lengths.weekday_set,
    "weekday_week": weekdays.weekday_week,
    "weekday_weeks": weekdays.weekday_weeks,
    "weekdays_ago": weekdays.weekdays_ago,
    "weekend": deictic.weekend,
    "year_alone": absolute.year_alone,
    "year_before": deictic.year_before,
    "year_ended": lengths.year_ended,
    "year_era": absolute.year_era,
    "year_full": anaphoric.year_full,
    "year_range": absolute.year_range,
    "year_words": absolute.year_words,
}


def read_match(rule: Rule, match: re.Match[str], context: Context) -> Reading | None:
    """Return what a match means where it stands; None where it is no time, or a day that no calendar has."""
    try:
        return NORMALISERS[rule.value](match, context)
    except (ValueError, OverflowError):
        return None
