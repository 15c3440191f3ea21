"""What somebody is called beside their name where the text that says it is not there."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# A role that says whose or of whom by its own text alone: "its director", "Republican rival", "fellow councillor".
_POINTS = re.compile(
    r"^(?:his|her|its|their|our|my|whose|fellow)\b"
    r"|\b(?:all(?:y|ies)|colleague|counterpart|critic|friend|mentor|neighbou?r|opponent|predecessor|rival|successor)s?$",
    re.IGNORECASE,
)
# The one that most of so many newest briefings have is taken for somebody's role.
_NEWEST = 7


def stands_alone(role: str) -> bool:
    """Return whether a role says who somebody is: "the mayor of Isk" does, "its director" and "her rival" do not."""
    return not _POINTS.search(role)


def main_role(roles: Iterable[str]) -> str:
    """Return the role that most of the newest briefings give somebody, of those that say who they are; empty for none.

    Args:
        roles: as the briefings have them, newest first.
    """
    newest = [role for role in roles if stands_alone(role)][:_NEWEST]
    often = Counter(role.casefold() for role in newest)
    return max(newest, key=lambda role: often[role.casefold()], default="")
