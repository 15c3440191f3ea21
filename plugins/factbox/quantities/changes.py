"""Whether a figure tells of a change: "rose by 12%", "a 12% fall"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.lexicons import lexicon

if TYPE_CHECKING:
    from factbox.spans import Span

# How far from a figure a word of change can stand, in characters.
_REACH = 28
# The word of change in front of a figure, with the word before it: "closed up ", "rose by ".
_BEFORE = re.compile(
    r"(?:\b([A-Za-z]+) )?\b(?!(?:by|to|of|another|further)\b)([A-Za-z]+)(?: by| to| of| another| further)?[^\S\n]$"
)
# The word behind a figure.
_BEHIND = re.compile(r"[^\S\n]([A-Za-z]+)")
# Words of change that are half of a verb as often: "made up 45 percent".
_PARTICLES = frozenset(("up", "down"))


def find_change(text: str, span: Span) -> str | None:
    """Return `up` or `down` where a word of change stands beside a figure: "rose by 12%", "a 12% fall".

    >>> from factbox.spans import Span
    >>> find_change("sales were up 12%", Span(14, 17)), find_change("they made up 12%", Span(13, 16))
    ('up', None)
    """
    words = lexicon("quantities")
    before = _BEFORE.search(text[max(0, span.start - _REACH) : span.start])
    after = _BEHIND.match(text, span.end)
    verb, particle = (before[1] or "", before[2].lower()) if before else ("", "")
    if particle in _PARTICLES and verb.lower() in words.words("phrasal"):
        particle = ""
    for word, list_of in ((particle, ""), (after[1].lower() if after else "", "_after")):
        for change in ("up", "down"):
            if word in words.words(change + list_of):
                return change
    return None
