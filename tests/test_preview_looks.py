"""What the preview shows before its builds end: single pages, byte for byte as the build then has them."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from pelican.plugins.briefing.keeping import clear, kept
from pelican.plugins.briefing.preview import PreviewOptions
from pelican.plugins.briefing.preview.rounds import Builder
from pelican.plugins.briefing.preview.watching import find_sources
from pelican_briefing.locking import locked
from plugin_site import ARTICLE, ROOT, make_site
from test_preview import SECONDS, previewed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

    from test_preview import Preview

PAGE = "briefings/ferry/index.html"
OTHER = ARTICLE.replace("Harbour wall to be rebuilt", "A market").replace("harbour wall", "market hall")
SEEDS: dict[str, str | bytes] = {"ferry.txt": ARTICLE, "ferry.toml": 'story = "wall"\n', "hall.txt": OTHER}
CALM = "It was not clear who will pay."


class Building:
    """The process of one of a preview's builds, which has ended but stands."""

    def __init__(self, folder: Path, process: subprocess.Popen[str]) -> None:
        assert process.stdout
        assert process.stdin
        self.folder, self.answers, self.questions = folder, process.stdout, process.stdin
        assert self.answers.readline() == "0\n"

    def look(self, changes: dict[str, str | None]) -> dict[str, bytes]:
        """Change files of the site, ask for the pages that they make, and return those by path."""
        folder = self.folder / f"looks {time.monotonic_ns()}"
        folder.mkdir()
        for path, text in changes.items():
            file = self.folder / path
            if text is None:
                file.unlink()
            else:
                file.write_text(text, encoding="utf-8")
        asked = {"paths": [str(self.folder / path) for path in changes], "folder": str(folder)}
        print(json.dumps(asked), file=self.questions, flush=True)
        return {path: (folder / path).read_bytes() for path in json.loads(self.answers.readline())["pages"]}


def command(settings: Path) -> list[str]:
    """Return the command of a build for the preview."""
    own = [sys.executable, "-m", "pelican.plugins.briefing.preview.standing", "--settings", str(settings)]
    return [*own, "--output", str(settings.with_name("built"))]


@contextmanager
def built(folder: Path, *, again: bool = False) -> Iterator[Building]:
    """Build a site, and give the process for as long as the block runs: it ends when nobody is there to ask.

    `again` gives that of a second build, which finds nothing changed.
    """
    pipe = subprocess.PIPE
    asked = command(make_site(folder, SEEDS))
    if again:
        subprocess.run(asked, stdin=subprocess.DEVNULL, cwd=folder, check=True)
    with subprocess.Popen(asked, cwd=folder, text=True, stdin=pipe, stdout=pipe) as process:
        yield Building(folder, process)
        assert process.stdin
        process.stdin.close()
        assert process.wait(SECONDS) == 0


@pytest.mark.parametrize("again", [False, True], ids=["of a build", "where nothing was changed"])
@pytest.mark.parametrize(
    "changes",
    [
        {"seeds/ferry.txt": ARTICLE.replace("the year", "July")},
        {"seeds/ferry.txt": ARTICLE.replace("Harbour wall", "Sea wall")},
        {"seeds/ferry.toml": 'story = "wall"\nsummary = "What stands."\nurl = "https://news.example.org/a"\n'},
        {"seeds/ferry.toml": f'story = "wall"\n[[hide]]\ntext = "{CALM}"\n'},
        {"seeds/ferry.toml": f'story = "wall"\n[[checked]]\ntext = "{CALM}"\n'},
        {"seeds/hall.txt": OTHER.replace("the year", "July")},
    ],
    ids=["a word", "a headline", "metadata", "hidden", "checked", "another"],
)
def test_a_look_has_the_bytes_of_the_build(tmp_path: Path, changes: dict[str, str | None], *, again: bool) -> None:
    with built(tmp_path, again=again) as building:
        looks = building.look(changes)
    subprocess.run(command(tmp_path / "siteconf.py"), stdin=subprocess.DEVNULL, cwd=tmp_path, check=False)
    assert list(looks) == ["briefings/hall/index.html" if "seeds/hall.txt" in changes else PAGE]
    for path, page in looks.items():
        assert page.decode() == (tmp_path / "built" / path).read_text("utf-8")


def test_what_stands_elsewhere_or_on_more_is_for_the_build(tmp_path: Path) -> None:
    with built(tmp_path) as building:
        assert building.look({"seeds/ferry.toml": 'slug = "boat"\n'}) == {}
        assert building.look({"seeds/ferry.toml": 'status = "draft"\n'}) == {}
        assert building.look({"seeds/ferry.toml": 'status = "skip"\n'}) == {}
        assert building.look({"seeds/ferry.toml": "title = "}) == {}
        assert building.look({"seeds/ferry.toml": "title = 'A wall'\n", "content/a.md": "Title: More\n\nMore."}) == {}
        assert building.look({"seeds/new.txt": ARTICLE}) == {}
        assert b"A wall" in building.look({"seeds/ferry.toml": "title = 'A wall'\n"})[PAGE]
        assert b"A wall" not in building.look({"seeds/ferry.toml": None})[PAGE]
        assert list(building.look({"seeds/ferry.txt": ARTICLE, "seeds/hall.toml": "no key"})) == [PAGE]
        assert building.look({"seeds/ferry.txt": None}) == {}


def test_a_template_that_fails_on_one_page_costs_its_look_alone(tmp_path: Path) -> None:
    """The process that looked is gone; the next build has another."""
    settings = make_site(tmp_path, {"ferry.txt": ARTICLE}, JINJA_FILTERS={})
    filters = "JINJA_FILTERS = {'checked_twice': lambda text: 1 / ('June' not in text)}\n"
    theme = tmp_path / "theme"
    shutil.copytree(ROOT / "theme", theme)
    body = theme / "templates" / "article.html"
    body.write_text(
        body.read_text("utf-8") + "{% block extra %}{{ article.briefing.summary | checked_twice }}{% endblock %}"
    )
    base = theme / "templates" / "base.html"
    base.write_text(base.read_text("utf-8").replace("</body>", "{% block extra %}{% endblock %}</body>"))
    with settings.open("a", encoding="utf-8") as file:
        file.write(f"{filters}THEME = {str(theme)!r}\n")
    seed = tmp_path / "seeds" / "ferry.txt"

    async def rounds() -> tuple[list[bool], list[list[str]]]:
        builder = Builder(PreviewOptions(tmp_path, settings), tmp_path)
        built, looks = [bool((await builder.build()).folder)], []
        for month in ("May", "June", "July"):
            seed.write_text(ARTICLE.replace("the year", month), encoding="utf-8")
            looks.append([*await builder.look([str(seed)])])
        built.append(bool((await builder.build()).folder))
        looks.append([*await builder.look([str(seed)])])
        await builder.close()
        return built, looks

    # In a thread: where browser tests run too, this one has a loop already.
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: asyncio.run(rounds())).result() == ([True, True], [[PAGE], [], [], [PAGE]])


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with previewed(tmp_path_factory.mktemp("looks") / "site") as running:
        (running.folder / "seeds" / "hall.txt").write_text(OTHER, encoding="utf-8")
        running.wait(lambda: running.state()["site"] == 2)
        yield running


def test_a_change_is_shown_before_its_build_has_ended(preview: Preview) -> None:
    before = preview.state()["site"]
    (site,) = preview.folder.glob(".cache/briefing-preview/*/site")
    # The build waits as long as somebody else writes the site.
    with locked(site, lambda: None):
        (preview.folder / "seeds" / "ferry.txt").write_text(ARTICLE.replace("the year", "May"), encoding="utf-8")
        preview.wait(lambda: "end of May" in preview.get("/repo/briefings/ferry/")[1])
        assert "end of May" not in (site / PAGE).read_text("utf-8")
        assert preview.state()["site"] == before
        assert list(preview.state()["looks"]) == [PAGE]  # type: ignore[call-overload]
    preview.wait(lambda: preview.state()["site"] != before)
    assert preview.state()["looks"] == {}
    assert "end of May" in preview.get("/repo/briefings/ferry/")[1]


def loads(page: Page) -> int:
    """Return how often a page was loaded in this tab."""
    return int(page.evaluate("Number(sessionStorage.loads)"))


@pytest.mark.browser
def test_a_page_is_loaded_again_only_where_it_comes_out_otherwise(preview: Preview, browser: Browser) -> None:
    page = browser.new_page()
    page.add_init_script("sessionStorage.loads = Number(sessionStorage.loads || 0) + 1")
    page.goto(f"{preview.url}briefings/ferry/")
    page.get_by_role("region", name="Editing").wait_for(timeout=SECONDS * 1000)
    for name, month, times in (("hall", "April", 1), ("ferry", "June", 2)):
        site = preview.state()["site"]
        text = OTHER if name == "hall" else ARTICLE
        (preview.folder / "seeds" / f"{name}.txt").write_text(text.replace("the year", month), encoding="utf-8")
        preview.wait(lambda site=site: preview.state()["site"] != site)  # type: ignore[misc]
        page.wait_for_function("n => Number(document.querySelector('script[data-site]')?.dataset.site) > n", arg=site)
        time.sleep(1)
        assert loads(page) == times, name
    assert "end of June" in page.inner_text("main")
    (preview.folder / "content" / "images").mkdir(exist_ok=True)
    (preview.folder / "content" / "images" / "a.svg").write_text("<svg/>", encoding="utf-8")
    page.wait_for_function("() => Number(sessionStorage.loads) === 3", timeout=SECONDS * 1000)
    page.close()


@pytest.mark.browser
def test_a_page_is_not_loaded_again_while_a_change_is_under_way(preview: Preview, browser: Browser) -> None:
    """The answer to the change comes later than the build that has it."""
    page = browser.new_page()

    def late(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        site = preview.state()["site"]
        answer = route.fetch()
        preview.wait(lambda: preview.state()["site"] != site)
        route.fulfill(response=answer)

    page.goto(f"{preview.url}briefings/ferry/")
    marks = page.get_by_role("button", name="Mark as checked: ")
    marks.first.wait_for(timeout=SECONDS * 1000)
    second = marks.nth(1).get_attribute("aria-label")
    page.route("**/_preview/edit*", late)
    marks.first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("label => document.activeElement?.ariaLabel === label", arg=second, timeout=SECONDS * 1000)
    page.close()


def test_the_site_is_kept_for_the_next_preview(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    with previewed(folder):
        pass
    cache = folder / ".cache" / "briefing"
    (own,) = (part for part in kept(cache) if "preview" in part.kind)
    assert own.files
    assert (next(folder.glob(".cache/briefing-preview/*/site/briefings/ferry/index.html"))).is_file()
    clear(cache)
    assert list((folder / ".cache").iterdir()) == []


def test_what_builds_keep_is_no_source_and_a_site_without_a_cache_is_watched(tmp_path: Path) -> None:
    settings = make_site(tmp_path, {"ferry.txt": ARTICLE}, PATH=".", BRIEFING_SEEDS="seeds")
    sources = find_sources(settings)
    assert sources.holds(tmp_path / "seeds" / "ferry.txt")
    for name in ("briefing", "briefing-cards", "briefing-preview"):
        assert not sources.holds(tmp_path / ".cache" / name / "a" / "site" / "index.html"), name
    settings = make_site(tmp_path, {"ferry.txt": ARTICLE}, BRIEFING_CACHE="")
    assert find_sources(settings).holds(tmp_path / "seeds" / "ferry.txt")
