"""Watches the site's folders, builds on a change and serves the result."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from pelican.plugins.briefing.formats import FORMS
from pelican.plugins.briefing.preview.app import OWN, make_app
from pelican.plugins.briefing.preview.desk import Desk
from pelican.plugins.briefing.preview.editing import Editor
from pelican.plugins.briefing.preview.rounds import Builder
from pelican.plugins.briefing.preview.watching import watch

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable

    from starlette.applications import Starlette

    from pelican.plugins.briefing.preview import PreviewOptions
    from pelican.plugins.briefing.preview.rounds import Round

# How many ports above the one asked for are tried.
_PORTS = 50
# So many changed files at most are shown before they are built.
_FEW = 8
# What comes out in the text of pages alone; the names of style sheets and scripts change with them.
_TEXTS = {*FORMS, ".toml", ".py", ".po", ".css", ".js"}
# Names that one may call this machine by.
_LOCAL = ("localhost",)


def run(options: PreviewOptions) -> int:
    """Serve and rebuild until interrupted, and return the exit status."""
    listening = _listen(options.host, options.port)
    if listening is None:
        print(f"briefing: no free port from {options.port} to {options.port + _PORTS - 1}")  # noqa: T201
        return 1
    base_path = "/" + options.base_path.strip("/") + "/" if options.base_path.strip("/") else "/"
    port = listening.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="briefing-preview-") as place, listening:
        desk = Desk()
        builder = Builder(options, Path(place))
        lifespan = _working(options.settings, desk, builder)
        app = make_app(desk, Editor(options.settings, desk), base_path, {*_LOCAL, options.host.lower()}, lifespan)
        if options.port not in {0, port}:
            print(f"Port {options.port} is in use; {port} is the next free one", flush=True)  # noqa: T201
        address = f"http://{f'[{options.host}]' if ':' in options.host else options.host}:{port}{base_path}"
        print(f"Preview at {address} (Ctrl-C ends it)\nReview list at {address}{OWN}review", flush=True)  # noqa: T201
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1)
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])
    return 0


def _listen(host: str, port: int) -> socket.socket | None:
    """Return a socket on the first free port from `port` on, or None."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in range(port, port + _PORTS) if port else (0,):
        found = socket.socket(family, socket.SOCK_STREAM)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((host, number))
            found.listen()
        except OSError:
            found.close()
            continue
        return found
    return None


def _working(
    settings: Path, desk: Desk, builder: Builder
) -> Callable[[Starlette], contextlib.AbstractAsyncContextManager[None]]:
    """Return the lifespan that builds while the server runs."""

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(_work(settings, desk, builder))
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    return lifespan


async def _work(settings: Path, desk: Desk, builder: Builder) -> None:
    """Build once, then after each change, those of the first build's time too."""
    found: asyncio.Queue[set[str]] = asyncio.Queue()
    waiting: asyncio.Queue[set[str]] = asyncio.Queue()
    begun = asyncio.Event()
    watching, looking = watch(settings, found, begun), _look(desk, builder, found, waiting)
    others = (asyncio.create_task(watching), asyncio.create_task(looking))
    try:
        await begun.wait()
        await _build(desk, builder, settings.parent, set())
        while True:
            changed = await waiting.get()
            while not waiting.empty():
                changed |= waiting.get_nowait()
            await _build(desk, builder, settings.parent, changed)
    finally:
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await builder.close()


async def _look(desk: Desk, builder: Builder, found: asyncio.Queue[set[str]], waiting: asyncio.Queue[set[str]]) -> None:
    """Hand changes on to the builds, and show at once those of single pages."""
    while True:
        changed = await found.get()
        awaited = desk.begun + 1
        await waiting.put(changed)
        if len(changed) <= _FEW:
            await desk.show(await builder.look(changed), awaited)


async def _build(desk: Desk, builder: Builder, root: Path, changed: set[str]) -> None:
    """Build for what changed, show the result and say so on the console."""
    desk.begun += 1
    done = await builder.build()
    await desk.take(done, whole=any(os.path.splitext(path)[1].lower() not in _TEXTS for path in changed))  # noqa: PTH122
    print(_line(done, _named(root, changed)), flush=True)  # noqa: T201
    for problem in done.problems:
        print(f"  {problem}", flush=True)  # noqa: T201


def _named(root: Path, changed: Iterable[str]) -> str:
    """Return in words what changed; nothing of nothing."""
    names = sorted({os.path.relpath(path, root) for path in changed})
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f"{names[0]}{more}: " if names else ""


def _line(done: Round, why: str) -> str:
    """Return the console's line about a build."""
    state = "built" if done.folder else "no site; the last good one is still served"
    return f"{why}{state} in {done.seconds:.1f} s" + (", with problems:" if done.problems else "")
