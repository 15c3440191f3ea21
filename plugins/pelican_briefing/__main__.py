"""`briefing`, and `python -m pelican_briefing`: answers where nothing was changed, else hands on to the plugin."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from pelican_briefing.arguments import build_arguments
from pelican_briefing.unchanged import answer

if TYPE_CHECKING:
    from collections.abc import Sequence

# The exit status of a command that Ctrl-C ended, as shells have it.
_INTERRUPTED = 130
# And of one whose output nobody reads any more.
_CLOSED = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status.

    Args:
        argv: the arguments after the command's name; those of the process where None.
    """
    given = list(sys.argv[1:] if argv is None else argv)
    try:
        status = _run(given)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read has had enough: `briefing check | head`. What is left must not be written at the end either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _CLOSED
    return status


def _run(given: list[str]) -> int:
    """Run the command and return its exit status."""
    status = answer(build_arguments(given[1:])) if given[:1] == ["build"] else None
    if status is not None:
        return status
    from pelican.plugins.briefing.cli import main as run

    return run(given)


if __name__ == "__main__":
    sys.exit(main())
