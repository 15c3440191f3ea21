"""`factbox annotate --jsonl` with the names taken out that pronouns stand for.

Gold that does not say whom "she" means can only be compared with the mention as it stands in the text.
"""

from __future__ import annotations

import json
import subprocess
import sys


def main() -> int:
    """Answer each line of standard input."""
    command = [sys.executable, "-m", "factbox.cli", "annotate", "--jsonl"]
    done = subprocess.run(command, stdin=sys.stdin.buffer, stdout=subprocess.PIPE, check=False)  # noqa: S603 - no input
    for line in done.stdout.splitlines():
        data = json.loads(line)
        for quotation in data.get("quotations", ()):
            if quotation["speaker"] and quotation["speaker"]["kind"] == "pronoun":
                quotation["speaker"]["name"] = None
        print(json.dumps(data))
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
