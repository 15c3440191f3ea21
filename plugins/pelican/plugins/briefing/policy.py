"""What a browser may load and run on a page: the Content-Security-Policy that each page of the theme states first."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

# The theme's files, and nothing that stands in a page's own markup.
_OWN = ("script-src", "style-src", "img-src", "connect-src")
# What the theme has no use for, and a site may: `BRIEFING_POLICY` names some.
_MORE = ("font-src", "frame-src", "media-src", "manifest-src", "object-src", "worker-src", "form-action", "base-uri")
DIRECTIVES = (*_OWN, *_MORE)
# Pagefind is a program in WebAssembly, in a worker.
_SEARCH = {"script-src": ("'wasm-unsafe-eval'",), "worker-src": ("'self'",)}
# The one style sheet that may stand in a page's markup, by its hash: audits put it there so that nothing moves while
# they look, and it can do no more than that.
STILL = "*{transition:none!important}"
_STILL = f"'sha256-{b64encode(sha256(STILL.encode()).digest()).decode()}'"
# Neither falls back to `default-src`.
_SHUT = {"base-uri": ("'none'",), "form-action": ("'none'",)}
# One source: "'self'", "https://stats.example.org/", "data:". A space or a semicolon would begin another.
_SOURCE = re.compile(r"[^\s;,\"<>]+")


def are_sources(value: Any) -> bool:  # noqa: ANN401 - a site's settings hold anything
    """Return whether a value gives directives a list of sources each."""
    return all(
        name in DIRECTIVES
        and isinstance(sources, (list, tuple))
        and all(isinstance(source, str) and _SOURCE.fullmatch(source) for source in sources)
        for name, sources in value.items()
    )


def policy_of(given: Mapping[str, Any], *, searching: bool = False) -> str:
    """Return the policy of a site's pages.

    Args:
        given: Pelican's settings: SITEURL, from where a page loads its files where that is no relative address, and
            BRIEFING_POLICY, what a site allows besides.
        searching: whether it is the search page's.
    """
    parts = urlsplit(given.get("SITEURL", ""))
    origin = (f"{parts.scheme}://{parts.netloc}",) if parts.scheme and _SOURCE.fullmatch(parts.netloc) else ()
    found = dict.fromkeys(_OWN, ("'self'", *origin)) | {"style-src": ("'self'", *origin, _STILL)}
    for name, sources in [*(_SEARCH if searching else {}).items(), *given.get("BRIEFING_POLICY", {}).items()]:
        found[name] = tuple(dict.fromkeys((*found.get(name, ()), *sources)))
    told = {"default-src": ("'none'",), **found, **{name: found.get(name, shut) for name, shut in _SHUT.items()}}
    return "; ".join(" ".join((name, *sources)) for name, sources in told.items())
