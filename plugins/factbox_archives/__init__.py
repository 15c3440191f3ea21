"""Archives: briefings of many documents, on one machine or many, in files that a database reads.

count = archive(Request(("articles.jsonl.gz",), "archive"))
"""

from factbox_archives.archiving import Request, archive
from factbox_archives.columns import columns
from factbox_archives.errors import ArchiveError, StoppedError
from factbox_archives.parts import Count, Form
from factbox_archives.records import Ways

__all__ = ["ArchiveError", "Count", "Form", "Request", "StoppedError", "Ways", "archive", "columns"]
