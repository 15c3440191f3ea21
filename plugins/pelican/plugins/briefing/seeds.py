"""Finds the seeds: every article under the seeds folder with its sidecar, in the order of their paths."""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pelican.plugins.briefing.errors import BriefingError
from pelican.plugins.briefing.formats import FORMS

SIDECAR = ".toml"
# What no page can print: a control, or a byte of a name that is no UTF-8.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Seed:
    """An article's file."""

    file: Path
    """Where it is."""
    path: str
    """Its path under the seeds folder, with slashes: `world/harbour.txt`."""
    shown: str
    """How messages call it: `seeds/world/harbour.txt`."""
    sidecar: Path | None
    """The TOML file beside it."""

    @property
    def shown_sidecar(self) -> str:
        """How messages call the sidecar."""
        return self.shown[: -len(self.file.suffix)] + SIDECAR


def find_seeds(folder: Path) -> tuple[tuple[Seed, ...], tuple[BriefingError, ...]]:
    """Return the seeds under a folder, sorted by path, and what is wrong with its files.

    Args:
        folder: the seeds folder; names that begin with a dot are passed over in it.

    Returns:
        Seeds that can be read, and an error for each that cannot: two of one name but for the suffix, a link that leads
        out of the folder or to a folder, a pipe, a sidecar without a seed, and one whose name ends in capitals.
    """
    groups: dict[str, list[str]] = {}
    sidecars: dict[str, str] = {}
    paths, errors = _files(folder)
    for path in paths:
        suffix = PurePosixPath(path).suffix
        stem = path.removesuffix(suffix)
        if suffix.lower() in FORMS:
            groups.setdefault(stem, []).append(path)
        elif suffix.lower() == SIDECAR:
            sidecars.setdefault(stem, path)
    seeds = []
    root = folder.resolve()
    for stem, paths in groups.items():
        shown = [f"{folder.name}/{path}" for path in paths]
        sidecar = sidecars.get(stem)
        # A sidecar that cannot be read takes its seed along: without it the page would say what its editor took back.
        wrong = [_wrong(root, folder / path, f"{folder.name}/{path}") for path in (paths[0], sidecar) if path]
        if len(paths) > 1:
            errors.append(BriefingError(shown[1], f"has the name of {shown[0]}", "one of them under another name"))
        elif any(wrong):
            errors += filter(None, wrong)
        else:
            seeds.append(Seed(folder / paths[0], paths[0], shown[0], folder / sidecar if sidecar else None))
    for stem, path in sidecars.items():
        if stem not in groups:
            name = Path(stem).name
            errors.append(BriefingError(f"{folder.name}/{path}", "has no seed", f"{name}.txt or {name}.md beside it"))
    return tuple(seeds), tuple(errors)


def _wrong(root: Path, file: Path, shown: str) -> BriefingError | None:
    """Return why a file under a folder is not to be opened, if it is not."""
    # A walk enters no link, so that only a link itself leads out.
    with suppress(OSError):
        if stat.S_ISREG(os.lstat(file).st_mode) and file.suffix == file.suffix.lower():
            return None
    if file.is_symlink() and not file.resolve().is_relative_to(root):
        return BriefingError(shown, "is a link out of the folder", f"a file in {shown.partition('/')[0]}/")
    if file.suffix != SIDECAR and file.suffix.lower() == SIDECAR:
        return BriefingError(shown, f"ends in {file.suffix}", f"a name that ends in {SIDECAR}")
    if file.exists() and not file.is_file():
        return BriefingError(shown, "is a pipe or a device", "a regular file")
    return None


def _files(folder: Path) -> tuple[list[str], list[BriefingError]]:
    """Return the paths of all files under a folder, with slashes, sorted, and what of it cannot be looked into."""
    errors: list[BriefingError] = []

    def failed(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            shown = Path(str(error.filename)).relative_to(folder.parent).as_posix()
            errors.append(BriefingError(shown, f"cannot be read ({error.strerror})"))

    found = []
    for place, folders, names in os.walk(folder, onerror=failed):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in folders:
            # A walk does not enter it: what it holds would be missing without a word.
            if (linked := Path(place, name)).is_symlink():
                shown = linked.relative_to(folder.parent).as_posix()
                errors.append(BriefingError(shown, "is a link to a folder", "the folder itself"))
        inside = Path(place).relative_to(folder).as_posix()
        for name in names:
            if name.startswith("."):
                continue
            path = name if inside == "." else f"{inside}/{name}"
            if not _UNPRINTABLE.search(path):
                found.append(path)
            else:
                shown = f"{folder.name}/{path}".encode("unicode_escape").decode()
                errors.append(BriefingError(shown, "has a name that cannot be printed", "letters, digits and hyphens"))
    return sorted(found), errors
