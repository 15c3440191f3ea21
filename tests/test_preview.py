"""The preview, as its real command: it serves, rebuilds, reloads the browser, and outlives what breaks a build."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from plugin_site import ARTICLE, ROOT, make_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

SECONDS = 60


class Preview:
    """A running preview and the site it is of."""

    def __init__(self, process: subprocess.Popen[bytes], folder: Path, port: int) -> None:
        self.process, self.folder, self.port = process, folder, port
        self.url = f"http://127.0.0.1:{port}/repo/"

    def get(self, path: str, host: str = "localhost") -> tuple[int, str]:
        """Return the status and text of an address, which is sent as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        connection.putrequest("GET", path, skip_host=True)
        connection.putheader("Host", host)
        connection.endheaders()
        response = connection.getresponse()
        text = response.read().decode("utf-8", "replace")
        connection.close()
        return response.status, text

    def state(self) -> dict[str, object]:
        """Return what a browser would be told now."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        connection.request("GET", "/repo/_preview/events")
        line = connection.getresponse().readline().decode()
        connection.close()
        return json.loads(line.removeprefix("data: "))

    def wait(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so."""
        end = time.monotonic() + SECONDS
        while not is_so():
            assert time.monotonic() < end, f"it never came; last: {self.state()}"
            assert self.process.poll() is None
            time.sleep(0.1)


@contextmanager
def previewed(
    folder: Path, port: int = 0, beside: str = "", meanwhile: Callable[[Path], object] = str
) -> Iterator[Preview]:
    """Start `briefing preview` of a site with one seed and what is said beside it, and end it as Ctrl-C does.

    While the first build goes on, `meanwhile` is called with the site's folder, again and again.
    """
    settings = make_site(folder, {"ferry.txt": ARTICLE, "ferry.toml": beside}, THEME=str(folder / "theme"))
    shutil.copytree(ROOT / "theme", folder / "theme")
    command = [sys.executable, "-m", "pelican.plugins.briefing.cli", "preview", "--settings", str(settings)]
    command += ["--port", str(port), "--base-path", "repo"]
    log = folder / "preview.log"
    with log.open("w", encoding="utf-8") as output, subprocess.Popen(command, stdout=output, stderr=output) as process:
        try:
            preview = Preview(process, folder, _port(log, process))
            preview.wait(lambda: preview.state()["site"] == 1 or not meanwhile(folder))
            yield preview
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(SECONDS) == 0


def _port(log: Path, process: subprocess.Popen[bytes]) -> int:
    """Return the port that a preview says it listens on."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        found = re.search(r":(\d+)/repo/ ", log.read_text(encoding="utf-8"))
        if found:
            return int(found[1])
        time.sleep(0.05)
    raise AssertionError(log.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with previewed(tmp_path_factory.mktemp("preview") / "site") as running:
        yield running


def test_pages_come_with_the_script_and_missing_ones_with_the_sites_404(preview: Preview) -> None:
    status, page = preview.get("/repo/briefings/ferry/")
    assert status == 200
    assert "Harbour wall to be rebuilt" in page
    assert page.count("/repo/_preview/client.js") == 1
    status, missing = preview.get("/repo/nowhere/")
    assert status == 404
    assert missing.replace(f'"{preview.state()["site"]}"', "").count("_preview/client.js") == 1
    (style,) = re.findall(r'<link rel="stylesheet" href="([^"]+/site[^"]+)"', missing)
    assert preview.get(style)[0] == 200, style


def test_the_site_is_indexed_when_somebody_searches(preview: Preview) -> None:
    assert "data-search" in preview.get("/repo/search/")[1]
    assert preview.get("/repo/pagefind/pagefind.js")[0] == 200
    assert preview.get("/repo/pagefind/nothing.js")[0] == 404


@pytest.mark.parametrize(
    "path", ["/repo/../siteconf.py", "/repo/..%2f..%2fsiteconf.py", "/repo//etc/passwd", "/repo/%00", "/repo/a\\..\\b"]
)
def test_nothing_outside_the_site_is_served(preview: Preview, path: str) -> None:
    status, text = preview.get(path)
    assert status == 404
    assert "OUTPUT_PATH" not in text
    assert "root:" not in text


def test_another_hosts_name_is_refused(preview: Preview) -> None:
    assert preview.get("/repo/", host="news.example.org")[0] == 400


def test_a_port_in_use_gives_the_next_free_one(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        with previewed(tmp_path / "site", number) as running:
            assert number < running.port < number + 50
            said = f"Port {number} is in use; {running.port} is the next free one\n"
            assert said in (running.folder / "preview.log").read_text("utf-8")


def test_what_changes_during_the_first_build_is_in_the_next(tmp_path: Path) -> None:
    written: list[str] = []

    def write(folder: Path) -> int:
        written.append(ARTICLE.replace("to be rebuilt", f"to be rebuilt, {len(written)}"))
        return (folder / "seeds" / "ferry.txt").write_text(written[-1], encoding="utf-8")

    with previewed(tmp_path / "site", meanwhile=write) as running:
        last = f"rebuilt, {len(written) - 1}<"
        running.wait(lambda: last in running.get("/repo/briefings/ferry/")[1])


@pytest.mark.browser
def test_the_browser_shows_a_change_a_fault_and_its_end(preview: Preview, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 800, "height": 300})
    page.goto(preview.url + "briefings/ferry/")
    page.get_by_role("region", name="Editing").wait_for(timeout=SECONDS * 1000)
    top = "document.getElementById('source').getBoundingClientRect().top"
    page.evaluate(f"scrollBy({{ top: {top} - 40, behavior: 'instant' }})")
    before = page.evaluate(top)
    seed = preview.folder / "seeds" / "ferry.txt"
    seed.write_text(ARTICLE.replace("Harbour wall to", "Sea wall to"), encoding="utf-8")
    page.get_by_role("heading", name="Sea wall to be rebuilt").wait_for(timeout=SECONDS * 1000)
    page.get_by_role("region", name="Editing").wait_for(timeout=SECONDS * 1000)
    page.wait_for_function(f"before => Math.abs({top} - before) < 3", arg=before)

    alert = page.get_by_role("alert")
    faults = [
        ("theme/templates/article.html", "{% if", 1),
        ("theme/templates/components/figures.html", "{# A line. #}\n{% macro figures() %}", 2),
        ("theme/templates/components/heading.html", "\n{{ nothing.at_all }}", 2),
        ("siteconf.py", "A = 1\nB = 1 / 0", 2),
    ]
    for name, broken, line in faults:
        file = preview.folder / name
        good = file.read_text(encoding="utf-8")
        file.write_text(broken, encoding="utf-8")
        alert.wait_for(timeout=SECONDS * 1000)
        assert re.search(rf'{name}(:|", line ){line}\b', alert.inner_text()), alert.inner_text()
        assert "site-packages" not in alert.inner_text()
        assert preview.get("/repo/briefings/ferry/")[0] == 200

        file.write_text(good, encoding="utf-8")
        alert.wait_for(state="detached", timeout=SECONDS * 1000)
    page.close()


def test_it_outlives_broken_settings_and_a_folder_that_goes_away(preview: Preview) -> None:
    settings = preview.folder / "siteconf.py"
    good = settings.read_text(encoding="utf-8")
    settings.write_text("this is no python", encoding="utf-8")
    preview.wait(lambda: bool(preview.state()["problems"]))
    settings.write_text(good, encoding="utf-8")
    preview.wait(lambda: not preview.state()["problems"])

    before = preview.state()["site"]
    shutil.move(preview.folder / "seeds", preview.folder / "gone")
    time.sleep(1)
    shutil.move(preview.folder / "gone", preview.folder / "seeds")
    preview.wait(lambda: preview.state()["site"] != before and not preview.state()["problems"])
    (preview.folder / "seeds" / "second.txt").write_text(ARTICLE.replace("wall", "pier"), encoding="utf-8")
    preview.wait(lambda: preview.get("/repo/briefings/second/")[0] == 200)


def test_it_watches_the_folders_that_the_settings_name(preview: Preview) -> None:
    """Those of now: another one than at the start, outside the site's folder, and not there yet."""
    settings, outside = preview.folder / "siteconf.py", preview.folder.parent / "articles"
    good = settings.read_text(encoding="utf-8")
    settings.write_text(f"{good}BRIEFING_SEEDS = {str(outside)!r}\n", encoding="utf-8")
    preview.wait(lambda: preview.get("/repo/briefings/ferry/")[0] == 404)
    for name in ("first", "second"):
        outside.mkdir(exist_ok=True)
        (outside / f"{name}.txt").write_text(ARTICLE.replace("wall", f"{name} wall"), encoding="utf-8")
        preview.wait(lambda name=name: preview.get(f"/repo/briefings/{name}/")[0] == 200)  # type: ignore[misc]
    settings.write_text(good, encoding="utf-8")
    preview.wait(lambda: preview.get("/repo/briefings/ferry/")[0] == 200)
