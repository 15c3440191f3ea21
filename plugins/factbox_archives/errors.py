"""The errors of archives: always "place: what is wrong; what was expected"."""

from __future__ import annotations


class ArchiveError(Exception):
    """An archive that cannot be made, or cannot be asked, as it was called for."""

    def __init__(self, place: str, wrong: str, expected: str = "") -> None:
        """Keep the three parts of the message.

        Args:
            place: a file, a folder or an option.
            wrong: what is wrong there.
            expected: what would have been right; empty where `wrong` says it.
        """
        self.place, self.wrong, self.expected = place, wrong, expected
        super().__init__(f"{place}: {wrong}" + (f"; expected {expected}" if expected else ""))

    def __reduce__(self) -> tuple[type[ArchiveError], tuple[str, str, str]]:
        """Return what makes the error anew in another process."""
        return type(self), (self.place, self.wrong, self.expected)


class StoppedError(ArchiveError):
    """A run that ended before its end: the same command goes on with it."""


class RejectError(Exception):
    """A document that becomes no row."""

    def __init__(self, code: str, reason: str, name: str | None = None) -> None:
        """Keep why.

        Args:
            code: a short name that does not change, such as `no_text`.
            reason: the same in words: what is wrong, what was expected.
            name: the document's id, where it is known.
        """
        self.code, self.reason, self.name = code, reason, name
        super().__init__(reason)
