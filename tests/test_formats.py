"""Seeds of other forms: a saved web page, a mail, a Word document; and what becomes of them where no extra is there."""

from __future__ import annotations

import io
import subprocess
import sys
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican.plugins.briefing.building import Request, build
from pelican.plugins.briefing.formats import FORMS, read_contents
from plugin_site import everything, make_site, written

if TYPE_CHECKING:
    from pathlib import Path

WORDS = (
    "The ferry to Tern Island stopped on Monday after a fire in its engine room, the company said. Nobody was hurt.",
    "“It will sail again,” said Tom Adeyemi, the company’s director. “We need a week and twelve good boats.”",
    "The council, which owns the pier, heard of the fire from passengers. It is not clear who will pay for the repair.",
)
# A page as papers have them: what states its source, what is around the article, and what must get nowhere.
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferry stops | Bay Courier</title>
<meta property="og:site_name" content="Bay Courier"><meta name="author" content="Iris Vale">
<link rel="canonical" href="https://courier.example.org/ferry-fire">
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle",
"headline":"Ferry to Tern Island stops after a fire","datePublished":"2026-03-02T18:05:00+01:00",
"license":"https://creativecommons.org/licenses/by-sa/4.0/"}}</script><style>p {{ color: red }}</style></head>
<body onload="evil()"><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Ferry to Tern Island stops after a fire</h1>
<p class="lead" onclick="evil()">{WORDS[0]}</p><p>{WORDS[1].replace("Tom Adeyemi", "<b>Tom Adeyemi</b>")}</p>
<script>evil()</script><img src="x" onerror="evil()"><iframe src="https://evil.example.org/"></iframe>
<ul><li>One boat is in the dock.</li><li>Another was sold to &lt;script&gt;evil()&lt;/script&gt; us.</li></ul>
<p>{WORDS[2]}</p></article>
<footer><a rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/">CC BY-SA 4.0</a></footer></body></html>
"""


def mail(html: str = "", **headers: str) -> bytes:
    """Return a mail with the words as its plain part, or with an HTML part alone."""
    message = EmailMessage()
    for name, value in headers.items():
        message[name] = value
    message.set_content("\n\n".join(WORDS) + "\n\n-- \nPress office, Pier 4\n")
    if html:
        message.set_content(html, subtype="html")
    return message.as_bytes(policy=SMTP)


def document() -> bytes:
    """Return a Word document with a title, paragraphs, a table, and a change that a reviewer proposes."""
    made = Document()
    made.add_heading("Ferry to Tern Island stops after a fire", 0)
    for words in WORDS:
        made.add_paragraph(words)
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Boats", "12"
    run = made.add_paragraph("Nobody ").add_run("was hurt.")._r  # noqa: SLF001 - no public way to propose a change
    inserted = run.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}ins", {})
    run.addprevious(inserted)
    inserted.append(run)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_a_page_gives_its_article_and_what_it_says_of_itself() -> None:
    contents = read_contents(PAGE.encode(), ".html", "seeds/a.html")
    assert contents.errors == ()
    assert {key: str(value) for key, value in contents.values.items()} == {
        "title": "Ferry to Tern Island stops after a fire",
        "author": "Iris Vale",
        "url": "https://courier.example.org/ferry-fire",
        "publisher": "Bay Courier",
        "published": "2026-03-02 18:05:00+01:00",
        "licence": "CC-BY-SA-4.0",
    }
    assert contents.data.decode().split("\n\n") == [
        *WORDS[:2],
        "One boat is in the dock.",
        "Another was sold to <script>evil()</script> us.",
        WORDS[2],
    ]


DATA = (
    '<script type="application/ld+json">{"@graph": [{"@type": "NAME", "license": '
    '"https://creativecommons.org/licenses/by/4.0/"}]}</script>'
)


@pytest.mark.parametrize(
    ("said", "licence"),
    [
        ("", None),
        ('<link href="https://creativecommons.org/licenses/by-nc/4.0/deed.de" rel="license">', "CC-BY-NC-4.0"),
        ("<link rel=license href=http://creativecommons.org/publicdomain/zero/1.0/>", "CC0-1.0"),
        ('<link rel="next" href="https://creativecommons.org/licenses/by/4.0/">', None),
        ('<link rel="license" href="/terms">', None),
        (
            DATA.replace("NAME", "NewsArticle"),
            "CC-BY-4.0",
        ),
        (
            DATA.replace("NAME", "ImageObject"),
            None,
        ),
        ('<script type="application/ld+json">[[[</script>', None),
    ],
)
def test_a_licence_is_what_the_page_links_for_itself(said: str, licence: str | None) -> None:
    page = PAGE[: PAGE.index("<footer>")].replace(
        '"license":"https://creativecommons.org/licenses/by-sa/4.0/"', '"a":1'
    )
    contents = read_contents(page.replace("<style>", f"{said}<style>").encode(), ".html", "a")
    assert contents.values.get("licence") == licence


def test_a_day_stays_a_day_and_no_date_is_guessed() -> None:
    day = PAGE.replace("2026-03-02T18:05:00+01:00", "2026-03-02")
    assert str(read_contents(day.encode(), ".html", "a").values["published"]) == "2026-03-02"
    undated = PAGE.replace('"datePublished":"2026-03-02T18:05:00+01:00",', "").replace("a week", "4 May 2019")
    assert "published" not in read_contents(undated.encode(), ".html", "a").values


def test_no_markup_of_a_page_reaches_the_site(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"ferry.html": PAGE, "ferry.toml": 'licence = "own"'})
    outcome = build(Request(site, verify=True))
    assert (outcome.briefings, outcome.failures) == (1, 0)
    pages = {path: data.decode() for path, data in written(outcome.output).items() if path.endswith(".html")}
    assert "It will sail again" in pages["briefings/ferry/index.html"]
    assert not [path for path, page in pages.items() if "<script>evil" in page]
    text = everything(outcome.output)
    assert not [word for word in ("onerror", "onclick", "evil.example.org", "color: red") if word in text]


def test_a_mail_gives_its_words_and_headers() -> None:
    headers = {
        "Subject": "Ferry to Tern Island stops after a fire",
        "From": "Tern Ferries Press <press@ferries.example.org>",
        "Date": "Mon, 02 Mar 2026 18:05:00 +0100",
    }
    contents = read_contents(mail(**headers), ".eml", "seeds/a.eml")
    assert [str(contents.values[key]) for key in ("title", "author", "published")] == [
        headers["Subject"],
        "Tern Ferries Press",
        "2026-03-02 18:05:00+01:00",
    ]
    assert contents.data.decode().strip().split("\n\n") == list(WORDS)
    marked = read_contents(mail(f"<p>{WORDS[0]}<script>evil()</script></p><p>{WORDS[1]}</p>"), ".eml", "a")
    assert marked.data.decode().split("\n\n") == list(WORDS[:2])
    assert marked.values == {}


def test_a_document_gives_its_words_with_what_was_put_in() -> None:
    contents = read_contents(document(), ".docx", "seeds/a.docx")
    assert contents.values == {"title": "Ferry to Tern Island stops after a fire"}
    assert contents.data.decode().split("\n\n") == [*WORDS, "Boats, 12", "Nobody was hurt."]


@pytest.mark.parametrize(
    ("suffix", "data", "wrong"),
    [
        (".html", b"", "a: holds no article that could be told from the page; expected a page with one article"),
        (".html", b"<p>Short.</p>", "a: holds no article"),
        (".html", b"\x00\xff<", "a: holds no article"),
        (".eml", b"", "a: is a mail without text; expected a mail with its headers"),
        (".docx", b"PK\x03\x04", "a: is no Word document; expected a file that Word wrote as .docx"),
        (".docx", b"", "a: is no Word document"),
        (".html", b"x" * 20_000_001, "a: has 20000001 bytes; expected at most 20000000"),
    ],
)
def test_what_holds_no_article_is_said(suffix: str, data: bytes, wrong: str) -> None:
    (error,) = read_contents(data, suffix, "a").errors
    assert str(error).startswith(wrong)


def encrypted() -> bytes:
    """Return a document whose entries say that they are locked with a password."""
    return (
        document()
        .replace(b"PK\x03\x04\x14\0\0", b"PK\x03\x04\x14\0\1")
        .replace(b"\x14\x03\x14\0\0", b"\x14\x03\x14\0\1")
    )


def test_a_fault_that_a_library_has_no_name_for_is_said() -> None:
    (error,) = read_contents(encrypted(), ".docx", "a").errors
    assert str(error).startswith("a: cannot be read (RuntimeError: File ")


CHANGES = st.lists(st.tuples(st.integers(0, 40_000), st.integers(0, 255)), min_size=1, max_size=8)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from([".docx", ".eml", ".html"]), CHANGES)
def test_no_damage_to_a_file_ends_in_an_exception(suffix: str, changes: list[tuple[int, int]]) -> None:
    data = bytearray({".docx": document, ".eml": lambda: mail(PAGE), ".html": PAGE.encode}[suffix]())
    for place, byte in changes:
        data[place % len(data)] = byte
    contents = read_contents(bytes(data), suffix, "a")
    assert contents.data or contents.errors


@settings(max_examples=25, deadline=None)
@given(st.sampled_from([form for form in FORMS if form != ".txt"]), st.binary() | st.text().map(str.encode))
def test_no_bytes_end_in_an_exception(suffix: str, data: bytes) -> None:
    for file in (data, PAGE.encode()[:400] + data, b"Subject: " + data + b"\n\n" + data):
        contents = read_contents(file, suffix, "a")
        assert contents.data or contents.errors or suffix == ".md"


@pytest.mark.parametrize(("suffix", "module"), [(".html", "trafilatura"), (".docx", "docx")])
def test_without_the_extra_its_name_is_said_and_the_rest_is_built(suffix: str, module: str, tmp_path: Path) -> None:
    site = make_site(tmp_path, {"a.txt": "\n\n".join(WORDS), f"b{suffix}": PAGE})
    script = (
        f"import sys; sys.modules[{module!r}] = None\n"
        "from pelican.plugins.briefing.cli import main\n"
        f"sys.exit(main(['build', '--settings', {str(site)!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"failed: seeds/b{suffix}: needs {module}; expected the extra that brings it: pip install" in done.stderr
    assert done.stdout.startswith("1 briefing, ")


def test_halves_of_letters_and_marks_of_direction_get_nowhere(tmp_path: Path) -> None:
    """A web page's data can name a half of a letter, which no file can hold."""
    title = "Ferry to Tern Island stops after a fire"
    page = PAGE.replace(f'"headline":"{title}', f'"headline":"\\ud800{title}').replace(
        "Bay Courier", "Bay \u202eCourier"
    )
    make_site(tmp_path, {"a.html": page}, FEED_ALL_ATOM="feeds/all.atom.xml", SITEURL="https://site.example.org")
    outcome = build(Request(tmp_path / "siteconf.py"))
    assert (outcome.briefings, outcome.failures) == (1, 0)
    assert "Bay Courier" in everything(outcome.output)
    assert "\u202e" not in everything(outcome.output)
