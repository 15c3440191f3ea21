"""Pelican's writer, which first looks whether the last site has the same page."""

from __future__ import annotations

import io
import os
from functools import partial
from typing import TYPE_CHECKING, Any

from pelican.utils import sanitised_join
from pelican.writers import Writer

from pelican.plugins.briefing.incremental.digests import Digests, UndigestibleError, hashed
from pelican.plugins.briefing.incremental.reaches import Reaches
from pelican.plugins.briefing.incremental.sharing import processes, share
from pelican.plugins.briefing.injection import is_undated
from pelican.plugins.briefing.parsing import processors
from pelican.plugins.briefing.settings import STATE
from pelican.plugins.briefing.stages import stage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pelican.plugins.briefing.incremental.kept import Kept
    from pelican.plugins.briefing.incremental.reaches import Reach
    from pelican.plugins.briefing.incremental.sharing import Call
    from pelican.plugins.briefing.injection import Site


_ABSENT = object()


class IncrementalWriter(Writer):
    """Writes what comes out otherwise than in the last site, and takes the rest over."""

    def __init__(self, output_path: str, settings: dict[str, Any] | None = None) -> None:
        """Begin to write a site whose last build is known."""
        super().__init__(output_path, settings=settings)
        site: Site = self.settings[STATE]
        if site.kept is None:
            raise ValueError("nothing is known of the last build")
        self._kept: Kept = site.kept
        self._digests: Digests = site.digests
        self._reaches = Reaches(self._kept.templates)
        # By template, what it reads of what all pages are given, and the digest of that where a page has it so.
        self._context: dict[str, Any] = {}
        self._shared: dict[int, dict[str, Any]] = {}
        self._known: dict[tuple[int, tuple[str, ...]], bytes] = {}
        self._taken = False
        self._calls: list[Call] | None = [] if site.put_off else None
        self._most = site.settings.jobs or processors()
        self._now = "" if site.settings.ticking else site.settings.now.isoformat()
        self._in_no_feed = {id(article) for article, page in site.articles if is_undated(article) or page.standing}

    @stage("pages rendered or taken over")
    def write_file(self, name: str, template: Any, context: Any, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as above
        """Write a page, or the pages of a list, as Pelican does, but render only what is new."""
        # What may be written over, or writes over something, is left to Pelican.
        reach = None if kwargs.get("override_output") or not name else self._reaches.of(template)
        checked = _Checked(self, template, reach) if reach else template
        self.write(name, partial(self._write, name, checked, context, *args, **kwargs))

    def _write(self, name: str, template: Any, context: Any, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as above
        """Write a page now."""
        self._context = context
        super().write_file(name, template, context, *args, **kwargs)

    def write(self, path: str, make: Callable[[], object]) -> None:
        """Have a file written, now or when all are known.

        Args:
            path: of the file in the site.
            make: writes it.
        """
        if self._calls is None or not path:
            make()
        else:
            self._calls.append((path, make))

    @stage("pages rendered or taken over")
    def finish(self) -> None:
        """Write all that was put off, in several processes where there is much."""
        calls, self._calls = self._calls or [], None
        before = set(self._written_files)

        def take(told: Any) -> bool:  # noqa: ANN401 - what `tell` gives
            files, overridden, kept = told
            if files & self._written_files - before:
                return False
            self._written_files |= files
            self._overridden_files |= overridden
            self._kept.learn(*kept)
            return True

        share(calls, processes(len(calls), self._most), self._tell, take)

    def _tell(self) -> Any:  # noqa: ANN401 - for `take`
        """Return what another process wrote."""
        return self._written_files, self._overridden_files, self._kept.told()

    def take(self, reach: Reach, local: dict[str, Any]) -> bool:
        """Take a page over if it would come out the same, and return whether it was.

        Args:
            reach: what its template can read.
            local: the context that it would be rendered with.
        """
        path = local["output_file"]
        if sanitised_join(self.output_path, path) in self._written_files:
            return False
        try:
            told = self._told(reach, local)
        except UndigestibleError:
            return False
        self._taken = self._kept.take(path, hashed([reach.sources, path.encode(), *told]))
        return self._taken

    def _told(self, reach: Reach, local: dict[str, Any]) -> list[bytes]:
        """Return the digests of what a template reads: of what all pages are given as one, then of the page's own."""
        # One of all pages of a template, which lives as long as its reach does.
        template = id(reach)
        if template not in self._shared:
            self._shared[template] = {name: self._context.get(name, _ABSENT) for name in sorted(reach.names)}
        shared = self._shared[template]
        own = tuple([name for name, value in shared.items() if local.get(name, _ABSENT) is not value])
        if (template, own) not in self._known:
            rest = {name: value for name, value in shared.items() if name not in own}
            self._known[template, own] = hashed(self._of(name, value) for name, value in rest.items())
        return [self._known[template, own], *(self._of(name, local.get(name, _ABSENT)) for name in own)]

    def _of(self, name: str, value: Any) -> bytes:  # noqa: ANN401 - as above
        """Return the digest of what a template reads under a name."""
        return name.encode() + (b"-" if value is _ABSENT else b" " + self._digests.of(value))

    @stage("feeds written or taken over")
    def write_feed(self, elements: Sequence[Any], context: Any, path: str | None = None, *args: Any, **kw: Any) -> Any:  # noqa: ANN401 - as above
        """Write a feed, unless the last site has the same."""
        entries = list(elements[: self.settings["FEED_MAX_ITEMS"]])
        # One without entries tells when it was made.
        if path and not {id(entry) for entry in entries} <= self._in_no_feed:
            try:
                told = self._digests.of([entries, path, self._now, args, sorted(kw.items())])
            except UndigestibleError:
                told = b""
            if told and self._kept.take(path, told):
                return None
        return super().write_feed(elements, context, path, *args, **kw)

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 - as Pelican has it
        """Open a file to write to it: nothing of a page that was taken over, and never into the last site's file."""
        if self._taken:
            self._taken = False
            self._written_files.add(filename)
            return io.StringIO()
        if os.path.lexists(filename):
            os.unlink(filename)  # noqa: PTH108 - Pelican's names are plain
        return super()._open_w(filename, encoding, override)


class _Checked:
    """A template that is rendered only where the last site does not have the same page."""

    def __init__(self, writer: IncrementalWriter, template: Any, reach: Reach) -> None:  # noqa: ANN401 - as above
        """Take what a template can read."""
        self._writer, self._template, self._reach = writer, template, reach

    def render(self, local: dict[str, Any]) -> str:
        """Return the page, or nothing where it was taken over: what is written then goes nowhere."""
        return "" if self._writer.take(self._reach, local) else str(self._template.render(local))
