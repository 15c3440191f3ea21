"""Watches the site's folders, builds on a change and serves the result."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from watchfiles import DefaultFilter, awatch

from pelican.plugins.briefing.preview.app import OWN, make_app
from pelican.plugins.briefing.preview.desk import Desk
from pelican.plugins.briefing.preview.editing import Editor
from pelican.plugins.briefing.preview.rounds import Builder
from pelican.plugins.briefing.writing import PREFIX

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.applications import Starlette
    from watchfiles import Change

    from pelican.plugins.briefing.preview import PreviewOptions
    from pelican.plugins.briefing.preview.rounds import Round

# What a site is made of, beside its settings.
_FOLDERS = ("seeds", "content", "theme", "plugins")
# How many ports above the one asked for are tried.
_PORTS = 50
# How long, in milliseconds, changes are gathered before a build starts: thousands at once are one.
_QUIET = 100
# Names that one may call this machine by.
_LOCAL = ("localhost",)


class SourceFilter(DefaultFilter):
    """Lets through what a build reads: the folders, and at the root the settings."""

    def __init__(self, root: Path) -> None:
        """Take the site's folder."""
        super().__init__()
        self._root = root

    def __call__(self, change: Change, path: str) -> bool:
        """Return whether a change is one of the site's sources."""
        found = Path(path)
        if found.name.startswith(PREFIX) or not super().__call__(change, path) or not found.is_relative_to(self._root):
            return False
        parts = found.relative_to(self._root).parts
        return bool(parts) and (parts[0] in _FOLDERS or (len(parts) == 1 and found.suffix == ".py"))


def run(options: PreviewOptions) -> int:
    """Serve and rebuild until interrupted, and return the exit status."""
    root = options.root.resolve()
    listening = _listen(options.host, options.port)
    if listening is None:
        print(f"briefing: no free port from {options.port} to {options.port + _PORTS - 1}")  # noqa: T201
        return 1
    base_path = "/" + options.base_path.strip("/") + "/" if options.base_path.strip("/") else "/"
    port = listening.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="briefing-preview-") as place, listening:
        desk = Desk()
        builder = Builder(options, Path(place))
        lifespan = _working(root, desk, builder)
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
    root: Path, desk: Desk, builder: Builder
) -> Callable[[Starlette], contextlib.AbstractAsyncContextManager[None]]:
    """Return the lifespan that builds while the server runs."""

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(_work(root, desk, builder))
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    return lifespan


async def _work(root: Path, desk: Desk, builder: Builder) -> None:
    """Build once, then after each change."""
    await _build(desk, builder, "")
    async for changed in _changes(root):
        await _build(desk, builder, _named(root, changed))


async def _build(desk: Desk, builder: Builder, why: str) -> None:
    """Build, show the result and say so on the console."""
    desk.begun += 1
    done = await builder.build()
    await desk.take(done)
    print(_line(done, why), flush=True)  # noqa: T201
    for problem in done.problems:
        print(f"  {problem}", flush=True)  # noqa: T201


async def _changes(root: Path) -> AsyncIterator[set[tuple[Change, str]]]:
    """Yield the changes of the site's sources; a folder that goes away and comes back is seen again.

    The root itself is watched without its subfolders, which may hold thousands of files that are no sources.
    """
    while True:
        folders = _folders(root)
        moved = asyncio.Event()
        queue: asyncio.Queue[set[tuple[Change, str]]] = asyncio.Queue()
        tasks = [
            asyncio.create_task(_gather(queue, moved, [root], root, recursive=False)),
            asyncio.create_task(_gather(queue, moved, folders, root, recursive=True)),
        ]
        try:
            while not moved.is_set():
                yield await queue.get()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


def _folders(root: Path) -> list[Path]:
    """Return the folders of sources that are there now."""
    return [root / name for name in _FOLDERS if (root / name).is_dir()]


async def _gather(
    queue: asyncio.Queue[set[tuple[Change, str]]],
    moved: asyncio.Event,
    paths: list[Path],
    root: Path,
    *,
    recursive: bool,
) -> None:
    """Put the changes of some paths into the queue, and say when one of the watched folders came or went."""
    if not paths:
        return
    async for changed in awatch(*paths, watch_filter=SourceFilter(root), step=_QUIET, recursive=recursive):
        if any(_is_folder(root, path) for _, path in changed):
            moved.set()
        await queue.put(changed)


def _is_folder(root: Path, path: str) -> bool:
    """Return whether a path is one of the watched folders itself."""
    found = Path(path)
    return found.name in _FOLDERS and found.parent == root


def _named(root: Path, changed: set[tuple[Change, str]]) -> str:
    """Return in words what changed."""
    names = sorted({str(Path(path).relative_to(root)) for _, path in changed})
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f"{names[0]}{more}: "


def _line(done: Round, why: str) -> str:
    """Return the console's line about a build."""
    state = "built" if done.folder else "no site; the last good one is still served"
    return f"{why}{state} in {done.seconds:.1f} s" + (", with problems:" if done.problems else "")
