"""Keeps what templates were compiled to for the builds to come: to compile them takes longer than a dozen pages."""

from __future__ import annotations

import hashlib
import marshal
import os
import tempfile
from contextlib import suppress
from typing import TYPE_CHECKING

from jinja2.bccache import BytecodeCache

from pelican_briefing.unchanged import prune

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """The code of templates, for all environments of a build, and between builds where a file is named for it.

    Jinja compares the source that a code was made of; what else decides about it must be in the file's name.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._codes: dict[str, bytes] = {}
        self._made = False

    def begin(self, file: Path) -> None:
        """Take what an earlier build left in a file."""
        self._codes |= _read(file)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template's code if it is there."""
        if bucket.key in self._codes:
            bucket.bytecode_from_string(self._codes[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take a template's code."""
        self._codes[bucket.key] = bucket.bytecode_to_string()
        self._made = True

    def leave(self, file: Path) -> None:
        """Write all that is known into a file, whole or not at all, unless it is there."""
        if not self._made:
            return
        data = marshal.dumps(self._codes)
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=file.parent, suffix=".part")
            with os.fdopen(handle, "wb") as part:
                part.write(_digest(data) + data)
            os.replace(name, file)  # noqa: PTH105 - both are plain names here
            prune(file.parent)


def _read(file: Path) -> dict[str, bytes]:
    """Return what a file holds, nothing where it is not whole: code with a wrong byte could end the process."""
    try:
        kept = file.read_bytes()
    except OSError:
        return {}
    size = hashlib.sha256().digest_size
    digest, data = kept[:size], kept[size:]
    codes: dict[str, bytes] = marshal.loads(data) if digest == _digest(data) else {}  # noqa: S302 - our own, and whole
    return codes


def _digest(data: bytes) -> bytes:
    """Return the digest that stands before what is kept."""
    return hashlib.sha256(data).digest()
