"""Sums that only tell the one before them again, in another currency."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from factbox.model import QuantityKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factbox.model import Quantity

_RULE = "converted"
# Between a sum and the same in another currency, and between that and a third: " (", "; ".
_BRACKET, _ALSO = re.compile(r"\s?\("), re.compile(r"\s?[;,/]\s?|\sor\s")


def mark_converted(text: str, quantities: Iterable[Quantity]) -> tuple[Quantity, ...]:
    """Return figures, those that tell a sum again under a rule of their own: "£98" of "19,800 yen ($188; £98)".

    Args:
        text: the document's text.
        quantities: in text order.
    """
    out: list[Quantity] = []
    for quantity in quantities:
        again = bool(out) and _is_again(text, out[-1], quantity)
        out.append(replace(quantity, rule=_RULE) if again else quantity)
    return tuple(out)


def _is_again(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Return whether a figure is the sum before it in another currency."""
    if before.kind is not QuantityKind.MONEY or quantity.kind is not QuantityKind.MONEY:
        return False
    if (before.unit, before.currency) == (quantity.unit, quantity.currency):
        return False
    between = _ALSO if before.rule == _RULE else _BRACKET
    return between.fullmatch(text, before.span.end, quantity.span.start) is not None
