"""Reads news text into quotations with speakers, dates, names, figures and key facts, each a span of its source.

document = read_document(data)
briefing = brief(annotate(document))
to_dict(briefing)
"""

from factbox.briefing import brief, public_people, text_terms
from factbox.document import document_from_text, read_document
from factbox.edits import Amendment, apply_edits, words_for
from factbox.errors import DataError, EditError, FactboxError, LexiconError, OptionsError, SeedError
from factbox.model import *  # noqa: F403 - the types, whose list `model.__all__` is the only one
from factbox.model import __all__ as _types
from factbox.options import Options
from factbox.pipeline import annotate
from factbox.reading import read_briefing
from factbox.segments import Run, split_segments
from factbox.serialize import SCHEMA, from_dict, schema, to_dict
from factbox.spans import Span

__version__ = "0.1.0"

__all__ = [  # noqa: PLE0604 - names, and the model's own list of names
    "SCHEMA",
    "Amendment",
    "DataError",
    "EditError",
    "FactboxError",
    "LexiconError",
    "Options",
    "OptionsError",
    "Run",
    "SeedError",
    "Span",
    "annotate",
    "apply_edits",
    "brief",
    "document_from_text",
    "from_dict",
    "public_people",
    "read_briefing",
    "read_document",
    "schema",
    "split_segments",
    "text_terms",
    "to_dict",
    "words_for",
    *_types,
]
