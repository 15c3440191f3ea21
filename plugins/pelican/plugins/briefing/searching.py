"""Makes the index that the search page looks in, with Pagefind, where the extra `search` is installed.

Pagefind reads the built pages: what a template marks with `data-pagefind-body`, without what is marked
`data-pagefind-ignore`. So nothing is in the index that is not on a page.
"""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing.errors import BriefingError
from pelican.plugins.briefing.index_order import put_in_order
from pelican.plugins.briefing.languages import ENGLISH
from pelican.plugins.briefing.settings import STATE
from pelican.plugins.briefing.stages import stage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pelican.plugins.briefing.subject_view import SubjectView

# The index's folder under the site's root.
FOLDER = "pagefind"
_TEMPLATE = "search"
# Interfaces that Pagefind brings and the search page has no use for.
_UNUSED = ("*-ui.*", "pagefind-highlight.js")
# How many people, organisations and places the search page lists for a reader without script, of each kind.
_LISTED = 24


def can_index() -> bool:
    """Return whether Pagefind is installed."""
    return find_spec("pagefind") is not None


def is_searched(settings: dict[str, Any]) -> bool:
    """Return whether a site gets an index: it has the search page, and Pagefind is installed."""
    return _TEMPLATE in settings["DIRECT_TEMPLATES"] and can_index()


def write_index(site: Path) -> None:
    """Write the index of a built site into it, anew.

    Args:
        site: the site's folder.

    Raises:
        BriefingError: Pagefind could not.
    """
    from pagefind.service import get_executable

    folder = site / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    command = [str(get_executable()), "--site", str(site), "--output-subdir", FOLDER, "--silent"]
    # What is searched are the words of articles, whatever the site speaks around them.
    command += ["--force-language", ENGLISH]
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - Pagefind's program
    except OSError as error:
        raise BriefingError("pagefind", f"cannot be run ({error.strerror})") from None
    if done.returncode:
        raise BriefingError("pagefind", f"could not index the site: {(done.stderr or done.stdout).strip()}")
    for pattern in _UNUSED:
        for file in folder.glob(pattern):
            file.unlink()
    put_in_order(folder)


def most_named(subjects: Iterable[SubjectView]) -> dict[str, list[SubjectView]]:
    """Return the subjects of each kind that most briefings name, most first."""
    kinds: dict[str, list[SubjectView]] = {}
    for subject in sorted(subjects, key=lambda subject: -len(subject.appearances)):
        kinds.setdefault(subject.kind, []).append(subject)
    return {kind: found[:_LISTED] for kind, found in kinds.items()}


@stage("search index made")
def add_index(pelican: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Index a site that was built, unless its build was told to leave that."""
    site = pelican.settings.get(STATE)
    if site is not None and site.indexed and is_searched(pelican.settings):
        write_index(Path(pelican.output_path))
