"""Words that are put into a compiled template are, character for character, those that Jinja would have asked for."""

from __future__ import annotations

import gettext

import pytest
from jinja2 import Environment
from jinja2.compiler import CodeGenerator

from pelican.plugins.briefing.languages import Language

WORDS = {"Source": "Quelle & <Text>", "All of it": "100 %% davon", "%(n)s left": "noch %(n)s"}
TEMPLATES = (
    '{{ _("Source") }}',
    '{{ gettext("All of it") }}',
    '{% set s = _("Source") %}<i title="{{ s ~ "<" }}">{{ s|upper }}</i>',
    '{% for s in [_("Source"), _("All of it"), "<"] %}{{ s }}{% endfor %}',
    '{{ _("Source" ~ "") }}{{ _(name) }}',
    '{{ _("%(n)s left", n="<b>") }}',
    '{% macro m(s) %}{{ s }}{{ caller() }}{% endmacro %}{% call m(_("Source")) %}{{ _("Source") }}{% endcall %}',
    '{% autoescape false %}{{ _("Source") }}{% endautoescape %}{{ "%s<"|format(_("Source")) }}',
)


class Words(gettext.NullTranslations):
    """A catalogue of few words."""

    def gettext(self, message: str) -> str:
        """Return a word's own."""
        return WORDS.get(message, message)


def spoken(*, folded: bool, autoescape: bool = True) -> Environment:
    """Return an environment that speaks the words."""
    environment = Environment(autoescape=autoescape)  # noqa: S701 - what sites set
    Language("de", Words()).install(environment)
    if not folded:
        environment.code_generator_class = CodeGenerator
    return environment


@pytest.mark.parametrize("autoescape", [True, False])
@pytest.mark.parametrize("template", TEMPLATES)
def test_it_is_what_jinja_makes_of_them(template: str, autoescape: bool) -> None:  # noqa: FBT001 - a parameter
    folded, asked = (
        spoken(folded=folded, autoescape=autoescape).from_string(template).render(name="Source")
        for folded in (True, False)
    )
    assert folded == asked


def test_nobody_is_asked_again() -> None:
    environment = spoken(folded=True)
    template = environment.from_string(TEMPLATES[0])
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    assert template.render() == WORDS["Source"]
