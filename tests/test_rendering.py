"""What our compiled templates say is, character for character, what Jinja's say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader, StrictUndefined, UndefinedError, meta
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context
from markupsafe import Markup

from pelican.plugins.briefing import theme_path
from pelican.plugins.briefing.languages import Language
from pelican.plugins.briefing.rendering import said_by

MACROS = """
{% macro plain(a, b="<b>") %}[{{ a }}|{{ b }}]{% endmacro %}
{% macro asking(a) %}[{{ a }}{{ caller() }}]{% endmacro %}
{% macro more(a) %}[{{ a }}{{ varargs|join("<") }}{{ kwargs|dictsort }}]{% endmacro %}
{% macro here() %}[{{ place }}]{% endmacro %}
{% macro strict(a, b) %}[{{ a }}{{ b }}]{% endmacro %}
"""
IMPORT = '{% from "macros" import plain, asking, more, here, strict %}'
TEMPLATES = (
    "{{ text }}{{ safe }}{{ number }}{{ nothing }}{{ text|upper }}{{ text ~ safe }}",
    "{% for item in [text, safe, number] %}{{ item }}{{ plain(item) }}{{ plain(item, safe) }}{% endfor %}",
    "{{ plain(text, b=text) }}{{ plain(b=safe, a=text) }}{{ plain(text)|length }}",
    "{{ plain(text) ~ text }}{{ plain(text)|e }}",
    "{% call asking(text) %}{{ text }}{{ plain(safe) }}{% endcall %}{{ asking(text, caller=thing.told) }}",
    "{{ more(text) }}{{ more(text, text, number) }}{{ more(text, x=text) }}",
    "{% set kept %}{{ plain(text) }}{% endset %}{{ kept }}{{ plain(kept) }}",
    "{{ thing.told() }}{{ thing.marked() }}{{ thing.given(text, more=safe) }}",
    "{% macro own(a) %}{{ a }}{{ plain(a) }}{% endmacro %}{{ own(text) }}{{ own(own(text)) }}",
    "{% autoescape false %}{{ text }}{{ safe }}{{ plain(text) }}{% endautoescape %}{{ here() }}",
    '{% include "part" %}{% for n in [1, 2] %}{% include "part" %}{% endfor %}',
    "{% filter upper %}{{ text }}{{ plain(text) }}{% endfilter %}",
    "{{ thing.stopped() is defined }}",
)
FAULTS = ("{{ strict(text) }}", "{{ strict() }}", "{{ missing }}", "{{ missing(text) }}", "{{ thing.stopped() }}")
WRONG = ("{{ strict(text, text, text) }}", "{{ strict(text, c=text) }}", "{{ plain(text, a=text) }}")
PART = f"{IMPORT}{{{{ plain(text) }}}}{{{{ here() }}}}"


class Thing:
    """What has methods."""

    def told(self) -> str:
        """Return a text."""
        return "<told>"

    def marked(self) -> Markup:
        """Return markup."""
        return Markup("<i>")

    def given(self, text: str, more: str) -> list[str]:
        """Return what it is given."""
        return [text, more]

    def stopped(self) -> str:
        """Raise what ends a loop."""
        raise StopIteration


SEEN: dict[str, Any] = {"text": "<a> & 'b'", "safe": Markup("<hr>"), "number": 5, "nothing": None, "thing": Thing()}


def said(template: str, *, quick: bool, autoescape: bool = True) -> list[str]:
    """Return what a template says the first and the second time, of Jinja alone or with ours."""
    sources = {"macros": MACROS, "part": PART, "page": IMPORT + template}
    environment = Environment(
        loader=DictLoader(sources),
        autoescape=autoescape,  # noqa: S701 - what sites set
        undefined=StrictUndefined,
        auto_reload=False,
    )
    Language().install(environment)
    environment.globals["place"] = "<everywhere>"
    if not quick:
        environment.code_generator_class, environment.context_class = CodeGenerator, Context
    return [environment.get_template("page").render(SEEN) for _ in range(2)]


@pytest.mark.parametrize("autoescape", [True, False])
@pytest.mark.parametrize("template", TEMPLATES)
def test_it_says_what_jinja_says(template: str, autoescape: bool) -> None:  # noqa: FBT001 - a parameter
    assert said(template, quick=True, autoescape=autoescape) == said(template, quick=False, autoescape=autoescape)


@pytest.mark.parametrize("template", [*FAULTS, *WRONG])
def test_it_refuses_what_jinja_refuses(template: str) -> None:
    expected = TypeError if template in WRONG else UndefinedError
    for quick in (True, False):
        with pytest.raises(expected):
            said(template, quick=quick)


def test_an_import_sees_a_name_that_came_later() -> None:
    environment = Environment(
        loader=DictLoader({"macros": MACROS, "page": IMPORT + "{{ here() }}"}),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    Language().install(environment)
    page = environment.get_template("page")
    with pytest.raises(UndefinedError):
        page.render()
    assert environment.get_template("page", globals={"place": "here"}).render() == "[here]"


def test_it_tells_what_a_template_reads_and_reaches() -> None:
    theme = Path(theme_path(), "templates")
    environment = Environment(loader=FileSystemLoader(theme), autoescape=True, extensions=["jinja2.ext.do"])
    Language().install(environment)
    reached = set()
    for file in sorted(theme.rglob("*.*")):
        name = file.relative_to(theme).as_posix()
        reads, others = said_by(environment.get_template(name))
        tree = environment.parse(file.read_text(encoding="utf-8"))
        assert set(reads) == meta.find_undeclared_variables(tree), name
        named = {told for told in others if "*" not in told}
        assert {told for told in meta.find_referenced_templates(tree) if told} == named, name
        reached.update(others)
    assert {"base.html", "sections/*.html"} <= reached
    told = environment.from_string("{% include one %}{% import 'a' ~ one as two with context %}{{ three }}")
    assert said_by(told) == (["one", "three"], [""])
    environment.code_generator_class = CodeGenerator
    with pytest.raises(KeyError):
        said_by(environment.from_string("{{ three }}"))
