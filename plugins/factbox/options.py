"""The few choices a caller has; everything else follows from the text."""

from __future__ import annotations

from dataclasses import dataclass, fields

from factbox.errors import OptionsError


@dataclass(frozen=True, slots=True)
class Options:
    """Choices that change what is read; part of a cache's key."""

    max_bytes: int = 5_000_000
    """A larger seed is an error, in bytes."""
    key_facts: int = 6
    """Bounds the key facts: two fewer than so many are statements, but three where there are as many."""
    indirect: bool = True
    """Whether reported statements without quotation marks are given."""
    opinions: bool = True
    """Whether those are given too that are no statements: what somebody thinks, asks, wants, judges or speaks of."""

    def __post_init__(self) -> None:
        """Check each value's type and range.

        Raises:
            OptionsError: a value is of another type, or negative.
        """
        for option in fields(self):
            value: object = getattr(self, option.name)
            expected = type(option.default)
            if type(value) is not expected:
                raise OptionsError(f"options.{option.name}", f"is {value!r}", f"{expected.__name__}")
            if isinstance(value, int) and value < 0:
                raise OptionsError(f"options.{option.name}", f"is {value!r}", "zero or more")


DEFAULTS = Options()
