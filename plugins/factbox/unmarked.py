"""Words that somebody is quoted with although no marks stand around them: turns of a transcript, posts on a network."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from factbox.model import Stretch
from factbox.spans import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from factbox.model import Document

__all__ = ["POST", "find_unmarked"]

# The rule of a post, whose writer stands behind it.
POST = "post"
# Who speaks, in capitals before a colon at a paragraph's start: "HOLM: ", "REPORTER: ".
_LABEL = re.compile(r"(?P<who>[A-Z][A-Z.'’-]+(?:\s[A-Z][A-Z.'’-]+){0,3}):\s+(?=\S)")
# How many turns a transcript has at least.
_TURNS = 3
# Who asks without a name.
_ASKING = frozenset(("HOST", "INTERVIEWER", "MODERATOR", "QUESTION", "REPORTER"))
# Who wrote a post, behind it: "— Bo Lind (@BoLind) May 3, 2024".
_SIGNATURE = re.compile(r"(?:—|–|--?)\s?[^\W\d_][^\n()@—]{0,50}\s\(@\w{1,30}\)(?:\s[\w.,]{1,10}){0,4}$")
# What a page has in front of one for who cannot see it: "Skip Twitter post by @BoLind".
_SKIPPED = re.compile(r"Skip \w+ post by @\w+\s+")
# What it ends in where it shows a picture: "pic.harbour.example/Ab12".
_LINKS = re.compile(r"(?:\s+(?:https?://|pic\.)\S+)+\s*$")
# How many characters a post has at most; a paragraph that is longer holds other things too.
_LONGEST = 400


def find_unmarked(document: Document, marked: set[int]) -> Iterator[Stretch]:
    """Yield the turns of a transcript and the posts, with half-open offsets into `document.text`.

    Args:
        document: the text and its paragraphs.
        marked: where quotations in marks begin; a turn that does is read with its marks.
    """
    return chain(_turns(document, marked), _posts(document))


def _turns(document: Document, marked: set[int]) -> Iterator[Stretch]:
    """Yield what each speaker of a transcript says, where it stands without marks: "HOLM: I was asleep.".

    Its labels come again, and one of them is somebody's whom the text names elsewhere: a programme's "WHERE: " and
    "WHEN: " are none.
    """
    text = document.text
    found = [match for span in document.paragraphs if (match := _LABEL.match(text, span.start, span.end))]
    labels = [match["who"] for match in found]
    if len(found) < _TURNS or not 1 < len(set(labels)) < len(labels) or not any(map(_is_somebody(text), labels)):
        return
    numbers = {span.start: number for number, span in enumerate(document.paragraphs)}
    for match in found:
        number = numbers[match.start()]
        if match.end() not in marked:
            yield _stretch(text, number, match.end(), document.paragraphs[number].end, "transcript")


def _is_somebody(text: str) -> Callable[[str], bool]:
    """Return what tells of a label in capitals whether it is somebody: "HOLM" where "Holm" is named, and no "holm"."""

    def told(label: str) -> bool:
        last = label.rpartition(" ")[2]
        name, word = (re.search(rf"\b{re.escape(form)}\b", text) for form in (last.title(), last.lower()))
        return last in _ASKING or (name is not None and word is None)

    return told


def _posts(document: Document) -> Iterator[Stretch]:
    """Yield each post that its writer's name and account stand behind, in its paragraph or in one of their own."""
    text = document.text
    if "(@" not in text:
        return
    for number, span in enumerate(document.paragraphs):
        signature = _SIGNATURE.search(text, span.start, span.end)
        if signature is None:
            continue
        alone = signature.start() == span.start
        if alone and number == 0:
            continue
        whole = document.paragraphs[number - 1] if alone else Span(span.start, signature.start())
        skipped = _SKIPPED.match(text, whole.start, whole.end)
        start = skipped.end() if skipped else whole.start
        links = _LINKS.search(text, start, whole.end)
        end = links.start() if links else whole.end
        if 0 < end - start <= _LONGEST and "(@" not in text[start:end]:
            yield _stretch(text, number - alone, start, end, POST)


def _stretch(text: str, number: int, start: int, end: int, rule: str) -> Stretch:
    """Return what stands there as a stretch without marks."""
    span = trimmed(text, start, end)
    return Stretch(span, span, closed=True, paragraph=number, rule=rule)
