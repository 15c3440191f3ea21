"""What turns each class of the model into JSON and back, written once from its annotations as Python source.

The model is the only list of fields. A function that reads and makes all of them at once does it in a third of the time
that one would take that goes through them. A fault is told where it is met, and each function on the way back adds its
own step to the path, so that data without a fault costs none.
"""

from __future__ import annotations

import datetime as dt
import functools
import types
import typing
from dataclasses import Field, dataclass, fields, is_dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NoReturn

from factbox import model
from factbox.errors import DataError
from factbox.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable

# Names that the model's annotations use and its modules import for type checkers alone.
_NAMES = {"Span": Span, "dt": dt, **{name: getattr(model, name) for name in model.__all__}}

# What makes JSON of each plain type, and what makes it of `x` again; a span that stands apart is an object.
_WRITTEN = {
    str: "{}",
    bool: "{}",
    int: "{}",
    float: "_whole({})",
    dt.date: "{}.isoformat()",
    Span: "[{0}.start, {0}.end]",
}
_READ: dict[Any, str] = {
    **{kind: f"x if type(x) is {kind.__name__} else _wrong(x, {kind.__name__!r})" for kind in (str, bool, int)},
    float: "x if type(x) is float else _fraction(x)",
    dt.date: "_date(x)",
    Span: "_pair(x)",
}
_APART_WRITTEN, _APART_READ = "{{'start': {0}.start, 'end': {0}.end}}", "_ends(x)"


@dataclass(frozen=True, slots=True)
class Codec:
    """How a class of the model becomes JSON and comes back."""

    encode: Callable[[Any], dict[str, Any]]
    """From the value to dicts, lists, strings and numbers."""
    decode: Callable[[Any], Any]
    """Back again; the path of an error starts at the value."""


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
def codec(kind: type) -> Codec:
    """Return the codec of a class of the model.

    Raises:
        TypeError: the model uses a type that has no JSON form yet.
    """
    names: dict[str, Any] = {"kind": kind, "DataError": DataError}
    names |= {tool.__name__: tool for tool in (_wrong, _each, _pair, _ends, _date, _whole, _fraction)}
    exec(_source(kind, names), names)  # noqa: S102 - of the model's own field names and types
    return Codec(names["encode"], names["decode"])


def _source(kind: type, names: dict[str, Any]) -> str:
    """Return the source of a class's two functions, and put what it calls by name into `names`."""
    written: list[str] = []
    read: list[str] = []
    for number, field in enumerate(fields(kind)):
        hint, name = hints(kind)[field.name], field.name
        if name == "span":
            optional = hint is not Span
            unless = "None if value.span is None else " if optional else ""
            written += [f"{end!r}: {unless}value.span.{end}" for end in ("start", "end")]
            given = "None if data.get('start') is None else " if optional else ""
            read += ["at = ''", f"f{number} = {given}_ends(data)"]
            continue
        apart = name.endswith("_span")
        written.append(f"{name!r}: {_encoding(hint, f'value.{name}', names, apart=apart)}")
        read += [f"at = {'.' + name!r}", *_reading(number, field, _decoding(hint, names, apart=apart), names)]
    lines = [
        "def encode(value):",
        f"    return {{{', '.join(written)}}}",
        "def decode(data):",
        "    if not isinstance(data, dict):",
        "        _wrong(data, 'an object')",
        "    try:",
        *(f"        {line}" for line in read),
        f"        return kind({', '.join(f'f{number}' for number in range(len(fields(kind))))})",
        "    except KeyError:",
        "        raise DataError(at, 'is missing') from None",
        "    except DataError as error:",
        "        raise DataError(at + error.place, error.wrong, error.expected) from None",
    ]
    return "\n".join(lines)


def _reading(number: int, field: Field[Any], form: str, names: dict[str, Any]) -> list[str]:
    """Return the lines that read a field; one that came later has its default where it is missing."""
    lines = [f"x = data[{field.name!r}]", f"f{number} = {form}"]
    if not field.metadata.get("added"):
        return lines
    names[f"d{number}"] = field.default
    return [f"f{number} = d{number}", f"if {field.name!r} in data:", *(f"    {line}" for line in lines)]


def _encoding(kind: Any, value: str, names: dict[str, Any], *, apart: bool = False) -> str:  # noqa: ANN401 - a type form
    """Return the expression that makes JSON of `value`, an expression too."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        inner = _encoding(_some(args), value, names, apart=apart)
        return inner if inner == value else f"None if {value} is None else {inner}"
    if origin is tuple:
        return f"[{_encoding(args[0], 'x', names)} for x in {value}]"
    if kind in _WRITTEN:
        return (_APART_WRITTEN if apart else _WRITTEN[kind]).format(value)
    if issubclass(kind, StrEnum):
        return f"{value}._value_"
    return f"{_part(kind, 'encode', names)}({value})"


def _decoding(kind: Any, names: dict[str, Any], *, apart: bool = False) -> str:  # noqa: ANN401 - a type form
    """Return the expression that makes a value of `x`, what JSON has of it."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return f"None if x is None else {_decoding(_some(args), names, apart=apart)}"
    if origin is tuple:
        form = _decoding(args[0], names)
        name = form.removesuffix("(x)")
        one = name if name.isidentifier() else f"lambda x: {form}"
        return f"_each(x, {one}, {None if args[-1] is ... else len(args)})"
    if kind in _READ:
        return _APART_READ if apart else _READ[kind]
    if issubclass(kind, StrEnum):
        names[kind.__name__] = {member.value: member for member in kind}
        expected = "one of " + ", ".join(kind)
        return f"(type(x) is str and {kind.__name__}.get(x)) or _wrong(x, {expected!r})"
    return f"{_part(kind, 'decode', names)}(x)"


def _some(args: tuple[Any, ...]) -> Any:  # noqa: ANN401 - a type form
    """Return the type that an optional field has where it is not None."""
    return next(arg for arg in args if arg is not type(None))


def _part(kind: type, way: str, names: dict[str, Any]) -> str:
    """Return the name of the function of another class, which it puts into `names`."""
    if not is_dataclass(kind):
        raise TypeError(kind)
    name = f"{way}_{kind.__name__}"
    names[name] = getattr(codec(kind), way)
    return name


def _wrong(value: object, expected: str) -> NoReturn:
    """Raise the error for a value of another form, which it quotes at most eighty characters of."""
    raise DataError("", f"is {repr(value)[:80]}", expected)


def _whole(value: float) -> float:
    """Return a number, as an integer where it is whole."""
    return int(value) if value == int(value) else value


def _fraction(value: object) -> float:
    """Return the number of an integer."""
    return float(value) if type(value) is int else _wrong(value, "float")


def _date(value: object) -> dt.date:
    """Return the date or date-time of an ISO 8601 string; a date stays a date."""
    if isinstance(value, str):
        try:
            return dt.datetime.fromisoformat(value) if "T" in value else dt.date.fromisoformat(value)
        except ValueError:
            pass
    _wrong(value, "a date such as 2024-08-13")


def _each(value: object, decode: Callable[[Any], Any], length: int | None) -> tuple[Any, ...]:
    """Return what a list holds, of any length or of a fixed one."""
    if not isinstance(value, list) or (length is not None and len(value) != length):
        _wrong(value, "a list" if length is None else f"a list of {length}")
    out: list[Any] = []
    try:
        for item in value:
            out.append(decode(item))  # noqa: PERF401 - how many were read tells which one is wrong
    except DataError as error:
        raise DataError(f"[{len(out)}]{error.place}", error.wrong, error.expected) from None
    return tuple(out)


def _pair(value: object) -> Span:
    """Return the span of `[start, end]`."""
    if isinstance(value, list) and len(value) == 2 and type(value[0]) is type(value[1]) is int:  # noqa: PLR2004 - a pair
        return Span(value[0], value[1])
    _wrong(value, "[start, end]")


def _ends(value: object) -> Span:
    """Return the span of an object with `start` and `end`."""
    start, end = (value.get("start"), value.get("end")) if isinstance(value, dict) else (None, None)
    return Span(start, end) if type(start) is type(end) is int else _wrong(value, "start and end")
