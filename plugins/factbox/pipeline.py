"""Runs the stages in order, from a document to everything found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbox.attribution import attribute
from factbox.entities import find_people, link_entities
from factbox.mentions import find_mentions
from factbox.model import Annotations, QuotationKind, TimexType
from factbox.options import DEFAULTS
from factbox.quantities import find_quantities
from factbox.quotations import find_quotations
from factbox.sentences import split_sentences
from factbox.timexes import find_timexes

if TYPE_CHECKING:
    from factbox.model import Document, Quantity, Timex
    from factbox.options import Options


def annotate(document: Document, options: Options = DEFAULTS) -> Annotations:
    """Return everything the stages find in a document; of one that is not English, its sentences alone.

    Args:
        document: what `read_document` returned.
        options: the caller's choices.

    Returns:
        Annotations whose spans are half-open character offsets into `document.text`.
    """
    sentences = split_sentences(document)
    if not document.english:
        return Annotations(document, sentences)
    mentions = find_mentions(document, sentences)
    entities = link_entities(document, mentions)
    timexes = find_timexes(document, sentences)
    stretches = find_quotations(document)
    quotations = attribute(document, sentences, stretches, entities, timexes, opinions=options.opinions)
    if not options.indirect:
        quotations = tuple(quotation for quotation in quotations if quotation.kind is not QuotationKind.INDIRECT)
    return Annotations(
        document=document,
        sentences=sentences,
        entities=entities,
        people=find_people(document, mentions, entities),
        quotations=quotations,
        timexes=timexes,
        quantities=_untimed(find_quantities(document, sentences), timexes),
    )


def _untimed(quantities: tuple[Quantity, ...], timexes: tuple[Timex, ...]) -> tuple[Quantity, ...]:
    """Return the quantities whose number is no part of a date or a time of day; both run in text order.

    A length of time is both: "two years". What a measure is counted by may be a time: "miles per hour".
    """
    dates = [timex.span for timex in timexes if timex.type in (TimexType.DATE, TimexType.TIME)]
    out, position = [], 0
    for quantity in quantities:
        while position < len(dates) and dates[position].end <= quantity.span.start:
            position += 1
        if position == len(dates) or not dates[position].meets(quantity.span):
            out.append(quantity)
    return tuple(out)
