"""Which kind all occurrences of a name together speak for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from factbox.mentions.phrases import is_people, word_list
from factbox.mentions.vocabulary import vocabulary
from factbox.model import EntityKind

if TYPE_CHECKING:
    from factbox.mentions.evidence import Candidate

# In the order of the scores.
KINDS = (EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE)
# The scores that a kind must reach, for names of one word and of more.
_ONE, _MORE = 2.4, 1.9
# What a name must reach beyond that where it only stands at the head of sentences.
_INITIAL = 0.6
# What it says for a person that the last word of a name stands alone so often: "Ellery Vance" is then "Vance".
_SURNAME, _AGAIN = 1.5, 2
# How much more a name of several words that no list knows needs for a place: "in Final Straw".
_TITLE = 1.0
# What it says for a person that a name which may be a wood's or a park's has its last word alone later.
_NAMESAKE = 1.0
# Rules whose names hold in a headline too, where every word has a capital.
_PLAIN = frozenset(
    {"acronym", "gazetteer", "given_name", "initial", "organisation", "role_before", "surname_form", "title"}
)
# What nothing around a name says.
_NOTHING = (0.0, 0.0, 0.0)
_PLACE = KINDS.index(EntityKind.PLACE)


def decide(candidates: list[Candidate]) -> dict[str, EntityKind]:
    """Return the kind of each name in the text that has one, by the name's words.

    What the words themselves say counts once, what stands around them once for each place, up to a bound.
    """
    lexical: dict[str, list[float]] = {}
    context: dict[str, list[float]] = {}
    mid: set[str] = set()
    shown: set[str] = set()
    for candidate in candidates:
        piece, name = candidate.piece, " ".join(candidate.piece.words)
        own = (piece.person, piece.body, piece.place)
        lexical[name] = [*map(max, lexical.get(name, own), own)]
        around = context.get(name, _NOTHING)
        context[name] = [told + (score - word) for told, score, word in zip(around, candidate.scores, own, strict=True)]
        if not candidate.headline or candidate.rule in _PLAIN:
            shown.add(name)
        if not candidate.initial and not candidate.headline:
            mid.add(name)
    out = {}
    alone = Counter(candidate.piece.words[0] for candidate in candidates if len(candidate.piece.words) == 1)
    alone.update(candidate.piece.words[0] for candidate in candidates if candidate.title)  # "Mr Vance" counts twice
    surnames = {name.rpartition(" ")[2] for name in lexical if " " in name}
    for name, words in lexical.items():
        opens = max(words) <= 0 and name not in mid and name not in surnames  # it only opens sentences
        if name not in shown or (opens and _are_many(name)):
            continue
        if name in vocabulary().countries:
            context[name][1] = 0.0  # "England captain": its team goes by the country
        scores = [own + max(-4.0, min(around, 6.0)) for own, around in zip(words, context[name], strict=True)]
        _count_surname(name, scores, lexical, alone)
        index = max(range(3), key=scores.__getitem__)
        if scores[index] >= _needed(name, words, KINDS[index]) + (0.0 if name in mid else _INITIAL):
            out[name] = KINDS[index]
    return out


def _are_many(name: str) -> bool:
    """Return whether a single word is one for those who are many: "Officers", "Police"."""
    low = name.lower()
    return " " not in name and (low in word_list("many") or (low.endswith("s") and is_people(low)))


def _count_surname(name: str, scores: list[float], lexical: dict[str, list[float]], alone: Counter[str]) -> None:
    """Count for a person that the last word of a name stands alone later: "Ellery Vance" who is then "Vance"."""
    known = vocabulary()
    first, last = name.partition(" ")[0], name.rpartition(" ")[2]
    if alone[last] < _AGAIN or last == name or last.isupper() or max(lexical[last][1:]) > 0:
        return
    own = lexical[name][_PLACE]
    if last in known.head_surnames and own > 0 and first not in known.places:
        scores[0], scores[_PLACE] = scores[0] + _NAMESAKE, scores[_PLACE] - own  # "Bo Wood" who is then "Wood"
    if scores[0] > max(scores[1:]) and not _is_description(first):
        scores[0] += _SURNAME


def _needed(name: str, own: list[float], kind: EntityKind) -> float:
    """Return what the scores must reach for a name of a kind; more for a place of several words that no list knows."""
    if " " not in name:
        return _ONE
    known, words = vocabulary(), name.split(" ")
    titled = kind is EntityKind.PLACE and own[_PLACE] <= 0 and words[0] not in known.place_firsts
    return _MORE + (_TITLE if titled and known.places.keys().isdisjoint(words) else 0.0)


def _is_description(word: str) -> bool:
    """Return whether a word in front of a name has its capital from where it stands: "Sprinters", "Film-loving"."""
    return word.partition("-")[2][:1].islower() or word.lower().removesuffix("s") in vocabulary().roles
