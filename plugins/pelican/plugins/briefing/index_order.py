"""Puts an index of Pagefind in order, so that the same pages give the same bytes.

Pagefind writes what a search is narrowed down by, its filters, in an order that differs from run to run. They are CBOR
(RFC 8949) of arrays, texts and whole numbers; a file of anything else is left as it is.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

# Stands before the CBOR of each file.
_MAGIC = b"pagefind_dcd"
# CBOR's major types of those there are, and the first of the additional informations that name a length of 1, 2, 4 or
# 8 bytes behind the head (RFC 8949, section 3).
_NUMBER, _TEXT, _ARRAY = 0, 3, 4
_LONG, _LONGEST = 24, 27
# Where the index's list has its filters: pairs of a name and a file's name.
_FILTERS = 3


def put_in_order(folder: Path) -> None:
    """Write the filters of an index in order, and name the files by what is in them.

    Args:
        folder: the index's folder, as Pagefind wrote it.
    """
    entry = folder / "pagefind-entry.json"
    if not entry.is_file():
        return
    told = json.loads(entry.read_text(encoding="utf-8"))
    for language in told["languages"].values():
        code = language["hash"].rpartition("_")[0]
        old = folder / f"pagefind.{language['hash']}.pf_meta"
        meta = _read(old)
        if not isinstance(meta, list) or len(meta) <= _FILTERS:
            continue
        meta[_FILTERS] = sorted([name, _ordered(folder / "filter", code, file)] for name, file in meta[_FILTERS])
        data = _packed(meta)
        language["hash"] = f"{code}_{_digest(data, 10)}"
        old.unlink()
        (folder / f"pagefind.{language['hash']}.pf_meta").write_bytes(data)
    entry.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _ordered(folder: Path, code: str, name: str) -> str:
    """Put a filter's values in order, and return the new name of its file."""
    old = folder / f"{name}.pf_filter"
    found = _read(old)
    if found is None:
        return name
    title, values = found
    data = _packed([title, sorted(values)])
    name = f"{code}_{_digest(data, 7)}"
    old.unlink()
    (folder / f"{name}.pf_filter").write_bytes(data)
    return name


def _read(file: Path) -> Any:  # noqa: ANN401 - lists, texts and numbers in each other
    """Return what is in a file; None where it is not what is known of Pagefind's."""
    data = gzip.decompress(file.read_bytes())
    try:
        item, end = _item(data, len(_MAGIC))
    except (ValueError, IndexError):
        return None
    return item if end == len(data) and _MAGIC + _bytes(item) == data else None


def _packed(item: Any) -> bytes:  # noqa: ANN401 - as above
    """Return a file of an item; the same for the same item."""
    return gzip.compress(_MAGIC + _bytes(item), mtime=0)


def _digest(data: bytes, digits: int) -> str:
    """Return the beginning of data's SHA-256."""
    return hashlib.sha256(data).hexdigest()[:digits]


def _item(data: bytes, at: int) -> tuple[Any, int]:
    """Return the item that begins at a place, and where it ends.

    Raises:
        ValueError: it is no array, text or number, or of no length that is known beforehand.
    """
    kind, size = divmod(data[at], 32)
    at += 1
    if size > _LONGEST or kind not in {_NUMBER, _TEXT, _ARRAY}:
        raise ValueError(data[at - 1])
    if size >= _LONG:
        end = at + 2 ** (size - _LONG)
        size, at = int.from_bytes(data[at:end], "big"), end
    if kind == _NUMBER:
        return size, at
    if kind == _TEXT:
        return data[at : at + size].decode(), at + size
    items = []
    for _ in range(size):
        item, at = _item(data, at)
        items.append(item)
    return items, at


def _bytes(item: Any) -> bytes:  # noqa: ANN401 - as above
    """Return an item in the shortest form."""
    if isinstance(item, int):
        return _head(_NUMBER, item)
    if isinstance(item, str):
        return _head(_TEXT, len(item.encode())) + item.encode()
    return _head(_ARRAY, len(item)) + b"".join(map(_bytes, item))


def _head(kind: int, size: int) -> bytes:
    """Return an item's head."""
    if size < _LONG:
        return bytes([kind * 32 + size])
    power = max(0, (size.bit_length() - 1).bit_length() - 3)
    return bytes([kind * 32 + _LONG + power]) + size.to_bytes(2**power, "big")
