"""Knows the files of a site's last build, and takes over those that come out the same."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing.incremental.spare import Spare
from pelican.plugins.briefing.outline import from_plain, to_plain
from pelican_briefing.places import PAGES, TEMPLATES
from pelican_briefing.unchanged import prune

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pelican.plugins.briefing.incremental.reaches import Known
    from pelican.plugins.briefing.outline import Outline

_FORM = 6


class Kept:
    """The last site's files by their paths in it, each with the digest of what it was made from."""

    def __init__(self, cache: Path, old: Path, new: Path, premises: bytes) -> None:
        """Read what the last build left.

        Args:
            cache: the cache's folder.
            old: the folder of the last site, whose files are taken over by a link where they are as they were left.
            new: the folder that is written; what it holds already is of an earlier site.
            premises: of what all pages are made from, settings and programs; with others nothing is taken over.
        """
        self._cache, self._old, self._new, self._premises = cache, old, new, premises.hex()
        self._digests: dict[str, str] = {}
        left = _read(_record(cache, old))
        self.templates: Known = left.get("templates", {})
        """What is known of the templates' sources."""
        self._left: dict[str, list[Any]] = left["files"] if left.get("premises") == self._premises else {}
        self.outlines = _outlines(left.get("outlines")) if left.get("premises") == self._premises else {}
        """Outlines of seeds' pages, by the pages' keys."""
        self.slugs: dict[str, str] = left.get("slugs", {}) if self._left else {}
        """Slugs of names."""
        self.compiled = cache / TEMPLATES / f"{self._premises[:16]}.code"
        """The file of what the templates were compiled to."""
        self._own: set[str] = set()
        # Files that stand where they stood, as they were looked at already.
        self._stood: set[str] = set()
        self.spare = Spare(new, lambda path, found: path in self._left and _told(found) == self._left[path][1:])
        """Files that are where they are to be."""
        self.taken = 0
        """How many files were taken over."""

    def take(self, path: str, digest: bytes) -> bool:
        """Take a file over from the last site if it was made from the same, and return whether it was.

        Args:
            path: of the file in the site, with slashes.
            digest: of what it is made from.
        """
        told = digest.hex()
        self._digests[path] = told
        left = self._left.get(path)
        if left is None or left[0] != told or path in self._own:
            self.spare.remove([path])
            return False
        if path in self.spare:
            self.spare.keep(path)
            self._stood.add(path)
            self.taken += 1
            return True
        source, target = os.path.join(self._old, path), os.path.join(self._new, path)  # noqa: PTH118 - thousands
        if _stamp(source) != left[1:]:
            return False
        try:
            _link(source, target)
        except OSError:
            return False
        self.taken += 1
        return True

    def give_up(self, paths: Iterable[str], folder: str) -> None:
        """Take no file over that is written in another way.

        Args:
            paths: such files.
            folder: one that is written so as a whole.
        """
        self._own.update(paths)
        self.spare.remove(self._own)
        self.spare.remove_under(folder)

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be taken over."""
        return not self._left

    def told(self) -> tuple[dict[str, str], Known]:
        """Return what was made here, for another process."""
        return self._digests, self.templates

    def learn(self, digests: dict[str, str], templates: Known) -> None:
        """Take what another process made."""
        self._digests.update(digests)
        self.templates.update(templates)

    def leave(self, site: Path) -> None:
        """Write what the next build may take over.

        Args:
            site: where the site is now.
        """
        files = {
            path: self._left[path] if path in self._stood else [digest, *(_stamp(os.path.join(site, path)) or [])]  # noqa: PTH118
            for path, digest in self._digests.items()
        }
        outlines = {key: to_plain(outline) for key, outline in self.outlines.items()}
        kept = {"form": _FORM, "premises": self._premises, "templates": self.templates, "files": files}
        kept |= {"outlines": outlines, "slugs": self.slugs}
        record = _record(self._cache, site)
        with suppress(OSError):
            record.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=record.parent, suffix=".part")
            with os.fdopen(handle, "w", encoding="utf-8", errors="surrogateescape") as file:
                file.write(json.dumps(kept))
            os.replace(name, record)  # noqa: PTH105 - both are plain names here
            prune(record.parent)


def _record(cache: Path, site: Path) -> Path:
    """Return the record of a site, by where it stands."""
    name = hashlib.sha256(os.fsencode(site)).hexdigest()[:16]
    return cache / PAGES / f"{name}.json"


def _read(record: Path) -> dict[str, Any]:
    """Return a record, empty where there is none that can be read."""
    try:
        kept = json.loads(record.read_bytes())
        whole = kept["form"] == _FORM and all(isinstance(kept[name], dict) for name in ("files", "templates", "slugs"))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
    return kept if whole else {}


def _outlines(plain: Any) -> dict[str, Outline]:  # noqa: ANN401 - what JSON gave
    """Return outlines as they are kept; none where they are not."""
    try:
        return {key: from_plain(one) for key, one in plain.items()}
    except (ValueError, TypeError, AttributeError, KeyError):
        return {}


def _stamp(path: str) -> list[int] | None:
    """Return what changes with a file; a link to it more or less, as a build makes, changes nothing of that."""
    try:
        found = os.stat(path, follow_symlinks=False)  # noqa: PTH116 - as above
    except (OSError, ValueError):
        return None
    return _told(found)


def _told(found: os.stat_result) -> list[int]:
    """Return the same of a file's state."""
    return [found.st_size, found.st_mtime_ns, found.st_ino]


def _link(source: str, target: str) -> None:
    """Let a file stand in another place too; a copy where the file system has no links."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120 - as above
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120 - as above
        shutil.copy2(source, target)
