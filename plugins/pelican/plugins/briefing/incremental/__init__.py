"""Writes anew only those pages of a site that come out otherwise than in its last build; the others are taken over.

`digests` tells whether anything differs that a page's templates may read, `reaches` what that is, `kept` knows the last
site's files, and `writer` is Pelican's writer with all this before it.
"""

from __future__ import annotations

from pelican.plugins.briefing.incremental.digests import Digests
from pelican.plugins.briefing.incremental.kept import Kept

__all__ = ["Digests", "Kept"]
