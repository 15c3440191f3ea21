"""Who said what: quotations grouped by their speakers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from factbox import Certainty, EntityKind, MentionKind, QuotationKind
from pelican.plugins.briefing.languages import N_
from pelican.plugins.briefing.presenting.pointing import Pointing, one_line, pieces, quoted_pieces
from pelican.plugins.briefing.presenting.times import timex_view
from pelican.plugins.briefing.roles import short_role
from pelican.plugins.briefing.view import QuotationView, SpeakerView

if TYPE_CHECKING:
    from collections.abc import Collection

    from factbox import Quotation, Speaker
    from pelican.plugins.briefing.languages import Language
    from pelican.plugins.briefing.licensing import Shown
    from pelican.plugins.briefing.presenting.editing import Editing
    from pelican.plugins.briefing.view import TimeView

# The rank of speakers of whom nothing is known but a pronoun; nobody at all comes behind.
_NOT_KNOWN = 2
# The rank of those who have a description and no name.
_DESCRIBED = 1
_ARTICLES = frozenset(("a", "an", "the"))
# Pronouns that mean who writes.
_WRITERS = frozenset(("I", "me", "my"))
# Pronouns that stand right behind whom they mean, so that a page need not show them beside the name.
_RELATIVES = frozenset(("who", "whom", "which", "that"))
NOBODY = N_("Not attributed")
_UNCLEAR = N_("Speaker not clear")
_WRITER = N_("The writer of the article")


def speaker_views(shown: Shown, pointing: Pointing, editing: Editing, language: Language) -> tuple[SpeakerView, ...]:
    """Return the speakers with everything they say: named ones in text order, then unnamed, unclear, not attributed."""
    times = {timex.id: timex for timex in shown.briefing.timexes}
    kinds = {entity.id: entity.kind.value for entity in shown.briefing.entities}
    names = {entity.id: one_line(entity.name) for entity in shown.briefing.entities}
    groups: dict[tuple[int, str], list[Quotation]] = {}
    for quotation in shown.quotations:
        group = _described_before(_group(quotation.speaker, shown.text), groups)
        groups.setdefault(group, []).append(quotation)
    views = []
    for (rank, _), quotations in sorted(groups.items(), key=lambda group: group[0][0]):
        by_role = sorted(quotations, key=lambda quotation: not editing.changed(quotation.id, "role"))
        role = next((found.speaker for found in by_role if found.speaker and found.speaker.role), None)
        speakers = [quotation.speaker for quotation in quotations if quotation.speaker]
        first = quotations[0].speaker
        known = names.get(first.entity) if first and first.entity else None  # "the senator" has a name elsewhere
        name = known or called(first, shown.text, language)
        said = [
            (
                quotation.kind,
                replace(
                    _quotation_view(
                        shown, pointing, quotation, name, timex_view(times.get(quotation.said_on or ""), language)
                    ),
                    resolved=rank < _NOT_KNOWN,
                    **editing.marks(quotation.id),
                ),
            )
            for quotation in quotations
        ]
        views.append(
            SpeakerView(
                name,
                one_line(role.role or "") if role else "",
                bool(speakers) and speakers[0].anonymous,
                None,
                tuple(view for kind, view in said if kind is not QuotationKind.INDIRECT),
                tuple(view for kind, view in said if kind is QuotationKind.INDIRECT),
                kinds.get(speakers[0].entity or "", "") if speakers else "",
                rank < _NOT_KNOWN,
                role is not None and role.role_span is None,
                editing.remarks(speakers[0].entity or "") if speakers and speakers[0].entity else (),
            )
        )
    return tuple(views)


def people_quoted(shown: Shown) -> int:
    """Return how many named people are quoted."""
    people = {entity.id for entity in shown.briefing.entities if entity.kind is EntityKind.PERSON}
    return len({q.speaker.entity for q in shown.quotations if q.speaker and q.speaker.entity in people})


def _group(speaker: Speaker | None, text: str) -> tuple[int, str]:
    """Return what quotations of one speaker share, with the rank of its kind."""
    if speaker is None:
        return _NOT_KNOWN + 1, ""
    if speaker.entity or speaker.name:
        return 0, speaker.entity or speaker.name or ""
    if _is_unclear(speaker):
        return _NOT_KNOWN, _heading(speaker)
    return _DESCRIBED, _named(speaker, text).casefold()


def _described_before(group: tuple[int, str], groups: Collection[tuple[int, str]]) -> tuple[int, str]:
    """Return the group of a description that takes up a fuller one: "the authority" behind "the canal authority".

    Where two fuller ones end so nobody knows which is meant, and it stays by itself.
    """
    rank, words = group
    article, _, noun = words.partition(" ")
    if rank != _DESCRIBED or article != "the" or not noun.isalpha():
        return group
    fuller = [
        found
        for found in groups
        if found[0] == rank
        and found[1] != words
        and found[1].split(" ", 1)[0] in _ARTICLES
        and found[1].endswith(f" {noun}")
    ]
    return fuller[0] if len(fuller) == 1 and group not in groups else group


def _is_unclear(speaker: Speaker) -> bool:
    """Return whether the text gives a pronoun alone, and nothing says for whom."""
    return speaker.name is None and speaker.kind is MentionKind.PRONOUN and speaker.described is None


def called(speaker: Speaker | None, text: str, language: Language) -> str:
    """Return what a speaker is called on a page."""
    if speaker is None or _is_unclear(speaker):
        return language.gettext(_heading(speaker))
    return _named(speaker, text)


def _named(speaker: Speaker, text: str) -> str:
    """Return the name shown: of somebody who has none, what the text says of who it is."""
    described = speaker.described.of(text) if speaker.described else speaker.text
    return one_line(speaker.name or short_role(described))


def _heading(speaker: Speaker | None) -> str:
    """Return the words for somebody of whom the text gives a pronoun alone, or nothing."""
    if speaker is None:
        return NOBODY
    return _WRITER if speaker.text in _WRITERS else _UNCLEAR


def _quotation_view(
    shown: Shown, pointing: Pointing, quotation: Quotation, name: str, said_on: TimeView | None
) -> QuotationView:
    """Return the view of one quotation under the name `name`."""
    text, speaker = shown.text, quotation.speaker
    mention = one_line(speaker.text) if speaker else ""
    return QuotationView(
        id=quotation.id,
        kind=quotation.kind.value,
        pieces=(pieces if quotation.kind is QuotationKind.INDIRECT else quoted_pieces)(text, quotation.parts),
        in_part=quotation.kind is not QuotationKind.INDIRECT and _is_fragment(text, quotation),
        cue=one_line(quotation.cue.text) if quotation.cue else "",
        venue=one_line(quotation.venue.of(text)) if quotation.venue else "",
        mention="" if mention.casefold() == name.casefold() or mention in _RELATIVES else mention,
        probable=speaker is not None and speaker.certainty is Certainty.LIKELY and not _is_unclear(speaker),
        said_on=said_on,
        pointer=pointing.pointer(quotation.span, quotation.id),
    )


def _is_fragment(text: str, quotation: Quotation) -> bool:
    """Return whether the words inside the marks are a part of a sentence."""
    first = next((letter for letter in quotation.parts[0].of(text) if letter.isalnum()), "")
    return quotation.kind is QuotationKind.MIXED or first.islower()
