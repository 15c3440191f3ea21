"""Times that a text names aside: what comes after does not count from them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factbox.spans import Span

# How far before a time is looked, in characters.
_REACH = 120
# Up to a day, what makes it another event's than its sentence's: ", which started on ", "the mark set on ", "since ".
_ASIDE = re.compile(
    r"\b(?:as\sof|(?:said|says|told\s\w+)(?:\slate|\searly)?(?:\son)?)\s\Z|"
    r"(?:,\s(?:which|who|whose)\b|\b(?:since|until|till|dated|published|set)\b|\b(?:after|when|where)\s(?:an?|the)\b)[^,;]*\Z"
)
# A day that says which its noun is: "the " before, " robbery" behind.
_THE, _NOUN = re.compile(r"\b(?:an?|her|his|its|the|their)\s\Z"), re.compile(r"\s[a-z]+\b(?<!\sand)(?<!\sat)(?<!\sin)")
# Up to a time, what lies beside the line of the story: "had been built in ", "since ", "the Mills Act of ".
_BACKGROUND = re.compile(
    r"\b(?:had\s(?:\w+\s)?(?:been|become|begun|built|chosen|come|driven|fallen|given|gone|held|left|lost|made|taken|won"
    r"|written|\w+ed)|since)\b[^.;]*\Z|\b[A-Z]\w+\sof\s\Z"
)


def is_aside(text: str, sentence: Span, start: int, end: int) -> bool:
    """Return whether a day is that of something beside what its sentence tells: "the fire, which began on 3 May".

    Args:
        text: the document's text.
        sentence: the sentence that holds the day.
        start: where the day starts.
        end: where it ends.
    """
    low = max(sentence.start, start - _REACH)
    if _THE.search(text, low, start) and _NOUN.match(text, end, sentence.end):
        return True
    return _ASIDE.search(text, low, start) is not None


def is_background(text: str, sentence: Span, start: int) -> bool:
    """Return whether a time lies beside the line of the story: "The mill had been built in 1851".

    Args:
        text: the document's text.
        sentence: the sentence that holds the time.
        start: where the time starts.
    """
    return _BACKGROUND.search(text, max(sentence.start, start - _REACH), start) is not None
