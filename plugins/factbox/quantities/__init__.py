"""Finds figures: money, percentages, measures and counts, with how exact they are and what they count."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from factbox.ids import name_ids
from factbox.lexicons import lexicon
from factbox.model import Quantity, QuantityKind
from factbox.quantities.changes import find_change
from factbox.quantities.converted import mark_converted
from factbox.quantities.numbers import Number, find_numbers
from factbox.quantities.units import DURATION, Unit, is_plural, read_attributive, read_counted, read_time, read_unit
from factbox.spans import Span
from factbox.tokens import letters_in, lower

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factbox.model import Document

__all__ = ["find_quantities"]

# How far back a modifier and a verb of change can stand, in characters.
_REACH = 28
# Between the two ends of a range: "15 to 22", "15-22", "eight or nine".
_TO = re.compile(r"[^\S\n]?[-–—][^\S\n]?|[^\S\n](?:to|or)[^\S\n]")
# Four figures without a comma that are more likely a year.
_YEARS = range(1700, 2040)
_FIGURES = 3
# The word behind a number, and a race's runners in front of it: "the men's ".
_NEXT = re.compile(r"[^\S\n]?([A-Za-z]+)")
_SEXED = re.compile(r"\b(?i:men['’]s|women['’]s|boys['’]|girls['’])[^\S\n]\Z")
# What makes a length of time a point in it: "Seven minutes later".
_OFFSET = re.compile(r"[^\S\n](?:later|earlier|afterwards?|beforehand|(before|after))\b")
_LASTING = re.compile(r"\b(?:for|in|over|within)[^\S\n](?:the[^\S\n])?\Z", re.IGNORECASE)
# How far in front of a number its toll may be named, in characters.
_TOLD = 60


# What stands before a number in words of those who are spoken of already: "the ", "their other ", "these first ".
_KNOWN = re.compile(
    r"\b(?:the|these|those|both|its|their|his|her|our)\s(?:(?:first|last|latter|next|only|other|same)\s)?$",
    re.IGNORECASE,
)
# A verb of counting in front of "100m", which then are millions: "number ", "totalled about ".
_NUMBERED = re.compile(r"\b(?:exceed|number|surpass|topp|total|totall)(?:s|ed|ing)?\s(?:\w+\s){0,2}$")
# What is so many at most is counted at a glance.
_FEW = 12
# What grew by less than so many times what it is now did so by a range.
_APART = 3
# The rules of what is no figure that need no digit: "a six-year-old".
_IN_WORDS = frozenset(("year-old", "rank"))


class _Found(NamedTuple):
    """A number with its unit, or the two ends of a range with theirs."""

    first: Number
    """The number, or a range's lower end."""
    last: Number
    """The same number, or a range's upper end."""
    unit: Unit
    """What they are numbers of."""


def find_quantities(document: Document, sentences: tuple[Span, ...]) -> tuple[Quantity, ...]:
    """Return the figures of a document; dates, times of day, ages, scores and labels are none.

    Args:
        document: the text and its layout.
        sentences: spans that tile the paragraphs.

    Returns:
        Quantities in text order, none overlapping another; spans are half-open character offsets into `document.text`.
    """
    text = document.text
    found = [quantity for sentence in sentences for quantity in _in_sentence(text, sentence)]
    ids = name_ids("n", [span.of(text) for span, _ in found])
    return mark_converted(text, [_quantity(text, *each) for each in zip(ids, found, strict=True)])


def _in_sentence(text: str, sentence: Span) -> list[tuple[Span, _Found]]:
    """Return a sentence's figures with their spans, each after the one before."""
    numbers = find_numbers(text, sentence.start, sentence.end)
    if not numbers:
        return []
    numbers = _unmasked(text, sentence, numbers)
    out: list[tuple[Span, _Found]] = []
    floor = sentence.start
    for item in _read(text, sentence, numbers):
        start = max(floor, _modifier(text, item.first.start, floor)[0])
        end = _after(text, item)
        if item.first.start >= floor:
            out.append((Span(start, end), item))
            floor = end
    return out


def _unmasked(text: str, sentence: Span, numbers: list[Number]) -> list[Number]:
    """Return a sentence's numbers but for those in dates, times, ages and labels."""
    figures = any(number.figures for number in numbers)
    own, small = text[sentence.start : sentence.end], lower(text)
    lowered, letters = small[sentence.start : sentence.end], letters_in(own)
    masks = sorted(
        match.span()
        for rule in lexicon("quantities").rules
        if (figures or rule.name in _IN_WORDS) and rule.may_match(lowered, letters)
        for match in rule.pattern.finditer(small if rule.lowered else text, sentence.start, sentence.end)
    )
    out, position, reach = [], 0, 0
    for number in numbers:
        while position < len(masks) and masks[position][0] < number.end:
            reach = max(reach, masks[position][1])
            position += 1
        if reach <= number.start:
            out.append(number)
    return out


def _read(text: str, sentence: Span, numbers: list[Number]) -> Iterator[_Found]:
    """Yield the numbers that have a unit, ranges joined."""
    position = 0
    while position < len(numbers):
        number = numbers[position]
        following = numbers[position + 1] if position + 1 < len(numbers) else None
        position += 1
        if following is not None and (joined := _range(text, sentence, number, following)) is not None:
            position += 1
            if joined.unit.end > joined.first.start:
                yield joined
            continue
        number = _metres(text, number)
        unit = _unit(text, sentence, number)
        if unit is not None:
            yield _Found(number, number, unit)


def _range(text: str, sentence: Span, first: Number, last: Number) -> _Found | None:
    """Return the range that two numbers make; one with an empty unit stands for a score, which is none."""
    between = text[first.end : last.start]
    before = text[max(sentence.start, first.start - _REACH) : first.start].lower().rstrip()
    own = read_unit(text, first.end, large=False, metres=False)
    dash = between.strip() in {"-", "–", "—"}
    if before.endswith("between") and not dash:
        joins = re.fullmatch(r"[^\S\n]and[^\S\n]", text[own.end if own else first.end : last.start]) is not None
    else:
        joins = _TO.fullmatch(between) is not None and (dash or not before.endswith("from"))
    if not joins or (before.endswith(" by") and not dash and last.value > _APART * first.value):
        return None  # "rose by £82 to £1,731"
    last = _metres(text, last)
    if not first.scale and last.scale and first.value < _FIGURES * 1000 and first.value < last.value / _scale(last) * 2:
        first = first._replace(value=first.value * _scale(last))
    unit = _unit(text, sentence, last._replace(prefix=first.prefix or last.prefix))
    if first.value >= last.value or unit is None or unit.rule == "bare":
        return _Found(first, last, Unit(QuantityKind.COUNT, "", None, 0, None, "score")) if dash else None
    return _Found(first, last, unit)


def _scale(number: Number) -> int:
    """Return what a number's scale multiplies by; metres and parts of a whole multiply by nothing."""
    return int(lexicon("quantities").tables["scale"].get(number.scale.lower(), 1))


def _metres(text: str, number: Number) -> Number:
    """Return the number, its "m" read as metres where it means them: "37m long", "the 100m final", "a 5,000m race"."""
    if number.scale != "m" or number.prefix or not number.figures:
        return number
    words = lexicon("quantities")
    after = _NEXT.match(text, number.end)
    word = after[1].lower() if after else ""
    small = word in words.words("extent") or _is_race(word) or not word
    if _NUMBERED.search(text, max(0, number.start - _REACH), number.start):
        return number
    exact = "," in number.figures and read_unit(text, number.end, large=True, metres=False) is None
    if small or exact or (word in words.words("stop") and word != "of"):
        return number._replace(value=number.value / 1_000_000, scale="metres")
    return number


def _is_race(word: str) -> bool:
    """Return whether a word behind a distance tells that it names a race: "hurdles", "runners"."""
    races = lexicon("quantities").words("race")
    return word in races or word.removesuffix("s") in races


def _unit(text: str, sentence: Span, number: Number) -> Unit | None:
    """Return what a number is a number of, or None where it is no figure to show."""
    if number.prefix:
        name, code = lexicon("quantities").tables["prefix"][number.prefix]
        return Unit(QuantityKind.MONEY, name, code or None, number.end, None, "money")
    if number.scale == "fraction":
        return Unit(QuantityKind.COUNT, "fraction", None, number.end, None, "fraction")
    metres = number.scale == "metres"
    time = None if metres else read_time(text, number.end)
    if time is not None:
        return time if number.value > 1 else None
    more = _postmodifiers().match(text, number.end)
    if more is not None:
        number = number._replace(end=more.end())
    unit = read_unit(text, number.end, large=bool(number.scale), metres=metres)
    return unit or _count(text, sentence, number)


def _count(text: str, sentence: Span, number: Number) -> Unit | None:
    """Return what a number counts; an empty unit where it is a figure without a noun."""
    if text[number.end : number.end + 1].isalpha() or _is_named(text, sentence, number):
        return None
    if number.value == 1:
        return _one(text, number)
    unit = read_attributive(text, number.end) or read_counted(text, number.end, sentence.end)
    plain = number.figures.isdigit() and not number.scale
    if unit is None:
        return _bare(text, sentence, number, plain=plain)
    return None if plain and len(number.figures) > _FIGURES and int(number.value) in _YEARS else unit


def _one(text: str, number: Number) -> Unit | None:
    """Return what "one" counts where that is a person or a death: "one soldier"."""
    match = _singles().match(text, number.end)
    return Unit(QuantityKind.COUNT, match[1].lower(), None, match.end(), match.start(1), "single") if match else None


@functools.cache
def _singles() -> re.Pattern[str]:
    """Return the pattern of what "one" may count."""
    return re.compile(rf"[^\S\n]((?i:{lexicon('quantities').alternatives('single')}))\b")


def _bare(text: str, sentence: Span, number: Number, *, plain: bool) -> Unit | None:
    """Return an empty unit where a number is a figure though no noun follows: a large one, or one that changed."""
    before = text[max(sentence.start, number.start - _REACH) : number.start]
    after = text[number.end : number.end + 1]
    shown = bool(number.scale) or "," in number.figures or _rate().match(text, number.end) is not None
    if not shown and "." in number.figures:
        shown = after in {"", " ", ",", ";", ")", "."}
    if not shown and plain and len(number.figures) > 1 and int(number.value) not in _YEARS:
        # "from 240 to 273", "fell to 64"
        shown = re.search(r"\b(?:from|rose to|fell to|from \d[\d,.]* to) $", before) is not None
    if not shown and (plain or not number.figures) and int(number.value) not in _YEARS:
        shown = _is_toll(text, sentence, number)
    return Unit(QuantityKind.COUNT, "", None, number.end, None, "bare") if shown and after not in {"-", "/"} else None


def _is_toll(text: str, sentence: Span, number: Number) -> bool:
    """Return whether a number tells how many people came to harm: "killed 14", "14 were hurt", "a toll of 112"."""
    start = _modifier(text, number.start, sentence.start)[0]
    before, after = _tolls()
    if after.match(text, number.end, sentence.end):
        return True
    return before.search(text, max(sentence.start, start - _TOLD), start) is not None


@functools.cache
def _tolls() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of what stands in front of a number of people who came to harm, and behind it."""
    words = lexicon("quantities").alternatives
    before = rf"\b(?i:{words('harming')}[^\S\n]|{words('toll')}\b[^.;:,\d]{{0,40}}\b(?:at|to|reached)[^\S\n])\Z"
    been = r"(?:were|was|are|have(?: been)?|had(?: been)?|has(?: been)?|remain|remained|are still|were still)"
    return re.compile(before), re.compile(rf"[^\S\n](?:{been}[^\S\n])?(?i:{words('harmed')})\b")


@functools.cache
def _rate() -> re.Pattern[str]:
    """Return the pattern of what makes a number a rate: " per week", " a year"."""
    return re.compile(rf"[^\S\n]per[^\S\n]{lexicon('quantities').alternatives('time_unit')}\b")


def _is_named(text: str, sentence: Span, number: Number) -> bool:
    """Return whether a capitalised word in front makes a number part of a name: "Boeing 737", "S&P 500"."""
    if not number.figures:
        # "the Six Nations", but "Six nations agreed" at the start of a sentence
        inside = number.start > sentence.start and text[number.start - 1] not in "“\"‘'"
        capital = inside and text[number.start].isupper()
        return capital and re.match(r"[ -][A-Z]", text[number.end : number.end + 2]) is not None
    match = re.search(r"([\w&]+)[^\S\n]$", text[max(sentence.start, number.start - _REACH) : number.start])
    if match is None or not match[1][0].isupper() or "," in number.figures or number.scale:
        return False
    words = lexicon("quantities")
    lower = match[1].lower()
    known = lower in words.words("stop") or lower in words.words("weekday") or lower in words.words("month")
    if known or _modifier(text, number.start, sentence.start)[1]:
        return False
    return re.match(r" (?:people|men|women|children|others|passengers)\b", text[number.end :][:12]) is None


def _modifier(text: str, start: int, floor: int) -> tuple[int, str | None]:
    """Return where the modifier in front of a number starts, and its words in lower case."""
    match = _modifiers().search(lower(text), max(floor, start - _REACH), start)
    if match is None or match["topic"]:
        return start, None
    return match.start(), re.sub(r"\s+", " ", match["modifier"])


@functools.cache
def _modifiers() -> re.Pattern[str]:
    """Return the pattern of a modifier that ends where its text ends: "at least ", "nearly a "; or "film about "."""
    words = lexicon("quantities").alternatives
    before = rf"(?:\b(?P<topic>{words('topic')})\s|(?<![\w-]))"
    return re.compile(rf"{before}(?P<modifier>{words('modifier')})[^\S\n]\Z")


def _after(text: str, item: _Found) -> int:
    """Return where a quantity ends: after its unit, number or "or more"."""
    end = max(item.last.end, item.unit.end)
    match = _postmodifiers().match(text, item.last.end)
    return max(end, match.end()) if match else end


@functools.cache
def _postmodifiers() -> re.Pattern[str]:
    """Return the pattern of a modifier after a number: " or more"."""
    return re.compile(rf"[^\S\n]({lexicon('quantities').alternatives('postmodifier')})\b")


def _quantity(text: str, name: str, found: tuple[Span, _Found]) -> Quantity:
    """Return the annotation of a figure."""
    span, item = found
    unit = item.unit
    modifier = _modifier(text, item.first.start, span.start)[1]
    after = _postmodifiers().match(text, item.last.end)
    return Quantity(
        id=name,
        span=span,
        text=span.of(text),
        value=float(item.first.value),
        value_max=float(item.last.value) if item.last is not item.first else None,
        kind=unit.kind,
        unit=unit.name,
        currency=unit.currency,
        modifier=modifier or (after[1].lower() if after else None),
        of=_counted(text, span, unit),
        change=find_change(text, span),
        rule=_rule(text, item, modifier),
    )


def _rule(text: str, item: _Found, modifier: str | None) -> str:
    """Return the name of the rule that found a figure."""
    number, rule = item.first, item.unit.rule
    if item.last is not item.first:
        return f"{rule}-range"
    if rule == DURATION and _tells_when(text, item):
        return "duration_offset"
    if number.scale == "metres" and _names_race(text, number):
        return "race"
    few = modifier is None and number.value <= _FEW
    if few and rule == "attributive":
        return "made_of"
    counted = few and rule == "counted" and not number.figures
    known = counted and _KNOWN.search(text, max(0, number.start - _REACH), number.start)
    return "counted_again" if known else rule


def _tells_when(text: str, item: _Found) -> bool:
    """Return whether a length of time is a point in it: "two days after", but not "for two days after"."""
    offset = _OFFSET.match(text, item.unit.end)
    if offset is None or offset[1] is None:
        return offset is not None
    start = _modifier(text, item.first.start, 0)[0]
    return _LASTING.search(text, max(0, start - _REACH), start) is None


def _names_race(text: str, number: Number) -> bool:
    """Return whether metres name a race: "the 60m hurdles", "the men's 60m", "three 800m runners"."""
    after = _NEXT.match(text, number.end)
    sexed = _SEXED.search(text, max(0, number.start - _REACH), number.start) is not None
    return sexed or (after is not None and _is_race(after[1].lower()))


# What a share, a sum or a measure is of: "12% of the harbour's boats".
_OF = re.compile(r" of (?:(?:the|its|their|his|her|all|every) )?")
_OF_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def _counted(text: str, span: Span, unit: Unit) -> Span | None:
    """Return what is counted: the noun phrase after the number, or the one after "of"."""
    if unit.noun is not None:
        return Span(unit.noun, unit.end)
    opening = _OF.match(text, span.end)
    if opening is None:
        return None
    stop, end, position = lexicon("quantities").words("stop"), None, opening.end()
    for _ in range(6):
        match = _OF_WORD.match(text, position)
        if match is None or match[0].lower() in stop:
            break
        following = _OF_WORD.match(text, match.end() + 1)
        ended = is_plural(match[0].lower()) and not (following and is_plural(following[0].lower()))
        end = match.end()
        if ended or text[end : end + 1] != " ":
            break
        position = end + 1
    return Span(opening.end(), end) if end is not None else None
