"""Reads a language's words from a gettext catalogue, `CODE.po`, as a translator leaves it: nothing is compiled."""

from __future__ import annotations

import ast
import gettext
import io
import re
import struct
from typing import TYPE_CHECKING

from pelican.plugins.briefing.errors import BriefingError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# A line of an entry: `msgid "words"`, `msgstr[1] "words"`, or a line that goes on with the last one's words.
_LINE = re.compile(r'(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)?\s*("(?:[^"\\]|\\.)*")')
# The head's line "Content-Type: text/plain; charset=ISO-8859-1".
_CHARSET = re.compile(r"(?im)^content-type:.*\n?")
_MAGIC = 0x950412DE


def read_catalogue(file: Path) -> gettext.GNUTranslations:
    """Return the translations in a catalogue; what is not translated, or only guessed (`fuzzy`), is left out.

    Raises:
        BriefingError: it is no catalogue; the message has the line.
    """
    texts: dict[str, str] = {}
    for entry in _entries(file):
        forms = [words for name, words in sorted(entry.items()) if name.startswith("msgstr")]
        if all(forms) and "msgid" in entry:
            context = f"{entry['msgctxt']}\x04" if "msgctxt" in entry else ""
            plural = f"\0{entry['msgid_plural']}" if "msgid_plural" in entry else ""
            texts[context + entry["msgid"] + plural] = "\0".join(forms)
    # The file was read as UTF-8, whatever its head says, and is packed as that.
    texts[""] = _CHARSET.sub("", texts.get("", "")) + "Content-Type: text/plain; charset=UTF-8\n"
    return gettext.GNUTranslations(io.BytesIO(_packed(texts)))


def _entries(file: Path) -> Iterator[dict[str, str]]:
    """Yield each entry's words by their keyword."""
    entry: dict[str, str] = {}
    name, fuzzy = "", False
    for number, line in enumerate([*file.read_text(encoding="utf-8").splitlines(), ""], 1):
        if not line.strip():
            if entry and not fuzzy:
                yield entry
            entry, name, fuzzy = {}, "", False
        elif line.startswith("#"):
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
        else:
            found = _LINE.fullmatch(line.strip())
            name = (found[1] or name) if found else ""
            if found is None or not name:
                raise BriefingError(
                    f"{file}:{number}", f"is {line[:80]!r}", 'a line of a catalogue such as msgid "Who"'
                )
            entry[name] = entry.get(name, "") + ast.literal_eval(found[2])


def _packed(texts: dict[str, str]) -> bytes:
    """Return texts in the form that gettext reads, which the GNU manual calls an MO file."""
    pairs = [(key.encode(), words.encode()) for key, words in sorted(texts.items())]
    start = 28 + 16 * len(pairs)
    tables: list[list[int]] = [[], []]
    data = b""
    for pair in pairs:
        for table, words in zip(tables, pair, strict=True):
            table += [len(words), start + len(data)]
            data += words + b"\0"
    head = [_MAGIC, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start]
    return struct.pack(f"<{len(head) + 4 * len(pairs)}I", *head, *tables[0], *tables[1]) + data
