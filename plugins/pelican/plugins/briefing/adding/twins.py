"""Finds the seed that an article is already: by its words, or by the address of its original."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from pelican.plugins.briefing.checking.alike import common_share
from pelican.plugins.briefing.reading import read_entry
from pelican.plugins.briefing.seeds import find_seeds

if TYPE_CHECKING:
    from pelican.plugins.briefing.settings import Settings

# From this share of its runs of words on a text is another once more, a changed line and all.
_SAME = 0.9
# What an address has for those who count visitors.
_COUNTING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id", re.IGNORECASE)


def find_twin(text: str, address: str | None, settings: Settings) -> tuple[str, str] | None:
    """Return what an article has in common with a seed ("address" or "text"), and the seed; None where there is none.

    Args:
        text: the article's words.
        address: that of its original, where one is known.
        settings: where the seeds are.
    """
    wanted = _plain_address(address) if address else None
    for seed in find_seeds(settings.seeds)[0]:
        entry, _ = read_entry(seed, settings)
        if entry is None:
            continue
        url = entry.sidecar.metadata.url
        if wanted and url and _plain_address(url) == wanted:
            return "address", seed.shown
        if common_share(text, entry.data.decode("utf-8", "replace")) >= _SAME:
            return "text", seed.shown
    return None


def _plain_address(address: str) -> str:
    """Return an address without what does not change the page: scheme, "www.", last slash, fragment, counters.

    >>> _plain_address("http://www.Courier.example.org/a/?utm_source=x&id=3#top")
    'courier.example.org/a?id=3'
    """
    parts = urlsplit(address)
    query = urlencode([pair for pair in parse_qsl(parts.query) if not _COUNTING.fullmatch(pair[0])])
    host = parts.netloc.lower().removeprefix("www.")
    return host + parts.path.rstrip("/") + (f"?{query}" if query else "")
