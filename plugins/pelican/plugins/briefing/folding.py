"""Puts words of the site's language into compiled templates, where a template asks for the same ones each time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from pelican.plugins.briefing.rendering import QuickCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.compiler import CodeGenerator

_NAMES = frozenset(("_", "gettext"))


class _Folded(NodeTransformer):
    """Takes a call's words for the call: `_("Source text")`."""

    def __init__(self, translate: Callable[[str], str]) -> None:
        """Take what translates."""
        self._translate = translate

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja's form
        """Return a call's words where they are known now."""
        self.generic_visit(node)
        more = node.kwargs or node.dyn_args is not None or node.dyn_kwargs is not None
        if more or len(node.args) != 1 or not isinstance(node.node, nodes.Name) or node.node.name not in _NAMES:
            return node
        told = node.args[0]
        if not isinstance(told, nodes.Const) or not isinstance(told.value, str):
            return node
        try:
            # As Jinja's own does: a format, also where there is nothing to fill in.
            words = self._translate(told.value) % {}
        except (KeyError, TypeError, ValueError):
            return node
        return nodes.MarkSafeIfAutoescape(nodes.Const(words), lineno=node.lineno)


def folding(translate: Callable[[str], str]) -> type[CodeGenerator]:
    """Return what compiles templates with the words in them.

    Args:
        translate: returns the site's words for English ones.
    """

    class Folding(QuickCode):
        """Compiles what was folded."""

        def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:  # noqa: N802, ANN401 - as above
            """Compile a template."""
            super().visit_Template(_Folded(translate).visit(node), frame)

    return Folding
