"""`briefing`, and `python -m pelican_briefing`: answers where nothing was changed, else hands on to the plugin."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pelican_briefing.arguments import build_arguments
from pelican_briefing.unchanged import answer

if TYPE_CHECKING:
    from collections.abc import Sequence

# The exit status of a command that Ctrl-C ended, as shells have it.
_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status.

    Args:
        argv: the arguments after the command's name; those of the process where None.
    """
    given = list(sys.argv[1:] if argv is None else argv)
    try:
        if given[:1] == ["build"]:
            status = answer(build_arguments(given[1:]))
            if status is not None:
                return status
        from pelican.plugins.briefing.cli import main as run

        return run(given)
    except KeyboardInterrupt:
        return _INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
