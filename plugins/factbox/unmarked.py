"""Words that somebody is quoted with although no marks stand around them: turns, answers, posts on a network."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from factbox.model import Stretch
from factbox.spans import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from factbox.model import Document

__all__ = ["ANSWER", "POST", "find_unmarked"]

# The rule of a post, whose writer stands behind it, and of an answer, whose giver is named before the questions.
POST, ANSWER = "post", "answer"
# Who speaks, before a colon at a paragraph's start: "HOLM: ", "REPORTER: ", "Holm: ".
_LABEL = re.compile(r"(?P<who>[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,3}):\s+(?=\S)")
# How many turns a transcript has at least, and how many of one whose labels are not in capitals; how many questions
# an interview has.
_TURNS, _NAMED_TURNS, _QUESTIONS = 3, 4, 3
# A question and an answer by their letters: "Q: Why now?", "A. We had no choice."
_LETTER = re.compile(r"(?P<who>[QA])(?:[:.)]|\s[-–—])\s+(?=\S)")
# How many of those an interview has, and how many characters a question of its own paragraph.
_LETTERED, _ASKED_LONGEST = 2, 400
# Who speaks of himself, or of his own.
_OWN = re.compile(r"\b(?:I|[Ww]e|[MmUu]s|[Mm]e|[Mm]y|[Oo]urs?)\b")
_SELF = re.compile(r"\bI\b")
# What somebody is quoted with in a paragraph.
_QUOTED = re.compile(r"“[^”\n]*(?:”|\Z)|\"[^\"\n]*(?:\"|\Z)")
# The last name of a whole one, and words in small letters.
_SURNAME = re.compile(r"\b[A-Z][\w’'-]+\s(?=([A-Z][\w’'-]+)\b(?!:))")
_LOWER = re.compile(r"\b[a-z][\w’'-]+")
# Words in marks, and what stands for no words: "(CROSSTALK)".
_MARK = re.compile(r"[“\"«]|``")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*\Z")
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
    """Yield the turns of a transcript, the answers of an interview and the posts, as offsets into `document.text`.

    Args:
        document: the text and its paragraphs.
        marked: where quotations in marks begin; a turn that does is read with its marks.
    """
    turns = [*_turns(document, marked)]
    return chain(turns or _answers(document), _posts(document))


def _turns(document: Document, marked: set[int]) -> Iterator[Stretch]:
    """Yield what each speaker of a transcript says, where it stands without marks: "HOLM: I was asleep.".

    Its labels come again, and one of them is somebody's whom the text names elsewhere: a programme's "WHERE: " and
    "WHEN: " are none. What stands between two turns goes on with the first.
    """
    text = document.text
    found = [match for span in document.paragraphs if (match := _LABEL.match(text, span.start, span.end))]
    if len(found) < _TURNS or not _are_labels(text, [match["who"] for match in found]):
        return
    numbers = {span.start: number for number, span in enumerate(document.paragraphs)}
    places = [numbers[match.start()] for match in found]
    for match, number, following in zip(found, places, [*places[1:], places[-1] + 1], strict=True):
        if match.end() not in marked:
            yield from _going_on(document, Span(match.end(), document.paragraphs[number].end), (number, following))


def _going_on(document: Document, first: Span, numbers: tuple[int, int]) -> Iterator[Stretch]:
    """Yield a turn and the paragraphs that go on with it, up to the next; "(CROSSTALK)" is none of it."""
    text, (number, following) = document.text, numbers
    more = [(at, document.paragraphs[at]) for at in range(number + 1, following)]
    goes_on = [(at, span) for at, span in more if not _ASIDE.match(text, span.start, span.end)]
    for at, span in [(number, first), *goes_on]:
        is_open = any(other == at + 1 for other, _ in goes_on)
        yield _stretch(text, at, span.start, span.end, "transcript", closed=not is_open)


def _are_labels(text: str, labels: list[str]) -> bool:
    """Return whether labels are those of who speaks: two take turns, and one is somebody's."""
    times = Counter(labels)
    if not 1 < len(times) < len(labels):
        return False
    if "".join(times).isupper():
        return any(map(_is_somebody(text), times))
    # "Holm: I was asleep." stands where a list's entry may: two speak twice at least, and one has a whole name.
    taking = [label.rpartition(" ")[2] for label, number in times.items() if number > 1]
    if len(labels) < _NAMED_TURNS or len(taking) < 2 or 2 * len(taking) <= len(times):  # noqa: PLR2004 - two who talk
        return False
    surnames, words = set(_SURNAME.findall(text)), set(_LOWER.findall(text))
    return any(label in surnames and label.lower() not in words for label in taking)


def _is_somebody(text: str) -> Callable[[str], bool]:
    """Return what tells of a label in capitals whether it is somebody: "HOLM" where "Holm" is named, and no "holm"."""

    def told(label: str) -> bool:
        last = label.rpartition(" ")[2]
        name, word = (re.search(rf"\b{re.escape(form)}\b", text) for form in (last.title(), last.lower()))
        return last in _ASKING or (name is not None and word is None)

    return told


def _answers(document: Document) -> Iterator[Stretch]:
    """Yield the answers of an interview whose questions are paragraphs of their own, with letters or without.

    A later paragraph of an answer speaks of "I", "we", "my"; one that does not is the writer's.
    """
    text, paragraphs = document.text, document.paragraphs
    if text.count("?\n") < _LETTERED:
        return
    given, asked = _lettered(document) or _spoken(document)
    for number, start in given.items():
        last = number
        while last + 1 < len(paragraphs) and last + 1 not in asked and _goes_on(text, paragraphs[last + 1]):
            last += 1
        for at in range(number, last + 1):
            span = paragraphs[at]
            yield _stretch(text, at, start if at == number else span.start, span.end, ANSWER, closed=at == last)


def _lettered(document: Document) -> tuple[dict[int, int], Collection[int]] | None:
    """Return where each answer starts that stands behind an "A", by its paragraph, and which are questions."""
    text, spans = document.text, enumerate(document.paragraphs)
    found = {number: match for number, span in spans if (match := _LETTER.match(text, span.start, span.end))}
    if "QA" * _LETTERED not in "".join(match["who"] for match in found.values()):
        return None
    given = {number: match.end() for number, match in found.items() if match["who"] == "A"}
    return given, found.keys() - given.keys()


def _spoken(document: Document) -> tuple[dict[int, int], Collection[int]]:
    """Return the same of an interview without letters; most answers in it tell of "I" or "we".

    That is what tells them from an explanation whose headings are questions.
    """
    text, paragraphs = document.text, document.paragraphs
    asked = {number for number, span in enumerate(paragraphs) if number and _is_asked(text, span)}
    behind = [at + 1 for at in sorted(asked) if at + 1 < len(paragraphs) and at + 1 not in asked]
    answers = [at for at in behind if not any(way.match(text, paragraphs[at].start) for way in (_MARK, _LABEL))]
    own = sum(_says(_OWN, text, paragraphs[at]) for at in answers)
    himself = sum(_says(_SELF, text, paragraphs[at]) for at in answers)
    if len(answers) < _QUESTIONS or 2 * own <= len(answers) or 3 * himself < len(answers):
        return {}, ()
    letters = {at: _LETTER.match(text, paragraphs[at].start) for at in answers}
    return {at: letter.end() if letter else paragraphs[at].start for at, letter in letters.items()}, asked


def _goes_on(text: str, span: Span) -> bool:
    """Return whether a paragraph speaks of "I" or "we" outside marks: not "“I spoke of vans,” Holm said."."""
    return _OWN.search(_QUOTED.sub("", span.of(text))) is not None


def _says(words: re.Pattern[str], text: str, span: Span) -> bool:
    """Return whether one of some words stands in a paragraph."""
    return words.search(text, span.start, span.end) is not None


def _is_asked(text: str, span: Span) -> bool:
    """Return whether a paragraph is a question, and none that somebody is quoted with."""
    asks = len(span) <= _ASKED_LONGEST and text[span.end - 1] == "?"
    return asks and _MARK.match(text, span.start) is None


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


def _stretch(text: str, number: int, start: int, end: int, rule: str, *, closed: bool = True) -> Stretch:  # noqa: PLR0913
    """Return what stands there as a stretch without marks; one that is not closed goes on in the next paragraph."""
    span = trimmed(text, start, end)
    return Stretch(span, span, closed=closed, paragraph=number, rule=rule)
