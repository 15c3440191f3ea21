"""Views of a briefing's items: facts, figures, events, unknowns and notices."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox import Certainty, MentionKind, Modality, NoticeKind, Slot, Span, UnknownKind
from pelican.plugins.briefing.languages import N_
from pelican.plugins.briefing.licensing import context
from pelican.plugins.briefing.presenting.bars import compared
from pelican.plugins.briefing.presenting.pointing import Pointing, one_line, pieces
from pelican.plugins.briefing.presenting.speakers import called
from pelican.plugins.briefing.presenting.times import event_view, plain_view
from pelican.plugins.briefing.roles import short_role
from pelican.plugins.briefing.view import Claim, EventView, FactView, FigureView, NoticeView, Piece, UnknownView

if TYPE_CHECKING:
    from factbox import KeyFact, Quantity
    from pelican.plugins.briefing.languages import Language
    from pelican.plugins.briefing.licensing import Shown
    from pelican.plugins.briefing.presenting.editing import Editing
    from pelican.plugins.briefing.view import TimeView

SLOTS = {
    Slot.WHO: N_("Who"),
    Slot.WHAT: N_("What"),
    Slot.WHERE: N_("Where"),
    Slot.WHEN: N_("When"),
    Slot.NUMBER: N_("How much"),
}
_SPACES = re.compile(r"\s+")
# What an interview's questions and answers begin with.
_LETTER = re.compile(r"[QA][:.]\s+")
# What the box says in clauses, not in names.
SAID = (Slot.WHAT, Slot.NUMBER)
UNKNOWNS = {
    UnknownKind.UNVERIFIED: N_("Not verified"),
    UnknownKind.UNCLEAR: N_("Unclear"),
    UnknownKind.DISPUTED: N_("Disputed"),
    UnknownKind.ANONYMOUS_SOURCE: N_("Unnamed source"),
    UnknownKind.VAGUE_DATE: N_("Vague date"),
    UnknownKind.NO_COMMENT: N_("No comment"),
}
NOTICES = {
    NoticeKind.UPDATE: N_("Update"),
    NoticeKind.CORRECTION: N_("Correction"),
    NoticeKind.CLARIFICATION: N_("Clarification"),
    NoticeKind.CONTRIBUTION: N_("Contributors"),
    NoticeKind.DISCLAIMER: N_("Note"),
}


class Items:
    """Makes the views of one briefing's items."""

    def __init__(self, shown: Shown, pointing: Pointing, editing: Editing, language: Language) -> None:
        self._shown, self._pointing, self._editing, self._language = shown, pointing, editing, language
        briefing = shown.briefing
        self._quotations = {quotation.id: quotation for quotation in briefing.quotations}
        self._entities = {entity.id: entity for entity in briefing.entities}
        self._timexes = {timex.id: timex for timex in briefing.timexes}

    def facts(self) -> tuple[FactView, ...]:
        """Return the key facts, in the order of the box."""
        facts = self._shown.briefing.key_facts
        leading = next((fact.id for fact in facts if self._leads(fact)), None)
        return tuple(self._fact(fact, leads=fact.id == leading) for fact in facts)

    def _leads(self, fact: KeyFact) -> bool:
        """Whether the bottom line says a fact, and whose claim it is; one that an editor adds stands in the box too."""
        line, claim = self._shown.bottom_line, self._claim(fact.by)
        if line is None or fact.slot not in SAID or fact.rule == "editor" or not line.holds(fact.span):
            return False
        return claim is None or claim.name in one_line(line.of(self._shown.text))

    def _when(self, fact: KeyFact) -> TimeView | None:
        """Return what a "when" means: of "Monday" its date, and nothing of what names its year or has none."""
        found = (self._timexes[name] for name in fact.refs if name in self._timexes)
        timex = next((timex for timex in found if fact.slot is Slot.WHEN and fact.span.holds(timex.span)), None)
        return None if timex is None or timex.value[:4] in fact.text else plain_view(timex, self._language)

    def _fact(self, fact: KeyFact, *, leads: bool) -> FactView:
        """Return a row of the box, or what the bottom line says."""
        line, text = self._shown.bottom_line, self._shown.text
        return FactView(
            fact.id,
            fact.slot.value,
            self._language.gettext(SLOTS[fact.slot]),
            self._pieces(fact),
            self._claim(fact.by),
            self._pointing.pointer(fact.span, fact.id),
            leads=_around(fact.span, line, text) if leads and line else None,
            when=self._when(fact),
            **self._editing.marks(fact.id),
        )

    def _pieces(self, fact: KeyFact) -> tuple[Piece, ...]:
        """Return the words of a fact, of a "who" without a long tale behind the name."""
        span, text = fact.span, self._shown.text
        if fact.slot is Slot.WHO and not fact.cuts and fact.rule != "editor":
            span = Span(span.start, span.start + len(short_role(span.of(text))))
        return pieces(text, _without(span, fact.cuts))

    def figures(self) -> tuple[FigureView, ...]:
        """Return the figures that matter, in text order."""
        lengths = compared(self._shown.figures, self._shown.briefing.sentences)
        return tuple(
            FigureView(
                figure.id,
                one_line(figure.text),
                _number(figure.value),
                self._context(figure),
                self._pointing.pointer(figure.span, figure.id),
                self._given_by(figure.span),
                lengths.get(figure.id, 0),
                **self._editing.marks(figure.id),
            )
            for figure in self._shown.figures
        )

    def events(self) -> tuple[EventView, ...]:
        """Return the timeline, oldest first."""
        day = self._shown.briefing.source.published
        published = f"{day:%Y-%m-%d}" if day else "not known"
        return tuple(
            EventView(
                event.id,
                event_view(event, self._timexes.get(event.timex or ""), self._language),
                one_line(event.text),
                event.modality is Modality.PLANNED,
                self._claim(event.by),
                event.certainty is Certainty.LIKELY,
                self._pointing.pointer(event.span, event.id),
                **self._editing.marks(event.id),
                also=self._pointing.others(event.also, event.span),
                fresh=event.value[: len(published)] == published,
            )
            for event in self._shown.timeline
        )

    def unknowns(self) -> tuple[UnknownView, ...]:
        """Return what the text says is not known."""
        return tuple(
            UnknownView(
                item.id,
                self._language.gettext(UNKNOWNS[item.kind]),
                one_line(item.text),
                self._pointing.pointer(item.span, item.id),
                self._given_by(item.span),
                **self._editing.marks(item.id),
            )
            for item in self._shown.briefing.unknowns
        )

    def notices(self) -> tuple[NoticeView, ...]:
        """Return the lines about the article."""
        return tuple(
            NoticeView(notice.kind.value, self._language.gettext(NOTICES[notice.kind]), one_line(notice.text))
            for notice in self._shown.briefing.notices
        )

    def _claim(self, name: str | None) -> Claim | None:
        """Return whose claim an item is."""
        if name in self._quotations:
            speaker = self._quotations[name].speaker
            return Claim(called(speaker, self._shown.text, self._language), f"#{name}")
        return Claim(self._entities[name].name, "") if name in self._entities else None

    def _given_by(self, span: Span) -> Claim | None:
        """Return in whose words a span stands; None where it is the article's own, or nobody knows who "she" is."""
        for quotation in self._quotations.values():
            speaker = quotation.speaker
            if speaker is None or not any(part.holds(span) for part in quotation.parts):
                continue
            if speaker.name is not None or speaker.described is not None or speaker.kind is not MentionKind.PRONOUN:
                href = f"#{quotation.id}" if quotation in self._shown.quotations else ""
                return Claim(called(speaker, self._shown.text, self._language), href)
        return None

    def _context(self, figure: Quantity) -> tuple[Piece, ...]:
        """Return a figure's sentence where it is short and published, else the figure with what it counts."""
        sentence = context(self._shown.briefing, figure)
        if sentence and self._shown.holds(sentence):
            return pieces(self._shown.text, [_without_open_mark(sentence, self._shown.text)])
        counted = figure.of
        if counted is None or figure.span.holds(counted):
            return ()
        both = sorted([figure.span, counted])
        whole = Span(both[0].start, max(span.end for span in both))
        return pieces(self._shown.text, [whole] if self._shown.holds(whole) else both)


def _without_open_mark(span: Span, text: str) -> Span:
    """Return a sentence without a quotation mark at one end that it has no other for: “We shall pay; nor an "A: "."""
    letter = _LETTER.match(text, span.start, span.end)
    span = Span(letter.end(), span.end) if letter else span
    words = span.of(text)
    opens, closes = words.count("“"), words.count("”")
    start = span.start + (words.startswith("“") and opens > closes)
    return Span(start, span.end - (words.endswith("”") and closes > opens))


def _around(span: Span, line: Span, text: str) -> tuple[str, str, str]:
    """Return what of a line stands before a part of it, in it and after it, with one space where the text has many."""
    parts = Span(line.start, span.start), span, Span(span.end, line.end)
    before, words, after = (_SPACES.sub(" ", part.of(text)) for part in parts)
    return before, words, after


def _number(value: float) -> str:
    """Return a number in digits: "200", "4.5"."""
    return str(int(value)) if value == int(value) else repr(value)


def _without(span: Span, cuts: tuple[Span, ...]) -> list[Span]:
    """Return what is left of a span without the parts that are cut out of it."""
    left, start = [], span.start
    for cut in sorted(cuts):
        if cut.start > start:
            left.append(Span(start, cut.start))
        start = max(start, cut.end)
    if start < span.end:
        left.append(Span(start, span.end))
    return left
