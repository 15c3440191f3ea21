"""Where the words of a cleaned text stand in their file."""

from __future__ import annotations

import bisect
import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# What a line's words are known by, whatever marks Markdown or HTML puts around them; and how many letters are enough.
_LETTERS = re.compile(r"\w")
_ENOUGH = 24
# A tag of HTML: "<p class='lead'>".
_TAG = re.compile(r"<[^<>]*>")


class Lines:
    """The lines of a file, found by the paragraphs of the text that was read from it."""

    def __init__(self, file: Path, text: str) -> None:
        """Take a seed and its cleaned text; the file is read when a line is asked for.

        Args:
            file: the seed.
            text: what the parser made of it.
        """
        self._file, self._text = file, text
        self._starts: list[int] = []
        self._numbers: list[int] = []

    def number(self, offset: int) -> int:
        """Return the line of an offset into the text, from 1; a line near it where the file has none that is alike."""
        if not self._starts:
            self._read()
        return self._numbers[max(bisect.bisect_right(self._starts, offset) - 1, 0)]

    def _read(self) -> None:
        """Find the text's lines in the file's, by how they begin."""
        known: dict[str, int] = {}
        for number, line in enumerate(self._file.read_bytes().decode("utf-8", "replace").splitlines(), 1):
            known.setdefault(_opening(line), number)
        start, last = 0, 1
        for line in self._text.split("\n"):
            last = known.get(_opening(line), last) if line else last
            self._starts.append(start)
            self._numbers.append(last)
            start += len(line) + 1


def _opening(line: str) -> str:
    """Return the first letters of a line."""
    words = html.unescape(_TAG.sub("", line)) if "<" in line else line
    return "".join(_LETTERS.findall(words[: 4 * _ENOUGH])[:_ENOUGH])
