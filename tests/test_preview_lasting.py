"""The preview over a long day: hundreds of changes, thousands of files, two who save at once, Ctrl-C whenever."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pelican.plugins.briefing.preview.desk import Desk
from pelican.plugins.briefing.preview.editing import Editor, RefusedError
from plugin_site import ARTICLE, build_site, make_site
from test_preview import SECONDS, Preview, previewed
from test_preview_hostile import EDIT, PAGE, SIDECAR, asked, log, own_headers, sidecar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# How many changes the soak makes: few with the other tests, 500 by `make soak`.
CHANGES = int(os.environ.get("BRIEFING_CHANGES", "24"))
# What the process may grow by over all of them, in kilobytes, once the first third has filled its caches.
GROWTH = 8_000
PROC = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counting memory and descriptors needs /proc")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with previewed(tmp_path_factory.mktemp("lasting") / "site", beside=SIDECAR) as running:
        yield running


def version(preview: Preview) -> str:
    """Return the version of the sidecar that a page of the preview would know."""
    connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=SECONDS)
    connection.request("GET", f"{EDIT}?page={PAGE}", headers=own_headers(preview))
    told = json.loads(connection.getresponse().read())
    connection.close()
    return str(told["version"])


def use(process: int) -> tuple[int, int]:
    """Return how many descriptors a process has open, and its memory in kilobytes."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    memory = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return len(list(Path(f"/proc/{process}/fd").iterdir())), int(memory.split()[1])


@PROC
def test_many_changes_leave_nothing_behind(preview: Preview) -> None:
    known = version(preview)
    settled = descriptors = 0
    for number in range(CHANGES):
        change = {"page": PAGE, "version": known, "key": "title", "value": f"The wall, {number}"}
        status, answer = asked(preview, change)
        assert status == HTTPStatus.OK, answer
        known = json.loads(answer)["version"]
        preview.state()
        if number == CHANGES // 3:
            descriptors, settled = use(preview.process.pid)
    preview.wait(lambda: f"The wall, {CHANGES - 1}" in preview.get(f"/repo/{PAGE}")[1])
    time.sleep(1)
    after, memory = use(preview.process.pid)
    said = f"{CHANGES} changes: {settled} to {memory} kB, {descriptors} to {after} descriptors"
    # A build that is under way has a pipe or two.
    assert after <= descriptors + 4, said
    assert memory - settled < GROWTH, said
    assert sorted(path.name for path in (preview.folder / "seeds").iterdir()) == ["ferry.toml", "ferry.txt"]
    asked(preview, {"page": PAGE, "version": known, "key": "title", "value": ""})
    assert sidecar(preview) == SIDECAR


def test_thousands_of_files_at_once_are_few_builds(preview: Preview) -> None:
    built = log(preview).count("built in")
    drawer = preview.folder / "content" / "drawer"
    drawer.mkdir()
    for number in range(3000):
        (drawer / f"{number}.bin").write_bytes(b"x")
    seed = preview.folder / "seeds" / "ferry.txt"
    seed.write_text(ARTICLE.replace("Harbour wall to", "Long wall to"), encoding="utf-8")
    preview.wait(lambda: "Long wall to be rebuilt" in preview.get(f"/repo/{PAGE}")[1])
    preview.wait(lambda: " and " in log(preview))
    assert log(preview).count("built in") - built < 12


def test_of_changes_at_once_one_is_made_and_the_others_are_told(preview: Preview) -> None:
    known = version(preview)
    changes = [{"page": PAGE, "version": known, "key": "title", "value": f"By {number}"} for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda change: asked(preview, change), changes))
    assert sorted(status for status, _ in answers) == [HTTPStatus.OK] + 7 * [HTTPStatus.CONFLICT]
    done = next(number for number, (status, _) in enumerate(answers) if status == HTTPStatus.OK)
    assert tomllib.loads(sidecar(preview))["title"] == f"By {done}"


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Editor, Path]:
    """An editor of a built site, and its seed's sidecar."""
    folder = tmp_path_factory.mktemp("edited")
    build_site(folder, {"ferry.txt": ARTICLE, "ferry.toml": SIDECAR})
    desk = Desk()
    desk.folder = folder / "output"
    return Editor(folder / "siteconf.py", desk), folder / "seeds" / "ferry.toml"


def test_who_saves_while_the_preview_writes_is_not_overwritten(
    edited: tuple[Editor, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program saves after the preview has read the file, while it writes its own to the disk."""
    editor, file = edited
    sync = os.fsync

    def save_meanwhile(handle: int) -> None:
        sync(handle)
        file.write_text(SIDECAR + "# mine\n", encoding="utf-8")

    known = editor.page(PAGE)["version"]
    monkeypatch.setattr(os, "fsync", save_meanwhile)
    with pytest.raises(RefusedError) as refused:
        editor.change(PAGE, known, {"key": "title", "value": "The wall"})
    assert refused.value.status == HTTPStatus.CONFLICT
    assert file.read_text("utf-8") == SIDECAR + "# mine\n"
    assert sorted(path.name for path in file.parent.iterdir()) == ["ferry.toml", "ferry.txt"]


def test_who_reads_while_the_preview_writes_has_a_whole_file(edited: tuple[Editor, Path]) -> None:
    editor, file = edited
    ended, wrong = threading.Event(), []

    def read() -> None:
        while not ended.is_set():
            text = file.read_text("utf-8")
            if not text.startswith(SIDECAR.splitlines()[0]) or not text.endswith("\n"):
                wrong.append(text)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        known = editor.page(PAGE)["version"]
        for number in range(20):
            known = editor.change(PAGE, known, {"key": "summary", "value": f"{number} " * 400})
    finally:
        ended.set()
        reader.join()
    assert wrong == []


def interrupt(folder: Path, wait: Callable[[subprocess.Popen[str]], object]) -> str:
    """Start a preview, press Ctrl-C after a wait, look at what it leaves, and return what it still said."""
    settings = make_site(folder / "site", {"ferry.txt": ARTICLE})
    places = folder / "places"
    places.mkdir()
    command = [sys.executable, "-m", "pelican_briefing", "preview", "--settings", str(settings), "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        env={**os.environ, "TMPDIR": str(places)},
    ) as process:  # fmt: skip
        wait(process)
        os.killpg(process.pid, signal.SIGINT)
        try:
            said, _ = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()  # else the test would wait for it for ever
            raise
    # As a shell has it: under `-m`, Python ends by the signal where it came while a dataclass was made.
    status = process.returncode if process.returncode >= 0 else 128 - process.returncode
    assert status in {0, 130}, said
    assert "Traceback" not in said
    assert list(places.iterdir()) == []
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    # Builds are no members of its group.
    assert [place for place in Path("/proc").glob("[0-9]*/cmdline") if _holds(place, str(settings))] == []
    return said


def _holds(place: Path, word: str) -> bool:
    """Return whether a file holds a word; one of a process that has ended holds nothing."""
    try:
        return word.encode() in place.read_bytes()
    except OSError:
        return False


@pytest.mark.parametrize("seconds", [0.3, 0.8, 1.6, 2.4])
def test_ctrl_c_ends_it_at_any_moment(seconds: float, tmp_path: Path) -> None:
    """While it starts, while it builds, and with a browser that listens: no traceback, nothing left, no process."""
    interrupt(tmp_path, lambda _: time.sleep(seconds))


@pytest.mark.parametrize("seconds", [0.05, 0.3, 0.7])
def test_a_build_that_ctrl_c_ends_is_not_told_as_failed(seconds: float, tmp_path: Path) -> None:
    def wait(process: subprocess.Popen[str]) -> None:
        assert process.stdout
        while not process.stdout.readline().startswith("Review list"):
            assert process.poll() is None
        time.sleep(seconds)

    assert "problems" not in interrupt(tmp_path, wait)
