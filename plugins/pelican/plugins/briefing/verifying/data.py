"""Holds a page's JSON against its seed: each text is what its offsets say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing.verifying.words import Fault, flat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pelican.plugins.briefing.verifying.words import Source

# Lists whose items have a place on the page.
_LISTS = ("key_facts", "quotations", "timeline", "quantities", "unknowns")


def items_of(data: dict[str, Any]) -> dict[str, str]:
    """Return the words of each item that a page can show, by id."""
    return {item["id"]: item["text"] for name in _LISTS for item in data[name]}


def speakers_of(data: dict[str, Any]) -> dict[str, str]:
    """Return the name that each quotation's speaker has on the page, by the quotation's id."""
    given = {item["id"]: item["speaker"] for item in data["quotations"] if item["speaker"]}
    names = {entity["id"]: entity["name"] for entity in data["entities"]}
    return {name: names.get(by["entity"]) or by["name"] or by["text"] for name, by in given.items()}


def data_faults(page: str, data: dict[str, Any], source: Source) -> Iterator[Fault]:
    """Yield what of a page's JSON is not as its seed has it.

    Args:
        page: the JSON file, for messages.
        data: what it holds.
        source: the seed.
    """
    if data["text"] is not None and data["text"] != source.text:
        yield Fault(page, "text", "", wrong=f"is not the text of {source.shown}")
    given = data["source"]
    if given["title_origin"] != "given":
        yield from source.faults(page, "title", given["title"])
    for person in data["people"]:
        yield from source.named_faults(page, "people", person["name"])
    for item, name in speakers_of(data).items():
        yield from source.named_faults(page, item, name)
    yield from _faults(page, "", {key: part for key, part in data.items() if key not in {"id", "source"}}, source)


def _faults(page: str, item: str, value: Any, source: Source) -> Iterator[Fault]:  # noqa: ANN401 - JSON
    """Yield the faults of a part of the data, which belongs to the item `item`."""
    if isinstance(value, list):
        for part in value:
            yield from _faults(page, item, part, source)
    if not isinstance(value, dict):
        return
    item = value.get("id", item)
    for start, end, words in _stretches(value):
        source.asked += 1
        found = source.text[start:end]
        if flat(found) != flat(words) and not _is_own(value, words, source):
            yield Fault(page, item, words, flat(found), wrong="is not what its offsets say")
    for part in value.values():
        yield from _faults(page, item, part, source)


def _is_own(value: dict[str, Any], words: str, source: Source) -> bool:
    """Return whether words are a name that the editor gives somebody whom the text calls otherwise."""
    return words == value.get("name") and flat(words) in source.editors_own


def _stretches(value: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    """Yield offsets and words of an object: `start`, `end` and `text`, or `role_span` and `role`.

    A person's `name_span` is where some form of the name stands, which need not be the fullest.
    """
    if isinstance(value.get("text"), str) and isinstance(value.get("start"), int):
        yield value["start"], value["end"], value["text"]
    for key, span in value.items():
        words = value.get(key.removesuffix("_span"))
        if key == "name_span" and "mentions" not in value:
            continue
        if key.endswith("_span") and isinstance(span, dict) and isinstance(words, str):
            yield span["start"], span["end"], words
