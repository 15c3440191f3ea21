"""Runs parted at the words that no name holds: days, participles, small words at an end."""

from __future__ import annotations

import re

from factbox.mentions.vocabulary import vocabulary

Word = tuple[str, int, int]

# Made of a name and a participle or a quality: "York-based" of "New York-based", "Ruiz-type" of "Ana Ruiz-type".
_COMPOUND = re.compile(r"-(?:[a-z]+ed|born|era|esque|like|run|starring|style|type|winning)$")
# Words that a page's markup glued together have so many capitals: "HolmShareLikeReplyAna".
_GLUED = 5
# Months that are given names or surnames too.
_MONTH_NAMES = frozenset({"April", "August", "Jan", "June", "May"})
# A month's short form that in front of a name is one: prose has it before a figure, "Jan 5".
_SHORT_MONTH = "Jan"
# Feasts and dates end in these: "Labour Day" is no name.
_DAY_WORDS = frozenset({"Day", "Eve", "Year"})
# What opens a name though it is small: "al Qaeda".
_ARTICLES = frozenset(("al", "el"))
# Clubs and papers open with these as if with a participle: "Sporting Lisbon", "Evening Standard".
_NO_PARTICIPLES = frozenset({"Evening", "Morning", "Racing", "Rolling", "Sporting", "Viking"})
# Who stands behind a verb rather than behind a field: "Addressing President Ruiz"; not "Planning Minister".
_HEADS = frozenset({"Chancellor", "King", "Mr", "Mrs", "Ms", "Pope", "Premier", "President", "Prime", "Queen"})
# A verb has one of them before its ending: "Leaving"; not "King", "Wing".
_VOWELS = frozenset("AEIOUYaeiouy")
# Agencies whose letters stand in front of who took a picture: "PA Ana Ruiz".
_AGENCIES = frozenset({"AFP", "AP", "EPA", "PA"})
# Ranks of the British police cut short, by the word in front of them: the "Con" of "Det Con Ana Ruiz".
_RANKS = {"Con": ({"Ch", "Det"}, "Constable"), "Ch": ({"Asst", "Det"}, "Chief")}
# Grades cut short, in front of a rank: the "Sr." of "Sr. Supt. Ana Ruiz".
_GRADES = {"Addl": "Additional", "Asst.": "Assistant", "Sr": "Senior", "Sr.": "Senior"}
# Letters behind an Irish barrister's name, which elsewhere are a club's.
_COUNSEL = "SC"
# Words so long are acronyms no more when in capitals.
_SHOUTED = 4
# How long a word in -ly is at least that is no name ("Donnelly").
_ADVERB = 9
# A given name and a surname.
_PAIR = 2


def part_words(words: list[Word]) -> list[list[Word]]:
    """Return the stretches of words between those that no name holds."""
    known = vocabulary()
    out: list[list[Word]] = [[]]
    for position, word in enumerate(words):
        text = word[0]
        if text in known.calendar:
            if _month_in_name(words, position) or _is_paper(words, position) or _is_titled(words, position):
                out[-1].append(word)
                continue
            out = out[:-1] if text in _DAY_WORDS else out
            out.append([])
        elif _COMPOUND.search(text):
            out[-1] = []
        elif _is_glued(text) or (
            _is_participle(words, position)
            or _parts_people(words, position, out[-1])
            or (
                text in known.stops
                and not _opens_place(words, position)
                and not _is_of_body(words, position)
                and not (text == "Nor" and position)
                and not (text == "Government" and position and words[position - 1][0] == "Local")
                and not (out[-1] and out[-1][-1][0] in known.given)
            )
        ):
            out.append([])
        else:
            out[-1].append(word)
            if _is_credit(words, position):
                out.append([])
    return [trimmed for segment in out if (trimmed := without_small(segment))]


def _parts_people(words: list[Word], position: int, segment: list[Word]) -> bool:
    """Return whether an "&" stands between two people: "Ana & Tom"."""
    both = words[position][0] == "&" and bool(segment) and position + 1 < len(words)
    return both and {segment[0][0], words[position + 1][0]} <= vocabulary().given.keys()


def _is_glued(text: str) -> bool:
    """Return whether a word is several that lost what parted them: "HolmShareLikeReplyAna"."""
    return not text.isupper() and "-" not in text and sum(map(str.isupper, text)) >= _GLUED


def _is_paper(words: list[Word], position: int) -> bool:
    """Return whether a day opens a paper's name or ends a club's: "Sunday Times", "Sheffield Wednesday"."""
    named = position + 1 < len(words) and f"{words[position][0]} {words[position + 1][0]}"
    club = position > 0 and f"{words[position - 1][0]} {words[position][0]}"
    return bool({named, club} & vocabulary().organisations)


def _is_titled(words: list[Word], position: int) -> bool:
    """Return whether a day or month is a given name behind a title: "Mr Monday Okafor"."""
    return 0 < position < len(words) - 1 and words[position - 1][0] in vocabulary().titles


def _is_credit(words: list[Word], position: int) -> bool:
    """Return whether a word in capitals stands in front of a name in small ones: "GETTY" of "GETTY Max Holm"."""
    text, known = words[position][0], vocabulary()
    behind = words[position + 1][0] if position + 1 < len(words) else ""
    shouts = (len(text) >= _SHOUTED and text.isalpha() and text.isupper()) or text in _AGENCIES
    return shouts and behind in known.given and not behind.isupper()


def _month_in_name(words: list[Word], position: int) -> bool:
    """Return whether a month is a person's name there: "Ana May", "Mrs May", "Jan Novak"."""
    text, known = words[position][0], vocabulary()
    if text not in _MONTH_NAMES:
        return False
    before = words[position - 1][0] if position else ""
    if (before in known.given or before in known.titles) and before not in _MONTH_NAMES:
        return True
    behind = words[position + 1][0] if position + 1 < len(words) else ""
    return text == _SHORT_MONTH and behind[:1].isupper() and behind not in known.calendar


def _is_participle(words: list[Word], position: int) -> bool:
    """Return whether a run's first word tells what is done or how: "Leaving New York", "Certainly Clare Whitlow"."""
    text, known = words[position][0], vocabulary()
    named = text in known.given or text in known.places or text in known.offices or text in _NO_PARTICIPLES
    if position or named or len(words) == 1:
        return False
    if not text.endswith("ing"):
        return text.endswith("ly") and len(text) >= _ADVERB
    behind = [word[0] for word in words[1:3]]
    if behind[0] in _HEADS and text.lower() not in vocabulary().modifiers:
        return True  # "Addressing Prime Minister Ana Ruiz"
    if behind[0] in known.given or behind[0] in known.countries or " ".join(behind) in known.places:
        return True
    things = known.common | known.heads | known.suffixes | known.place_heads | known.things
    alone = len(words) == _PAIR and not _VOWELS.isdisjoint(text[:-3])
    return alone and text not in known.organisations and behind[0] not in things


def _opens_place(words: list[Word], position: int) -> bool:
    """Return whether a word opens a place of the lexicon: "The Hague"."""
    return position + 1 < len(words) and f"{words[position][0]} {words[position + 1][0]}" in vocabulary().places


def _is_of_body(words: list[Word], position: int) -> bool:
    """Return whether a word tells what a body is for: "Hurricane" of "National Hurricane Center"."""
    whole = 0 < position == len(words) - _PAIR and words[position][0] != "The"
    return whole and words[position + 1][0] in vocabulary().heads


def without_small(segment: list[Word]) -> list[Word]:
    """Return a segment without small words at its ends, nor letters behind a name ("QC")."""
    start, end = 0, len(segment)
    while start < end and _is_small(segment[start][0]) and segment[start][0] not in _ARTICLES:
        start += 1
    while start < end and (_is_small(segment[end - 1][0]) or segment[end - 1][0] == "&"):
        end -= 1
    known = vocabulary()
    counsel = segment[end - 1][0] == _COUNSEL and segment[start][0] in known.given if end - start > _PAIR else False
    end -= counsel
    while end - start > 1 and segment[end - 1][0] in known.no_bodies:
        if _numbers(segment[end - 2][0], segment[end - 1][0]):
            break
        end -= 1
    return segment[start:end]


def _is_small(word: str) -> bool:
    """Return whether a word has no capital that is a name's: "van", not "al-Amin", "d'Arc"."""
    return word[0].islower() and "-" not in word and not (word[1:2] in "'’" and word[2:3].isupper())


def _numbers(name: str, numeral: str) -> bool:
    """Return whether a numeral belongs to a ruler's name: "Henry VIII"."""
    return name in vocabulary().given and not numeral.strip("IVX")


def lowered(word: Word) -> Word:
    """Return a word with shouting capitals brought down where the lexicon knows it so: "LONDON" is "London"."""
    text = word[0]
    if len(text) >= _SHOUTED and text.isupper() and text.isalpha():
        known, low = vocabulary(), text.title()
        if text not in known.organisations and (
            low in known.places or low in known.given or low in known.demonyms or low in known.stops
            or low in known.calendar or low in known.common or low in known.heads or low in known.offices
            or low in known.place_firsts or low in known.place_heads
        ):  # fmt: skip
            return (low, word[1], word[2])
    return word


def without_short_ranks(words: list[Word]) -> list[Word]:
    """Return words with the ranks of the police that are cut short written out: "Constable" for "Con"."""
    out: list[Word] = []
    offices = vocabulary().offices
    for position, (text, start, end) in enumerate(words):
        fronts, whole = _RANKS.get(text, ((), ""))
        held = position and words[position - 1][0] in fronts
        if text in _GRADES and position + 1 < len(words) and words[position + 1][0] in offices:
            held, whole = True, _GRADES[text]
        out.append((whole if held else text, start, end))
    return out
