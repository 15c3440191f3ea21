"""Makes the quotations that the stages hand on, from who was found to speak and where."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from factbox.attribution.reported import is_plain
from factbox.attribution.speakers import make_speaker
from factbox.attribution.venue import find_day, find_venue, signed_day
from factbox.attribution.verbs import is_phrasal
from factbox.attribution.words import FRAMING, SPEECH, WEAK
from factbox.model import Certainty, Cue, MentionKind, Quotation, QuotationKind
from factbox.spans import Span
from factbox.unmarked import POST

if TYPE_CHECKING:
    from factbox.attribution.joining import Group
    from factbox.attribution.places import Place
    from factbox.attribution.points import Candidate
    from factbox.attribution.pronouns import Resolver
    from factbox.attribution.reported import Reported
    from factbox.attribution.tags import Line
    from factbox.model import Entity, Timex

# By how many points a rule's answer must be ahead of every other to be sure: of a name, a pronoun, a noun phrase.
# A rule that is not here never is. The figures are where, on marked articles, three answers in a hundred or fewer
# were wrong.
_NEVER = 99.0
_AHEAD = {
    "inverted": (0.0, 0.0, 3.0),
    "closing": (2.0, 0.0, 2.0),
    "verb_colon": (3.0, 3.0, 7.0),
    "verb_left": (3.0, 2.0, 5.0),
    "subject_verb": (4.0, 2.0, 7.0),
    "previous_colon": (5.0, 5.0, _NEVER),
    "name_colon": (3.0, 3.0, _NEVER),
    "signature": (3.0, 3.0, _NEVER),
}
_KINDS = (MentionKind.NAME, MentionKind.PRONOUN, MentionKind.NOMINAL)
# By how many points an answer by a verb of no class of speech must be ahead: read, gave, went on.
_WEAKLY = 5.0
# Rules that name a speaker by the layout: sure without a verb of speech.
_LAYOUTS = frozenset(("previous_colon", "name_colon", "signature"))


class Scene(NamedTuple):
    """What every quotation of a text is made with."""

    text: str
    """The document's text."""
    starts: list[int]
    """Where the sentences start."""
    entities: tuple[Entity, ...]
    """All of the text."""
    timexes: tuple[Timex, ...]
    """All of the text."""
    resolver: Resolver
    """Who pronouns stand for."""


def make_quotation(scene: Scene, group: Group) -> Quotation:
    """Return the quotation of the stretches of one attribution."""
    parts = tuple(place.stretch.span for place in group.places)
    span = Span(parts[0].start, parts[-1].end)
    winner = group.winner
    speaker = cue = venue = day = None
    if winner.phrase:
        certainty = Certainty.SURE if _is_sure(group) else Certainty.LIKELY
        speaker = make_speaker(scene.text, winner.phrase, scene.resolver, scene.entities, certainty)
    if winner.cue and winner.phrase:
        line, first, end = winner.cue
        cue = _cue(scene.text, line, first, end)
        behind = winner.phrase.end if winner.phrase.line is line and winner.phrase.start >= end else end
        venue = find_venue(line, first, behind, line.sentence(first)[1], cue.lemma)
        day = find_day(line, first, behind, scene.timexes)
    elif winner.phrase and group.places[0].stretch.rule == POST:
        day = signed_day(winner.phrase, scene.timexes)
    return Quotation(
        id="",
        kind=QuotationKind.MIXED if any(_embedded(place, winner) for place in group.places) else QuotationKind.DIRECT,
        span=span,
        text=span.of(scene.text),
        parts=parts,
        speaker=speaker,
        cue=cue,
        venue=venue,
        said_on=day,
        sentence=_sentence(scene, span.start),
        rule=group.rules[0] if winner.phrase else "no_speaker",
    )


def make_indirect(scene: Scene, item: Reported) -> Quotation:
    """Return the quotation of a reported statement."""
    line, units = item.line, item.line.units
    parts = tuple(Span(units[start].start, units[end - 1].end) for start, end in item.parts)
    span = Span(parts[0].start, parts[-1].end)
    first, end = item.cue
    cue = _cue(scene.text, line, first, end)
    phrase, speaker, behind = item.phrase, None, end
    if phrase:
        behind = phrase.end if phrase.start >= end else end
        certainty = Certainty.SURE if is_plain(item) else Certainty.LIKELY
        speaker = make_speaker(scene.text, phrase, scene.resolver, scene.entities, certainty)
    return Quotation(
        id="",
        kind=QuotationKind.INDIRECT,
        span=span,
        text=span.of(scene.text),
        parts=parts,
        speaker=speaker,
        cue=cue,
        venue=find_venue(line, first, behind, line.sentence(first)[1], cue.lemma),
        said_on=find_day(line, first, behind, scene.timexes),
        sentence=_sentence(scene, span.start),
        rule=item.rule,
    )


def _is_sure(group: Group) -> bool:
    """Return whether the attribution is of a kind that is hardly ever wrong."""
    winner = group.winner
    if winner.phrase is None:
        return False
    kind = winner.phrase.kind
    ahead = _AHEAD.get(winner.rule, (_NEVER,) * 3)[_KINDS.index(kind)]
    nominal = kind is MentionKind.NOMINAL
    if winner.cls != SPEECH and winner.rule not in _LAYOUTS and (nominal or winner.cls != FRAMING):
        ahead = max(ahead, _WEAKLY) if winner.cls == WEAK else _NEVER
    return group.margin >= ahead


# "went on to say"
_GOING = frozenset(("go", "goes", "going", "gone", "went"))


def _cue(text: str, line: Line, first: int, end: int) -> Cue:
    """Return the cue of a range of units, with what its verb is part of: "points out", "went on to warn"."""
    phrasal = end == first + 1 and is_phrasal(line, first)
    verb, form = next(((at, unit.cue) for at, unit in enumerate(line.units[first:end]) if unit.cue), (0, None))
    units = line.units[first : end + phrasal]
    going = [unit.word for unit in line.units[max(0, first - 3) : first]]
    start = units[0] if going[1:] != ["on", "to"] or going[0] not in _GOING else line.units[first - 3]
    span = Span(start.start, units[-1].end)
    lemma = " ".join([form.lemma, *(unit.word for unit in units[verb + 1 :])]) if form else span.of(text).lower()
    return Cue(span, span.of(text), lemma)


def _embedded(place: Place, winner: Candidate) -> bool:
    """Return whether words outside the marks belong to the content: "it was a “small” one"."""
    line, before, after = place.line, place.unit - 1, place.unit + 1
    if before >= place.start and line.tags[before] not in ",:-(;" and not _is_cue(winner, line, before):
        return not place.capital or winner.cls != SPEECH or line.tags[before] == "T"
    goes_on = "AVv" if before >= place.start and line.tags[before] in "VG" else ""  # "said “fair work” was done"
    opens = place.unit == place.start and after < place.end and line.tags[after] not in ",-"
    return not place.capital and (opens or (after < place.end and line.tags[after] in goes_on))


def _is_cue(winner: Candidate, line: Line, unit: int) -> bool:
    """Return whether a unit is the last of the winner's cue."""
    return winner.cue is not None and winner.cue[0] is line and winner.cue[2] - 1 == unit


def _sentence(scene: Scene, offset: int) -> int:
    """Return the index of the sentence that holds an offset."""
    return max(0, bisect_right(scene.starts, offset) - 1)
