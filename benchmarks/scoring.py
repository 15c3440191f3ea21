"""Counts of what agrees between a briefing and an annotator's gold, article by article, for each task."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from matching import SMALL, Pair, overlap, pairs, same_mention, same_person, shared, tokens, trimmed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Counts = Counter[str]
Row = dict[str, Any]

_AGREES, _HALF = 0.8, 0.5
_KINDS = {"person": "PERSON", "organisation": "ORG", "place": "PLACE"}
# A calendar point of TIMEX3, its time of day cut off: "2024", "2024-08", "2024-08-13", "2024-W33", "2024-Q3".
_POINT = re.compile(r"\d{4}(?:-(?:\d\d(?:-\d\d)?|W\d\d(?:-WE)?|Q[1-4]|H[12]|SP|SU|FA|WI))?")


def quotations(row: Row, briefing: Row) -> Counts:
    """Return the counts of stretches, speakers, whole quotations, cues and indirect statements."""
    text, counts = row["text"], Counter[str]()
    gold = sorted(
        (
            (*trimmed(text, *part), item)
            for item in row["items"]
            if item["kind"] != "indirect"
            for part in item["parts"]
        ),
        key=lambda part: part[:2],
    )
    made = [
        (*span, quotation, number)
        for number, quotation in enumerate(briefing["quotations"])
        if quotation["kind"] != "indirect"
        for part in quotation["parts"]
        for span in [trimmed(text, *part)]
        if span[0] < span[1]
    ]
    found = pairs([g[:2] for g in gold], [m[:2] for m in made], lambda one, other: overlap(one, other) >= _AGREES)
    passed_over = [tuple(span[:2]) for span in row.get("ignore", ())]
    live = [at for at, m in enumerate(made) if at in found.values() or not _inside(m[:2], passed_over)]
    counts.update(gold=len(gold), made=len(live))
    _count_whole(counts, gold, made, found, live)
    unknown = 0
    for number, (*_, item) in enumerate(gold):
        source = item["source"]
        known = source["type"] != "pronoun" or bool(source.get("referent"))
        counts["known"] += known
        if number not in found:
            continue
        unknown += not known
        quotation = made[found[number]][2]
        speaker = quotation["speaker"] or {}
        # Gold that does not say whom "she" means can only be compared with the mention.
        said = (speaker.get("name") if known or speaker.get("kind") != "pronoun" else None) or speaker.get("text")
        resolved = said is None if source["type"] == "none" else bool(same_person(said, source))
        counts["right"] += resolved or (source["type"] != "none" and same_mention(said, source))
        counts["resolved"] += resolved
        cue = {*tokens(item["cue"]["text"])} - SMALL
        if cue:
            counts["cues"] += 1
            counts["cue"] += bool(cue & {*tokens((quotation["cue"] or {}).get("text"))})
    counts["told"] = len(live) - unknown
    return counts + _indirect(row, briefing, passed_over)


def _inside(span: Pair, others: Iterable[Pair]) -> bool:
    """Return whether half of a span or more lies in one of the others."""
    return any(shared(span, other) >= _HALF * (span[1] - span[0]) for other in others)


def _count_whole(counts: Counts, gold: list[Any], made: list[Any], found: dict[int, int], live: list[int]) -> None:
    """Count the quotations all of whose stretches, and no others, are one quotation here too."""
    theirs: dict[Any, set[int]] = {}
    for number, part in enumerate(gold):
        theirs.setdefault(part[2]["id"], set()).add(number)
    ours: dict[int, set[int]] = {}
    for at in live:
        ours.setdefault(made[at][3], set()).add(at)
    counts.update(gold_whole=len(theirs), made_whole=len(ours))
    counts["whole"] = sum({found.get(n) for n in numbers} in ours.values() for numbers in theirs.values())


def _indirect(row: Row, briefing: Row, passed_over: list[Pair]) -> Counts:
    """Return the counts of statements without marks."""
    text = row["text"]

    def content(start: int, end: int) -> Pair:
        start, end = trimmed(text, start, end)
        return (start + 5 if text[start : start + 5].lower() == "that " else start), end

    whole: dict[str, list[Pair]] = {kind: [] for kind in ("indirect", "other")}
    for item in row["items"]:
        span = (item["content"][0][0], item["content"][-1][1])
        whole["indirect" if item["kind"] == "indirect" else "other"].append(span)
    gold = [content(*span) for span in whole["indirect"]]
    made = [content(q["start"], q["end"]) for q in briefing["quotations"] if q["kind"] == "indirect"]
    right = pairs(gold, made, lambda one, other: overlap(one, other) >= _AGREES)
    half = pairs(gold, made, lambda one, other: overlap(one, other) >= _HALF)
    kept = {*right.values(), *half.values()}
    live = [at for at, span in enumerate(made) if at in kept or not _inside(span, passed_over + whole["other"])]
    return Counter(gold_indirect=len(gold), made_indirect=len(live), indirect=len(right))


def timexes(row: Row, briefing: Row) -> Counts:
    """Return the counts of time expressions: found, and with the same ends, value, calendar point."""
    gold, made = row["timexes"], briefing["timexes"]
    counts = Counter(gold=len(gold), made=len(made))
    counts.update(gold_point=sum(map(bool, map(_point, gold))), made_point=sum(map(bool, map(_point, made))))
    common = [(-shared(_ends(g), _ends(m)), n, at) for n, g in enumerate(gold) for at, m in enumerate(made)]
    taken: set[tuple[str, int]] = set()
    for length, number, at in sorted(common):
        if not length or ("gold", number) in taken or ("made", at) in taken:
            continue
        taken |= {("gold", number), ("made", at)}
        want, got = gold[number], made[at]
        counts["relaxed"] += 1
        counts["strict"] += _ends(want) == _ends(got)
        counts["value"] += want["value"] == got["value"]
        counts["point"] += bool(_point(want)) and _point(want) == _point(got)
    return counts


def _ends(item: Row) -> Pair:
    """Return the span of an item."""
    return item["start"], item["end"]


def _point(item: Row) -> str | None:
    """Return the calendar point of a date or time."""
    value = (item["value"] or "").split("T")[0]
    return value if item["type"] in {"DATE", "TIME"} and _POINT.fullmatch(value) else None


def names(row: Row, briefing: Row) -> Counts:
    """Return the counts of names of people, bodies and places with the same ends and kind."""
    counts = Counter[str]()
    made = {
        (start, end, _KINDS[entity["kind"]]) for entity in briefing["entities"] for start, end in entity["mentions"]
    }
    for kind in _KINDS.values():
        gold = {(start, end) for start, end, label in row["entities"] if label == kind}
        ours = {(start, end) for start, end, label in made if label == kind}
        counts.update({f"gold_{kind}": len(gold), f"made_{kind}": len(ours), kind: len(gold & ours)})
    return counts


def datelines(row: Row, briefing: Row) -> Counts:
    """Return the counts of datelines with the right place, or its city alone."""
    want, got = row["place"], (briefing["dateline"] or {}).get("place")
    said = tokens(got)
    right = bool(want and said) and said in (tokens(want), tokens(re.split("[,/]", want)[0]))
    return Counter(gold=bool(want), made=bool(said), right=right)


# A file's task is known by the first of these keys that its lines have.
TASKS: dict[str, Callable[[Row, Row], Counts]] = {
    "items": quotations,
    "timexes": timexes,
    "entities": names,
    "place": datelines,
}
# Of each task, what is shown: the name, what is right, what there is to find, and what was found (none: a share).
FIGURES: dict[str, tuple[tuple[str, str, str, str | None], ...]] = {
    "items": (
        ("quotation and speaker", "right", "gold", "made"),
        ("the same, pronouns resolved", "resolved", "known", "told"),
        ("whole quotations", "whole", "gold_whole", "made_whole"),
        ("cue", "cue", "cues", None),
        ("indirect statements", "indirect", "gold_indirect", "made_indirect"),
    ),
    "timexes": (
        ("time expressions, value", "value", "gold", "made"),
        ("calendar points", "point", "gold_point", "made_point"),
        ("overlap", "relaxed", "gold", "made"),
        ("same ends", "strict", "gold", "made"),
    ),
    "entities": tuple(
        (f"names of {what}", kind, f"gold_{kind}", f"made_{kind}")
        for what, kind in (("people", "PERSON"), ("places", "PLACE"), ("organisations", "ORG"))
    ),
    "place": (("dateline, place", "right", "gold", "made"),),
}
