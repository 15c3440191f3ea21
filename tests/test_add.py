"""`briefing add`: from a file, a pipe, a saved page and an address, with questions and without."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import threading
import tomllib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from pelican.plugins.briefing.cli import main
from plugin_site import ARTICLE, make_site
from test_formats import PAGE, WORDS, document, mail

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMMAND = [sys.executable, "-m", "pelican_briefing", "add", "--settings", "siteconf.py"]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a site without seeds, which is the working folder too."""
    make_site(tmp_path, {})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: str, *arguments: str) -> int:
    """Run a command on the site of the working folder and return its status."""
    return main([command, "--settings", "siteconf.py", *arguments])


def add(*arguments: str) -> int:
    """Add an article and return the status."""
    return run("add", *arguments)


def put(folder: Path, name: str, data: str | bytes) -> str:
    """Write a file beside the site and return its path."""
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return name


def said(folder: Path, name: str) -> dict[str, object]:
    """Return what a sidecar says."""
    return tomllib.loads((folder / "seeds" / f"{name}.toml").read_text("utf-8"))


class Paper(BaseHTTPRequestHandler):
    """A paper's web server on this machine."""

    def do_GET(self) -> None:
        """Answer with a page, a redirect to it or out of the web, or something that is no page."""
        sent = {"/moved": "/article", "/out": "file:///etc/passwd", "/ftp": "ftp://127.0.0.1/a"}.get(self.path)
        body = PAGE.encode() if self.path.startswith("/article") else b"x" * (21_000_000 * (self.path == "/big"))
        known = body or self.path in {"/article", "/picture"}
        self.send_response(302 if sent else 200 if known else 404)
        if sent:
            self.send_header("Location", sent)
        self.send_header("Content-Type", "image/png" if self.path == "/picture" else "text/html")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def paper() -> Iterator[str]:
    """The address of a paper's web server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Paper) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_page_becomes_a_seed_and_a_sidecar(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(put(site, "saved.html", PAGE), "--tags", "ferries, fire", "--draft") == 0
    name = "ferry-to-tern-island-stops-after-a-fire"
    out = capsys.readouterr().out
    assert out.startswith(f"Wrote seeds/{name}.txt and seeds/{name}.toml.\nNext: briefing check seeds/{name}.txt, ")
    told = said(site, name)
    assert told["url"] == "https://courier.example.org/ferry-fire"
    assert (told["publisher"], told["licence"], told["author"]) == ("Bay Courier", "CC-BY-SA-4.0", "Iris Vale")
    assert (str(told["published"]), told["tags"], told["status"]) == (
        "2026-03-02 18:05:00+01:00",
        ["ferries", "fire"],
        "draft",
    )
    assert (site / "seeds" / f"{name}.txt").read_text("utf-8").startswith(WORDS[0])
    assert run("check", f"seeds/{name}.txt", "--strict") in {0, 1}
    assert "[sidecar]" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "data", "name"),
    [
        ("a.txt", ARTICLE.encode("utf-16"), "wall"),
        ("a.md", f"Title: The wall\nDate: 2026-03-04\n\n{ARTICLE}", "wall"),
        ("a.eml", mail(Subject="The ferry"), "the-ferry"),
        ("a.docx", document(), "ferry-to-tern-island-stops-after-a-fire"),
    ],
)
def test_files_of_every_form_are_taken(file: str, data: str | bytes, name: str, site: Path) -> None:
    """Text and Markdown stay byte for byte."""
    put(site, file, data)
    assert add(file, "--licence", "own", *(["--name", name] if name == "wall" else [])) == 0
    suffix = ".md" if file == "a.md" else ".txt"
    seed = (site / "seeds" / f"{name}{suffix}").read_bytes()
    assert seed == (data if isinstance(data, bytes) else data.encode()) or file not in {"a.txt", "a.md"}
    assert seed.endswith(b"\n") or file == "a.txt"
    assert said(site, name)["licence"] == "own"
    assert ("published" in said(site, name)) == (file == "a.eml" and b"Date" in mail(Subject="x"))
    assert run("build", "--quiet") == 0


def test_what_is_piped_in_is_a_text(site: Path) -> None:
    done = subprocess.run([*COMMAND, "-"], input=ARTICLE.encode(), check=False, capture_output=True, cwd=site)
    assert done.returncode == 0, done.stderr
    assert (site / "seeds" / "harbour-wall-to-be-rebuilt.txt").read_text("utf-8") == ARTICLE
    assert not (site / "seeds" / "harbour-wall-to-be-rebuilt.toml").exists()


def test_an_address_is_fetched(paper: str, site: Path) -> None:
    """The page's own canonical address weighs more than where it was found, what the editor says more than both."""
    assert add(f"{paper}/moved", "--name", "x/ferry", "--publisher", "The Bay") == 0
    told = said(site, "x/ferry")
    assert (told["url"], told["publisher"]) == ("https://courier.example.org/ferry-fire", "The Bay")


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("/gone", "answers 404 Not Found; expected a page that anybody can read"),
        ("/picture", "is image/png; expected a web page or plain text"),
        ("/big", "has more than 20000000 bytes; expected a page with one article"),
        ("/out", "answers 302 "),
        ("/ftp", "cannot be fetched ("),
    ],
)
def test_what_is_no_page_is_said(
    path: str, wrong: str, paper: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(f"{paper}{path}") == 1
    assert f"briefing: {paper}{path}: {wrong}" in capsys.readouterr().err
    assert not list((site / "seeds").iterdir())


def test_a_server_that_is_not_there_is_said(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    del site
    assert add("http://127.0.0.1:1/") == 1
    assert "cannot be fetched (" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (PAGE.replace("https://courier.example.org/ferry-fire", "https://other.example.org/1"), "text"),
        (PAGE.replace("Nobody was hurt", "No one was hurt").replace('rel="canonical"', ""), "text"),
        (
            f'<link rel=canonical href="http://www.courier.example.org/ferry-fire/?utm_source=x#a"><p>{ARTICLE * 3}',
            "address",
        ),
    ],
)
def test_a_copy_is_refused_unless_told_otherwise(
    data: str, what: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(put(site, "a.html", PAGE), "--name", "first") == 0
    assert add(put(site, "b.html", data), "--name", "second") == 1
    wrong = f"briefing: b.html: has the {what} of seeds/first.txt; expected another article, or --again to add it\n"
    assert capsys.readouterr().err == wrong
    assert len(list((site / "seeds").iterdir())) == 2
    assert add("b.html", "--name", "second", "--again") == 0


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        (["--name", "../x"], '--name: is "../x"; expected a name in seeds/ such as harbour-wall'),
        (["--name", "x/.y"], '--name: is "x/.y"'),
        (["--name", "taken"], "seeds/taken.md: is there already; expected another --name"),
        (["--published", "soon"], '--published: published is "soon"; expected a date such as 2024-08-13'),
        (["--url", "javascript:evil()"], '--url: url is "javascript:evil()"; expected an address'),
    ],
)
def test_what_cannot_be_is_refused(
    arguments: list[str], wrong: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(site, "seeds/taken.md", "Title: x\n\nWords that are nobody else's.\n")
    assert add(put(site, "a.txt", ARTICLE), *arguments) == 1
    assert capsys.readouterr().err.startswith(f"briefing: {wrong}")
    assert [file.name for file in (site / "seeds").iterdir()] == ["taken.md"]


@pytest.mark.parametrize(
    ("file", "wrong"),
    [("gone.txt", "gone.txt: cannot be read (No such file or directory)"), ("a.pdf", "a.pdf: is of no form that can")],
)
def test_what_is_no_article_is_said(file: str, wrong: str, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    del site
    assert add(file) == 1
    assert capsys.readouterr().err.startswith(f"briefing: {wrong}")


def typed(site: Path, answers: str) -> tuple[int, str]:
    """Return status and output of adding an article at a terminal at which somebody types lines."""
    put(site, "a.txt", ARTICLE)
    ours, theirs = pty.openpty()
    with subprocess.Popen([*COMMAND, "a.txt"], stdin=theirs, stdout=theirs, stderr=theirs, cwd=site) as process:
        os.close(theirs)
        os.write(ours, answers.encode())
        seen = b""
        while True:
            try:
                seen += os.read(ours, 4096)
            except OSError:
                break
        status = process.wait()
    os.close(ours)
    return status, seen.decode()


def test_at_a_terminal_it_asks_for_what_is_missing(site: Path) -> None:
    status, seen = typed(site, "\nsoon\n2026-03-04\nBay Courier\n\nown\n")
    assert status == 0, seen
    assert 'published is "soon"; expected a date such as 2024-08-13' in seen
    assert said(site, "harbour-wall-to-be-rebuilt").keys() == {"published", "publisher", "licence"}


def test_who_breaks_off_leaves_nothing(site: Path) -> None:
    status, seen = typed(site, "\n\x04")
    assert status == 1
    assert "Nothing was written." in seen
    assert not list((site / "seeds").iterdir())
