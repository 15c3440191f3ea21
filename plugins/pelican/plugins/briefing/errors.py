"""The errors that the plugin raises: always "place: what is wrong; what was expected"."""

from __future__ import annotations

import traceback


class BriefingError(Exception):
    """The root of every error that the plugin raises on purpose."""

    def __init__(self, place: str, wrong: str, expected: str = "") -> None:
        """Keep the three parts of the message.

        Args:
            place: a file, with a line where one is known (`seeds/x.toml:3`), or the name of a setting.
            wrong: what is wrong there.
            expected: what would have been right, with an example; empty where `wrong` says it.
        """
        self.place, self.wrong, self.expected = place, wrong, expected
        super().__init__(f"{place}: {wrong}" + (f"; expected {expected}" if expected else ""))


class SettingsError(BriefingError):
    """A setting with an unknown name, or of a wrong type or value."""


class SidecarError(BriefingError):
    """A sidecar, or a seed's header, that does not say what it must."""


class AddressError(BriefingError):
    """A seed, or a topic of it, that has no address of its own."""


def is_of_settings(error: BaseException) -> bool:
    """Return whether an error is what Pelican says of settings that it cannot go by, such as a folder that is gone."""
    import pelican.settings

    # The last of its frames, or the one that called the standard library: a folder that is no path.
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    named = any(frame.filename == pelican.settings.__file__ for frame in frames)
    return isinstance(error, (TypeError, ValueError)) and named
