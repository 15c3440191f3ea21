"""The errors that factbox raises: always "place: what is wrong; what was expected"."""

from __future__ import annotations


class FactboxError(Exception):
    """The root of every error that factbox raises on purpose."""

    def __init__(self, place: str, wrong: str, expected: str = "") -> None:
        """Keep the three parts of the message.

        Args:
            place: a file, with a line where one is known (`seeds/x.toml:3`), or another place in words.
            wrong: what is wrong there.
            expected: what would have been right, with an example; empty where `wrong` says it.
        """
        self.place, self.wrong, self.expected = place, wrong, expected
        super().__init__(f"{place}: {wrong}" + (f"; expected {expected}" if expected else ""))

    def __reduce__(self) -> tuple[type[FactboxError], tuple[str, str, str]]:
        """Return what makes the error anew in another process."""
        return type(self), (self.place, self.wrong, self.expected)


class SeedError(FactboxError):
    """A seed that cannot be read as text."""


class LexiconError(FactboxError):
    """A lexicon file that does not hold what it must."""


class OptionsError(FactboxError):
    """An option with an unknown name or of a wrong type."""


class EditError(FactboxError):
    """A correction that fits no item, or more than one."""


class DataError(FactboxError):
    """A briefing's JSON that does not have the form it must; the place is a path such as `$.quotations[3].kind`."""
