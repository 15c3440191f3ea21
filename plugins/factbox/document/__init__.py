"""Reads a seed: bytes to a cleaned text with its layout, language, date and source."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from factbox.document.cleaning import clean
from factbox.document.datelines import find_dateline
from factbox.document.decoding import EXPECTED, decode, find_mojibake
from factbox.document.languages import is_english, recognise_language
from factbox.document.layout import ends_sentence, find_layout
from factbox.document.notices import find_notices
from factbox.document.publishers import infer_publisher
from factbox.document.titles import working_title
from factbox.errors import SeedError
from factbox.model import Document, Issue, Metadata, Source
from factbox.options import DEFAULTS
from factbox.spans import Span, trimmed

if TYPE_CHECKING:
    from factbox.document.layout import Layout
    from factbox.model import Dateline
    from factbox.options import Options

__all__ = ["document_from_text", "read_document"]

# The day in front of a seed's name: "2024-08-13-harbour.txt".
_DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[-_. ]|$)")


def read_document(
    data: bytes, *, path: str = "", metadata: Metadata | None = None, options: Options = DEFAULTS
) -> Document:
    """Return the document of a seed's bytes, its text cleaned once and never changed after.

    Args:
        data: the bytes: UTF-8 with or without a byte-order mark, UTF-16 with one, or cp1252.
        path: the seed's path under the seeds folder; its part without suffix is the document's id.
        metadata: what the editor says beside the text.
        options: the caller's choices.

    Raises:
        SeedError: the bytes are empty, no text, or more than `options.max_bytes`.
    """
    place = path or "seed"
    if len(data) > options.max_bytes:
        raise SeedError(place, f"has {len(data)} bytes", f"at most {options.max_bytes}")
    text, issues = decode(data, place)
    text = clean(text)
    if not text.strip():
        raise SeedError(place, "is empty", "an article as " + EXPECTED)
    pure = PurePosixPath(path.replace("\\", "/"))
    name = str(pure.with_suffix("")) if pure.name else ""
    digest = hashlib.sha256(data).hexdigest()
    return _assemble(text, _Origin(name, path, digest), metadata or Metadata(), issues)


def document_from_text(
    text: str,
    *,
    id: str = "",  # noqa: A002 - the data format's word
    metadata: Metadata | None = None,
    options: Options = DEFAULTS,  # noqa: ARG001 - the same form as `read_document`
) -> Document:
    """Return the document of a text that is taken as it is, so that offsets fit the sender's text.

    Args:
        text: the text, never changed; an empty one gives a document without paragraphs.
        id: the document's id.
        metadata: what is known beside the text.
        options: the caller's choices.
    """
    found = find_mojibake(text)
    message = f"looks garbled (“{found}”); send the text decoded as UTF-8"
    issues = (Issue("mojibake", message),) if found else ()
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _assemble(text, _Origin(id, "", digest), metadata or Metadata(), issues)


class _Origin(NamedTuple):
    """Where a text comes from."""

    id: str
    """The document's id."""
    path: str
    """The seed's path under the seeds folder; empty for a text that was sent."""
    digest: str
    """SHA-256 of its bytes."""


def _assemble(text: str, origin: _Origin, metadata: Metadata, issues: tuple[Issue, ...]) -> Document:
    """Return the document of a text that will not change any more."""
    language = metadata.language or recognise_language(text)
    layout = find_layout(text, metadata.title, english=is_english(language))
    notices, prose = find_notices(text, layout.prose)
    dateline = None
    found = find_dateline(text, prose)
    if found:
        dateline, number, start = found
        rest = trimmed(text, start, prose[number].end)
        # A line in front of a wire story's place that ends as no sentence does is a caption.
        told = [block for block in prose[:number] if not dateline.place or ends_sentence(text, block)]
        prose = (*told, *([rest] if len(rest) else []), *prose[number + 1 :])
    title, title_origin = _title(text, layout, prose, metadata)
    published, published_origin = _published(origin.path, dateline, metadata)
    publisher, publisher_origin = metadata.publisher, "given" if metadata.publisher else None
    if publisher is None:
        publisher = infer_publisher(text, prose, dateline)
        publisher_origin = "inferred" if publisher else None
    source = Source(
        path=origin.path,
        sha256=origin.digest,
        title=title,
        title_origin=title_origin,
        publisher=publisher,
        publisher_origin=publisher_origin,
        author=metadata.author or (_plain(layout.byline.of(text)) if layout.byline else None),
        url=metadata.url,
        licence=metadata.licence,
        language=language,
        published=published,
        published_origin=published_origin,
        updated=metadata.updated,
    )
    return Document(
        id=origin.id,
        source=source,
        text=text,
        title_span=layout.title,
        paragraphs=prose,
        dateline=dateline,
        notices=notices,
        issues=issues,
    )


def _title(text: str, layout: Layout, prose: tuple[Span, ...], metadata: Metadata) -> tuple[str, str]:
    """Return the title and who gave it; a line break inside it becomes a space."""
    if metadata.title:
        return metadata.title, "given"
    if layout.title is not None:
        return _plain(layout.title.of(text)), "first_line"
    return (_plain(working_title(text, prose[0]).of(text)) if prose else ""), "lede"


def _plain(words: str) -> str:
    """Return words on one line."""
    return re.sub(r"\s*\n\s*", " ", words)


def _published(path: str, dateline: Dateline | None, metadata: Metadata) -> tuple[dt.date | None, str | None]:
    """Return the publication date and who says it: the editor, the file's name, a full dateline; never a guess."""
    if metadata.published is not None:
        return metadata.published, metadata.published_origin
    dated = _DATED_NAME.match(PurePosixPath(path.replace("\\", "/")).name)
    for value, origin in ((dated and dated[1], "filename"), (dateline and dateline.date, "dateline")):
        try:
            return dt.date.fromisoformat(value or ""), origin
        except ValueError:
            continue
    return None, None
