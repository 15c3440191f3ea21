"""How present a mention makes somebody to the reader: who speaks, who acts, who is only named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factbox.attribution.asking import is_asked
from factbox.attribution.verbs import verb_class
from factbox.attribution.words import SPEECH

if TYPE_CHECKING:
    from factbox.attribution.tags import Line

# A name that is the subject of what follows: "Ruiz (Lab) said", "Ruiz of Ostley, who chairs it, has said",
# "Ruiz’s been saying", "Ruiz, who said", "Ruiz, a partner at Brell said he".
_SUBJECT = re.compile(
    r"[NPn](?:\([^.;)]{1,6}\))?(?:,#,?)?(?:I[DHnNsd]{1,4}|d){0,2}"
    r"(?:[,-][^.;]{1,60}[,-]|,?R|,[DH]?n[nNsIDH#]{0,8}(?=[BA]{0,3}V[^,.]))?(?:s(?=A))?[BA]{0,3}[VvA]"
    r"|(?<=,)N,[BA]{0,3}[VvA]"
)
# A name, a word, and what an object begins with: "Ruiz climbs the ".
_PRESENT = re.compile(r"Nn[DH]")
# What follows a name with its title beside the subject: ", warned" of "the judge, Mr Justice Lowe, warned".
_ASIDE = re.compile(r"N[,-][BA]{0,3}[VvA]")
# How present a mention makes somebody: one who speaks, acts, acts in a clause of a clause, is only named.
SPEAKS, ACTS, _WITHIN, NAMED = 3.0, 2.0, 1.4, 0.8
# Who is asked a question is who answers it.
_ANSWERS = 3.5
# What opens a sentence whose subject stands behind its verb: "Among them was Ana Ruiz".
_AMONG = frozenset(("also", "among", "amongst"))
# What binds a name to another word, and what a clause may start behind.
_BOUND = frozenset("IvGgt")
_STARTS = frozenset("Q,.;:-(")
# How many words a title between a verb and its subject has at most: "said harbour board chairman Ben Okafor".
_TITLE = 6


def standing(line: Line, at: int) -> float:
    """Return how present a name or pronoun is, by the verb that it is the subject of."""
    opener = at
    while opener > 0 and line.tags[opener - 1] == "n" and line.tags[at] == "N":
        opener -= 1
    before = line.tags[opener - 1] if opener else "."
    if speaks_before(line, at):
        return SPEAKS
    if is_asked(line, opener):
        return _ANSWERS
    first = line.sentence(at)[0]
    first += line.tags[first] == "C"  # "But for Ana Ruiz, …"
    concerned = opener == first + 1 and line.units[first].word == "for" and line.tags[at + 1 : at + 2] == ","
    if concerned or (before == "A" and line.units[first].word in _AMONG):
        return ACTS  # "For Ana Ruiz, the sea was a comfort"
    aside = (before == "-" or (before == "," and opener < at)) and _ASIDE.match(line.tags, at)
    joined = before == "C" and line.tags[max(0, opener - 3) : opener - 1] in {
        "IN",
        "In",
    }  # "the MP for Ostley and Tarvel"
    match = None if joined or before in _BOUND else aside or _SUBJECT.match(line.tags, at)
    if match is None:
        opens = before in ".;" and line.tags[at + 1 : at + 2] == ","
        acts = before not in _BOUND and not joined and acts_now(line, at)
        return ACTS if opens or acts or line.tags[at] == "P" else NAMED
    if verb_class(line, match.end() - 1) == SPEECH:
        return ACTS if before in "TUR" else SPEAKS
    return _WITHIN if before in "TUR" else ACTS


def acts_now(line: Line, at: int) -> bool:
    """Return whether a word that no list knows is what a name does to something: "Ruiz climbs the stairs"."""
    word = line.units[at + 1].word if _PRESENT.match(line.tags, at) else ""
    return word.endswith("s") and not word.endswith("ss")


def speaks_before(line: Line, at: int) -> bool:
    """Return whether a verb of speech that opens its clause stands before a subject: "“…,” said Ana Ruiz"."""
    verb = at - 1
    while verb > max(0, at - _TITLE) and (line.tags[verb] in "nDI" or line.tags[verb : verb + 2] == "Nn"):
        verb -= 1
    if verb < 0 or line.tags[verb] != "V" or line.tags[verb + 1] == "I":
        return False
    if verb_class(line, verb) != SPEECH and line.tags[verb - 1 : verb] != "Q":  # “…,” worries Ana Ruiz
        return False
    return (verb == 0 or line.tags[verb - 1] in _STARTS) and _SUBJECT.match(line.tags, at) is None
