"""Reads a Word document: its paragraphs and tables as plain text. Needs the extra `formats`.

What the document's properties say (author, title, date) is mostly what a template left there, and is not taken.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from lxml.etree import LxmlError  # type: ignore[import-untyped]

from pelican.plugins.briefing.errors import BriefingError
from pelican.plugins.briefing.formats import Contents, told

if TYPE_CHECKING:
    from collections.abc import Iterator

# More than this unpacked, in bytes, is no article.
_UNPACKED = 100_000_000
# The words of a paragraph, those that a reviewer put in too and not those taken out; a text box is read by itself.
_WORDS = ".//w:r/*[self::w:t or self::w:tab or self::w:br][not(ancestor::w:txbxContent)]"
_TITLES = frozenset(("Title", "Heading 1"))


def read(data: bytes, path: str) -> Contents:
    """Return what a document says; a first paragraph in the style of a title is the headline.

    Args:
        data: the file's bytes.
        path: the file, for messages.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
        blocks = list(_blocks(Document(io.BytesIO(data)))) if size <= _UNPACKED else []
    except (PackageNotFoundError, zipfile.BadZipFile, LxmlError, KeyError, ValueError, AttributeError, OSError):
        return Contents(b"", errors=(BriefingError(path, "is no Word document", "a file that Word wrote as .docx"),))
    told_title = None
    if blocks and blocks[0][1] in _TITLES:
        told_title, blocks = blocks[0][0], blocks[1:]
    if not blocks:
        return Contents(b"", errors=(BriefingError(path, "holds no text", "a document with an article"),))
    return Contents("\n\n".join(text for text, _ in blocks).encode("utf-8", "replace"), told({"title": told_title}))


def _blocks(document: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - the library's types come with it alone
    """Yield each paragraph and row that has words, with the name of its style."""
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = [" ".join(_text(paragraph) for paragraph in cell.paragraphs).strip() for cell in row.cells]
                if any(cells):
                    yield ", ".join(filter(None, cells)), ""
        elif text := _text(block):
            yield text, str(getattr(block.style, "name", ""))


def _text(paragraph: Any) -> str:  # noqa: ANN401 - as above
    """Return the words of a paragraph on one line."""
    parts = (node.text or "" if node.tag.endswith("}t") else " " for node in paragraph._p.xpath(_WORDS))  # noqa: SLF001 - its `text` lacks what a reviewer put in
    return " ".join("".join(parts).split())
