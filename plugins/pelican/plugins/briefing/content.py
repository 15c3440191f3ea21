"""A briefing as plain HTML, for feeds and for themes that know nothing of briefings."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template

    from pelican.plugins.briefing.languages import Language
    from pelican.plugins.briefing.view import BriefingView


def content_html(view: BriefingView, language: Language) -> str:
    """Return the briefing as an HTML fragment; elements of the class `verbatim` hold the source's own words alone."""
    return _template(language).render(briefing=view).strip()


@functools.lru_cache(maxsize=4)
def _template(language: Language) -> Template:
    """Return the template, made once a language."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("pelican.plugins.briefing", "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    language.install(environment)
    return environment.get_template("content.html")
