"""Words whose initials some letters are: "Divers Union of Orrin" of "DUO"."""

from __future__ import annotations

import re

# The last word of a stretch.
_WORD = re.compile(r"[\w’'-]+$")
# Small words that may have a letter of their own.
_SMALL = frozenset(("and", "de", "for", "in", "of", "on", "the", "to"))


def spelled_from(text: str, low: int, end: int, letters: str) -> int | None:
    """Return where the words begin whose initials some letters are; a small word may have its letter or none.

    Args:
        text: the document's text.
        low: where the words begin at the earliest.
        end: where the last of them ends.
        letters: the initials, in capitals.

    >>> spelled_from("They met the Divers Union of Orrin (DUO).", 0, 34, "DUO")
    13
    """
    word = _WORD.search(text[low:end])
    if word is None:
        return None
    start, more = low + word.start(), None
    parted = text[start - 1 : start] == " "
    back = start - (2 if text[start - 2 : start] == ", " else 1)
    if word[0] in _SMALL and parted:
        more = spelled_from(text, low, back, letters)
    if more is not None or text[start].upper() != letters[-1]:
        return more
    if len(letters) == 1:
        return start if text[start].isupper() else None
    return spelled_from(text, low, back, letters[:-1]) if parted else None
