"""Who may edit: somebody at this machine, in a page that this preview served, and nobody else."""

from __future__ import annotations

import ipaddress
import secrets
from http import HTTPStatus
from typing import TYPE_CHECKING

from pelican.plugins.briefing.preview.editing import RefusedError

if TYPE_CHECKING:
    from starlette.requests import Request

# The header that has the token: no form and no simple request of another origin can send it.
HEADER = "x-briefing-token"
# What a change is at most, in bytes.
_LARGEST = 64_000


class Guard:
    """Lets requests of the preview's own pages through."""

    def __init__(self) -> None:
        """Make this preview's token."""
        self.token = secrets.token_urlsafe(32)
        """What its pages send with each request."""

    def check(self, request: Request) -> None:
        """Refuse a request that is not one of the preview's own pages'. Its Host was looked at before.

        Raises:
            RefusedError: it comes from another machine or another origin, or has no token.
        """
        headers = request.headers
        origin, site = headers.get("origin"), headers.get("sec-fetch-site", "same-origin")
        own = f"{request.url.scheme}://{headers.get('host', '')}"
        if not _is_here(request):
            raise RefusedError(HTTPStatus.FORBIDDEN, "editing is for this machine alone")
        if site != "same-origin" or (origin != own and (origin is not None or request.method != "GET")):
            raise RefusedError(HTTPStatus.FORBIDDEN, f"the request comes from {origin or site}, not from {own}")
        if not secrets.compare_digest(headers.get(HEADER, "").encode(), self.token.encode()):
            raise RefusedError(HTTPStatus.FORBIDDEN, "the request has no token of this preview; reload the page")


async def body_of(request: Request) -> bytes:
    """Return a request's body.

    Raises:
        RefusedError: it is no JSON, or too large; no more of it is read than that takes.
    """
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
        raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "expected application/json")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a change has at most {_LARGEST} bytes")
    return body


def _is_here(request: Request) -> bool:
    """Return whether a request was sent from this machine."""
    try:
        address = ipaddress.ip_address(request.client.host if request.client else "")
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)
