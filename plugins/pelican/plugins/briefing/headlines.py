"""Headlines that several briefings share ("Things to know for today"), and what tells their pages apart."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from pelican.plugins.briefing.later import changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def add_apart(articles: Sequence[Any]) -> None:
    """Tell each article whose headline others have too what tells it apart: its date or publisher, else its slug."""
    shared = _repeated(article.briefing.title for article in articles)
    same = [article for article in articles if article.briefing.title in shared]
    told = [_told(article.briefing) for article in same]
    unclear = _repeated((article.briefing.title, words) for article, words in zip(same, told, strict=True))
    for article, words in zip(same, told, strict=True):
        clear = words and (article.briefing.title, words) not in unclear
        article.briefing = changed(article.briefing, apart=words if clear else article.slug)


def _told(briefing: Any) -> str:  # noqa: ANN401 - a BriefingView
    """Return a briefing's date and publisher in words, as far as they are known."""
    return ", ".join(filter(None, [briefing.published.text if briefing.published else "", briefing.publisher]))


def _repeated(values: Iterable[Any]) -> set[Any]:
    """Return what comes more than once."""
    return {value for value, count in Counter(values).items() if count > 1}
