"""`briefing preview`: serves the site from this machine, builds it anew on each change and reloads the browser.

Each build runs in a process of its own into a fresh folder; only one that gave a site takes the place of the last good
one, so that a broken template or settings file costs nothing but a message. Needs the extra `preview`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["PreviewOptions", "preview"]


@dataclass(frozen=True, slots=True)
class PreviewOptions:
    """What `briefing preview` was asked for."""

    root: Path
    """The site's folder, where its settings file stands."""
    settings: Path
    """The settings file."""
    host: str = "127.0.0.1"
    """Address to listen on; this machine alone unless told otherwise."""
    port: int = 8000
    """Port to listen on; where it is in use, the next free one."""
    base_path: str = "/"
    """Folder of the host that the site is served under, as in production: "/repo/"."""
    now: str = ""
    """The build's moment, as `briefing build --now` takes it; the clock's where empty."""


def preview(options: PreviewOptions) -> int:
    """Serve and rebuild until interrupted, and return the exit status.

    Args:
        options: what was asked for.

    Returns:
        0 after an interrupt, 1 where no port was free or the extra is not installed.
    """
    try:
        from pelican.plugins.briefing.preview.server import run
    except ModuleNotFoundError as error:
        print(f"briefing: preview needs {error.name}; install pelican-briefing[preview], or use `make preview`")  # noqa: T201 - the command's answer
        return 1
    return run(options)
