"""Decides who said each stretch, carries speakers on, and joins the stretches of one attribution."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from factbox.attribution import points as worth
from factbox.attribution.candidates import find_candidates
from factbox.attribution.points import Candidate
from factbox.model import MentionKind
from factbox.unmarked import ANSWER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factbox.attribution.phrases import Phrase
    from factbox.attribution.places import Place
    from factbox.attribution.tags import Line

# A stretch without a speaker is shown as a quotation from this many words on.
_LONG = 5
_BEHIND = frozenset(("inverted", "subject_verb"))
# In how many paragraphs somebody who is asked goes on to answer, and who asks in a text.
_TALKED, _WRITERS = 3, frozenset(("i", "we"))
# Rules that carry a speaker on into a paragraph of its own.
_ANEW = frozenset(("carry_opening", "carry_paragraph"))
# How many stretches ahead a speaker is carried back from.
_BACK = 6


@dataclass(slots=True)
class Group:
    """The stretches of one attribution."""

    places: list[Place]
    """In text order, one at least."""
    winner: Candidate
    """Who said it; of `null`, nobody known."""
    margin: float
    """By how many points the winner is ahead of the next other speaker."""
    rules: list[str] = field(default_factory=list)
    """The rule of every stretch."""


class Weighed(NamedTuple):
    """All answers to who said one stretch."""

    place: Place
    winner: Candidate
    """The one that was taken; of `null`, nobody."""
    others: tuple[Candidate, ...]
    """The runners-up, best first: one for each other speaker, and `null`."""


def join(
    places: Sequence[Place],
    lines: dict[int, Line],
    weighed: list[Weighed] | None = None,
    answering: Phrase | None = None,
) -> list[Group]:
    """Return the quotations: who said what, with all stretches of one attribution together, in text order.

    Args:
        places: the stretches.
        lines: the paragraphs.
        weighed: what gets each stretch's answers, also of those that are no quotations.
        answering: who gives the answers of an interview, where that is known.
    """
    groups: list[Group] = []
    last: Group | None = None
    decided = [_decide(place, lines, answering) for place in places]
    for number, place in enumerate(places):
        back = _carried_back(places, decided, number)
        carried = _carried(place, last, decided[number])
        piece = last is not None and last.winner.rule == "verb_left" and not last.places[-1].capital
        if back and piece and _is_left_open(place) and carried and carried[0].rule in _ANEW:
            carried = []  # it goes on in the next paragraph, which says whose it is, not with a piece of a sentence
        candidates = [*decided[number], *carried]
        winner = max(candidates, key=lambda candidate: candidate.points)
        if winner.phrase is None:
            winner = back or winner
        if weighed is not None:
            weighed.append(Weighed(place, winner, _others(candidates, winner)))
        doubtful = place.words < _LONG or place.title_case
        if winner.phrase is None and doubtful and place.stretch.rule != ANSWER:
            continue
        margin = winner.points - max(
            (c.points for c in candidates if c.phrase is None or (winner.phrase and c.phrase.key != winner.phrase.key)),
            default=0.0,
        )
        if last and _belongs(last, place, winner):
            last.places.append(place)
            last.rules.append(winner.rule)
            continue
        last = Group([place], winner, margin, [winner.rule])
        groups.append(last)
    return groups


def _others(candidates: Sequence[Candidate], winner: Candidate) -> tuple[Candidate, ...]:
    """Return the best candidate of each speaker but the winner's, best first."""
    best: dict[tuple[int, int] | None, Candidate] = {}
    for candidate in sorted(candidates, key=lambda candidate: -candidate.points):
        best.setdefault(candidate.phrase.key if candidate.phrase else None, candidate)
    best.pop(winner.phrase.key if winner.phrase else None, None)
    return tuple(best.values())


def _decide(place: Place, lines: dict[int, Line], answering: Phrase | None) -> list[Candidate]:
    """Return a stretch's own candidates."""
    if place.stretch.rule == ANSWER:
        points = worth.RULES["answer"]
        found = [Candidate("answer", points, answering)] if answering else []
        return found or [Candidate("null", points, None)]
    return find_candidates(place, lines.get(place.line.index - 1), lines.get(place.line.index + 1))


def _carried(place: Place, last: Group | None, own: Sequence[Candidate]) -> list[Candidate]:
    """Return the last speaker as a candidate for the next stretch, by how near that is.

    Args:
        place: the stretch.
        last: the quotation before.
        own: the stretch's own candidates; where somebody else speaks in the sentence before, nobody is carried.
    """
    if last is None or (last.winner.phrase is not None and _is_another(own)):
        return []
    before = last.places[-1]
    gap = place.line.index - before.line.index
    if gap == 0 and not before.stretch.closed:
        rule = "carry_unclosed"
    elif gap == 0:
        rule = _carry_rule(place, before)
    elif gap == 1 and not before.stretch.closed and place.unit == 0:
        rule = "carry_unclosed"
    elif gap == 1 and place.whole and not place.line.tags.strip("Q.,-"):
        rule = "carry_paragraph"
    elif gap == 1 and place.whole and place.unit == 0 and before.end == len(before.line.units):
        rule = "carry_opening"
    elif gap <= _TALKED and place.whole and _is_asked(place):
        rule = "carry_asked"
    else:
        return []
    if not rule or (last.winner.phrase is None and rule != "carry_unclosed"):
        return []
    winner = last.winner
    cue = None if rule == "carry_asked" else winner.cue
    return [replace(winner, rule=rule, points=worth.RULES[rule], cue=cue)] if winner.phrase else []


def _is_asked(place: Place) -> bool:
    """Return whether the writer asks what somebody answers: "I ask if she will go on. “…”", "So what next? “…”"."""
    line = place.line
    if place.start == 0:
        return line.tags[place.unit - 1 : place.unit] == ":"  # Then, more seriously: “…”
    start, end = line.sentence(place.start - 1)
    return line.units[end - 1].word == "?" or line.units[start].word in _WRITERS


def _is_another(own: Sequence[Candidate]) -> bool:
    """Return whether somebody else speaks in the sentence before: 'Ruiz said no. Chen said it was late. “…”'."""
    for candidate in own:
        found = candidate.phrase
        if found is not None and candidate.rule == "previous_said":
            return found.kind is not MentionKind.PRONOUN
        if found is not None and candidate.rule == "previous_sentence":
            return found.kind is MentionKind.NAME and found.relative < 0
    return False


def _carry_rule(place: Place, before: Place) -> str:
    """Return the name of the rule that carries a speaker on inside a paragraph."""
    if place.start == before.start:
        between = place.line.tags[before.unit + 1 : place.unit]
        if place.line.tags[place.unit - 1] in ",:-" and before.ending == "comma" and "V" in between:
            return "carry_resumed"
    elif place.whole:
        return "carry_whole"
    if place.unit > place.start and place.line.tags[place.unit - 1] == ":":
        return ""  # what stands before the colon tells what it is
    return "carry_piece" if place.words >= _LONG else "carry_short"


def _carried_back(places: Sequence[Place], decided: list[list[Candidate]], number: int) -> Candidate | None:
    """Return the speaker named behind a later stretch, for sentences, or paragraphs, that are all quotation."""
    for at in range(number + 1, min(len(places), number + _BACK)):
        if not places[at - 1].whole or not _goes_on(places[at - 1], places[at]):
            return None
        winner = max(decided[at], key=lambda candidate: candidate.points)
        if winner.phrase is not None:
            return replace(winner, rule="carry_back") if winner.rule in _BEHIND else None
    return None


def _goes_on(place: Place, following: Place) -> bool:
    """Return whether nothing but quotation stands between two stretches: in a paragraph, or in one and the next."""
    if following.line is place.line:
        return not place.line.tags[place.unit : following.unit].strip("Q.,-")
    alone = _is_left_open(place) or not place.line.tags.strip("Q.,-")
    return alone and following.line.index == place.line.index + 1 and following.unit == 0


def _is_left_open(place: Place) -> bool:
    """Return whether a stretch runs to its paragraph's end, and is taken up anew in the next one."""
    return not place.stretch.closed and place.end == len(place.line.units)


def _belongs(last: Group, place: Place, winner: Candidate) -> bool:
    """Return whether a stretch goes on with the last quotation: same speaker, and the same cue or carried on."""
    before = last.places[-1]
    if winner.phrase is None or last.winner.phrase is None:
        return winner.phrase is last.winner.phrase and not before.stretch.closed and _next(before, place)
    if winner.phrase.key != last.winner.phrase.key or winner.rule == "carry_asked":
        return False
    if winner.rule in {"carry_unclosed", "carry_paragraph", "carry_opening"}:
        return True
    if last.winner.rule == "carry_back" and winner.cue == last.winner.cue:
        return True
    if place.line is not before.line:
        return False
    return winner.rule.startswith("carry") or winner.cue == last.winner.cue


def _next(before: Place, place: Place) -> bool:
    """Return whether a stretch takes the other up anew: at the start of the paragraph behind it, or in its own."""
    return place.line is before.line or (place.line.index == before.line.index + 1 and place.unit == 0)
