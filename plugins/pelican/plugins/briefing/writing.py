"""Writes a file that an editor keeps, whole or not at all."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

# Hidden, so that a file which a killed process leaves is no seed.
PREFIX = ".briefing-"


class ChangedError(Exception):
    """A file holds something else than who wants to write it knows."""


def write_whole(file: Path, data: bytes, known: bytes | None = None) -> None:
    """Put bytes in the place of a file; whatever ends the process, there is the old file or the new one.

    A link stays a link, and the file's permissions stay as they are.

    Args:
        file: need not be there; its folder is made.
        data: all that it is to hold.
        known: what it holds as far as the caller knows, nothing where it is not there; None to write whatever it holds.

    Raises:
        ChangedError: it holds something else, and stays as it is.
    """
    file = file.resolve()
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=PREFIX, suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        _compare(file, known)
        part.chmod(file.stat().st_mode & 0o7777 if file.exists() else 0o666 & ~_umask())
        part.replace(file)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def toml_bytes(values: Mapping[str, Any]) -> bytes:
    """Return values by key as a file of TOML, a line each.

    Args:
        values: texts, lists of texts, true and false, dates.
    """
    return "".join(f"{key} = {_toml(value)}\n" for key, value in values.items()).encode()


def _toml(value: Any) -> str:  # noqa: ANN401 - a value of any key
    """Return a value as TOML has it. JSON's strings and lists are TOML's too."""
    return value.isoformat() if isinstance(value, dt.date) else json.dumps(value, ensure_ascii=False)


def _compare(file: Path, known: bytes | None) -> None:
    """Refuse to write what holds something else than is known."""
    if known is not None and known != (file.read_bytes() if file.exists() else b""):
        raise ChangedError


def _umask() -> int:
    """Return what new files are not allowed; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
