"""What differs where the site is published: full addresses, feeds, and nothing that is not due."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pelicanconf import *

SITEURL = "https://example.org"
RELATIVE_URLS = False
DELETE_OUTPUT_DIRECTORY = True

BRIEFING_DRAFTS = False
BRIEFING_INDEX = True
# Drafts among the hand-written pages are not written either, nor what their date has not come for.
DRAFT_SAVE_AS = ""
DRAFT_PAGE_SAVE_AS = ""
WITH_FUTURE_DATES = False

FEED_DOMAIN = SITEURL
FEED_ALL_ATOM = "feeds/all.atom.xml"
# The same as a JSON Feed.
FEED_SAVE_AS = "feeds/all.json"
