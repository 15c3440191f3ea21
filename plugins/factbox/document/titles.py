"""A working title for a text without a headline: the first words of its lede, word for word."""

from __future__ import annotations

import functools
import re

from factbox.lexicons import alternatives, lexicon
from factbox.spans import Span, trimmed

# A working title's length, in characters: at most, and the least that is worth a cut at a clause.
_MOST, _LEAST = 90, 40
# How far into the lede its first sentence is looked for.
_REACH = 400
# The end of a sentence: a stop after a word of two letters or a number, before a space: "left. The", "end?” He".
_STOP = re.compile(
    r"(?:(?<=[a-zà-ÿ]{2})\.|(?<=\w{3})\.|(?<=\d)\.|(?<=\w)[?!…])(?=[\"”’')\]]*(?:\s+[\"“‘'(\[]*(?P<next>\w+)|\s*\Z))"
)
# What closes behind a stop: `”`, `")`, or nothing.
_CLOSERS = re.compile(r"[\"”’')\]]*")
# The word before a stop: "Corp".
_BEFORE = re.compile(r"\w+$")
# A clause's edge that is a mark: ", ", "; ", " — ".
_MARK = re.compile(r"[,;:](?=\s)|\s+[—–-]+\s|—")
# What a title does not end in: "rain,", "rain —".
_LOOSE = re.compile(r"[\s,;:—–-]+$")


def working_title(text: str, lede: Span) -> Span:
    """Return the span of the lede's first clause or sentence, of 90 characters at most.

    >>> text = "Ferries stopped, the harbour said."
    >>> working_title(text, Span(0, len(text))).of(text)
    'Ferries stopped, the harbour said'
    """
    end = _first_sentence(text, lede)
    if end - lede.start <= _MOST:
        return _tidied(text, lede.start, end)
    least, limit = lede.start + _LEAST, lede.start + _MOST
    cuts = [match.start() for match in _MARK.finditer(text, least, limit)]
    cuts += [match.start() for match in _opener().finditer(text, least, limit)]
    cut = next((cut for cut in sorted(cuts, reverse=True) if _may_end(text, lede.start, cut)), None)
    return _tidied(text, lede.start, _at_word(text, lede.start, limit) if cut is None else cut)


def _first_sentence(text: str, lede: Span) -> int:
    """Return where the lede's first sentence ends, without its full stop."""
    reach = min(lede.end, lede.start + _REACH)
    words = lexicon("sentences")
    for match in _STOP.finditer(text[:reach], lede.start):
        before = _BEFORE.search(text, lede.start, match.start())
        short = before is not None and before[0].lower() in words.words("before_name") | words.words("either")
        goes_on = match["next"] is not None and (match["next"][0].islower() or short)
        if text[match.start()] in "?!" or not goes_on or match["next"] in words.words("opener"):
            end = match.end() if text[match.start()] in "?!" else match.start()
            return end if _is_whole(text[lede.start : end]) else _closed(text, match.end())
    return reach


def _closed(text: str, end: int) -> int:
    """Return `end` moved behind the marks that close there."""
    closers = _CLOSERS.match(text, end)
    return closers.end() if closers else end


def _at_word(text: str, start: int, limit: int) -> int:
    """Return the last place before `limit` where a word ends that may stand last; `limit` where there is none."""
    end = limit
    while (space := max(text.rfind(" ", start, end), text.rfind("\n", start, end))) > start:
        if _may_end(text, start, space):
            return space
        end = space
    return limit


def _may_end(text: str, start: int, end: int) -> bool:
    """Return whether a title may end there: all marks closed, and no word last that leads on."""
    last = _BEFORE.search(text, start, end)
    leads_on = last is not None and last[0].lower() in lexicon("document").words("loose_word")
    return not leads_on and _is_whole(text[start:end])


def _tidied(text: str, start: int, end: int) -> Span:
    """Return the span without white space at its ends and marks that lead on to what was cut."""
    loose = _LOOSE.search(text, start, end)
    return trimmed(text, start, loose.start() if loose and loose.start() > start else end)


def _is_whole(words: str) -> bool:
    """Return whether every quotation mark and bracket that opens also closes."""
    pairs = (("“", "”"), ("(", ")"), ("[", "]"))
    return words.count('"') % 2 == 0 and all(words.count(left) == words.count(right) for left, right in pairs)


@functools.cache
def _opener() -> re.Pattern[str]:
    """Return the pattern of a word that opens a clause or phrase, with the space before it: " after "."""
    words = lexicon("document").words("clause_opener")
    return re.compile(rf"\s+(?={alternatives(words)}\s)(?!(?<=\bof\s)|(?<=\band\s))")
