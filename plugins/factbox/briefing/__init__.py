"""Makes the briefing of an article from everything found in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from factbox.briefing.facts import choose_facts
from factbox.briefing.standing import public_people
from factbox.briefing.terms import text_terms
from factbox.briefing.timeline import find_events
from factbox.briefing.unknowns import find_unknowns
from factbox.model import Briefing
from factbox.options import DEFAULTS

if TYPE_CHECKING:
    from factbox.model import Annotations
    from factbox.options import Options

__all__ = ["brief", "public_people", "text_terms"]


def brief(annotations: Annotations, options: Options = DEFAULTS) -> Briefing:
    """Return the briefing: key facts, timeline, what is not known, and all annotations beside them.

    Args:
        annotations: what `annotate` returned.
        options: the caller's choices.

    Returns:
        A briefing each of whose items is a span of `annotations.document.text`.
    """
    document = annotations.document
    read = Briefing(
        id=document.id,
        source=document.source,
        text=document.text,
        paragraphs=document.paragraphs,
        sentences=annotations.sentences,
        dateline=document.dateline,
        notices=document.notices,
        issues=document.issues,
    )
    if not document.english:
        return read
    told = replace(annotations, quotations=tuple(one for one in annotations.quotations if not one.opinion))
    unknowns = find_unknowns(told)
    events = find_events(told, unknowns)
    facts, five_w = choose_facts(told, events, options)
    return replace(
        read,
        quotations=annotations.quotations,
        timexes=annotations.timexes,
        timeline=events,
        entities=annotations.entities,
        people=annotations.people,
        quantities=annotations.quantities,
        key_facts=facts,
        five_w=five_w,
        unknowns=unknowns,
    )
