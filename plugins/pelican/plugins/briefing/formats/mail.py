"""Reads a mail, such as a press release: its subject, sender and date, and its body as plain text."""

from __future__ import annotations

import datetime as dt
import email
import re
from email import policy
from email.errors import MessageError
from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing.errors import BriefingError
from pelican.plugins.briefing.formats import Contents, told
from pelican.plugins.briefing.formats.markdown import html_text

if TYPE_CHECKING:
    from email.message import EmailMessage

# What damaged headers and bodies make the library raise.
_DAMAGED = (AttributeError, IndexError, LookupError, TypeError, ValueError, MessageError)
# The line that a signature begins with: "-- ".
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
# A line that goes on in the next, in a body of format=flowed: it ends in a space.
_FLOWED = re.compile(r"(?<=\S) \n(?=\S)")


def read(data: bytes, path: str) -> Contents:
    """Return what a mail says.

    Args:
        data: the mail's bytes, headers first.
        path: the file, for messages.
    """
    message = email.message_from_bytes(data, policy=policy.default)
    text = _body(message)
    if not text.strip():
        return Contents(b"", errors=(BriefingError(path, "is a mail without text", "a mail with its headers"),))
    said = {"title": _subject(message), "author": _sender(message), "published": _date(message)}
    return Contents(text.encode("utf-8", "replace"), told(said))


def _body(message: EmailMessage) -> str:
    """Return the words of a mail: its plain part, else its HTML without the marks."""
    try:
        part = message.get_body(("plain", "html"))
        content = part.get_content() if part else ""
    except _DAMAGED:
        return ""
    if not isinstance(content, str):
        return ""
    if part and part.get_content_type() == "text/html":
        return html_text(content)
    content = content.replace("\r\n", "\n")
    if part and part.get_param("format") == "flowed":
        content = _FLOWED.sub(" ", content)
    return _SIGNATURE.split(content)[0]


def _subject(message: EmailMessage) -> Any:  # noqa: ANN401 - a header, checked by who takes it
    """Return the subject."""
    try:
        return str(message["subject"] or "")
    except _DAMAGED:
        return None


def _sender(message: EmailMessage) -> str | None:
    """Return the name of who sent it; an address is nobody's name."""
    try:
        addresses = message["from"].addresses if message["from"] else ()
        return next((found.display_name for found in addresses if found.display_name), None)
    except _DAMAGED:
        return None


def _date(message: EmailMessage) -> dt.datetime | None:
    """Return when it was sent."""
    try:
        found = message["date"].datetime if message["date"] else None
    except _DAMAGED:
        return None
    return found if isinstance(found, dt.datetime) else None
