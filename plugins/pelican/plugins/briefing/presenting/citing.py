"""How to cite a page, and its structured data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pelican.plugins.briefing.view import Citation

if TYPE_CHECKING:
    import datetime as dt

    from pelican.plugins.briefing.languages import Language
    from pelican.plugins.briefing.licensing import Shown
    from pelican.plugins.briefing.view import BriefingView, QuotationView, SpeakerView

# Files beside a page that hold how to cite it, in BibTeX and RIS.
CITED = ("citation.bib", "citation.ris")
# What has a meaning of its own in BibTeX.
_TEX = re.compile(r"[\\{}$&#%_^~]")
_TEX_NAMES = {"\\": r"\textbackslash{}", "^": r"\^{}", "~": r"\~{}"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands."""

    site: str
    """The site's name."""
    root: str
    """The site's address without a slash at its end; empty where it is not known."""
    url: str
    """The page's address under the root, like `article.url`."""
    slug: str
    """The page's name."""
    save_as: str
    """The page's file under the site's folder, like `article.save_as`."""

    def beside(self, name: str) -> str:
        """Return the address under the root of a file that belongs to the page."""
        return quote(file_beside(self.save_as, name))

    @property
    def address(self) -> str:
        """The page's full address; from the server's root where the site's is not known."""
        return f"{self.root}/{self.url}"


def file_beside(save_as: str, name: str) -> str:
    """Return where a file stands that belongs to a page.

    >>> file_beside("briefings/flood/index.html", "briefing.json"), file_beside("flood.html", "briefing.json")
    ('briefings/flood/briefing.json', 'flood.briefing.json')
    """
    folder, _, page = save_as.rpartition("/")
    own = name if page == "index.html" else f"{page.removesuffix('.html')}.{name}"
    return f"{folder}/{own}" if folder else own


def citations(view: BriefingView, published: dt.date | None, place: Place, language: Language) -> tuple[Citation, ...]:
    """Return the page's citation as plain text, BibTeX and RIS."""
    day = view.published.text if view.published else ""
    source = language.gettext("Source: %(publisher)s", publisher=view.publisher) if view.publisher else ""
    told = (f"“{view.title}”", ", ".join(filter(None, (place.site, day))), place.address, source)
    plain = " ".join(f"{part}." for part in told if part)
    year = str(published.year) if published else ""
    fields = {
        "title": "{" + _tex(view.title) + "}",
        "organization": _tex(place.site),
        "year": year,
        "url": place.address,
        "note": _tex(source),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    bibtex = "\n".join([f"@online{{{place.slug},", *lines, "}"])
    ris = {
        "TY": "ELEC",
        "TI": view.title,
        "PB": place.site,
        "PY": year,
        "DA": f"{published:%Y/%m/%d/}" if published else "",
        "UR": place.address,
        "N1": source,
    }
    tagged = [f"{tag}  - {value}" for tag, value in ris.items() if value]
    return (
        Citation(language.gettext("Plain text"), plain),
        Citation("BibTeX", bibtex, CITED[0], place.beside(CITED[0])),
        Citation("RIS", "\n".join([*tagged, "ER  - "]), CITED[1], place.beside(CITED[1])),
    )


def json_ld(view: BriefingView, shown: Shown, place: Place, language: str) -> dict[str, Any]:
    """Return the page's structured data: a NewsArticle, or without a date, which that needs, a CreativeWork.

    Author and publisher of the page is the site; the outlet is publisher of what it is based on alone.
    """
    source = shown.briefing.source
    changed = source.updated or source.published
    site = {"@type": "Organization", "name": place.site, "url": f"{place.root}/" if place.root else None}
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle" if source.published else "CreativeWork",
        "headline": view.title,
        "description": view.summary or None,
        "url": place.address if place.root else None,
        "mainEntityOfPage": place.address if place.root else None,
        "inLanguage": language,
        "datePublished": source.published.isoformat() if source.published else None,
        "dateModified": changed.isoformat() if changed else None,
        "author": site,
        "publisher": site,
        "isBasedOn": _based_on(view),
        "hasPart": [_quotation(quotation, speaker) for speaker in view.speakers for quotation in speaker.quotations],
        "mentions": [
            {"@type": "Event", "name": event.text, "startDate": event.when.datetime}
            for event in view.timeline
            if event.when.datetime
        ],
        "correction": _corrections(view),
    }
    return {key: _without_empty(value) for key, value in data.items() if _without_empty(value)}


def _corrections(view: BriefingView) -> list[dict[str, Any]]:
    """Return the source's corrections and the editor's, the latter with their day."""
    told = [(notice.text, None) for notice in view.notices if notice.kind == "correction"]
    own = [(change.text, change.when.datetime) for change in view.history if change.own and change.when]
    return [{"@type": "CorrectionComment", "text": text, "datePublished": day} for text, day in (*told, *own)]


def _based_on(view: BriefingView) -> dict[str, Any] | None:
    """Return the source as a thing of its own, published by its outlet."""
    outlet = {"@type": "Organization", "name": view.publisher} if view.publisher else None
    author = {"@type": "Person", "name": view.author} if view.author else None
    found = {"url": view.url, "publisher": outlet, "author": author, "inLanguage": view.language}
    return {"@type": "CreativeWork", "name": view.title, **found} if view.url or outlet or author else None


def _quotation(quotation: QuotationView, speaker: SpeakerView) -> dict[str, Any]:
    """Return one quotation with who said it, where that is named."""
    sorts = {"person": "Person", "organisation": "Organization"}
    named = {"@type": sorts[speaker.kind], "name": speaker.name} if speaker.kind in sorts else None
    return {"@type": "Quotation", "text": " ".join(piece.text for piece in quotation.pieces), "creator": named}


def _without_empty(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Return data without what is empty in it."""
    if isinstance(value, dict):
        return {key: _without_empty(part) for key, part in value.items() if part}
    return [_without_empty(part) for part in value] if isinstance(value, list) else value


def _tex(words: str) -> str:
    """Return words with TeX's signs written so that they print."""
    return _TEX.sub(lambda sign: _TEX_NAMES.get(sign[0], "\\" + sign[0]), words)
