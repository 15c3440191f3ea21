"""The preview's own addresses for those who edit: what a page's form needs, and the changes that it sends."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse
from starlette.routing import Route

from pelican.plugins.briefing.preview.editing import RefusedError
from pelican.plugins.briefing.preview.guarding import body_of, tell

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from pelican.plugins.briefing.preview.editing import Editor
    from pelican.plugins.briefing.preview.guarding import Guard

# What an editor may get to see; everything else is somebody's who is none.
_MISTAKES = {HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY}
_FRESH = {"Cache-Control": "no-store"}


def editing_routes(place: str, editor: Editor, guard: Guard) -> list[Route]:
    """Return the routes.

    Args:
        place: the folder of the host that they stand in; ends with a slash.
        editor: what knows the pages and changes the sidecars.
        guard: what lets requests through.
    """

    async def edit(request: Request) -> Response:
        try:
            guard.check(request)
            if request.method == "GET":
                return _answer(editor.page(request.query_params.get("page", "")))
            change = _change(await body_of(request))
            # Nothing is awaited while a change is made, so that no two are made at once.
            version = editor.change(change.pop("page"), change.pop("version"), change)
            return _answer({"version": version, "round": editor.awaited})
        except RefusedError as error:
            if error.status not in _MISTAKES:
                tell(request.method, request.url.path, error.why)
            # What was sent may be half a letter, which no answer can hold.
            why = error.why.encode("utf-8", "backslashreplace").decode()
            return JSONResponse({"error": why}, error.status, headers=_FRESH)

    return [Route(f"{place}edit", edit, methods=["GET", "POST"])]


def _answer(told: dict[str, Any]) -> JSONResponse:
    """Return an answer that no browser keeps."""
    return JSONResponse(told, headers=_FRESH)


def _change(body: bytes) -> dict[str, Any]:
    """Return the change that a body holds.

    Raises:
        RefusedError: it holds none.
    """
    try:
        change = json.loads(body)
        if isinstance(change["page"], str) and isinstance(change["version"], str):
            return dict(change)
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    raise RefusedError(HTTPStatus.BAD_REQUEST, "expected a change with page and version")
