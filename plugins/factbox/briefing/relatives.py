"""The clause with "who" or "which" that a date stands in, with whom it tells of: nothing else is of that day."""

from __future__ import annotations

import functools
import re

from factbox.briefing.clauses import is_verb, may_be_participle, reports
from factbox.briefing.comparing import SINCE, WHEN
from factbox.briefing.telling import has_any_verb, has_verb, words_of
from factbox.briefing.whole import has_all_marks
from factbox.lexicons import lexicon
from factbox.spans import Span, trimmed

# What opens a clause about whoever is named before it, and what ends it.
_COMMA_WHO, _COMMA = re.compile(r",\s(?:who|which)\b"), re.compile(r",(?=\s)|;")
# Between "who" and a date, what makes that another verb's: a comma, "declined to speak of a warning sent ".
_NOT_ITS_VERB = re.compile(r",(?!\d)|\bto\s(?!(?:an?|death|her|his|its|the|their)\b)[a-z]")
# What opens a noun group, and fewer words than it has; a name in front of such a clause; and what makes that one
# of several: "not ", " and ".
_OPENS_GROUP, _SUBJECT = re.compile(r"(?:An?|Another|Her|His|Its|Our|The|Their)\s"), 6
_NAME_BEFORE = re.compile(
    r"(?:\b(?:an?|her|his|its|the|their)\s(?:(?!(?:at|by|for|from|in|of|on|to|with)\b)[a-z-]+\s){0,2})?"
    r"(?:\b[A-Z][\w’'.-]*\s(?:(?:&|of|the)\s){0,2}){0,6}\b[A-Z][\w’'-]*\Z"
)
_NOT_ALONE = re.compile(r"(?:\b(?:and|as|not|nor|or|than)|\)|[A-Z][\w’'.-]*)\s\Z|&\Z")
_PLACED = re.compile(r"\b(?:at|from|in|near)\s(?:the\s)?\Z")
# What opens a subject that is not named, a word of it, and what says behind it which one is meant: "A man who".
_OPENS_RESTRICTED = re.compile(
    r"(?i:An?|Another|Her|His|Its|One|Our|The|Their|Two|Three|Four|Five|Six|Seven|Eight|Nine|\d+)\s"
)
# What tells before it that somebody says so; a year at a date's end.
_SAYS_THAT = re.compile(r"[^,;:“”\"]{1,80}?\b(?:announced|confirmed|said|say|says)\s(?:that\s)?")
_YEAR = re.compile(r"\d{4}\Z")
_WORD, _RESTRICTS = re.compile(r"[\w’'-]+"), frozenset(("who", "that", "which"))
# What is done to papers, which tell something by themselves: "The study, published on Monday, says".
_OF_PAPER = frozenset(("aired", "dated", "filed", "issued", "posted", "published", "released", "signed", "written"))
# How far before a date, and how far behind it, is looked, in characters.
_REACH, _REACH_BACK, _NEAR = 20, 80, 200


def told_of(text: str, sentence: Span, date: Span) -> Span | None:
    """Return what happened at a time that something is held against: "2011, when 14 died" of "since 2011, when …"."""
    opened = WHEN.match(text, date.end, sentence.end)
    if opened is None or not SINCE.search(text, max(sentence.start, date.start - _REACH), date.start):
        return None
    closed = _COMMA.search(text, opened.end(), sentence.end)
    part = trimmed(text, date.start, closed.start() if closed else sentence.end)
    told = has_any_verb(text, opened.end(), part.end) and has_all_marks(text, part)
    return Span(part.start, part.end - (text[part.end - 1] == ".")) if told else None


def apposed(text: str, sentence: Span, date: Span) -> Span | None:
    """Return whom a participle tells of, with it, where a date stands behind it: "The dam, built in 1971".

    So of "The dam, built in 1971, broke on Monday."; None where it stands in none, or its noun is not named.
    """
    opened = _COMMA.search(text, max(sentence.start, date.start - _REACH_BACK), date.start)
    while opened and (further := _COMMA.search(text, opened.end(), date.start)):
        opened = further
    verb = _WORD.match(text, opened.end() + 1) if opened else None
    closed = _COMMA.search(text, date.end, sentence.end)
    if opened is None or closed is None or verb is None or verb[0] in _OF_PAPER or not may_be_participle(verb[0]):
        return None
    named = _subject(text, Span(sentence.start, opened.start()), person=False)
    part = Span(named, closed.start()) if named is not None else None
    return part if part and has_all_marks(text, part) else None


def relative(text: str, sentence: Span, date: Span) -> Span | None:
    """Return the clause with "who" that a date stands in, with whom it tells of; None where it is in none.

    "Ana Ruiz, who left in 2012" of "“No,” said Ana Ruiz, who left in 2012.": nothing else is of that day.
    """
    commas = list(_COMMA_WHO.finditer(text, max(sentence.start, date.start - _NEAR), date.start))
    if not commas or _NOT_ITS_VERB.search(text, commas[-1].end(), date.start):
        return None
    opened, closed = commas[-1], _COMMA.search(text, date.end, sentence.end)
    named = _subject(text, Span(sentence.start, opened.start()), person=opened[0].endswith("who"))
    if named is None:
        return None
    part = trimmed(text, named, closed.start() if closed else sentence.end)
    told = has_verb(text, Span(opened.end(), part.end)) and has_all_marks(text, part)
    return Span(part.start, part.end - (text[part.end - 1] == ".")) if told else None


def _subject(text: str, ahead: Span, *, person: bool) -> int | None:
    """Return where who is named last in a stretch begins: a noun group that opens it, else a name; None if neither."""
    opens = _OPENS_GROUP.match(text, ahead.start, ahead.end) is not None
    if opens and text.count(" ", ahead.start, ahead.end) < _SUBJECT and "," not in ahead.of(text):
        return None if has_any_verb(text, ahead.start, ahead.end) else ahead.start
    named = _NAME_BEFORE.search(text, max(ahead.start, ahead.end - _NEAR), ahead.end)
    before = (text, max(ahead.start, named.start() - _REACH), named.start()) if named else None
    if before is None or _NOT_ALONE.search(*before) or (person and _PLACED.search(*before)):
        return None
    return before[2]


def restricted(text: str, sentence: Span, date: Span) -> Span | None:
    """Return the subject of a sentence with what says which one is meant, where a date stands there.

    "A man who left in 2012" of "A man who left in 2012 has been found.", "Police say two men jailed in 2013" of "Police
    say two men jailed in 2013 were freed.": they were not found or freed then.
    """
    said = _SAYS_THAT.match(text, sentence.start, date.start)
    start = said.end() if said else sentence.start
    goes_on = _main_verb().match(text, date.end, sentence.end)
    if goes_on is None or not (_OPENS_RESTRICTED.match(text, start) or _is_people(_word_at(text, start))):
        return None
    told, thing = _restriction(text, Span(start, date.start))
    if told is None or _NOT_ITS_VERB.search(text, told.start, told.end) or _has_verb_behind(text, told):
        return None
    if thing and goes_on["later"] is None and not _YEAR.search(text, date.start, date.end):
        return None  # "The quake that hit on Monday was felt" in Tarvel then
    part = Span(sentence.start, date.end)
    return part if has_all_marks(text, part) else None


def _restriction(text: str, before: Span) -> tuple[Span | None, bool]:
    """Return what stands between a subject and a date, and whether that is a thing.

    It is what is behind the verb of a "who" or "which"; of people, behind a participle. Of a thing that may be what is
    told: "a poll released on Friday was of 40 boats".
    """
    former = ""
    for number, match in enumerate(_WORD.finditer(text, before.start, before.end)):
        word = match[0].lower()
        if number and word in _RESTRICTS:
            verb = _WORD.match(text, match.end() + 1)
            return (Span(verb.end(), before.end) if verb and is_verb(verb[0].lower()) else None), word != "who"
        if number and may_be_participle(word) and match[0].islower() and _is_people(former):
            return (None if reports(word) else Span(match.end(), before.end)), False
        if number > _SUBJECT or is_verb(word) or not text.startswith(" ", match.end()):
            return None, False
        former = match[0]
    return None, False


def _word_at(text: str, place: int) -> str:
    """Return the word that begins at a place."""
    word = _WORD.match(text, place)
    return word[0] if word else ""


def _is_people(word: str) -> bool:
    """Return whether a word is one for people, by what they are or how many: "teacher", "Gunmen", "others"."""
    small = word.lower()
    return small in _people() or small.removesuffix("s") in _people() or small.endswith("men")


@functools.cache
def _people() -> frozenset[str]:
    """Return the words for people by what they are: "teacher", "men", "people"."""
    return lexicon("mentions").words("role") | lexicon("quantities").words("plural") | {"others"}


def _has_verb_behind(text: str, told: Span) -> bool:
    """Return whether another verb stands among words behind a verb, but for a participle right behind it."""
    words = words_of(text, told)
    first = words[0] if words else ""
    return any(map(is_verb, words[1:])) or (is_verb(first) and not may_be_participle(first))


@functools.cache
def _main_verb() -> re.Pattern[str]:
    """Return the pattern of a sentence's verb behind a date: " has been", " in Tarvel will", " appeared"."""
    cues = lexicon("cues")
    word = r"(?!and\b|but\b|that\b|which\b|who\b)[\w’'-]+"
    place = rf"(?:\s(?:at|by|for|from|in|near|of|on|over|with)(?:\s{word}){{1,9}}?)?"
    later = r"(?P<later>(?:are|can|could|has|have|is|may|might|must|should|will|would)\b)"
    past = r"[a-z]{3,}ed|" + cues.alternatives("irregular")
    adverb = r"(?:(?:also|later|now|since)\s)?"
    return re.compile(rf"{place}\s{adverb}(?:{later}|{cues.alternatives('auxiliary')}\b)|\s(?:{past})\b")


def stands_aside(text: str, sentence: Span, date: Span) -> bool:
    """Return whether a date stands in a clause that only says who somebody is, or which one."""
    return (restricted(text, sentence, date) or relative(text, sentence, date)) is not None
