"""The preview's web application: the last good site under its base path, and news of each build beside it."""

from __future__ import annotations

import asyncio
import mimetypes
import os
import re
from importlib import resources
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from pelican.plugins.briefing.preview.desk import Shown, digest_of
from pelican.plugins.briefing.preview.guarding import Guard, HostGuard, tell
from pelican.plugins.briefing.preview.reviewing import review_page
from pelican.plugins.briefing.preview.routes import editing_routes
from pelican.plugins.briefing.searching import FOLDER

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection
    from pathlib import Path

    from starlette.requests import Request
    from starlette.types import Lifespan

    from pelican.plugins.briefing.preview.desk import Desk
    from pelican.plugins.briefing.preview.editing import Editor

# Addresses of the preview's own, which no page of a site can have.
OWN = "_preview/"
_KINDS = {"client.js": "text/javascript", "editor.js": "text/javascript", "editor.css": "text/css"}
# The end of a page, before which the script goes in: "</body>".
_BODY_END = re.compile(rb"</body\s*>", re.IGNORECASE)
# A link relative to the page that it is on: 'href="./theme/site.css"'.
_RELATIVE = re.compile(rb'(?<= )(href|src)="\./')
_NOTHING_YET = (
    b"<!doctype html><html lang=en><title>Building</title><body><p>The first build is not done yet.</p></body>"
)
# What a browser must not keep: pages change under the same address. Nor may a page elsewhere hold one of ours in a
# frame, under what its reader thinks to press.
_FRESH = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def make_app(
    desk: Desk, editor: Editor, base_path: str, hosts: Collection[str], lifespan: Lifespan[Starlette] | None = None
) -> Starlette:
    """Return the application.

    Args:
        desk: what to show.
        editor: what changes the sidecars.
        base_path: the folder of the host that the site stands under; begins and ends with a slash.
        hosts: names that a request may call this server by, beside addresses; others are refused, so that no page
            elsewhere can read the preview by rebinding its name.
        lifespan: what runs while the application does.
    """

    async def page(request: Request) -> Response:
        if request.url.path.startswith(f"{base_path}{FOLDER}/"):
            await desk.index()
        return _answer(desk, base_path, request.url.path, guard.token)

    async def events(_request: Request) -> Response:
        return StreamingResponse(_stream(desk), media_type="text/event-stream", headers=_FRESH)

    async def script(request: Request) -> Response:
        name = request.url.path.rsplit("/", 1)[1]
        text = resources.files("pelican.plugins.briefing.preview").joinpath(name).read_text(encoding="utf-8")
        return Response(text, media_type=_KINDS[name], headers=_FRESH)

    async def review(_request: Request) -> Response:
        page = await asyncio.to_thread(review_page, editor.file, desk.folder, base_path)
        return _with_script(Shown(page.encode(), desk.site, built=True), base_path, guard.token)

    guard = Guard()
    own = f"{base_path}{OWN}"
    routes = [
        Route(f"{own}events", events),
        *(Route(f"{own}{name}", script) for name in _KINDS),
        Route(f"{own}review", review),
        *editing_routes(own, editor, guard),
        Route("/{path:path}", page, methods=["GET", "HEAD"]),
    ]
    return Starlette(routes=routes, middleware=[Middleware(HostGuard, names=hosts)], lifespan=lifespan)


async def _stream(desk: Desk) -> AsyncIterator[str]:
    """Yield the state as server-sent events."""
    async for message in desk.messages():
        yield f"data: {message}\n\n"


def _answer(desk: Desk, base_path: str, path: str, token: str) -> Response:
    """Return the page or file of an address, or the site's own 404 page."""
    if not path.startswith(base_path):
        return RedirectResponse(base_path) if path in {"/", base_path.rstrip("/")} else Response("", 404)
    if desk.folder is None:
        return _with_script(Shown(_NOTHING_YET, desk.site, built=True), base_path, token, 503)
    file = _find(desk.folder, path.removeprefix(base_path))
    if file is None:
        tell("GET", path, "leads out of the site")
    # These two take a name that is too long for one that is not there.
    if file is not None and os.path.isdir(file):  # noqa: PTH112
        if not path.endswith("/"):
            return RedirectResponse(path + "/")
        file = file / "index.html"
    if file is not None and os.path.isfile(file):  # noqa: PTH113
        return _with_script(desk.shown(file), base_path, token) if file.suffix == ".html" else _file(file)
    missing = desk.folder / "404.html"
    if not missing.is_file():
        return Response("not found", 404)
    # It stands for an address in any folder, so its links begin at the root.
    page = _RELATIVE.sub(lambda found: found[1] + b'="' + base_path.encode(), missing.read_bytes())
    return _with_script(Shown(page, desk.site, built=True), base_path, token, 404)


def _find(folder: Path, path: str) -> Path | None:
    """Return the path of an address below a folder, or None where it leads out of it."""
    if "\0" in path or "\\" in path:
        return None
    found = (folder / path).resolve()
    return found if found.is_relative_to(folder.resolve()) else None


def _with_script(shown: Shown, base_path: str, token: str, status: int = 200) -> Response:
    """Return a page that listens for builds; its script knows which round the page is of, and whether that is built."""
    own, page, digest = f"{base_path}{OWN}", shown.page, digest_of(shown.page)
    told = f'data-site="{shown.number}" data-page="{digest}"' + ("" if shown.built else " data-look")
    tag = (
        f'<script src="{own}client.js" {told} defer></script>'
        f'<link rel="stylesheet" href="{own}editor.css">'
        f'<script src="{own}editor.js" data-base="{base_path}" data-token="{token}" defer></script>'
    ).encode()
    end = _BODY_END.search(page)
    place = end.start() if end else len(page)
    headers = {**_FRESH, "ETag": f'"{digest}"'}
    return HTMLResponse(page[:place] + tag + page[place:], status, headers=headers)


def _file(file: Path) -> Response:
    """Return a file that is no page."""
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return FileResponse(file, media_type=kind, headers=_FRESH)
