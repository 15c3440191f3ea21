"""The site's settings, for a build that is looked at on this computer. `publishconf.py` holds what differs online."""

from pathlib import Path

from jinja2 import StrictUndefined

ROOT = Path(__file__).resolve().parent

SITENAME = "Briefings"
SITESUBTITLE = "News articles as key facts, quotations and timelines, each with its source"
SITEURL = ""
RELATIVE_URLS = True
BRIEFING_NAV = [
    ("Latest", ""),
    ("Stories", "stories/"),
    ("Topics", "topics/"),
    ("People", "people/"),
    ("Archive", "archive/"),
    ("Search", "search/"),
]
AUTHOR = SITENAME
TIMEZONE = "UTC"
# The same names of months on every computer.
LOCALE = ["C.UTF-8", "C"]
DEFAULT_LANG = "en"
DEFAULT_CATEGORY = "News"

PATH = str(ROOT / "content")
OUTPUT_PATH = str(ROOT / "output")
THEME = str(ROOT / "theme")
PLUGINS = ["briefing"]
BRIEFING_SEEDS = str(ROOT / "seeds")
BRIEFING_DRAFTS = True
BRIEFING_INDEX = False
BRIEFING_SOURCE_TEXT = "full"

ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["images"]
USE_FOLDER_AS_CATEGORY = False
SLUGIFY_SOURCE = "basename"
TYPOGRIFY = False
DEFAULT_PAGINATION = 20
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)
PAGINATED_TEMPLATES = {"index": None, "tag": None, "category": None, "period_archives": None}
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
}

ARTICLE_URL = "briefings/{slug}/"
ARTICLE_SAVE_AS = "briefings/{slug}/index.html"
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
TAG_URL = "topics/{slug}/"
TAG_SAVE_AS = "topics/{slug}/index.html"
TAGS_URL = "topics/"
TAGS_SAVE_AS = "topics/index.html"
CATEGORY_URL = "sections/{slug}/"
CATEGORY_SAVE_AS = "sections/{slug}/index.html"
CATEGORIES_URL = "sections/"
CATEGORIES_SAVE_AS = "sections/index.html"
ARCHIVES_URL = "archive/"
ARCHIVES_SAVE_AS = "archive/index.html"
YEAR_ARCHIVE_URL = "archive/{date:%Y}/"
YEAR_ARCHIVE_SAVE_AS = "archive/{date:%Y}/index.html"
MONTH_ARCHIVE_URL = "archive/{date:%Y}/{date:%m}/"
MONTH_ARCHIVE_SAVE_AS = "archive/{date:%Y}/{date:%m}/index.html"
INDEX_URL = ""
AUTHOR_SAVE_AS = ""
AUTHORS_SAVE_AS = ""

DIRECT_TEMPLATES = ["index", "tags", "categories", "archives", "search", "corrections", "404"]
DIRECT_TEMPLATES += ["robots", "sitemap", "feed"]
INDEX_SAVE_AS = "index.html"
# Pelican reads `404_SAVE_AS` and the like too, which Python has no name for: the others go by TEMPLATE_EXTENSIONS.
ROBOTS_SAVE_AS = "robots.txt"
ROBOTS_URL = "robots.txt"
SITEMAP_SAVE_AS = "sitemap.xml"
SITEMAP_URL = "sitemap.xml"
CORRECTIONS_SAVE_AS = "corrections/index.html"
CORRECTIONS_URL = "corrections/"
SEARCH_SAVE_AS = "search/index.html"
SEARCH_URL = "search/"
TEMPLATE_EXTENSIONS = [".html", ".txt", ".xml", ".json"]

# Feeds need full addresses: `publishconf.py` has one.
FEED_ALL_ATOM = None
FEED_SAVE_AS = ""
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
