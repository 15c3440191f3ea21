"""Who may edit: somebody at this machine, in a page that this preview served, and nobody else."""

from __future__ import annotations

import ipaddress
import re
import secrets
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

from pelican.plugins.briefing.preview.editing import RefusedError

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

# A Host header: "localhost:8000", "127.0.0.1", "[::1]:8000".
_HOST = re.compile(r"(\[[\da-f:.]+\]|[^:\[\]]+)(?::\d+)?", re.IGNORECASE)
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
    declared = request.headers.get("content-length", "0")
    if not declared.isdecimal() or int(declared) > _LARGEST:
        raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a change has at most {_LARGEST} bytes")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a change has at most {_LARGEST} bytes")
    return body


def tell(method: str, path: str, why: str) -> None:
    """Say on the console that a request was refused, in one line whatever it holds."""
    print(f"refused: {method} {path!r}: {why!r}", flush=True)  # noqa: T201 - the console is the preview's log


class HostGuard:
    """Lets requests through that call this server by a name of this machine, or by an address.

    A page elsewhere can have its name lead here, and would then read the preview as its own; an address leads nowhere
    else.
    """

    def __init__(self, app: ASGIApp, names: Collection[str]) -> None:
        """Take what is behind it, and the names."""
        self._app, self._names = app, names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        hosts = Headers(scope=scope).getlist("host") if scope["type"] == "http" else []
        if scope["type"] != "lifespan" and not (len(hosts) == 1 and self._is_ours(hosts[0])):
            tell(scope.get("method", ""), scope["path"], f"calls this server {', '.join(hosts) or 'by no name'}")
            await PlainTextResponse("no name of this server", HTTPStatus.BAD_REQUEST)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_ours(self, host: str) -> bool:
        """Return whether a Host header names this machine."""
        found = _HOST.fullmatch(host)
        name = found[1].strip("[]").lower() if found else ""
        return name in self._names or _address(name) is not None


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return the address that a text is, or None."""
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


def _is_here(request: Request) -> bool:
    """Return whether a request was sent from this machine."""
    address = _address(request.client.host if request.client else "")
    mapped = getattr(address, "ipv4_mapped", None) or address
    return mapped is not None and mapped.is_loopback
