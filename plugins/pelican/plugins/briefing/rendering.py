"""Has Jinja make pages in less time: what it finds out anew at each call, import and value is found out once."""

from __future__ import annotations

from collections import ChainMap
from types import MethodType
from typing import TYPE_CHECKING, Any

import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.idtracking import VAR_LOAD_RESOLVE
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode, missing
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable

# What escapes a plain text and returns one: `escape` has it wrapped, in twice the time.
_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
_made = str.__new__
_REACHING = (nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include)


class QuickMacro(Macro):
    """A macro that knows whether it can be called with its arguments as they are given."""

    def __init__(self, environment: Any, func: Any, name: str, arguments: Any, *rest: Any) -> None:  # noqa: ANN401 - Jinja's form
        """Take what Jinja's has."""
        super().__init__(environment, func, name, arguments, *rest)
        # With a caller, or with names or numbers of arguments that it does not list, Jinja's own way is gone.
        self.plain = None if any(rest[:3]) or "caller" in arguments else func
        """What it does; None where Jinja is to find out how it is called."""
        self.unsaid = tuple((missing,) * (len(arguments) - given) for given in range(len(arguments) + 1))
        """By the number of arguments that are given, what stands for the others."""


class QuickContext(Context):
    """A context that calls macros and methods straight away."""

    def __init__(self, environment: Any, parent: Any, name: Any, blocks: Any, globals: Any = None) -> None:  # noqa: A002, ANN401 - as above
        """Take what Jinja's has."""
        super().__init__(environment, parent, name, blocks, None)
        if globals is not None:
            # A chain tells its names one by one.
            self.globals_keys = set().union(*globals.maps) if type(globals) is ChainMap else set(globals)

    @internalcode
    def call(self, told: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as above
        """Return what Jinja's does."""
        kind = type(told)
        if kind is QuickMacro:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            if kwargs or told.plain is None or len(args) >= len(told.unsaid):
                return told(self.eval_ctx, *args, **kwargs)
            words = told.plain(*args, *told.unsaid[len(args)])
            return _made(Markup, words) if self.eval_ctx.autoescape else words
        if kind is MethodType and not hasattr(told, "jinja_pass_arg"):
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            try:
                return told(*args, **kwargs)
            except StopIteration:
                return self.environment.undefined("value was undefined because a callable raised a StopIteration")
        return super().call(told, *args, **kwargs)


class QuickCode(CodeGenerator):
    """Compiles templates to code that uses these, and says what it reads and which templates it reaches."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Jinja's form
        """Take what Jinja's has."""
        super().__init__(*args, **kwargs)
        self._reads: set[str] = set()

    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:  # noqa: N802, ANN401 - as above
        """Compile a template."""
        self.writeline(f"from {__name__} import QuickMacro, imported, written")
        self.writeline("modules = {}")
        super().visit_Template(node, frame)
        reached = {_told(found.template) for found in node.find_all(_REACHING) if isinstance(found, _REACHING)}
        self.writeline(f"reads, reached = {sorted(self._reads)!r}, {sorted(reached)!r}")

    def enter_frame(self, frame: Any) -> None:  # noqa: ANN401 - as above
        """Note which names are asked of the context, as Jinja's own tool does that has all compiled once more."""
        super().enter_frame(frame)
        asked = (name for action, name in frame.symbols.loads.values() if action == VAR_LOAD_RESOLVE)
        self._reads.update(name for name in asked if name not in self.environment.globals)

    def write_commons(self) -> None:
        """Write what each function of a template begins with."""
        super().write_commons()
        # In place of Jinja's.
        self.writeline("escape = written")
        self.writeline("Macro = QuickMacro")

    def _import_common(self, node: Any, frame: Any) -> None:  # noqa: ANN401 - as above
        """Write what imports a template's macros."""
        named = isinstance(node.template, nodes.Const) and isinstance(node.template.value, str)
        if node.with_context or not named or self.environment.is_async:
            super()._import_common(node, frame)
        else:
            self.write(f"imported(modules, environment, {node.template.value!r}, {self.name!r}, context)")


def said_by(template: Any) -> tuple[list[str], list[str]]:  # noqa: ANN401 - Jinja's, which knows its environment
    """Return which names a template reads, and which templates it reaches, by name or pattern.

    A pattern has one star: "sections/*.html" of `"sections/" ~ name ~ ".html"`; it is empty for any at all.

    Raises:
        KeyError: it was compiled by others.
    """
    code = template.root_render_func.__globals__
    return code["reads"], code["reached"]


def _told(named: nodes.Expr) -> str:
    """Return the name of a template that another one reaches, or a pattern for all that it may; empty for any."""
    if isinstance(named, nodes.Const) and isinstance(named.value, str):
        return named.value
    if isinstance(named, nodes.Concat):
        first, last = named.nodes[0], named.nodes[-1]
        if isinstance(first, nodes.Const) and isinstance(last, nodes.Const):
            return f"{first.value}*{last.value}"
    return ""


def written(value: Any) -> str:  # noqa: ANN401 - a template may show anything
    """Return a value as it is written into a page, escaped where it is no markup."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    return value if kind is Markup else escape(value)


def imported(modules: dict[str, Any], environment: Any, name: str, parent: str | None, context: Context) -> Any:  # noqa: ANN401 - as above
    """Return a template's macros.

    Args:
        modules: those that the importing template has had, with the names that are everywhere; it grows.
        environment: Jinja's.
        name: of the template.
        parent: of the importing one.
        context: that it is imported into.
    """
    found = modules.get(name)
    if found is not None and found[0] == context.globals_keys:
        return found[1]
    template = environment.get_template(name, parent)
    module = template._get_default_module(context)  # noqa: SLF001 - as the compiled code of Jinja's does
    if not environment.auto_reload and module is template.module:
        modules[name] = (context.globals_keys, module)
    return module
