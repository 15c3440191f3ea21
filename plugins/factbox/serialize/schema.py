"""The JSON Schema of a briefing, made from the model, its field descriptions included."""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import functools
import inspect
import types
import typing
from enum import StrEnum
from typing import Any

from factbox.model import Briefing
from factbox.serialize.codec import added, hints
from factbox.spans import Span

_OFFSET = {"type": "integer", "minimum": 0}
_PAIR = {"type": "array", "prefixItems": [_OFFSET, _OFFSET], "minItems": 2, "maxItems": 2}
_SPAN = {"type": "object", "properties": {"start": _OFFSET, "end": _OFFSET}, "required": ["start", "end"]}
_SCALARS: dict[type, dict[str, Any]] = {
    str: {"type": "string"},
    dt.date: {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d(T.+)?$"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
}


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what `to_dict` writes."""
    found: dict[str, Any] = {}
    briefing = _record(Briefing, found)
    briefing["properties"] = {"schema": {"const": "factbox/1"}, **briefing["properties"]}
    briefing["required"] = ["schema", *briefing["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:factbox:schema:1",
        "title": "factbox/1",
        **briefing,
        "$defs": dict(sorted(found.items())),
    }


@functools.cache
def field_docs(kind: type) -> dict[str, str]:
    """Return the string under each field of a model class, by field."""
    tree = ast.parse(inspect.getsource(kind)).body[0]
    if not isinstance(tree, ast.ClassDef):
        return {}
    docs = {}
    for field, after in zip(tree.body, tree.body[1:], strict=False):
        named = isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if named and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            docs[field.target.id] = str(after.value.value)  # type: ignore[attr-defined]  # `named` says so
    return docs


def _record(kind: type, found: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a dataclass and add those it refers to."""
    docs = field_docs(kind)
    properties: dict[str, Any] = {}
    for name, hint in hints(kind).items():
        if name == "span":
            offset = _OFFSET if hint is Span else {"type": ["integer", "null"], "minimum": 0}
            properties |= {"start": {**offset, "description": docs[name]}, "end": offset}
        else:
            properties[name] = {**_form(name, hint, found), "description": docs[name]}
    summary = inspect.cleandoc(kind.__doc__ or "").split("\n", 1)[0]
    required = [name for name in properties if name not in added(kind)]
    return {"type": "object", "description": summary, "properties": properties, "required": required}


def _form(name: str, hint: Any, found: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - a type form
    """Return the schema of one type."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        inner = next(arg for arg in args if arg is not type(None))
        return {"anyOf": [_form(name, inner, found), {"type": "null"}]}
    if origin is tuple:
        items = _form("", args[0], found)
        fixed = {} if args[-1] is ... else {"minItems": len(args), "maxItems": len(args)}
        return {"type": "array", "items": items, **fixed}
    if hint is Span:
        return _SPAN if name.endswith("_span") else _PAIR
    if dataclasses.is_dataclass(hint):
        return _reference(typing.cast("type", hint), found)
    return {"type": "string", "enum": list(hint)} if issubclass(hint, StrEnum) else _SCALARS[hint]


def _reference(kind: type, found: dict[str, Any]) -> dict[str, Any]:
    """Return the reference to a dataclass's schema, which is made at its first mention."""
    if kind.__name__ not in found:
        found[kind.__name__] = {}
        found[kind.__name__] = _record(kind, found)
    return {"$ref": f"#/$defs/{kind.__name__}"}
