"""Briefings as plain data and back: the public contract, whose number is `SCHEMA`."""

from __future__ import annotations

from typing import Any

from factbox.errors import DataError
from factbox.model import Briefing
from factbox.serialize.codec import codec
from factbox.serialize.schema import schema

SCHEMA = "factbox/1"

__all__ = ["SCHEMA", "from_dict", "schema", "to_dict"]


def to_dict(briefing: Briefing) -> dict[str, Any]:
    """Return the briefing as dicts, lists, strings and numbers, ready for JSON.

    Args:
        briefing: what `brief` returned.

    Returns:
        One object with the fields of `Briefing` and `schema`. Spans called `span` become `start` and `end` of their
        object, those called `…_span` an object of the two, others a pair; dates are ISO 8601.
    """
    return {"schema": SCHEMA, **codec(Briefing).encode(briefing)}


def from_dict(data: object) -> Briefing:
    """Return the briefing that `to_dict` wrote: `from_dict(to_dict(x)) == x`.

    Args:
        data: what `json.loads` gave; fields that are not known are left alone.

    Raises:
        DataError: a field is missing or has another type; its place is a path such as `$.quotations[3].kind`.
    """
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        found = data.get("schema") if isinstance(data, dict) else type(data).__name__
        raise DataError("$.schema", f"is {found!r}", repr(SCHEMA))
    try:
        briefing: Briefing = codec(Briefing).decode(data)
    except DataError as error:
        raise DataError(f"${error.place}", error.wrong, error.expected) from None
    return briefing
