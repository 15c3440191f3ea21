"""Where the statement behind a cue begins: "said on Tuesday that …", "told Y …", "described how …", "urged Y to …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.attribution.hedges import hedge, hedged
from factbox.attribution.phrases import past_hearer, phrase_right
from factbox.attribution.silent import is_thing
from factbox.attribution.words import SPEECH, is_person, words

if TYPE_CHECKING:
    from factbox.attribution.tags import Line
    from factbox.attribution.words import CueForm

# What somebody is told by.
TELLING = frozenset(("tell", "inform", "assure", "reassure", "remind", "warn", "notify", "advise", "ask"))
# What opens a reported question behind few verbs alone, and a clause of the writer's own behind others: "said when …".
_WHEN = frozenset(("if", "when", "where", "who"))
_TELLS_WHEN = frozenset(("ask", "describe", "explain", "recall", "recount", "reveal"))
# Who is told or asked, of whom "who" only says more: "asked anyone who saw the fire to call".
_WHOMEVER = frozenset(
    ("all", "anybody", "anyone", "everybody", "everyone", "people", "residents", "somebody", "someone", "those")
)
# What may stand between a cue and its content: "on Tuesday", "to reporters", "in a statement".
BETWEEN = re.compile(r"(?:B|d|(?:I|t)[DH]?[nN#svd]{0,6}[nNdo]|Id){0,4}")
# The same between commas: "said, however, that", "told the board, in a letter, that".
_ASIDE_THAT = re.compile(r",[^,;.QAVvP]{1,8},T(?!A)")
# What has a verb of no list behind "to": "to ascertain the cause", where nobody hears.
_AIMS = frozenset(("tnD", "tnH"))
# Behind these "that" opens a relative clause: "warned about mails that".
_ABOUT = frozenset(("about", "against", "of"))
# A clause without "that": a noun phrase with a finite verb soon behind it.
CLAUSE = re.compile(
    r"(?:P|(?:#I)?[DH]?B?[nN#s]{1,7}(?:I[DH]?[nN#s]{1,6}){0,3}(?:,[^.;Q,]{1,25},|-[^.;Q-]{1,25}-)?|[DB](?=A))B?[AVv]|P"
)
# What a study finds somebody doing: "the poll shows Ruiz leading", "found the pier with".
_DOING = re.compile(r"[DH]?[nNs#]{0,6}[nN][gG]")
_FINDING = frozenset(("find", "show"))
# What somebody is found, by a court or a search: "those found guilty would".
_FOUND = frozenset(("alive", "dead", "guilty", "hanged", "innocent", "liable", "unconscious", "wanting"))
# Who or what it is about where these are several, but for the last: "said roads, bridges and" of "… schools were hit".
_LIST = r"(?:(?:#I)?[DH]?[nN#s]{1,6}(?:I[DH]?[nN#s]{1,4})?,){1,6}(?:#I)?[DH]?[nN#s]{1,6}(?:I[DH]?[nN#s]{1,4})?,?C"
# What is said of these between commas or dashes: ", 34," of "said Ana Ruiz, 34, was".
_ASIDE = r"(?:,[^.;Q,]{1,25},|-[^-.;Q]{1,40}-)?"
# What opens a statement behind a verb of speech: any words without a clause of their own, then a finite verb.
_STATEMENT = re.compile(rf"P|(?:{_LIST})?[DHnN#sgGdB][DHnN#stIoCBdgP]{{0,14}}{_ASIDE}[AVv]")
# The same behind verbs that seldom do without "that": "confirmed she had been".
_HE_WAS = re.compile(rf"P[AVvB]|[DB]A|(?:{_LIST})?[DHnN][nN#s]{{0,5}}{_ASIDE}A")
# The same behind "say", where the verb may be one that no list knows: "said he and Ruiz differ on the wall".
_SAID = re.compile(r"(?:[DH][nN#sdBg]|[NdnD#g])[^-,:;.Q]{5}")
# How many units a clause in front of the main one has at most: "said while the quay had held, the wall".
_OPENER = 24
# Who is to do what behind a verb that directs somebody: "him to", "the board not to", "the board of".
_DIRECTED = re.compile(r"o(?=[ItB])|(?:#I)?[DH]?B?[nN#sg]{1,9}(?=[ItB])")
# What somebody promises to do: "to fight", not "votes pledged to her camp".
_DOES = re.compile(r"t[^DHPo#]")


def opening(line: Line, at: int, stop: int) -> tuple[int, str] | None:
    """Return the unit at which the statement behind a cue begins, and the rule; None where there is none.

    Args:
        line: the paragraph.
        at: the cue.
        stop: the sentence's end.
    """
    return _shaped(line, at, stop) or _clause(line, at, stop)


def _clause(line: Line, at: int, stop: int) -> tuple[int, str] | None:
    """Return where the clause starts that a verb reports, and the rule."""
    tags, cue, begin = line.tags, line.units[at].cue, at + 1
    found = cue is not None and ((cue.lemma == "find" and line.word(begin) in _FOUND) or _joins(line, cue, begin))
    if cue is None or cue.lemma not in words("reports_clause") or found:
        return None
    if cue.lemma in TELLING and not (cue.lemma == "warn" and _is_warned_of(line, begin, stop)):
        begin = past_hearer(line, begin, stop)
    if cue.lemma == "point":
        begin = begin + 1 if begin < stop and line.units[begin].word == "out" else stop
    if aside := _ASIDE_THAT.match(tags, begin, stop):
        begin = aside.end() - 1
    match = BETWEEN.match(tags, begin, stop)
    content = hedged(line, begin, match.end() if match else begin)
    heard = line.units[content - 1].word
    if content >= stop or (tags[content - 2 : content + 1] in _AIMS and heard[-1:] != "s" and not is_person(heard)):
        return None
    if tags[content] == "T":
        about = any(line.units[unit].word in _ABOUT for unit in range(begin, content))
        itself = tags[content + 1 : content + 2] == "A"  # "said that is unlikely"
        return None if about else (content + (not itself) + tags.startswith(",", content + 1), "verb_that")
    if cue.lemma == "say" and line.units[content].word == "if" and content == begin:
        return content, "verb_clause"
    if tags[content] in "UR" and line.units[content].word in words("reported_object"):
        near = content == begin or cue.lemma != "ask"
        when = line.units[content].word in _WHEN and cue.lemma not in _TELLS_WHEN
        near = near and not (line.units[content].word == "who" and line.units[content - 1].word in _WHOMEVER)
        return (content, "verb_how") if near and not when else None
    return _bare(line, cue, (begin, content), stop)


def _is_warned_of(line: Line, begin: int, stop: int) -> bool:
    """Return whether a thing with a verb behind it stands behind "warned", not who hears: "warned a fire burning"."""
    found = phrase_right(line, begin, stop)
    return found is not None and is_thing(found) and line.tags[found.end : found.end + 1] in frozenset("gGAVv")


def _joins(line: Line, cue: CueForm, begin: int) -> bool:
    """Return whether something is only more of something else: "adds to the drama that"."""
    return cue.lemma == "add" and line.word(begin) == "to"


def _bare(line: Line, cue: CueForm, places: tuple[int, int], stop: int) -> tuple[int, str] | None:
    """Return where a clause starts that a verb reports without "that": "said the pier …", "records show the pier …"."""
    tags, (begin, content) = line.tags, places
    if tags[begin] == "d" and tags[content] in "DHP":
        begin, places = content, (content, content)  # the day is that of the speech: "said Friday it closed the pier"
    if cue.lemma in _FINDING and (CLAUSE.match(tags, begin, stop) or _DOING.match(tags, begin, stop)):
        return begin, "verb_finds"
    if cue.lemma == "suggest" and CLAUSE.match(tags, begin, stop):
        return begin, "verb_clause"
    if cue.cls != SPEECH or cue.lemma in words("needs_that"):
        opens = [_HE_WAS] if cue.cls == SPEECH and cue.lemma != "ask" else []
    else:
        opens = [_STATEMENT, _SAID] if cue.lemma == "say" else [_STATEMENT]
    timed = begin + 2 * (tags[begin : begin + 2] == "Id")  # "said at about noon men in a car had fired"
    spots = (spot for way in opens for spot in (*places, timed) if way.match(tags, spot + hedge(line, spot), stop))
    spot = next(spots, -1)
    if spot < 0 and len(opens) > 1:
        spot = _behind_opener(line, begin, content, stop)
    return (spot, "verb_clause") if spot >= 0 else None


def _behind_opener(line: Line, begin: int, content: int, stop: int) -> int:
    """Return where a statement starts that has something in front of its clause; -1 for none.

    "Said while the quay had held, the wall was lost" starts with "while", "said in the search, two men had" behind it.
    """
    tags = line.tags
    if line.word(begin) in words("opens_statement"):
        comma = tags.find(",", begin, min(stop, begin + _OPENER))
        return begin if comma >= 0 and CLAUSE.match(tags, comma + 1, stop) else -1
    aside = content > begin and tags[content : content + 1] == "," and CLAUSE.match(tags, content + 1, stop)
    return content + 1 if aside else -1


def _shaped(line: Line, at: int, stop: int) -> tuple[int, str] | None:
    """Return where that starts which is promised, or which others are told to do or accused of, and the rule."""
    cue, first = line.units[at].cue, at + 1
    if cue is None or first >= stop:
        return None
    if cue.lemma in words("promises"):
        while first < stop and (line.tags[first] in "Bd" or line.tags[first : first + 2] == "Id"):
            first += 1
        return (first, "verb_to") if _DOES.match(line.tags, first, stop) else None
    if cue.lemma == "call":
        if line.units[first].word not in {"on", "upon"}:
            return None
        first += 1
    elif cue.lemma not in words("directs") and cue.lemma not in words("accuses"):
        return None
    match = _DIRECTED.match(line.tags, first, stop)
    if match is None:
        return None
    behind = match.end() + (line.units[match.end()].word == "not")
    joined = "of" if cue.lemma in words("accuses") else "to"
    return (first, "verb_whom") if behind < stop and line.units[behind].word == joined else None
