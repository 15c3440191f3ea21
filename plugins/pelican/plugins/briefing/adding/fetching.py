"""Fetches what an address on the web has."""

from __future__ import annotations

import urllib.error
import urllib.request
from http.client import HTTPException
from typing import TYPE_CHECKING

from pelican.plugins.briefing.errors import BriefingError

if TYPE_CHECKING:
    from http.client import HTTPResponse

# The web alone: an address that sends on to a file or an FTP server is followed no further.
_HANDLERS = (
    urllib.request.ProxyHandler,
    urllib.request.HTTPHandler,
    urllib.request.HTTPSHandler,
    urllib.request.HTTPDefaultErrorHandler,
    urllib.request.HTTPRedirectHandler,
    urllib.request.HTTPErrorProcessor,
    urllib.request.UnknownHandler,
)
# How long to wait for an answer, in seconds.
_PATIENCE = 20
_HEADERS = {"User-Agent": "pelican-briefing (briefing add)", "Accept": "text/html, text/plain;q=0.9"}
# Of which form an answer of a media type is.
_FORMS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}


def fetch(address: str, largest: int) -> tuple[bytes, str, str]:
    """Return what an address has, the suffix of its form, and the address that it was found at in the end.

    Args:
        address: begins with `http://` or `https://`.
        largest: more than so many bytes are refused.

    Raises:
        BriefingError: there is no answer, it is too large, or no text.
    """
    request = urllib.request.Request(address, headers=_HEADERS)  # noqa: S310 - no other scheme has a handler
    opener = urllib.request.OpenerDirector()
    for handler in _HANDLERS:
        opener.add_handler(handler())
    try:
        with opener.open(request, timeout=_PATIENCE) as answer:
            return _read(answer, address, largest)
    except urllib.error.HTTPError as error:
        raise BriefingError(address, f"answers {error.code} {error.reason}", "a page that anybody can read") from None
    except (urllib.error.URLError, HTTPException, OSError, ValueError) as error:
        why = getattr(error, "reason", None) or error
        raise BriefingError(
            address, f"cannot be fetched ({why})", "a page that can be reached, or save it first"
        ) from None


def _read(answer: HTTPResponse, address: str, largest: int) -> tuple[bytes, str, str]:
    """Return an answer's body, form and address."""
    kind = answer.headers.get_content_type()
    if kind not in _FORMS:
        raise BriefingError(address, f"is {kind}", "a web page or plain text")
    data = answer.read(largest + 1)
    if len(data) > largest:
        raise BriefingError(address, f"has more than {largest} bytes", "a page with one article")
    return data, _FORMS[kind], answer.geturl()
