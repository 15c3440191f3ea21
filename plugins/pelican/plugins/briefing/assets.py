"""Puts the theme's style sheets into one file, and names it and the scripts by their content, for long caching."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing.looks import colours_of, style_of
from pelican.plugins.briefing.policy import policy_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# The order of the theme's layers; `components` stands for every file of its folder.
_SHEETS = ("tokens.css", "base.css", "layout.css", "components/*.css", "print.css")
_SCRIPT = "site.js"
# Runs before a page is painted.
_FIRST = "first.js"
# Of the search page alone.
_SEARCH = "search.js"


class Assets:
    """The style sheet and the scripts of a theme, as they are published."""

    def __init__(self, theme: Path, given: Mapping[str, Any]) -> None:
        """Read them.

        Args:
            theme: the theme's folder.
            given: Pelican's settings: THEME_STATIC_DIR, the folder of the site that they are published in, and a site's
                own colours, faces and policy.
        """
        static_dir = given["THEME_STATIC_DIR"]
        styles = theme / "static" / "css"
        sheets = (sheet for pattern in _SHEETS for sheet in sorted(styles.glob(pattern)))
        css = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets) + style_of(given)
        scripts = theme / "static" / "js"
        script, first, search = ((scripts / name).read_text(encoding="utf-8") for name in (_SCRIPT, _FIRST, _SEARCH))
        self.css = _name(static_dir, "css", css)
        """Address of the style sheet under the site's root."""
        self.js = _name(static_dir, "js", script)
        """Address of the script under the site's root."""
        self.first = _name(static_dir, "js", first, "first")
        """Address of what runs before a page is painted."""
        self.search = _name(static_dir, "js", search, "search")
        """Address of the search page's script."""
        self.grounds = colours_of((styles / _SHEETS[0]).read_text(encoding="utf-8"), given)["bg"]
        """Colours behind the text, for light and for dark."""
        self.policy = policy_of(given)
        """Content-Security-Policy of every page but one."""
        self.search_policy = policy_of(given, searching=True)
        """That of the search page."""
        self._contents = ((self.css, css), (self.js, script), (self.first, first), (self.search, search))

    def write(self, output: Path) -> None:
        """Write them into a built site."""
        for name, content in self._contents:
            file = output / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8", newline="\n")


def _name(static_dir: str, kind: str, content: str, stem: str = "site") -> str:
    """Return the address of an asset: `theme/site.3f2a9c01.css`."""
    digest = hashlib.sha256(content.encode()).hexdigest()[:8]
    return f"{static_dir}/{stem}.{digest}.{kind}"


def is_ours(theme: Path) -> bool:
    """Return whether a theme is laid out as this project's; another one brings its own assets."""
    return (theme / "static" / "css" / _SHEETS[0]).is_file()


def check_looks(given: Mapping[str, Any]) -> None:
    """Hold a site's own colours against our theme, where it uses that.

    Raises:
        SettingsError: the theme has no use for one, or it cannot be read.
    """
    theme = Path(given["THEME"])
    if is_ours(theme):
        Assets(theme, given)


def add_assets(generators: Iterable[Any]) -> None:
    """Give the templates the assets' addresses as `BRIEFING_ASSETS`; a receiver of `all_generators_finalized`."""
    for generator in generators:
        theme = Path(generator.theme)
        if is_ours(theme):
            generator.context["BRIEFING_ASSETS"] = Assets(theme, generator.settings)
        return


def write_assets(pelican: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Write the assets beside the pages; a receiver of `finalized`."""
    theme = Path(pelican.theme)
    if is_ours(theme):
        Assets(theme, pelican.settings).write(Path(pelican.output_path))


def connect() -> None:
    """Connect this module's receivers to Pelican's signals."""
    from pelican.plugins.signals import all_generators_finalized, finalized

    all_generators_finalized.connect(add_assets)
    finalized.connect(write_assets)
