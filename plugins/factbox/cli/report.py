"""A briefing as a page of plain text, for a person at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbox.model import QuotationKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factbox.attribution import Answer
    from factbox.model import Briefing, Event, Quotation, Timex
    from factbox.spans import Span

# Why an event has its date, by the rule that gave it.
_REASONS = {
    "own_date": "the only date of its sentence",
    "nearest_date": "the date nearest to it in its sentence",
    "day_carried": "the day of a sentence just before it",
    "story_day": "the story's day",
}
# Columns of the offset in front of each line.
_WIDTH = 8
# How much of a stretch `explain` shows, in characters, and how many answers behind the one that was taken.
_SHOWN, _RUNNERS_UP = 60, 3


def report(briefing: Briefing, name: str) -> str:
    """Return the briefing in plain text, one item a line, each with the offset it was read from.

    Args:
        briefing: what `brief` returned.
        name: what to call the article, such as its file's name.
    """
    source = briefing.source
    published = source.published.isoformat() if source.published else "publication date not known"
    lines = [f"{name}: {source.title} ({published})"]
    sections = {
        "Key facts": [(item.span.start, f"{item.slot}: {item.text}") for item in briefing.key_facts],
        "Figures": [(item.span.start, f"{item.text} = {item.value:g} {item.unit}") for item in briefing.quantities],
        "Timeline": [
            (item.span.start, f"{item.value or item.relative or 'undated'} ({item.modality}): {item.text}")
            for item in briefing.timeline
        ],
        "Quotations": [(item.span.start, _quotation(item)) for item in briefing.quotations],
        "Not known": [(item.span.start, f"{item.kind}: {item.text}") for item in briefing.unknowns],
        "People": [(item.name_span.start, f"{item.name}: {item.role or '-'}") for item in briefing.people],
        "Notices": [(item.span.start, f"{item.kind}: {item.text}") for item in briefing.notices],
        "Issues": [(item.span.start if item.span else 0, f"{item.code}: {item.message}") for item in briefing.issues],
    }
    for title, items in sections.items():
        lines += _section(title, items)
    return "\n".join(lines) + "\n"


def _section(title: str, items: list[tuple[int, str]]) -> Iterator[str]:
    """Yield the lines of one section; none where it has no items."""
    if items:
        yield f"\n{title}"
    for offset, text in items:
        yield f"{offset:>{_WIDTH}}  {' '.join(text.split())}"


def _quotation(item: Quotation) -> str:
    """Return who said what, and how it was told."""
    who = "nobody named"
    if item.speaker:
        known = item.speaker.name
        as_written = f" (“{item.speaker.text}”)" if known and known != item.speaker.text else ""
        who = f"{known or item.speaker.text}{as_written}"
    marks = "{}" if item.kind is QuotationKind.INDIRECT else "“{}”"
    return f"{who} {item.cue.text if item.cue else ''}: {marks.format(item.text)}  [{item.rule}]"


def explain(briefing: Briefing, name: str, weighed: Sequence[tuple[Span, Sequence[Answer]]] = ()) -> str:
    """Return who else might have said what, and why each time and event has its date, one a line, with offsets.

    Args:
        briefing: what `brief` returned.
        name: what to call the article, such as its file's name.
        weighed: what `weigh` returned: for each stretch in marks who may have said it, the one taken first.
    """
    timexes = {timex.id: timex for timex in briefing.timexes}
    published = briefing.source.published
    told = f"{published.isoformat()}, from the {briefing.source.published_origin}" if published else "not known"
    lines = [f"{name}: publication date {told}"]
    said = [item for item in briefing.quotations if item.kind is not QuotationKind.INDIRECT]
    made = {part.start: item for item in said for part in item.parts}
    text = briefing.text or ""
    marked = [(span.start, _weighed(text, span, answers, made.get(span.start))) for span, answers in weighed]
    lines += _section("In quotation marks", marked)
    reported = [item for item in briefing.quotations if item.kind is QuotationKind.INDIRECT]
    lines += _section("Reported statements", [(item.span.start, _stated(item)) for item in reported])
    lines += _section("Time expressions", [(item.span.start, _value(item, timexes)) for item in briefing.timexes])
    lines += _section("Timeline", [(item.span.start, _reason(item, timexes)) for item in briefing.timeline])
    return "\n".join(lines) + "\n"


def _weighed(text: str, span: Span, answers: Sequence[Answer], made: Quotation | None) -> str:
    """Return who said a stretch, and who was second and third: "“…” Ana Ruiz said [inverted 9.5, sure]; then …"."""
    words = span.of(text)
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    taken, *others = answers[: 1 + _RUNNERS_UP]
    speaker = made.speaker if made else None
    if speaker:
        known = speaker.name or (speaker.described.of(text) if speaker.described else speaker.text)
        name = f" = {known}" if known != speaker.text else ""
        first = _answer(taken, name, f", {speaker.certainty}")
    else:
        first = _answer(taken, "" if made else ", no quotation")
    return f"“{shown}” {'; then '.join([first, *map(_answer, others)])}"


def _answer(answer: Answer, name: str = "", certainty: str = "") -> str:
    """Return one answer: who, whom that stands for, by which word, by which rule, with how many points."""
    who = f"{answer.speaker or 'nobody'}{name} {answer.cue}".rstrip()
    return f"{who} [{answer.rule} {answer.points:.1f}{certainty}]"


def _stated(item: Quotation) -> str:
    """Return a reported statement with its rule and how sure it is."""
    certainty = item.speaker.certainty if item.speaker else ""
    return f"{_quotation(item)[:-1]}, {certainty}]"


def _value(timex: Timex, timexes: dict[str, Timex]) -> str:
    """Return an expression's value, its rule, and what it was counted from."""
    value = " ".join(part for part in (timex.value, timex.mod) if part) or f"no date, order {timex.offset}"
    if timex.rule == "numeric_year_last" and "X" in timex.value:
        value += ", day or month first is not known"
    origin = timexes.get(timex.anchor or "")
    counted = f", counted from “{origin.text}”" if origin else ""
    if timex.anchor == "published":
        counted = ", counted from publication"
    value += f" ({timex.zone})" if timex.zone else ""
    return f"“{timex.text}” {timex.type} {value} [{timex.rule}{counted}]"


def _spoken_of(event: Event, timexes: dict[str, Timex]) -> Timex | None:
    """Return the expression that a day was taken over from: the first of its value, of another sentence."""
    same = (timex for timex in timexes.values() if timex.value and timex.value.startswith(event.value))
    return next(same, None) if event.value else None


def _reason(event: Event, timexes: dict[str, Timex]) -> str:
    """Return an event's date, its words, and why it has that date."""
    timex = timexes.get(event.timex or "") or _spoken_of(event, timexes)
    words = f" “{timex.text}”" if timex else ""
    when = event.value or event.relative or "undated"
    again = f", told again at {', '.join(str(span.start) for span in event.also)}" if event.also else ""
    reason = _REASONS.get(event.rule, event.rule)
    return f"{when} ({event.modality}, {event.certainty}): {event.text} [{reason}{words}{again}]"
