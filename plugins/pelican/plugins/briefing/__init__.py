"""Turns the articles under `seeds/` into briefing pages of a Pelican site."""

from __future__ import annotations

from pathlib import Path

__all__ = ["register", "theme_path"]


def register() -> None:
    """Connect the plugin's receivers to Pelican's signals."""
    from pelican.plugins.briefing import receivers

    receivers.connect()


def theme_path() -> str:
    """Return the folder of the theme that comes with the plugin, for a site's `THEME`."""
    here = Path(__file__).resolve().parent
    installed = here / "theme"
    return str(installed if installed.is_dir() else here.parents[2].parent / "theme")
