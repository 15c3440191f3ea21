"""A seed's bytes become a text with headline, byline, dateline, prose and notices, a date and a language."""

from __future__ import annotations

import datetime as dt
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import pytest

from cases import Case, read_cases
from factbox import Metadata, SeedError, read_document
from factbox.document import document_from_text
from factbox.document.cleaning import clean
from factbox.document.decoding import decode
from factbox.document.languages import recognise_language
from factbox.document.titles import working_title
from factbox.options import Options
from factbox.spans import Span

if TYPE_CHECKING:
    from factbox.model import Document

# Enough of a paragraph to know it by, in characters.
SHOWN = 32


def lines(document: Document) -> list[str]:
    """Return a document as the case file writes it."""
    source, dateline, text = document.source, document.dateline, document.text
    out = [f"title {source.title_origin}: {source.title}"]
    if source.author:
        out.append(f"author: {source.author}")
    if dateline:
        out.append(f"dateline: {dateline.place or '-'} | {dateline.agency or '-'} | {dateline.date or '-'}")
    if source.published:
        out.append(f"published {source.published_origin}: {source.published}")
    if source.publisher:
        out.append(f"publisher {source.publisher_origin}: {source.publisher}")
    if not document.english:
        out.append(f"language: {source.language}")
    out += [f"¶ {paragraph.of(text)[:SHOWN].rstrip()}" for paragraph in document.paragraphs]
    out += [f"{notice.kind.value}: {notice.text[:SHOWN].rstrip()}" for notice in document.notices]
    return [line.replace("\n", " / ") for line in out]


CASES = [*read_cases("document"), *read_cases("datelines"), *read_cases("notices")]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    assert lines(read_document(case.input.encode())) == case.expected.splitlines()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_paragraphs_and_notices_are_the_texts_own_and_do_not_meet(case: Case) -> None:
    document = read_document(case.input.encode())
    assert all(notice.text == notice.span.of(document.text) for notice in document.notices)
    spans = sorted([*document.paragraphs, *(notice.span for notice in document.notices)])
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(len(span) for span in spans)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_clean_text_is_read_the_same_when_it_is_sent(case: Case) -> None:
    read = read_document(case.input.encode())
    sent = document_from_text(read.text)
    assert (sent.paragraphs, sent.dateline, sent.notices) == (read.paragraphs, read.dateline, read.notices)


TEXT = "Ferry “Ilse” sank\n\nThe café’s owner — Ms Ruiz — said that nobody had been hurt on Monday.\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (TEXT.encode(), None),
        (TEXT.encode("utf-8-sig"), None),
        (TEXT.encode("utf-16"), None),
        (TEXT.encode("utf-16-be").join([b"\xfe\xff", b""]), None),
        (TEXT.replace("\n", "\r\n").encode(), None),
        (TEXT.replace("\n", "\r").encode(), None),
        (TEXT.encode("cp1252"), "cp1252"),
        (TEXT.encode("cp1252").decode("latin-1").encode(), "cp1252"),
        (TEXT.encode().decode("cp1252", "replace").replace("�", "\x9d").encode(), "mojibake"),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-be", "crlf", "cr", "cp1252", "c1", "mojibake"],
)
def test_every_encoding_gives_the_same_text(data: bytes, code: str | None) -> None:
    document = read_document(data)
    assert document.text == TEXT.strip("\n")
    assert [issue.code for issue in document.issues][:1] == ([code] if code else [])


def test_mojibake_is_restored_and_said_with_its_line() -> None:
    (issue,) = read_document("Harbour closed\n\nThe pilotâ€™s cafÃ© shut â€” for good, it said.".encode()).issues
    assert (issue.code, issue.line) == ("mojibake", 3)
    text, _ = decode("The pilotâ€™s cafÃ© shut â€” for good.".encode(), "x")
    assert text == "The pilot’s café shut — for good."


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("times", [1, 2])
def test_what_was_misread_twice_or_stands_apart_from_its_marks_is_restored(
    times: int, form: Literal["NFC", "NFD"]
) -> None:
    text = told = "“Stay,” said Hugo Chávez – Julián’s."
    for _ in range(times):
        told = told.encode().decode("latin-1")
    made, (issue,) = decode(unicodedata.normalize(form, told).encode(), "x")
    assert (made, issue.code) == (text, "mojibake")


def test_characters_as_html_writes_them_are_put_back_and_said_with_their_line() -> None:
    text, (issue,) = decode(b"Harbour shut\n\nThe caf&#233; of AT&amp;T cost &pound;5&nbsp;m, &#x201c;so&rdquo;.", "x")
    assert text == "Harbour shut\n\nThe café of AT&T cost £5\xa0m, “so”."
    assert (issue.code, issue.line) == ("reference", 3)
    assert issue.message.startswith("has characters as HTML writes them (such as “&#233;”)")


@pytest.mark.parametrize("text", ["The &lt;b&gt; tag", "R&D; fish & chips; &nosuch; &#0; &#1;", "AT&T; &#1114112;"])
def test_what_means_no_character_of_a_text_stays(text: str) -> None:
    assert decode(text.encode(), "x") == (text, ())


def test_letters_that_only_look_garbled_stay() -> None:
    text = "Ângela saw À la carte at the CAFÉ “Ñandú” in Århus."
    assert decode(text.encode(), "x") == (text, ())


def test_damaged_utf8_keeps_what_holds_and_names_the_line() -> None:
    good = "“Rain fell,” she said – “for días.”\n" * 3
    text, (issue,) = decode(good.encode() + b"caf\xe9\n", "x")
    assert text == good + "caf�\n"
    assert (issue.code, issue.line) == ("utf8", 4)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty; expected an article"),
        (b" \n\t\r\n", "is empty"),
        ("\ufeff\u200b\n".encode(), "is empty"),
        (b"%PDF-1.7\n...", "is a PDF; expected plain text"),
        (b"{\\rtf1\\ansi", "is an RTF file"),
        (b"PK\x03\x04rest", "is a ZIP or office file"),
        (b"\x89PNG\r\n\x1a\n", "is an image"),
        (b"Rain\x00fell", "holds NUL bytes"),
        (bytes(range(1, 32)) * 4, "control characters"),
        (b"a" * 101, "has 101 bytes; expected at most 100"),
    ],
)
def test_what_is_no_article_is_refused_by_name(data: bytes, message: str) -> None:
    with pytest.raises(SeedError, match=r"^harbour/x\.txt: ") as caught:
        read_document(data, path="harbour/x.txt", options=Options(max_bytes=100 if len(data) == 101 else 10**6))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        ("A\xa0boat\u2009sank\tfast", "A boat sank fast"),
        ("A boat  \r\n\r\nsank\x0b", "A boat\n\nsank"),
        ("one\u2028two\u2029three", "one\ntwo\nthree"),
        ("har\xadbour\u200b \u202aright\u202c\ufeff", "harbour right"),
        ("bell\x07 \x1b[0m", "bell [0m"),
        ("cafe\u0301", "caf\u00e9"),
        ("ab\u200dcd", "abcd"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0646\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0646\u0645"),
        ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"),
        ("“curly” ''double'' — dash – en", "“curly” ''double'' — dash – en"),
        ("Pos.\tSailor\tTime\n1 \tAna Ruiz\t\t2:14:07\t\nA\tboat", "Pos., Sailor, Time\n1, Ana Ruiz, 2:14:07\nA boat"),
    ],
)
def test_cleaning_takes_what_cannot_be_seen_and_no_mark(dirty: str, expected: str) -> None:
    assert clean(dirty) == expected
    assert clean(expected) == expected


def test_a_text_that_is_sent_is_never_changed() -> None:
    text = "\n\r\nLARNE\xa0(OPA)\xa0- Rain \u200bfell  on\tMonday, the council said.\r\n\n"
    document = document_from_text(text, id="a")
    assert document.text == text
    assert document.dateline is not None
    assert document.dateline.place == "LARNE"


def test_an_empty_text_is_a_document_without_paragraphs() -> None:
    document = document_from_text("")
    assert (document.paragraphs, document.source.title, document.dateline) == ((), "", None)


ARTICLE = b"Ferry sank\n\nLARNE, Orrin, March 4, 2025 (OPA) - A ferry sank off Larne on Monday, the coast guard said."


@pytest.mark.parametrize(
    ("path", "metadata", "expected"),
    [
        ("", Metadata(), ("2025-03-04", "dateline")),
        ("2025-03-05-ferry.txt", Metadata(), ("2025-03-05", "filename")),
        ("news/2025-03-05_ferry.txt", Metadata(), ("2025-03-05", "filename")),
        ("2025-03-05.txt", Metadata(), ("2025-03-05", "filename")),
        ("2025-13-05-ferry.txt", Metadata(), ("2025-03-04", "dateline")),
        ("2025-03-051-ferry.txt", Metadata(), ("2025-03-04", "dateline")),
        ("2025-03-05-x.txt", Metadata(published=dt.date(2025, 3, 6)), ("2025-03-06", "sidecar")),
        ("x.md", Metadata(published=dt.date(2025, 3, 6), published_origin="header"), ("2025-03-06", "header")),
    ],
)
def test_the_date_is_the_editors_then_the_names_then_the_datelines(
    path: str, metadata: Metadata, expected: tuple[str, str]
) -> None:
    source = read_document(ARTICLE, path=path, metadata=metadata).source
    assert (str(source.published), source.published_origin) == expected


def test_a_dateline_without_a_year_dates_nothing() -> None:
    document = read_document(ARTICLE.replace(b", 2025", b""))
    assert (document.source.published, document.source.published_origin) == (None, None)
    assert document.dateline is not None
    assert document.dateline.date == "XXXX-03-04"


def test_what_an_editor_says_comes_before_what_the_text_shows() -> None:
    said = Metadata(
        title="Another title", publisher="The Vale Echo", author="J. Marsh", language="de", url="https://x.example"
    )
    source = read_document(b"By Ana Ruiz\n" + ARTICLE, path="a/b.txt", metadata=said).source
    assert (source.title, source.title_origin) == ("Another title", "given")
    assert (source.publisher, source.publisher_origin) == ("The Vale Echo", "given")
    assert (source.author, source.language, source.url) == ("J. Marsh", "de", "https://x.example")


def test_the_first_line_is_the_headline_where_the_editor_gives_the_same() -> None:
    text = (
        "Ferry sank off Larne, crew safe, the coast guard said on Monday.\nAll nine are well, it said on Monday night."
    )
    assert read_document(text.encode()).title_span is None
    given = Metadata(title="Ferry sank off Larne: crew safe, the coast guard said on Monday")
    assert read_document(text.encode(), metadata=given).title_span == Span(0, 63)


def test_a_short_first_sentence_is_no_headline_where_a_title_is_given() -> None:
    rest = "\n\nThe council of Larne voted on Monday to rebuild the quay that the storm of last winter took away.\n"
    for first in ("By next spring the harbour could have a new quay.", "Behind the harbour wall lies a quay in ruins."):
        without, given = read_document((first + rest).encode()), Metadata(title="Harbour plans its quay")
        assert without.title_span == Span(0, len(first) - 1)
        document = read_document((first + rest).encode(), metadata=given)
        assert (document.title_span, document.paragraphs[0]) == (None, Span(0, len(first)))
    titled = read_document(("New Quay For Harbour Ruined Last Winter." + rest).encode(), metadata=given)
    assert titled.title_span is not None


def test_id_path_and_digest_are_the_seeds() -> None:
    document = read_document(b"Rain fell.", path="world\\harbour.txt")
    assert document.id == "world/harbour"
    assert document.source.sha256 == "8a4b1e83d9ac76588abc6e52934641f9985fa28116917d200b1d05572e6d79b8"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council said on Monday that the bridge would not be closed before the end of the year.", "en"),
        ("Rain fell.", "en"),
        ("Larne 3 Vale 0\nOrrin 1 Tarvel 1\n" * 20, "und"),
        (
            "Results of the cup matches that were played on Saturday and are in the first round:\n"
            + "Vale 2 Orrin 1\n" * 20,
            "en",
        ),
        ("Results of the cup matches on Saturday\n" + "Vale 2 Orrin 1\n" * 60, "en"),
        ("Der Rat hat am Montag entschieden, dass die Brücke bis zum Ende des Jahres nicht gesperrt wird.", "de"),
        ("Le conseil a décidé lundi que le pont ne sera pas fermé avant la fin de l’année.", "fr"),
        ("El consejo decidió el lunes que el puente no se cerrará hasta que termine el año.", "es"),
        ("Совет решил в понедельник, что мост не будет закрыт. Это было сообщено вечером. Мы ждём.", "ru"),
        ("Рада вирішила в понеділок, що міст не буде закритий.", "uk"),
        ("議会は月曜日、橋を閉鎖しないと決めた。", "ja"),
        ("市议会周一决定不关闭大桥。", "zh"),
        ("قرر المجلس يوم الاثنين عدم إغلاق الجسر", "ar"),
        ("המועצה החליטה ביום שני לא לסגור את הגשר", "he"),
        ("Το συμβούλιο αποφάσισε τη Δευτέρα να μην κλείσει τη γέφυρα", "el"),
        ("1234 5678", "und"),
        ("\U0001f600", "und"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert recognise_language(text) == language


@pytest.mark.parametrize(
    ("lede", "title"),
    [
        ("Ferries stopped. The harbour said so.", "Ferries stopped"),
        ("Marrow Corp. said it would close. It gave no date.", "Marrow Corp. said it would close"),
        ("The ferry belongs to Marrow Corp. The port does not.", "The ferry belongs to Marrow Corp"),
        (
            "The bill was sent to Gov. Ana Ruiz on Oct. 4. She signed it.",
            "The bill was sent to Gov. Ana Ruiz on Oct. 4",
        ),
        ("“Nobody slept.” Ms Ruiz said so twice.", "“Nobody slept.”"),
        ("Will the ferry sail again? Nobody knows.", "Will the ferry sail again?"),
        (
            "The harbour showdown between the pilots and the port took a more personal turn late on Thursday night as",
            "The harbour showdown between the pilots and the port took a more personal turn late",
        ),
        (
            "The council of Larne closed the old stone bridge to all traffic, saying that it had cracked overnight",
            "The council of Larne closed the old stone bridge to all traffic",
        ),
        ("word" * 40, ("word" * 40)[:90]),
    ],
)
def test_working_title(lede: str, title: str) -> None:
    assert working_title(lede, Span(0, len(lede))).of(lede) == title
