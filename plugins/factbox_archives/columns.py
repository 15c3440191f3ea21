"""The columns of an archive: the fields of a briefing's JSON, nested as they are there."""

from __future__ import annotations

import functools
import json
from typing import Any

import pyarrow as pa

import factbox

_SCALARS = {"string": pa.string(), "boolean": pa.bool_(), "integer": pa.int64(), "number": pa.float64()}


@functools.cache
def columns() -> pa.Schema:
    """Return the Arrow schema of a row, made from the JSON Schema of a briefing: same names, order and nesting.

    A pair such as `[start, end]` is a list; dates are text, as in the JSON, since a date stays a date there and a
    moment keeps its offset. The metadata has the format's name as `factbox` and the JSON Schema as `json_schema`.
    """
    made = factbox.schema()
    about = {"factbox": factbox.SCHEMA, "version": factbox.__version__, "json_schema": json.dumps(made)}
    return pa.schema(_fields(made, made["$defs"]), metadata=about)


def _fields(record: dict[str, Any], known: dict[str, Any]) -> list[pa.Field]:
    """Return the fields of an object."""
    return [pa.field(name, _type(form, known)) for name, form in record["properties"].items()]


def _type(form: dict[str, Any], known: dict[str, Any]) -> pa.DataType:
    """Return the type of one form of the JSON Schema."""
    if "$ref" in form:
        return pa.struct(_fields(known[form["$ref"].rpartition("/")[2]], known))
    if "anyOf" in form:
        return _type(next(part for part in form["anyOf"] if part.get("type") != "null"), known)
    if "const" in form:
        return pa.string()
    kinds = form["type"] if isinstance(form["type"], list) else [form["type"]]
    kind = next(kind for kind in kinds if kind != "null")
    if kind == "array":
        return pa.list_(_type(form.get("items") or form["prefixItems"][0], known))
    return pa.struct(_fields(form, known)) if kind == "object" else _SCALARS[kind]
