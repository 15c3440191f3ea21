"""Writes the gallery: a page for each of the theme's components with the examples of `examples.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup
from pelican.generators import Generator

from pelican.plugins.briefing.accuracy import accuracy
from pelican.plugins.briefing.languages import Language
from theme_states import LONG_NAME, LONG_QUOTE, STATES

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "templates"
FILE = "examples.toml"
ELSEWHERE = "elsewhere"
TURN = SimpleNamespace(url="page/2/", number=2, has_other_pages=lambda: True, paginator=SimpleNamespace(num_pages=12))


def examples() -> dict[str, dict[str, str]]:
    """Return what each component's examples are of and how they are called, and the components without any."""
    return tomllib.loads((HERE / FILE).read_text(encoding="utf-8"))


class GalleryGenerator(Generator):
    """Writes the pages of the gallery."""

    def generate_output(self, writer: Any) -> None:  # noqa: ANN401 - Pelican has no types
        """Write them."""
        template, relative = self.get_template("gallery"), self.settings["RELATIVE_URLS"]
        found = {name: told for name, told in examples().items() if name != ELSEWHERE}
        pages = {"gallery/": None, **{f"gallery/{name}/": name for name in found}}
        for url, name in pages.items():
            writer.write_file(
                f"{url}index.html",
                template,
                self.context,
                relative,
                url=url,
                component=name,
                components=list(found),
                states=STATES,
                examples=[(title, self._made(name, call)) for title, call in found.get(name, {}).items()],
            )

    def _made(self, name: str, call: str) -> Markup:
        """Return what an example of a component makes."""
        source = f'{{% from "components/{name}.html" import {name} %}}{call}'
        return Markup(self.env.from_string(source).render(**self._names()))  # noqa: S704 - the theme's own HTML

    def _names(self) -> dict[str, Any]:
        """Return what the examples may name."""
        by_slug = {article.slug: article for article in self.context["articles"]}

        def appearance_of(name: str) -> SimpleNamespace:
            someone = STATES[name].speakers[0]
            said = {"quotations": someone.quotations, "reported": someone.reported}
            return SimpleNamespace(article=by_slug[name], **said)

        return {
            "root": "../..",
            "states": SimpleNamespace(**STATES),
            "article_of": by_slug.__getitem__,
            "appearance_of": appearance_of,
            "figures": accuracy(Language()),
            "long_name": LONG_NAME,
            "long_quote": LONG_QUOTE,
            "topic": self.context["tags"][0][0],
            "turn": TURN,
        }
