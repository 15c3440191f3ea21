"""Files wherever they are: a folder of this machine, or any store that fsspec knows by its address (`s3://bucket/news`)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import fsspec

from factbox_archives.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What is being written stands under a name of this beginning until it is whole.
_UNFINISHED = ".unfinished-"
# Bytes that are copied at a time.
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Store:
    """A folder, here or elsewhere."""

    url: str
    """Its address or path, as it was given."""

    def names(self) -> set[str]:
        """Return the names in the folder; none where it is not there."""
        files, folder = _opened(self.url)
        try:
            return {str(path).rstrip("/").rpartition("/")[2] for path in files.ls(folder, detail=False)}
        except FileNotFoundError:
            return set()

    def has(self, name: str) -> bool:
        """Return whether there is a file of that name."""
        files, folder = _opened(self.url)
        return bool(files.exists(f"{folder}/{name}"))

    def read(self, name: str) -> bytes:
        """Return the bytes of a file."""
        files, folder = _opened(self.url)
        return bytes(files.cat_file(f"{folder}/{name}"))

    def write(self, name: str, chunks: Iterable[bytes]) -> None:
        """Write a file, whole or not at all, in the place of any that was there.

        Args:
            name: its name in the folder, or its path under it.
            chunks: its bytes.
        """
        files, folder = _opened(self.url)
        place, _, last = f"{folder}/{name}".rpartition("/")
        files.makedirs(place, exist_ok=True)
        # An object appears when its upload is complete; a file of a file system already when it is begun.
        if _appears_whole(files):
            with files.open(f"{place}/{last}", "wb") as out:
                out.writelines(chunks)
            return
        part = f"{place}/{_UNFINISHED}{uuid.uuid4().hex}"
        with files.open(part, "wb") as out:
            out.writelines(chunks)
        files.mv(part, f"{place}/{last}")

    def remove(self, name: str) -> None:
        """Remove a file, or a folder with all that is in it; one that is not there is no error."""
        files, folder = _opened(self.url)
        if files.exists(f"{folder}/{name}"):
            files.rm(f"{folder}/{name}", recursive=True)

    def sweep(self) -> None:
        """Remove what killed runs began to write."""
        for name in self.names():
            if name.startswith(_UNFINISHED):
                self.remove(name)

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a file, some at a time."""
        files, folder = _opened(self.url)
        with files.open(f"{folder}/{name}", "rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk


@dataclass(frozen=True, slots=True)
class Found:
    """A file that an address means."""

    url: str
    """Its own address or path."""
    path: str
    """Its path under the folder that was meant, or its name."""
    size: int
    """In bytes."""


def file_system(url: str) -> Any:  # noqa: ANN401 - fsspec has no types
    """Return fsspec's file system of an address."""
    return _opened(url)[0]


def open_file(url: str) -> BinaryIO:
    """Return a file opened for reading bytes."""
    files, path = _opened(url)
    return cast("BinaryIO", files.open(path, "rb"))


def has_file(url: str) -> bool:
    """Return whether there is a file."""
    files, path = _opened(url)
    return bool(files.isfile(path))


def find_files(url: str) -> tuple[Found, ...]:
    """Return the files that an address means, sorted: one file, those of a pattern, or all under a folder.

    Args:
        url: path or address; names that begin with a dot are passed over in folders.

    Raises:
        ArchiveError: there is nothing.
    """
    files, path = _opened(url)
    pattern = any(letter in path for letter in "*?[") and not files.exists(path)
    entries = files.glob(path, detail=True) if pattern else files.find(path, detail=True)
    root = "" if pattern else f"{path.rstrip('/')}/"
    found = []
    for file, told in sorted(entries.items()):
        below = file.removeprefix(root) if root and file.startswith(root) else file.rpartition("/")[2]
        if told["type"] == "file" and not f"/{below}".count("/."):
            found.append(Found(_address(files, file), below, int(told.get("size") or 0)))
    if not found:
        raise ArchiveError(url, "is not there, or holds no files", "a file, a folder, or a pattern of files")
    return tuple(found)


def _opened(url: str) -> tuple[Any, str]:
    """Return the file system of an address, and the path in it."""
    try:
        files, path = fsspec.core.url_to_fs(url)
    except (ValueError, ImportError) as error:
        raise ArchiveError(url, f"is in no store that can be reached ({error})") from None
    return files, str(path)


def _address(files: Any, path: str) -> str:  # noqa: ANN401 - fsspec has no types
    """Return the address of a path: of this machine's files the path itself."""
    return path if _is_local(files) else str(files.unstrip_protocol(path))


def _is_local(files: Any) -> bool:  # noqa: ANN401 - as above
    """Return whether it is this machine's file system."""
    protocol = files.protocol if isinstance(files.protocol, str) else files.protocol[0]
    return protocol in {"file", "local"}


def _appears_whole(files: Any) -> bool:  # noqa: ANN401 - as above
    """Return whether a file of a store is seen only when all of it is written."""
    protocol = files.protocol if isinstance(files.protocol, str) else files.protocol[0]
    return protocol in {"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "memory"}
