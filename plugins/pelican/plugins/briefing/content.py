"""A briefing as plain HTML, for feeds and for themes that know nothing of briefings."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template

    from pelican.plugins.briefing.view import BriefingView


def content_html(view: BriefingView) -> str:
    """Return the briefing as an HTML fragment; elements of the class `verbatim` hold the source's own words alone."""
    return _template().render(briefing=view).strip()


@functools.cache
def _template() -> Template:
    """Return the template, made once."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("pelican.plugins.briefing", "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("content.html")
