"""Decides what of the seeds is due, by the moment of the build and by what editors say."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pelican.plugins.briefing.settings import moment
from pelican.plugins.briefing.sidecar import Status

if TYPE_CHECKING:
    from pelican.plugins.briefing.settings import Settings
    from pelican.plugins.briefing.sidecar import Sidecar

DRAFT, HIDDEN, FUTURE = "draft", "hidden", "future"
STATES = ("", DRAFT, HIDDEN, FUTURE)


def standing(sidecar: Sidecar, published: dt.date | None, settings: Settings) -> str:
    """Return why a seed is not published, as a state's name; empty where it is."""
    if sidecar.status is Status.DRAFT:
        return DRAFT
    if sidecar.status is Status.HIDDEN or not is_due(sidecar.hidden_until, settings):
        return HIDDEN
    return "" if is_due(published, settings) else FUTURE


def is_due(day: dt.date | None, settings: Settings) -> bool:
    """Return whether a day has begun, or a moment has come, where the publisher is."""
    if day is None:
        return True
    if isinstance(day, dt.datetime):
        return moment(day, settings.timezone) <= settings.now
    return day <= settings.now.astimezone(settings.timezone).date()


def is_wanted(sidecar: Sidecar, settings: Settings, published: dt.date | None = None) -> bool:
    """Return whether a seed becomes a page, by what is known of it; before it is parsed that is the sidecar alone."""
    return sidecar.status is not Status.SKIP and (settings.drafts or not standing(sidecar, published, settings))
