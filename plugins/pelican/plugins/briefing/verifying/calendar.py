"""Holds the calendar beside a page against its seed: each event's words are the seed's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pelican.plugins.briefing.verifying.words import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pelican.plugins.briefing.verifying.words import Source

# A line that is folded goes on behind a line end and a space (RFC 5545, 3.1).
_FOLD = re.compile(r"\r?\n[ \t]")
# An event's words: "SUMMARY:The pier burned\\, twice".
_SUMMARY = re.compile(r"^SUMMARY:(.*?)\r?$", re.MULTILINE)
# A letter that stands behind a stroke because it means something by itself.
_ESCAPED = re.compile(r"\\(.)")


def calendar_faults(file: Path, page: str, source: Source) -> Iterator[Fault]:
    """Yield what of a calendar is not as its seed has it; nothing where a page has none.

    Args:
        file: the calendar.
        page: its name, for messages.
        source: the seed.
    """
    if not file.is_file():
        return
    try:
        text = _FOLD.sub("", file.read_bytes().decode())
    except ValueError:
        yield Fault(page, "", "", wrong="cannot be read")
        return
    for words in _SUMMARY.findall(text):
        yield from source.faults(page, "", _ESCAPED.sub(r"\1", words))
