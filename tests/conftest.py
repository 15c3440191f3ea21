"""What several test modules need: the articles beside the project, a browser, a web server."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import threading
from contextlib import ExitStack, contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from hypothesis import settings
from playwright.sync_api import sync_playwright

from pelican.plugins.briefing.building import Request, build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

# A property holds however busy the machine is.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# A browser that asks the network for nothing but the page, and runs as root in a container.
BROWSER_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# How wide a page is shown where nothing else is said.
WIDE = 1280
# The sites are served as a project's pages are: under a folder of the host.
SUB_PATH = "/repo/"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take `--update-golden`."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew; never in CI")


@pytest.fixture(scope="session")
def update_golden(pytestconfig: pytest.Config) -> bool:
    """Whether golden files are written instead of compared."""
    return bool(pytestconfig.getoption("--update-golden"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of articles that are read and measured but not part of the project."""
    given = os.environ.get("BRIEFING_SHARED")
    if not given:
        pytest.skip("BRIEFING_SHARED is not set: the articles to measure by are not here")
    folder = Path(given)
    if not folder.is_dir():
        pytest.fail(f"BRIEFING_SHARED is {given}, which is no folder")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium or Chrome of this system; skips without one, and fails without one under CI=true."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        reason = f"no browser on PATH (looked for {', '.join(BROWSERS)})"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=list(BROWSER_ARGS))
        yield launched
        launched.close()


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves a folder under the sub-path, nothing beside it, and its 404.html for what it does not hold."""

    def translate_path(self, path: str) -> str:
        """Return the file for an address, a name that cannot exist for one outside the sub-path."""
        inside = urlsplit(path).path.startswith(SUB_PATH)
        return super().translate_path("/" + path.removeprefix(SUB_PATH) if inside else "/outside-the-sub-path")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page where it has one."""
        page = Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine and give its URL, which ends in the sub-path."""
    handler = functools.partial(SiteHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """What starts a server of a folder and gives its URL; all stop when the tests are done."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(served(folder))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """The states as a site with relative links, served under a folder; its URL."""
    folder = tmp_path_factory.mktemp("theme")
    script = Path(__file__).with_name("theme_site.py")
    done = subprocess.run([sys.executable, script, folder], check=False, capture_output=True, text=True)
    assert not done.returncode, done.stderr
    return serve(folder)


@pytest.fixture(scope="session")
def samples_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own site with relative links."""
    output = tmp_path_factory.mktemp("samples") / "site"
    outcome = build(Request(Path(__file__).resolve().parent.parent / "pelicanconf.py", output))
    assert not outcome.failures
    return output


@pytest.fixture(scope="session")
def samples(samples_folder: Path, serve: Callable[[Path], str]) -> str:
    """The same, served under a folder; its URL."""
    return serve(samples_folder)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """What opens a page in a fresh context of the given width and colours; anything on its console fails the test."""
    faults: list[str] = []
    contexts = []

    def open_(url: str, width: int = WIDE, **more: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **more)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.goto(url)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not faults
