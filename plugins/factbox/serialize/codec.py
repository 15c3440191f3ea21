"""One codec for each type of the model, made once from its annotations: the model is the only list of fields."""

from __future__ import annotations

import datetime as dt
import functools
import types
import typing
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from factbox import model
from factbox.errors import DataError
from factbox.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable

# Names that the model's annotations use and its modules import for type checkers alone.
_NAMES = {"Span": Span, "dt": dt, **{name: getattr(model, name) for name in model.__all__}}


@dataclass(frozen=True, slots=True)
class Codec:
    """How values of one type become JSON and come back."""

    encode: Callable[[Any], Any]
    """From the value to dicts, lists, strings and numbers."""
    decode: Callable[[Any, str], Any]
    """Back again; the second argument is the path for error messages."""


@functools.cache
def hints(cls: type) -> dict[str, Any]:
    """Return the resolved annotations of a model class, by field, in order."""
    resolved = typing.get_type_hints(cls, localns=_NAMES)
    return {field.name: resolved[field.name] for field in fields(cls)}


@functools.cache
def added(cls: type) -> frozenset[str]:
    """Return the fields of a model class that came after its form was published: what is older lacks them."""
    return frozenset(field.name for field in fields(cls) if field.metadata.get("added"))


@functools.cache
def codec(kind: Any) -> Codec:  # noqa: ANN401 - a type form such as `tuple[Span, ...] | None`
    """Return the codec of a type that the model uses.

    Raises:
        TypeError: the model uses a type that has no JSON form yet.
    """
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return _optional(codec(next(arg for arg in args if arg is not type(None))))
    if origin is tuple:
        return _sequence(codec(args[0]), None if args[-1] is ... else len(args))
    if kind is Span:
        return _pair()
    if kind is dt.date:
        return Codec(lambda value: value.isoformat(), _date)
    return _of_class(kind)


def _of_class(kind: type) -> Codec:
    """Return the codec of a class: an enumeration, a record or a scalar."""
    if issubclass(kind, StrEnum):
        return _enum(kind)
    if is_dataclass(kind):
        return _record(kind)
    if kind in (str, bool, int, float):
        return _scalar(kind)
    raise TypeError(kind)


def wrong(path: str, value: object, expected: str) -> DataError:
    """Return the error for a value of another form, which it quotes at most eighty characters of."""
    return DataError(path, f"is {repr(value)[:80]}", expected)


def _scalar(kind: type) -> Codec:
    """Strings, booleans and numbers; a float that is whole is written as an integer."""

    def decode(value: object, path: str) -> object:
        if kind is float and type(value) is int:
            return float(value)
        if type(value) is not kind:
            raise wrong(path, value, kind.__name__)
        return value

    if kind is float:
        return Codec(lambda value: int(value) if value == int(value) else value, decode)
    return Codec(_same, decode)


def _same(value: object) -> object:
    """Return a value that JSON has as it is."""
    return value


def _enum(kind: type[StrEnum]) -> Codec:
    """A name from a closed list."""

    def decode(value: str, path: str) -> StrEnum:
        try:
            return kind(value)
        except ValueError:
            raise wrong(path, value, "one of " + ", ".join(kind)) from None

    return Codec(lambda value: value.value, decode)


def _date(value: object, path: str) -> dt.date:
    """Return the date or date-time of an ISO 8601 string; a date stays a date."""
    if isinstance(value, str):
        try:
            return dt.datetime.fromisoformat(value) if "T" in value else dt.date.fromisoformat(value)
        except ValueError:
            pass
    raise wrong(path, value, "a date such as 2024-08-13")


def _optional(inner: Codec) -> Codec:
    """The inner form or null."""
    return Codec(
        _same if inner.encode is _same else lambda value: None if value is None else inner.encode(value),
        lambda value, path: None if value is None else inner.decode(value, path),
    )


def _sequence(inner: Codec, length: int | None) -> Codec:
    """A list of one form, of any length or of a fixed one."""

    def decode(value: object, path: str) -> tuple[Any, ...]:
        if not isinstance(value, list) or (length is not None and len(value) != length):
            raise wrong(path, value, "a list" if length is None else f"a list of {length}")
        return tuple(inner.decode(item, f"{path}[{index}]") for index, item in enumerate(value))

    return Codec(lambda value: [inner.encode(item) for item in value], decode)


def _pair() -> Codec:
    """A span as `[start, end]`."""

    def decode(value: object, path: str) -> Span:
        if isinstance(value, list) and [type(item) for item in value] == [int, int]:
            return Span(*value)
        raise wrong(path, value, "[start, end]")

    return Codec(lambda span: [span.start, span.end], decode)


def _ends(value: dict[str, Any], path: str) -> Span:
    """Return the span of an object with `start` and `end`."""
    start, end = value.get("start"), value.get("end")
    if type(start) is not int or type(end) is not int:
        raise wrong(path, value, "start and end")
    return Span(start, end)


def _span_object() -> Codec:
    """A span as an object with `start` and `end`."""

    def decode(value: object, path: str) -> Span:
        if not isinstance(value, dict):
            raise wrong(path, value, "start and end")
        return _ends(value, path)

    return Codec(lambda span: {"start": span.start, "end": span.end}, decode)


def _flat(optional: bool) -> Codec:  # noqa: FBT001 - one private switch
    """A span as `start` and `end` of the object it belongs to; both null where there is none."""

    def encode(span: Span | None) -> dict[str, int | None]:
        return {"start": None, "end": None} if span is None else {"start": span.start, "end": span.end}

    def decode(value: dict[str, Any], path: str) -> Span | None:
        return None if optional and value.get("start") is None else _ends(value, path)

    return Codec(encode, decode)


def _field_codec(name: str, kind: Any) -> Codec:  # noqa: ANN401 - a type form
    """Return the codec of a field, whose name decides the form of a span."""
    spanned = kind is Span or Span in typing.get_args(kind)
    if spanned and typing.get_origin(kind) is not tuple:
        optional = kind is not Span
        if name == "span":
            return _flat(optional)
        if name.endswith("_span"):
            return _optional(_span_object()) if optional else _span_object()
    return codec(kind)


def _record(kind: type) -> Codec:
    """An object with the fields of a dataclass, in order."""
    parts = [(name, _field_codec(name, hint)) for name, hint in hints(kind).items()]
    makers = [(name, None if part.encode is _same else part.encode) for name, part in parts]

    def encode(value: object) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for name, make in makers:
            item = getattr(value, name)
            if make is None:
                out[name] = item
            elif name == "span":
                out.update(make(item))
            else:
                out[name] = make(item)
        return out

    def decode(value: object, path: str) -> object:
        if not isinstance(value, dict):
            raise wrong(path, value, "an object")
        given: dict[str, Any] = {}
        for name, part in parts:
            if name != "span" and name not in value:
                if name in added(kind):
                    continue
                raise DataError(f"{path}.{name}", "is missing")
            given[name] = part.decode(
                value if name == "span" else value[name], path if name == "span" else f"{path}.{name}"
            )
        return kind(**given)

    return Codec(encode, decode)
