"""Sentences: the stretches that tile a document's paragraphs.

A sentence ends at a full stop, a question or exclamation mark or an ellipsis, with the marks that close behind it,
where the next word can begin a sentence. Three things speak against an end: an abbreviation or initial before the stop
(`lexicons/sentences.toml`), a small letter behind it, and words that still belong to the quotation just closed
("“Why?” Ms Ruiz asked").
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from factbox.lexicons import alternatives, lexicon
from factbox.spans import Span, trimmed

if TYPE_CHECKING:
    from factbox.model import Document

__all__ = ["split_sentences"]

# The credit of a picture, run together with the text: "(Photo: Ana Ruiz) The ferry sank".
_CREDIT = (
    r"(?:(?i:photo|picture|pic|image)s?(?:\sby|\scredit)?[:\s]|(?:AP|PA)\sPhoto|Getty|Shutterstock)[^()\n]{0,60}\)"
)
# A mark that may end a sentence, what closes behind it, and the gap before the next one: `.” `, `?) `, `… `. Without a
# gap only between a small and a capital letter, for words run together: "sank.The".
_STOP = re.compile(
    rf"(?P<mark>[.?!…(](?:(?<!\()[.?!…]*|(?<=\(){_CREDIT}))(?P<closers>[\"'”’»)\]]*(?:\[\d{{1,3}}\])*)"
    r"(?:(?P<gap>\s+)|(?<=[a-z]{2}[.?!])(?=[A-Z][a-z]+\s)|(?<=[a-z][.?!][”\"])(?=[A-Z“]))"
)
# What a sentence can begin with: a capital, a digit, an opening mark, a list's dash.
_BEGINS = re.compile(r"[\"'`“‘«„(\[]*(?:[A-Z\d]|[^\W\d_a-z])|[\"`“‘«„(\[]|[-–—•*]\s")
# The word before a stop: "Mr", "U.S", "J", "e.g".
_BEFORE = re.compile(r"(?:[A-Za-z]\.)*[^\W\d_]+$")
# A word that begins the next sentence, without the marks before it.
_NEXT_WORD = re.compile(r"[\"'`“‘«„(\[]*(?P<word>[\w’']+)")
# A name or pronoun that may stand between a closed quotation and its verb: "Ms Ruiz ", "she ", "the harbour master ".
_SUBJECT = (
    r"(?:(?:[Hh]e|[Ss]he|[Tt]hey|I|we|one)|(?:[Tt]he|[Aa]n?)(?:\s[\w-]+){1,3}|[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]*){0,3})"
)
# How far before a stop its word is looked for; no abbreviation is longer.
_REACH = 24


def split_sentences(document: Document) -> tuple[Span, ...]:
    """Return the sentences of a document's paragraphs, in order.

    Args:
        document: the text and its paragraphs.

    Returns:
        Half-open character offsets into `document.text`, without white space at their ends. None crosses a paragraph,
        and together they hold every character of the paragraphs that is not white space.
    """
    out: list[Span] = []
    for paragraph in document.paragraphs:
        start = paragraph.start
        for match in _STOP.finditer(document.text, paragraph.start, paragraph.end):
            if match.end() < paragraph.end and _ends(document.text, match, start, paragraph.end):
                out.append(trimmed(document.text, start, match.end()))
                start = match.end()
        rest = trimmed(document.text, start, paragraph.end)
        if len(rest):
            out.append(rest)
    return tuple(out)


def _ends(text: str, match: re.Match[str], start: int, stop: int) -> bool:
    """Return whether a match of `_STOP` ends the sentence that began at `start`."""
    if not _BEGINS.match(text, match.end(), stop):
        return False
    if match["mark"][-1] in "?!" and match["closers"][:1] in ("”", '"', "’", "'", "»") and match["closers"]:
        return not _attributes().match(text, match.end(), stop)
    if match["mark"] != "." or match["closers"]:
        return True
    gap = text.rfind(" ", start, match.start())
    before = _BEFORE.search(text, max(start, match.start() - _REACH, gap + 1), match.start())
    return before is None or not _abbreviates(text, before, match.end(), stop)


def _abbreviates(text: str, before: re.Match[str], behind: int, stop: int) -> bool:
    """Return whether the stop behind a word belongs to it and ends nothing."""
    word = before[0]
    key = word.lower().replace(".", "")
    words = lexicon("sentences")
    if word == "v" or (key in words.words("before_name") and (word[0].isupper() or key in _ALWAYS)):
        return True  # "Holm v. Lind"
    following = _NEXT_WORD.match(text, behind, stop)
    if following is None:
        return False
    opens = following["word"] in words.words("opener")
    if "." in word:
        return not opens and (key not in _HOURS or _GOES_ON.match(following["word"]) is not None)
    if len(word) == 1 and word.isupper():
        # "Ana J. Ruiz" goes on, "in group A. The" does not, nor does "was I. He".
        return not opens and word != "I"
    if key == "no":
        return word[0].isupper() and following["word"][0].isdigit()
    return key in words.words("either") and (word[0].isupper() or key in {"etc", "eg", "ie"}) and not opens


# Behind a time of day another word begins a sentence, but for a day, a month, a zone or a number: "6 p.m. EST".
_HOURS = frozenset(("am", "pm"))
_GOES_ON = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?$|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)"
    r"(?:uary|ruary|ch|il|ust|ember|ober)?$|[A-Z]{2,5}$|\d|(?:Eastern|Central|Mountain|Pacific|Greenwich|British|European|Kyiv|Moscow|Beijing)$"
)
# Abbreviations that are written small.
_ALWAYS = frozenset(("approx", "cf", "esp", "fig", "pp", "viz", "vol", "vs"))


@functools.cache
def _attributes() -> re.Pattern[str]:
    """Return the pattern of what attributes the quotation before it: "Ms Ruiz asked", "she said"."""
    forms = {form for entry in lexicon("cues").tables["speech"].values() for form in entry}
    return re.compile(rf"{_SUBJECT}\s(?:\w+ly\s)?{alternatives(frozenset(forms))}\b")
