"""What an editor may want to look at on one page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox import Certainty, MentionKind, QuotationKind
from pelican.plugins.briefing.findings import Finding
from pelican.plugins.briefing.languages import Language
from pelican.plugins.briefing.presenting.times import event_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbox import Quotation
    from pelican.plugins.briefing.checking.lines import Lines
    from pelican.plugins.briefing.gathering import Page
    from pelican.plugins.briefing.settings import Settings

# A date in figures of which only the year is known: the value of "03/04/2024".
_YEAR_ALONE = re.compile(r"\d{4}-XX-XX")
# A licence that says that the text is the site's own, of which there is no publisher and no original elsewhere.
_OWN = "own"
# What messages are written in, whatever the site speaks.
_ENGLISH = Language()
# How much of an item a message quotes, in characters.
_QUOTED = 60


def page_findings(page: Page, settings: Settings, lines: Lines) -> Iterator[Finding]:
    """Yield what is missing or doubtful on a page.

    Args:
        page: what a seed became.
        settings: what may be published of it.
        lines: of the seed.
    """
    yield from _told(page)
    yield from _published(page, settings)
    seed = page.entry.seed.shown
    for code, item, start, text in sorted(_doubtful(page), key=lambda one: one[2]):
        yield Finding(code, seed, text, lines.number(start), item)


def _told(page: Page) -> Iterator[Finding]:
    """Yield what nobody says of the article."""
    source, seed = page.shown.briefing.source, page.entry.seed
    file = seed.shown_sidecar if seed.sidecar else seed.shown
    if source.published is None:
        yield Finding("undated", file, f"has no date; expected published = 2024-08-13 in {seed.shown_sidecar}", 1)
    if source.title_origin == "lede":
        yield Finding("headline", file, f'has no headline; expected title = "…" in {seed.shown_sidecar}', 1)
    wanted = ["licence"] if source.licence == _OWN else ["publisher", "url", "licence"]
    missing = [key for key in wanted if not getattr(source, key)]
    if missing:
        keys = ", ".join(f'{key} = "…"' for key in missing)
        text = f"says no {_listed(missing)}; expected {keys} in {seed.shown_sidecar}"
        yield Finding("metadata", file, text, 1)


def _published(page: Page, settings: Settings) -> Iterator[Finding]:
    """Yield what is not published as the settings would have it."""
    licence, seed = page.shown.briefing.source.licence, page.entry.seed
    # Where no licence is said, that itself is a finding.
    if licence and settings.source_text == "full" and page.shown.mode != "full":
        shown = f'licence is "{licence}", so the page shows excerpts, not the full text'
        text = f"{shown}; expected one of BRIEFING_FULL_TEXT_LICENCES"
        yield Finding("licence", seed.shown_sidecar if seed.sidecar else seed.shown, text, 1)
    count = page.shown.left_out
    if count:
        items = "1 item is" if count == 1 else f"{count} items are"
        wrong = f"{items} left out, to publish no more of the text than BRIEFING_EXCERPT_SHARE allows"
        yield Finding("omitted", seed.shown, wrong)


def _doubtful(page: Page) -> Iterator[tuple[str, str, int, str]]:
    """Yield a code, an item's id, an offset into the text and words for each item that a person should look at."""
    briefing = page.shown.briefing
    looked_at = {edit.item for edit in briefing.edits if edit.action != "note"}
    for quotation in briefing.quotations:
        if quotation.id in looked_at:
            continue
        if _is_unresolved(quotation):
            who = f"is said by “{quotation.speaker.text}”, who is not named" if quotation.speaker else "has no speaker"
            wanted = "expected a [[quotation]] that names the speaker, or hides it"
            yield "speaker", quotation.id, quotation.span.start, f"“{_short(quotation.text)}” {who}; {wanted}"
        elif quotation.speaker and quotation.speaker.certainty is Certainty.LIKELY:
            name = quotation.speaker.name or quotation.speaker.text
            text = f"“{_short(quotation.text)}” is probably by “{_short(name)}”"
            yield "unsure", quotation.id, quotation.span.start, f"{text}; expected a look at it"
    timexes = {timex.id: timex for timex in briefing.timexes}
    for event in page.shown.timeline:
        if event.certainty is Certainty.LIKELY and event.id not in looked_at:
            when = event_view(event, timexes.get(event.timex or ""), _ENGLISH).text
            yield (
                "unsure",
                event.id,
                event.span.start,
                f"“{_short(event.text)}” is probably of: {when}; expected a look at it",
            )
    for timex in briefing.timexes:
        if _YEAR_ALONE.fullmatch(timex.value):
            text = f"“{timex.text}” can be read in two ways; expected an [[event]] with its date"
            yield "date", "", timex.span.start, text


def _is_unresolved(quotation: Quotation) -> bool:
    """Return whether nobody knows whose words stand in quotation marks."""
    if quotation.kind is QuotationKind.INDIRECT:
        return False
    speaker = quotation.speaker
    known = speaker is not None and (speaker.name or speaker.described or speaker.kind is not MentionKind.PRONOUN)
    return not known


def _listed(words: list[str]) -> str:
    """Return words as one says them: "publisher, url or licence"."""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def _short(words: str) -> str:
    """Return words on one line without the marks around them, cut where they are long."""
    words = " ".join(words.split()).strip('“”"')
    return words if len(words) <= _QUOTED else words[: words.rfind(" ", 0, _QUOTED)] + " …"
