"""`python -m factbox.cli` is `factbox`."""

import sys

from factbox.cli import main

sys.exit(main())
