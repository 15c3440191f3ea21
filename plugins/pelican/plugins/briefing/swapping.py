"""Puts a freshly built site in the place of the last one, so that there is always a whole one.

Beside `output/` stand, while a build runs, `.output.new/`, and for a moment `.output.old/`. The new one takes the old
one's place by two renames; where a build was cut between them, the next one goes on from there.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Belongs to the folder, not to the site in it.
_KEPT = ".gitignore"


@contextmanager
def fresh_folder(output: Path) -> Iterator[Path]:
    """Give an empty folder that takes the place of `output` at the end, unless an exception ends the block.

    Args:
        output: the site's folder; it need not be there. A link is followed, so that it stays one.
    """
    output = output.resolve()
    recover(output)
    new, old = _beside(output)
    new.mkdir(parents=True)
    try:
        yield new
        if (output / _KEPT).is_file():
            shutil.copy2(output / _KEPT, new / _KEPT)
    except BaseException:
        shutil.rmtree(new)
        raise
    if output.exists():
        output.rename(old)
    new.rename(output)
    shutil.rmtree(old, ignore_errors=True)


def recover(output: Path) -> None:
    """Finish or undo what a build left that was cut short."""
    new, old = _beside(output)
    if old.exists() and not output.exists():
        # Cut between the two renames, before which the new site was whole.
        (new if new.exists() else old).rename(output)
    for rest in (new, old):
        if rest.exists():
            shutil.rmtree(rest)


def _beside(output: Path) -> tuple[Path, Path]:
    """Return where the new site is built and where the old one waits for its end."""
    return output.with_name(f".{output.name}.new"), output.with_name(f".{output.name}.old")
