"""Statements reported without quotation marks: "X said that …", "…, X said.", "according to X, …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.attribution.clauses import subject
from factbox.attribution.contexts import is_told
from factbox.attribution.endings import IS, content_end, said_on, says_on
from factbox.attribution.openings import BETWEEN, CLAUSE, TELLING, opening
from factbox.attribution.phrases import past_hearer, phrase_right
from factbox.attribution.reported import STUDIES, Reported, is_somebody, is_statement, is_supposed
from factbox.attribution.silent import is_thing
from factbox.attribution.words import SPEECH, is_body, is_person, words
from factbox.model import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factbox.attribution.phrases import Phrase
    from factbox.attribution.tags import Line

# A clause that cannot be read as a thing with a participle behind it.
_FINITE = re.compile(r"PB?[AVv]|(?:#I)?[DH]?B?[nN#s]{1,7}(?:I[DH]?[nN#s]{1,6}){0,3}B?A")
# Who somebody is, between two commas: "According to Ana Ruiz, president of the board, …".
_APPOSED = re.compile(r",[nN#sIDH]{1,12},")
# Its name alone, with a whole clause behind it: "According to its regulator, Tarcom, the growth means …".
_ITS_NAME = re.compile(r",N,(?=[DH]?[nN#sd]{1,8}(?:I[DH]?[nN#s]{1,6})?B?[AVv])")
# What only leads up to a clause, which stands behind the attribution: "Hours after it, according to Ruiz, crews were".
_LEADS, _FOLLOWS = re.compile(r"[dI][^,;Q]{1,40}"), re.compile(r"[DHnN#P][^,;QR]{0,40}[AVv]")
# What stands before an auxiliary and its subject where nothing is said: "nor does he deny that", "Did she say that".
_INVERTS = frozenset(("and", "but", "hardly", "neither", "never", "nor", "or", "rarely", "seldom"))
# How far back what denies a cue may stand: "did not say", "declined to say".
_DENIED = 4
_VERB = re.compile(r"[AVv]")
# Who speaks, with what stands in brackets, and nothing else.
_NAMED = re.compile(r"[DHNn#sIC()]+")
# The word lists of the verbs that report a clause, a promise, what others are told to do, what they are accused of.
_REPORTING = ("reports_clause", "promises", "directs", "accuses")
# A clause that only tells when: "As word of the win spread, fans responded".
_ONLY_WHEN = re.compile(r"[CB]?U[^AVvU]*[AB]*[AVv][^AVv]*")


def find_reported(line: Line, used: set[tuple[int, int]]) -> Iterator[Reported]:
    """Yield the reported statements of a paragraph, in text order.

    Args:
        line: the paragraph.
        used: paragraph and unit of each cue that has a quotation already.
    """
    for start, end in line.sentences:
        stop = end
        while stop > start and line.tags[stop - 1] in ".x":
            stop -= 1
        for at in _openings(line, start, stop):
            if line.units[at].word == "according" and at + 2 < stop and line.units[at + 1].word == "to":
                found = _according(line, at, start, stop)
            elif line.tags[at] in "VG" and (line.index, at) not in used and _reports(line, at, start):
                ahead = None if _ends_with_speaker(line, at, stop) else _ahead(line, at, start, stop)
                found = ahead or _behind(line, at, start, stop)
            else:
                continue
            if found and is_statement(found) and not is_supposed(found, start):
                yield found


def _openings(line: Line, start: int, stop: int) -> Sequence[int]:
    """Return the units at which a statement may be reported: cues, and all where an "according" is among them."""
    if start < stop and "according" in line.text[line.units[start].start : line.units[stop - 1].end].lower():
        return range(start, stop)
    return line.cues(start, stop)


def _reports(line: Line, at: int, start: int) -> bool:
    """Return whether a verb reports a statement that is really made: not denied, not supposed, not passive."""
    cue = line.units[at].cue
    return cue is not None and any(cue.lemma in words(name) for name in _REPORTING) and is_made(line, at, start)


def is_made(line: Line, at: int, start: int) -> bool:
    """Return whether what a verb tells was really done: not denied, not supposed, not passive."""
    if at > start and line.tags[at - 1] in "tDH":
        return False
    for back in range(at - 1, max(start, at - _DENIED) - 1, -1):
        unit = line.units[back]
        if unit.word in words("negation") or unit.word in words("unreal") or unit.word in words("refusal"):
            return False
        if unit.tag not in "ABtv":
            break
        if unit.tag == "A" and unit.word in IS:
            return line.tags[at] == "G"
    before = at - 1
    while before > start and line.tags[before] == "B":
        before -= 1
    if at > start and line.tags[before] == "t":
        return False  # "for one to even say"
    return line.tags[at] != "G" or (at > start and line.tags[before] in ",CAQ")


def _ends_with_speaker(line: Line, at: int, stop: int) -> bool:
    """Return whether only who speaks stands behind a verb: "it was late, said Officer (OC) Ana Ruiz"."""
    inverted = line.tags[at - 1 : at] == "," and line.units[at].word in words("inverted")
    return inverted and _NAMED.fullmatch(line.tags, at + 1, stop) is not None


def _ahead(line: Line, at: int, start: int, stop: int) -> Reported | None:
    """Return the statement behind its cue: "X said on Tuesday that …", "told Y …", "described how …"."""
    tags = line.tags
    content, rule = opening(line, at, stop) or (-1, "")
    found = subject(line, at, start) if content >= 0 else None
    if found is None or not found.end <= at + 1:
        return None
    if rule == "verb_finds" and not _is_found(found, line, content, stop):
        return None
    before = found.start - 1
    if rule == "verb_that" and before >= start and tags[before] in "nN" and found.kind is MentionKind.PRONOUN:
        return None  # "the book she wrote that …": a relative clause
    if before >= start and tags[before] == "A" and (before == start or line.units[before - 1].word in _INVERTS):
        return None
    end = content_end(line, content, stop, subordinate=before >= start and tags[before] == "U")
    end = said_on(line, found, (at, content), end)
    if rule == "verb_to":
        relative = tags.find("R", found.end, at)
        if relative >= 0 and line.units[relative].word != "whose":
            return None
        comma = tags.find(",", content, end)
        end = comma if comma >= 0 else end
    return Reported(line, ((content, end),), found, (at, at + 1), rule)


def _is_found(finder: Phrase, line: Line, first: int, stop: int) -> bool:
    """Return whether a statement is found or shown, not a thing: "found some comfort in", "a film shows two men"."""
    word = finder.line.units[finder.head].word
    if word in STUDIES:
        return True
    if is_body(word) or is_body(word.removesuffix("s")):
        return CLAUSE.match(line.tags, first, stop) is not None
    match = _FINITE.match(line.tags, first, stop)
    return match is not None and line.units[match.end() - 1].word != "being"


def _behind(line: Line, at: int, start: int, stop: int) -> Reported | None:
    """Return the statement before its cue, or around it: "…, X said.", "…, said X.", "…, X said, …"."""
    tags, before = line.tags, None
    cue = line.units[at].cue
    if tags[at] != "V" or cue is None or (cue.cls != SPEECH and line.units[at].word not in words("finds")):
        return None
    found = subject(line, at, start)
    relayed = cue.lemma == "report" and is_told(line, start, at)  # "Ruiz said it held, the Courier reports"
    unlikely = relayed or (cue.lemma in words("not_behind") and not (found and is_somebody(found)))
    if unlikely or (found and _is_point(found)):
        return None
    if found and found.start > start and line.units[found.start - 1].word == "as" and found.end <= at:
        return _as_said(line, at, found, start, stop)
    if found and found.start > start and tags[found.start - 1] == "," and found.end <= at:
        before, rest = found.start - 1, at + 1
    elif at > start and tags[at - 1] == "," and line.units[at].word in words("inverted"):
        found = phrase_right(line, at + 1, stop)
        if found and is_thing(found):
            found = None  # "Ansell, who kept the fund, wrote 83 cheques"
        before, rest = at - 1, found.end if found else stop
    if found is None or before is None or before <= start:
        return None
    first = (start, before)
    if cue.lemma in TELLING and rest < stop:
        rest = past_hearer(line, rest, stop)
    match = BETWEEN.match(tags, rest, stop)
    rest = match.end() if match else rest
    goes_on = (
        tags[rest : rest + 1] == "," and rest + 1 < stop and tags[rest + 1] not in ("RG" if found.end <= at else "RDG")
    )
    tells_on = tags[rest : rest + 2] == ",U" and says_on(line, rest, stop)  # "…, Ruiz said, as she called for a review"
    if goes_on and _VERB.search(tags, rest, stop) and not tells_on:
        parts = (first, (rest + 1, content_end(line, rest, stop)))
        return Reported(line, parts, found, (at, at + 1), "clause_around")
    ends = rest >= stop or tags[rest] in ",CU"
    told = ends and _has_verb(line, *first) and not _ONLY_WHEN.fullmatch(tags, *first)
    return Reported(line, (first,), found, (at, at + 1), "clause_verb") if told else None


def _has_verb(line: Line, first: int, stop: int) -> bool:
    """Return whether units have a verb, also one that could be a noun: "the quake hit Larne"."""
    if _VERB.search(line.tags, first, stop):
        return True
    nouns = (at for at in range(first + 1, stop) if line.tags[at] == "n" and line.tags[at - 1] in "nN,)")
    return any(line.units[at].word in words("irregular") for at in nouns)


def _is_point(found: Phrase) -> bool:
    """Return whether a phrase is what somebody says, with who says it behind: ", a point Ruiz acknowledged"."""
    line, start = found.line, found.start
    bare = line.tags[start : found.end] == "DnN" and line.units[start].word in {"a", "an"}
    return bare and not is_person(line.units[start + 1].word) and not is_body(line.units[start + 1].word)


def _as_said(line: Line, at: int, found: Phrase, start: int, stop: int) -> Reported | None:
    """Return the statement behind "as X said" where that opens the sentence: "But as X said on Monday, …"."""
    match = BETWEEN.match(line.tags, at + 1, stop)
    comma = match.end() if match else at + 1
    if comma + 1 >= stop or line.tags[comma] != "," or line.tags[start : found.start - 1].strip("CB"):
        return None
    return Reported(line, ((comma + 1, content_end(line, comma + 1, stop)),), found, (at, at + 1), "as_said")


def _according(line: Line, at: int, start: int, stop: int) -> Reported | None:
    """Return the statement that "according to" hangs on: behind it where it opens the sentence, else before it."""
    found = phrase_right(line, at + 2, stop)
    if found is None:
        return None
    if at <= start + 1 or line.tags[at - 1] == ":":
        comma = line.tags.find(",", found.end, stop)
        if comma < 0:
            return None
        apposed = _APPOSED.match(line.tags, comma, stop)
        inside = range(comma + 1, apposed.end() - 1) if apposed else ()
        named = line.tags[comma - 1] == "n" and _ITS_NAME.match(line.tags, comma, stop)
        if apposed and (named or any(is_person(line.units[unit].word) for unit in inside)):
            comma = apposed.end() - 1
        return Reported(line, ((comma + 1, stop),), found, (at, at + 2), "according_to_first")
    end = at - 1 if line.tags[at - 1] == "," else at
    # "Ruiz said so, according to reports"
    relayed = line.units[found.head].word == "reports" and is_told(line, start, at)
    if relayed or line.tags[end - 1] in "CTU" or (end == at and is_thing(found)):
        return None  # "said that, according to its survey, …", "The gangs operate according to a strict code"
    rest = found.end + 1
    late = _LEADS.fullmatch(line.tags, start, end) and _FOLLOWS.match(line.tags, rest, stop)
    if line.tags[found.end : rest] == "," and (late or line.tags[rest : rest + 1] in frozenset("AVv")):
        return Reported(line, ((start, end), (rest, stop)), found, (at, at + 2), "according_to_around")
    first = max(line.tags.rfind(":", start, end), line.tags.rfind(";", start, end)) + 1
    if line.tags.count("(", start, first) > line.tags.count(")", start, first):
        first = start  # "(£398m; $768m)"
    return Reported(line, ((_opened(line, max(start, first)), end),), found, (at, at + 2), "according_to_last")


def _opened(line: Line, first: int) -> int:
    """Return where a clause starts behind a word that only ties it to the sentence before: "However, ", "And "."""
    tags = line.tags
    if tags[first] == "C" or tags[first : first + 2] == "B,":
        return first + 1 + (tags[first + 1 : first + 2] == ",")
    return first
