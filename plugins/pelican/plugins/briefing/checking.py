"""Finds what is wrong with a site's seeds without building it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pelican.plugins.briefing.gathering import gather
from pelican.plugins.briefing.injection import slugify_with
from pelican.plugins.briefing.settings import is_used, read_settings

if TYPE_CHECKING:
    from pathlib import Path


def check(settings: Path, now: str = "") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what is wrong with the seeds of a site, and what an editor may want to know, one line each.

    Drafts, hidden and future seeds are looked at too, whatever the settings say of them.

    Args:
        settings: Pelican's settings file.
        now: the moment that decides what is due; empty for the settings' own.

    Raises:
        SettingsError: a setting of the plugin is wrong.
    """
    from pelican.settings import read_settings as read

    given = read(str(settings), override={"BRIEFING_DRAFTS": True} | ({"BRIEFING_NOW": now} if now else {}))
    ours = read_settings(given)
    if not is_used(given):
        return (), ()
    gathered = gather(ours, slugify_with(given))
    return tuple(str(error) for error in gathered.errors), (*gathered.notes, *gathered.omissions)
