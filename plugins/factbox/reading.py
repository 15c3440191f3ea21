"""The whole way of one article in one call, which a process pool can be given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbox.briefing import brief
from factbox.document import read_document
from factbox.options import DEFAULTS
from factbox.pipeline import annotate

if TYPE_CHECKING:
    from factbox.model import Briefing, Metadata
    from factbox.options import Options


def read_briefing(
    data: bytes, *, path: str = "", metadata: Metadata | None = None, options: Options = DEFAULTS
) -> Briefing:
    """Return the briefing of a seed's bytes.

    Args:
        data: the bytes, as `read_document` takes them.
        path: the seed's path under the seeds folder.
        metadata: what the editor says beside the text.
        options: the caller's choices.

    Raises:
        SeedError: the bytes are no text.
    """
    document = read_document(data, path=path, metadata=metadata, options=options)
    return brief(annotate(document, options), options)
