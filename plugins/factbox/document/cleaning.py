"""The one cleaning of a text, after which nothing changes it: line ends, spaces, controls; no mark, no dash."""

from __future__ import annotations

import re
import unicodedata

# Line ends of other systems, and the two of Unicode's own; vertical tab and form feed end a line too.
_LINE_ENDS = ("\r\n", "\r", "\v", "\f", "\u2028", "\u2029")
# Spaces that look like one: the no-break space, the thin space, the tab.
_SPACES = dict.fromkeys([0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
# What shows nothing: controls, the soft hyphen, zero-width space and word joiner, direction marks, byte-order marks,
# and what will never be a character.
_NOTHING = dict.fromkeys(
    [
        *(code for code in range(0x20) if code not in (0x09, 0x0A)),
        *range(0x7F, 0xA0),
        0xAD,
        0x200B,
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        *range(0x2060, 0x206A),
        0xFEFF,
        *range(0xFDD0, 0xFDF0),
        0xFFFE,
        0xFFFF,
    ]
)
_TABLE = {**_NOTHING, **_SPACES}
# Any of these: most texts have none, and are looked through in a tenth of the time.
_UNCLEAN = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]")
# A zero-width (non-)joiner after a Latin letter or a mark; after others it is spelling (Persian, Hindi, emoji).
_JOINER = re.compile("(?<![^\x00-\u024f\u2010-\u2065])[\u200c\u200d]+")
# White space at the end of a line: "word  \n".
_TRAILING = re.compile(r"(?<! ) +(?=\n|\Z)")

# A table's row, its cells parted by tabs: "1\tAna Ruiz\t2:14:07"; and what parts two.
_ROW = re.compile(r"^[^\t\n]+(?:\t+[^\t\n]+){2,}\t*$", re.MULTILINE)
_CELLS = re.compile(r" ?\t[\t ]*(?=\S)")


def clean(text: str) -> str:
    r"""Return the text in NFC, with line feeds and plain spaces only, and without what cannot be seen.

    Quotation marks and dashes stay as they are. The cells of a table's row are parted by commas, so that none runs into
    the next. Cleaning a clean text gives the same text.

    >>> clean("A\xa0boat  \r\nsank")
    'A boat\nsank'
    """
    for end in _LINE_ENDS:
        text = text.replace(end, "\n")
    if "\t" in text:
        text = _ROW.sub(lambda row: _CELLS.sub(", ", row[0]), text)
    if _UNCLEAN.search(text):
        text = text.translate(_TABLE)
    if not text.isascii():
        text = unicodedata.normalize("NFC", _JOINER.sub("", text))
    if " \n" in text or text.endswith(" "):  # the pattern looks at each space
        text = _TRAILING.sub("", text)
    return text.strip("\n")
