"""The process of one of the preview's builds: builds the site, then gives single pages anew for as long as it is asked.

Where the site stands already and nothing was changed it only reads what the site is made of, as a build would.

A program of its own, `python -m pelican.plugins.briefing.preview.standing` with the arguments of `briefing build`. It
writes the build's status on a line of standard output, and answers there, a line each, what standard input asks as
JSON; whatever else is printed goes to standard error.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pelican as engine
from pelican.generators import ArticlesGenerator
from pelican.plugins import signals
from pelican.writers import Writer

from factbox import FactboxError
from pelican.plugins.briefing.building import Request, overrides
from pelican.plugins.briefing.cards import card_address
from pelican.plugins.briefing.due import is_wanted
from pelican.plugins.briefing.gathering import make_page
from pelican.plugins.briefing.injection import article_anew, slugify_with
from pelican.plugins.briefing.pelicans import read_site
from pelican.plugins.briefing.preparing import prepare
from pelican.plugins.briefing.reading import read_entry
from pelican.plugins.briefing.settings import STATE
from pelican_briefing.__main__ import main as briefing
from pelican_briefing.arguments import build_arguments, settings_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pelican.plugins.briefing.gathering import Page
    from pelican.plugins.briefing.injection import Site


class _ReadError(Exception):
    """All that a site is made of was read, and none of it is to be written."""


class Standing:
    """What a build leaves in memory: its articles, and what every page may read."""

    def __init__(self) -> None:
        """Begin to listen for a build."""
        self._generator: Any = None
        # A bound method would be forgotten: signals hold their receivers weakly, but for what is asked for here.
        signals.all_generators_finalized.connect(self._take, weak=False)

    def _take(self, generators: Any) -> None:  # noqa: ANN401 - Pelican has no types
        """Take the articles' generator of a build."""
        self._generator = next(one for one in generators if isinstance(one, ArticlesGenerator))

    def prepare(self, argv: Sequence[str]) -> None:
        """Read what the site is made of, where no build did: nothing was changed since the last.

        Args:
            argv: of `briefing build`.
        """
        if self._generator is not None:
            return
        args = build_arguments(argv)
        settings = read_site(settings_file(args), overrides(Request(settings_file(args), now=args.now)))
        with tempfile.TemporaryDirectory() as folder, suppress(_ReadError):
            settings |= {"OUTPUT_PATH": folder, "DELETE_OUTPUT_DIRECTORY": False}
            signals.get_writer.connect(_end)
            engine.Pelican(settings).run()  # type: ignore[attr-defined]

    def look(self, paths: Sequence[str], folder: str) -> list[str]:
        """Write the pages of some changed seeds and sidecars, and return their paths under the folder.

        Args:
            paths: files that changed.
            folder: an empty one.
        """
        site: Site | None = self._generator.settings.get(STATE) if self._generator else None
        if site is None:
            return []
        files = {Path(path) for path in paths}
        found = [(old, page) for old, page in site.articles if not files.isdisjoint(_files(page))]
        if len(files) > sum(len(files.intersection(_files(page))) for _, page in found):
            # Something else changed too, on which these may stand.
            return []
        return [path for old, page in found if (path := self._write(site, old, page, folder))]

    def _write(self, site: Site, old: Any, page: Page, folder: str) -> str:  # noqa: ANN401 - as above
        """Write a page as it is now and return its path; empty where it may stand elsewhere, or nowhere."""
        anew = _page_now(site, page, self._generator)
        if anew is None or (anew.slug, anew.standing) != (page.slug, page.standing):
            return ""
        article = article_anew(self._generator, site, old, anew)
        if (article.save_as, article.template) != (old.save_as, old.template):
            return ""
        if hasattr(old, "card"):
            article.card = card_address(self._generator, anew.view.title) or old.card
        settings = self._generator.settings
        Writer(folder, settings=settings).write_file(
            article.save_as,
            self._generator.get_template(article.template),
            self._generator.context,
            settings["RELATIVE_URLS"],
            article=article,
            category=article.category,
            url=article.url,
            blog=True,
        )
        return str(article.save_as)


def _end(_pelican: Any) -> None:  # noqa: ANN401 - as above
    """End Pelican's run where it would begin to write."""
    raise _ReadError


def _files(page: Page) -> set[Path]:
    """Return the files that a page is made of."""
    file = page.entry.seed.file.resolve()
    return {file, file.with_suffix(".toml")}


def _page_now(site: Site, page: Page, generator: Any) -> Page | None:  # noqa: ANN401 - as above
    """Return a page as its files are now; None where something is wrong with them, which the build tells."""
    sidecar = page.entry.seed.file.with_suffix(".toml")
    seed = replace(page.entry.seed, sidecar=sidecar if sidecar.is_file() else None)
    entry, _ = read_entry(seed, site.settings)
    if entry is None or not is_wanted(entry.sidecar, site.settings):
        return None
    try:
        return make_page(entry, prepare(entry, site.settings), site.settings, slugify_with(generator.settings))
    except FactboxError:
        return None


def main(argv: Sequence[str]) -> int:
    """Build, say so, and answer until nobody asks any more; return the build's status.

    Args:
        argv: of `briefing build`.
    """
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    standing = Standing()
    status = briefing(["build", "-q", "--no-index", *argv])
    print(status, file=answers, flush=True)
    if not status:
        standing.prepare(argv)
    # What a template or a plugin raises ends this process; the build that is under way says what it was.
    for line in sys.stdin:
        print(json.dumps({"pages": standing.look(**json.loads(line))}), file=answers, flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
