"""Bytes to text: the encoding, and what went wrong with it before it came here."""

from __future__ import annotations

import codecs
import html
import re
import unicodedata

from factbox.errors import SeedError
from factbox.model import Issue

EXPECTED = "plain text in UTF-8"
# How other kinds of file begin: "%PDF-1.7", "{\rtf1", "PK" (docx, odt), an image.
_MAGIC = {b"%PDF-": "a PDF", b"{\\rtf": "an RTF file", b"PK\x03\x04": "a ZIP or office file", b"\x89PNG": "an image"}
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# The characters of cp1252's bytes 0x80 to 0xBF, the five that it leaves out as C1 controls.
_UPPER = "".join(
    bytes([byte]).decode("cp1252") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)
    for byte in range(0x80, 0xC0)
)
_BYTES = {character: 0x80 + number for number, character in enumerate(_UPPER)}
# UTF-8 that was read as cp1252: "â€™" for "’", "Ã©" for "é".
_MOJIBAKE = re.compile(f"[Â-ô](?:(?<=[Â-ß])[{_UPPER}]|(?<=[à-ï])[{_UPPER}]{{2}}|(?<=[ð-ô])[{_UPPER}]{{3}})")
# A character as HTML writes it, left in by what took the text out of its page: "caf&#233;", "AT&amp;T", "&pound;5".
_REFERENCE = re.compile(r"&(?:#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8}[0-9]{0,2});")
# C1 controls, which no text has: cp1252 that was read as Latin-1, such as U+0092 for "’".
_C1 = re.compile("[\x80-\x9f]")


def decode(data: bytes, place: str) -> tuple[str, tuple[Issue, ...]]:
    """Return the text of a seed's bytes, and what had to be guessed or mended.

    Args:
        data: the bytes, with or without a byte-order mark.
        place: the seed's name, for the error.

    Raises:
        SeedError: the bytes are no text.
    """
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)
    if kind:
        raise SeedError(place, f"is {kind}", EXPECTED)
    if data.startswith(_UTF16):
        return data.decode("utf-16", "replace"), ()
    if b"\x00" in data:
        raise SeedError(place, "holds NUL bytes, as binary files and UTF-16 without a byte-order mark do", EXPECTED)
    controls = sum(data.count(byte) for byte in range(32) if byte not in b"\t\n\v\f\r\x1a\x1b")
    if controls * 20 > len(data):
        raise SeedError(place, f"holds {controls} control characters, as binary files do", EXPECTED)
    try:
        return mend(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return _decode_other(data, data.count(b"\n", 0, error.start) + 1)


def _decode_other(data: bytes, line: int) -> tuple[str, tuple[Issue, ...]]:
    """Return the text of bytes that are no UTF-8: damaged UTF-8 where most of it holds, else cp1252."""
    text = data.decode("utf-8-sig", "replace")
    lost = text.count("\ufffd")
    if sum(character > "\x7f" for character in text) - lost > 2 * lost:
        message = f"{lost} places are no UTF-8 and were lost; look for “\ufffd” and write what belongs there"
        return text, (Issue("utf8", message, line),)
    table = {number: chr(number) for number in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
    text = data.decode("latin-1").translate({**_cp1252(), **table})
    message = "read as Windows-1252 (cp1252), as it is no UTF-8; save it as UTF-8 if characters look wrong"
    return text, (Issue("cp1252", message, line),)


def mend(text: str) -> tuple[str, tuple[Issue, ...]]:
    """Return the text with characters restored that an earlier program misread, where that is certain.

    Mojibake is mended only where every suspicious letter is part of it and it goes back to the very same letters.
    Angle brackets stay as they were written: a text that has them so speaks of markup.
    """
    issues = []
    # Marks that stand beside their letters would hide what was misread: "A" and "~" for "Ã".
    text = unicodedata.normalize("NFC", text)
    line = _line(text, _C1)
    if line:
        text = text.translate(_cp1252())
    found = find_mojibake(text)
    # Controls that are part of what was misread are no marks.
    if line and not found:
        message = "Windows-1252 quotation marks and dashes were stored as control characters"
        issues.append(Issue("cp1252", message, line))
    if found:
        line = _line(text, _MOJIBAKE)
        mended, count = _MOJIBAKE.subn(_restore, text)
        if find_mojibake(mended):
            # Twice misread: "ChÃƒÂ¡vez".
            mended = _MOJIBAKE.sub(_restore, mended.translate(_cp1252()))
        rest = _MOJIBAKE.sub("", text)
        if mended != text and not any(letter in rest for letter in "ÂÃâ") and not find_mojibake(mended):
            text, message = mended, f"{count} characters were garbled (such as “{found}”) and have been restored"
        else:
            message = f"looks garbled (“{found}”); save the seed anew from its source as UTF-8"
        issues.append(Issue("mojibake", message, line))
    return _without_references(text, issues), tuple(issues)


def _without_references(text: str, issues: list[Issue]) -> str:
    """Return the text with a character for each reference to one, and add what was done."""
    first = next((match for match in _REFERENCE.finditer(text) if _referred(match) != match[0]), None)
    if first is None:
        return text
    line = text.count("\n", 0, first.start()) + 1
    message = f"has characters as HTML writes them (such as “{first[0]}”), which were put back"
    issues.append(Issue("reference", message, line))
    return _REFERENCE.sub(_referred, text)


def _referred(match: re.Match[str]) -> str:
    """Return the character that a reference means; the reference where it means none, or none that a text has."""
    character = html.unescape(match[0])
    return (
        character
        if len(character) == 1 and (character.isprintable() or character == "\xa0") and character not in "<>"
        else match[0]
    )


def find_mojibake(text: str) -> str | None:
    """Return the first run of characters that is UTF-8 read as cp1252, or None."""
    return next((match[0] for match in _MOJIBAKE.finditer(text) if _restore(match) != match[0]), None)


def _restore(match: re.Match[str]) -> str:
    """Return the character whose UTF-8 bytes the match shows; the match itself where there is none."""
    first, others = match[0][0], match[0][1:]
    try:
        return bytes([ord(first), *map(_BYTES.__getitem__, others)]).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _cp1252() -> dict[int, str]:
    """Return the table from C1 controls to what cp1252 has in their places."""
    return {byte: _UPPER[byte - 0x80] for byte in range(0x80, 0xA0)}


def _line(text: str, pattern: re.Pattern[str]) -> int | None:
    """Return the line of the first match, from 1."""
    match = pattern.search(text)
    return text.count("\n", 0, match.start()) + 1 if match else None
