"""Makes what a template sees of a briefing: everything ready to print, each view made once."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import factbox
from factbox import EntityKind, NoticeKind, public_people
from pelican.plugins.briefing.edition_view import Change
from pelican.plugins.briefing.languages import N_
from pelican.plugins.briefing.later import changed
from pelican.plugins.briefing.presenting.axis import axis_view
from pelican.plugins.briefing.presenting.bars import shares
from pelican.plugins.briefing.presenting.calendars import CALENDAR, Calendar
from pelican.plugins.briefing.presenting.citing import CITED, Place, citations, file_beside, json_ld
from pelican.plugins.briefing.presenting.countries import country_of, whole_name
from pelican.plugins.briefing.presenting.editing import Editing, correction_changes
from pelican.plugins.briefing.presenting.items import NOTICES, Items
from pelican.plugins.briefing.presenting.locator import map_of, map_view
from pelican.plugins.briefing.presenting.pointing import Pointing, one_line, plain_name
from pelican.plugins.briefing.presenting.source import paragraph_views
from pelican.plugins.briefing.presenting.speakers import people_quoted, speaker_views
from pelican.plugins.briefing.presenting.times import day_view
from pelican.plugins.briefing.view import BriefingView, EntityView, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from factbox import Entity
    from pelican.plugins.briefing.languages import Language
    from pelican.plugins.briefing.licensing import Shown
    from pelican.plugins.briefing.sidecar import Sidecar
    from pelican.plugins.briefing.view import SpeakerView

    Named = TypeVar("Named", EntityView, SpeakerView)

__all__ = [
    "CALENDAR",
    "CITED",
    "Place",
    "addressed",
    "as_linked",
    "day_view",
    "file_beside",
    "map_of",
    "present",
    "whole_name",
    "with_addresses",
]

# Words that a reader reads in a minute (Brysbaert 2019, silent reading of non-fiction).
_PACE = 238
# A longer bottom line is cut for lists and descriptions, in characters.
_SUMMARY = 200
_WORD = re.compile(r"\w+")
_STATES = {
    "draft": N_("Draft"),
    "hidden": N_("Hidden"),
    "future": N_("Not yet due"),
    "developing": N_("Developing"),
    "updated": N_("Updated"),
    "corrected": N_("Corrected"),
}
# Licences whose names say nothing to a reader.
_LICENCES = {"own": N_("own text of this site"), "public-domain": N_("public domain")}
# "CC-BY-SA-4.0" or "CC BY-SA 4.0".
_COMMONS = re.compile(r"CC[- ](BY(?:-NC)?(?:-ND|-SA)?)[- ](\d\.\d)", re.IGNORECASE)
# A place named in so many sentences at the start is where it happened.
_HEAD = 4
# Notices that tell of a change.
_CHANGES = (NoticeKind.UPDATE, NoticeKind.CORRECTION, NoticeKind.CLARIFICATION)


def present(shown: Shown, sidecar: Sidecar, language: Language, standing: str = "") -> BriefingView:
    """Return the view of a briefing, without what depends on its address.

    Args:
        shown: what the page may show.
        sidecar: what the editor says.
        language: what the page speaks, where it is not the source that does.
        standing: why the page would not be published: `draft`, `hidden` or `future`.
    """
    briefing = shown.briefing
    paragraphs = paragraph_views(shown)
    pointing = Pointing(shown, paragraphs)
    editing = Editing(briefing, language)
    items = Items(shown, pointing, editing, language)
    facts, events, quoted = items.facts(), items.events(), people_quoted(shown)
    speakers = speaker_views(shown, pointing, editing, language)
    line = shown.bottom_line
    bottom = one_line(line.of(shown.text)) if line else ""
    return BriefingView(
        **_told(shown, language),
        states=_states(shown, sidecar, standing, language),
        bottom_line=bottom,
        bottom_pointer=pointing.pointer(line) if line else None,
        people_quoted=quoted,
        summary=sidecar.summary or _shortened(bottom),
        counts=_counts(language, len(facts), len(events), quoted),
        notices=items.notices(),
        facts=facts,
        figures=items.figures(),
        timeline=events,
        axis=axis_view(shown.timeline, events, language),
        speakers=speakers,
        shares=shares(speakers),
        unknowns=items.unknowns(),
        people=_entities(shown, editing, EntityKind.PERSON, language),
        organisations=_entities(shown, editing, EntityKind.ORGANISATION, language),
        places=_entities(shown, editing, EntityKind.PLACE, language),
        map=map_view(_mapped(shown), language),
        source_mode=shown.mode,
        source=paragraphs,
        history=_history(shown, language),
        sample=sidecar.sample,
        edits=editing.items,
        checked=editing.looked_at(shown.items()),
        notes=tuple(note.text for note in briefing.notes if note.item is None),
    )


def _told(shown: Shown, language: Language) -> dict[str, Any]:
    """Return what a page says of its source, by the view's fields."""
    source = shown.briefing.source
    return {
        "title": source.title,
        "working_title": source.title_origin == "lede",
        "english": _is_english(source.language),
        "language": source.language,
        "published": day_view(source.published, language),
        "updated": day_view(source.updated, language),
        "publisher": source.publisher or "",
        "publisher_inferred": source.publisher_origin == "inferred",
        "author": source.author or "",
        "dateline": (shown.briefing.dateline.place or "") if shown.briefing.dateline else "",
        "url": source.url or "",
        "licence": _licence(source.licence or "", language),
        "licence_url": _licence_url(source.licence or ""),
        "minutes": max(1, round(len(_WORD.findall(shown.text)) / _PACE)),
        "path": source.path,
        "sha256": source.sha256,
        "version": factbox.__version__,
    }


def _licence(licence: str, language: Language) -> str:
    """Return a licence's name as a reader knows it."""
    return language.gettext(_LICENCES[licence]) if licence in _LICENCES else licence


def _licence_url(licence: str) -> str:
    """Return where a licence of Creative Commons can be read, which those that ask for a name ask to be linked to."""
    commons = _COMMONS.fullmatch(licence)
    return f"https://creativecommons.org/licenses/{commons[1].lower()}/{commons[2]}/" if commons else ""


def addressed(view: BriefingView, shown: Shown, place: Place, language: Language) -> BriefingView:
    """Return the view with what depends on where its page stands: citations, structured data, the JSON's address."""
    calendar = Calendar(view, shown, place, language)
    return replace(
        view,
        json_url=place.beside("briefing.json"),
        calendar=calendar or None,
        calendar_url=place.beside(CALENDAR) if calendar else "",
        citations=citations(view, shown.briefing.source.published, place, language),
        json_ld=json_ld(view, shown, place, language.code),
    )


def with_addresses(view: BriefingView, address: Callable[[str, str], str | None]) -> BriefingView:
    """Return a view with names that lead to the pages of those who have one.

    Args:
        view: the view.
        address: gives the page's address by a name's kind and the name; None where there is none.
    """

    def entities(kind: str, found: tuple[EntityView, ...]) -> tuple[EntityView, ...]:
        return tuple(_at(entity, address(kind, entity.name)) for entity in found)

    named: dict[str, tuple[Any, ...]] = {
        "people": entities("person", view.people),
        "organisations": entities("organisation", view.organisations),
        "places": entities("place", view.places),
        "speakers": tuple(_at(speaker, address(speaker.kind, speaker.name)) for speaker in view.speakers),
    }
    addresses = [one.href or "" for found in named.values() for one in found]
    return changed(view, {"addresses": "\n".join(addresses)}, **named)


def _at(named: Named, address: str | None) -> Named:
    """Return a name with the address of its page; the same where it has that."""
    return named if named.href == address else replace(named, href=address)


def as_linked(view: BriefingView, last: BriefingView) -> BriefingView:
    """Return a view with what an earlier one of its page has from other briefings: names' addresses, what goes with it.

    Args:
        view: the view of a page as it is now, alone.
        last: the page's last view among all others.
    """
    kinds = (("person", last.people), ("organisation", last.organisations), ("place", last.places))
    known = {(kind, entity.name): entity.href for kind, entities in kinds for entity in entities}
    known |= {(speaker.kind, speaker.name): speaker.href for speaker in last.speakers}
    return changed(
        with_addresses(view, lambda kind, name: known.get((kind, name))),
        editions=last.editions,
        history_json=last.history_json,
        apart=last.apart,
        related=last.related,
        story=last.story,
    )


def _is_english(language: str) -> bool:
    """Return whether a language tag is English."""
    return language.lower().split("-")[0] == "en"


def _states(shown: Shown, sidecar: Sidecar, standing: str, language: Language) -> tuple[State, ...]:
    """Return what the page is besides published."""
    kinds = {notice.kind for notice in shown.briefing.notices}
    holding = {
        standing: bool(standing),
        "developing": sidecar.developing,
        "updated": shown.briefing.source.updated is not None or NoticeKind.UPDATE in kinds,
        "corrected": NoticeKind.CORRECTION in kinds or bool(shown.briefing.corrections),
    }
    return tuple(State(name, language.gettext(_STATES[name])) for name, holds in holding.items() if holds)


def _shortened(line: str) -> str:
    """Return a sentence, cut after a word where it is long for a list."""
    if len(line) <= _SUMMARY:
        return line
    return line[: line.rfind(" ", 0, _SUMMARY)].rstrip(" ,;:–—") + " …"


def _counts(language: Language, facts: int, events: int, quoted: int) -> tuple[str, ...]:
    """Return how much there is on a page, in words."""
    parts = (
        (facts, language.ngettext("%(num)s fact", "%(num)s facts", facts)),
        (events, language.ngettext("%(num)s event", "%(num)s events", events)),
        (quoted, language.ngettext("%(num)s person quoted", "%(num)s people quoted", quoted)),
    )
    return tuple(words for number, words in parts if number)


def _entities(shown: Shown, editing: Editing, kind: EntityKind, language: Language) -> tuple[EntityView, ...]:
    """Return the people, organisations or places of a page, by first mention; of people those who are public.

    Whom an editor gave a role of his own is public too.
    """
    public = public_people(shown.text, shown.briefing.entities, shown.briefing.quotations)
    return tuple(
        EntityView(
            plain_name(entity),
            one_line(entity.role or "") or country_of(entity, language),
            None,
            len(entity.mentions),
            own=entity.role_span is None,
            **editing.marks(entity.id),
        )
        for entity in shown.briefing.entities
        if entity.kind is kind
        and (kind is not EntityKind.PERSON or entity.id in public or editing.changed(entity.id, "role"))
    )


def _mapped(shown: Shown) -> tuple[Entity, ...]:
    """Return what a map may mark: no place alone that the text names once, by the way.

    "A lens made in Paris" puts no story into Paris; a dateline, a key fact or one of the first sentences does.
    """
    briefing = shown.briefing
    places = tuple(entity for entity in briefing.entities if entity.coordinates)
    if len(places) != 1 or len(places[0].mentions) > 1:
        return places
    (named,) = places[0].mentions
    told = [fact.span for fact in briefing.key_facts] + [*briefing.sentences[:_HEAD]]
    told += [briefing.dateline.span] if briefing.dateline else []
    return places if any(span.holds(named) for span in told) else ()


def _history(shown: Shown, language: Language) -> tuple[Change, ...]:
    """Return publication, update and corrections, oldest first."""
    source = shown.briefing.source
    changes = []
    if source.published:
        changes.append(Change("published", day_view(source.published, language), language.gettext("Published"), ""))
    if source.updated:
        changes.append(Change("updated", day_view(source.updated, language), language.gettext("Updated"), ""))
    changes += [
        Change(notice.kind.value, None, language.gettext(NOTICES[notice.kind]), one_line(notice.text))
        for notice in shown.briefing.notices
        if notice.kind in _CHANGES
    ]
    return (*changes, *correction_changes(shown.briefing, language))
