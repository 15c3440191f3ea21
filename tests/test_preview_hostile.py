"""Requests that are none of the preview's own pages': refused, said on its console, and nothing is written."""

from __future__ import annotations

import http.client
import json
import re
import socket
from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest

from test_preview import SECONDS, Preview, previewed

if TYPE_CHECKING:
    from collections.abc import Iterator

SIDECAR = 'licence = "own"\npublished = 2026-03-04\n'
PAGE = "briefings/ferry/"
EDIT = "/repo/_preview/edit"
CHANGE = {"page": PAGE, "version": "x", "key": "title", "value": "Taken over"}


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with previewed(tmp_path_factory.mktemp("hostile") / "site", beside=SIDECAR) as running:
        yield running


def own_headers(preview: Preview) -> dict[str, str]:
    """Return what one of the preview's own pages sends."""
    token = re.search(r'data-token="([^"]+)"', preview.get(f"/repo/{PAGE}")[1])
    assert token
    return {
        "Host": f"127.0.0.1:{preview.port}",
        "Origin": f"http://127.0.0.1:{preview.port}",
        "Content-Type": "application/json",
        "X-Briefing-Token": token[1],
    }


def asked(preview: Preview, change: dict[str, str], **headers: str) -> tuple[int, str]:
    """Send a change as the preview's own page would, but for some headers, and return status and answer."""
    given = own_headers(preview) | {name.replace("_", "-"): value for name, value in headers.items()}
    connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=SECONDS)
    sent = {name: value for name, value in given.items() if value}
    connection.request("POST", EDIT, json.dumps(change), sent)
    answer = connection.getresponse()
    told = answer.read().decode()
    connection.close()
    return answer.status, told


def raw(preview: Preview, request: bytes) -> bytes:
    """Send bytes, and return how the answer begins."""
    with socket.create_connection(("127.0.0.1", preview.port), timeout=SECONDS) as connection:
        connection.sendall(request)
        return connection.recv(12)


def log(preview: Preview) -> str:
    """Return what the console shows."""
    return (preview.folder / "preview.log").read_text("utf-8")


def sidecar(preview: Preview) -> str:
    """Return what the sidecar holds."""
    return (preview.folder / "seeds" / "ferry.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("headers", "status", "why"),
    [
        ({"Origin": "https://evil.example.org"}, 403, "the request comes from https://evil.example.org"),
        ({"Origin": "null"}, 403, "the request comes from null"),
        ({"Origin": ""}, 403, "the request comes from same-origin"),
        ({"Sec-Fetch-Site": "cross-site"}, 403, "the request comes from http://127.0.0.1"),
        ({"X-Briefing-Token": "x"}, 403, "no token of this preview"),
        ({"X-Briefing-Token": ""}, 403, "no token of this preview"),
        ({"Host": "evil.example.org", "Origin": "http://evil.example.org"}, 400, "calls this server evil.example.org"),
        ({"Content-Type": "text/plain"}, 415, "expected application/json"),
    ],
)
def test_who_is_no_page_of_the_preview_is_refused(
    headers: dict[str, str], status: int, why: str, preview: Preview
) -> None:
    before = len(log(preview))
    assert asked(preview, CHANGE, **headers)[0] == status
    assert f"refused: POST {EDIT!r}: " in log(preview)[before:]
    assert why in log(preview)[before:]
    assert sidecar(preview) == SIDECAR


def test_its_own_page_is_let_through(preview: Preview) -> None:
    assert asked(preview, CHANGE)[0] == HTTPStatus.CONFLICT


def test_reading_what_can_be_edited_needs_the_token_too(preview: Preview) -> None:
    assert preview.get(f"{EDIT}?page={PAGE}")[0] == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize(
    ("more", "status"),
    [({"page": "\ud800"}, 404), ({"key": "\ud800"}, 422), ({"value": "\ud800"}, 422)],
)
def test_half_a_letter_is_refused_in_words(more: dict[str, str], status: int, preview: Preview) -> None:
    version = sha256(SIDECAR.encode()).hexdigest()
    answer, told = asked(preview, {**CHANGE, "version": version, **more})
    assert (answer, list(json.loads(told))) == (status, ["error"])
    assert sidecar(preview) == SIDECAR


@pytest.mark.parametrize("path", ["a" * 5000, "a/" * 3000])
def test_too_long_an_address_is_that_of_no_page(path: str, preview: Preview) -> None:
    assert preview.get(f"/repo/{path}")[0] == HTTPStatus.NOT_FOUND


def test_no_page_elsewhere_holds_one_in_a_frame(preview: Preview) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=SECONDS)
    for path in (PAGE, "_preview/review", "briefings/ferry/briefing.json"):
        connection.request("GET", f"/repo/{path}")
        answer = connection.getresponse()
        answer.read()
        assert (answer.status, answer.getheader("X-Frame-Options")) == (HTTPStatus.OK, "DENY")
    connection.close()


@pytest.mark.parametrize("page", ["../siteconf.py", "briefings/ferry/../../../x/", "/etc/passwd", "..\\..\\x"])
def test_a_page_outside_the_site_is_refused(page: str, preview: Preview) -> None:
    before = len(log(preview))
    status, answer = asked(preview, CHANGE | {"page": page})
    leads_out = not page.startswith("..\\")
    assert status == (HTTPStatus.FORBIDDEN if leads_out else HTTPStatus.NOT_FOUND)
    assert "root:" not in answer
    assert ("leads out of the site" in log(preview)[before:]) == leads_out


@pytest.mark.parametrize("path", ["/repo/..%2f..%2fsiteconf.py", "/repo//etc/passwd"])
def test_a_file_outside_the_site_is_refused(path: str, preview: Preview) -> None:
    before = len(log(preview))
    assert preview.get(path)[0] == HTTPStatus.NOT_FOUND
    assert "refused: GET " in log(preview)[before:]


def test_a_sidecar_that_leads_out_of_the_folder_is_left_alone(preview: Preview) -> None:
    file, outside = preview.folder / "seeds" / "ferry.toml", preview.folder / "outside.toml"
    before = len(log(preview))
    file.rename(outside)
    file.symlink_to(outside)
    try:
        assert asked(preview, CHANGE)[0] == HTTPStatus.FORBIDDEN
    finally:
        file.unlink()
        outside.rename(file)
    assert "is a link out of the folder" in log(preview)[before:]
    assert sidecar(preview) == SIDECAR


@pytest.mark.parametrize("how", [b"Content-Length: 10000000\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n"])
def test_ten_megabytes_are_refused_before_they_are_read(how: bytes, preview: Preview) -> None:
    before = len(log(preview))
    head = "".join(f"{name}: {value}\r\n" for name, value in own_headers(preview).items())
    part = b"%x\r\n%s\r\n" % (70_000, b"x" * 70_000) if b"chunked" in how else b"x" * 1000
    assert raw(preview, f"POST {EDIT} HTTP/1.1\r\n{head}".encode() + how + part) == b"HTTP/1.1 413"
    assert "a change has at most 64000 bytes" in log(preview)[before:]


def test_a_header_with_a_line_end_is_no_second_one(preview: Preview) -> None:
    before = len(log(preview))
    head = f"POST {EDIT} HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\nX-Briefing-Token: a\r\n"
    assert raw(preview, f"{head}Content-Length: 2\r\n\r\n{{}}".encode()).startswith(b"HTTP/1.1 40")
    assert len(log(preview)) > before


def test_what_is_refused_is_one_line_of_the_console(preview: Preview) -> None:
    before = len(log(preview))
    assert preview.get("/repo/_preview/edit%0arefused:%20nothing?x", host="evil%0d\x1b[2J")[0] == HTTPStatus.BAD_REQUEST
    assert log(preview)[before:].count("\n") == 1
    assert "\x1b" not in log(preview)[before:]


@pytest.mark.parametrize(("host", "status"), [("[::1]:8000", 200), ("192.168.7.9", 200), ("LOCALHOST", 200), ("", 400)])
def test_it_is_called_by_its_name_or_an_address(host: str, status: int, preview: Preview) -> None:
    """An address leads to this machine alone, whatever page it stands in; a name may be made to."""
    assert preview.get("/repo/", host=host)[0] == status
