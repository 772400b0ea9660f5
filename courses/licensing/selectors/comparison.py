"""READ: two or three programs side by side."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from courses.curriculum.selectors.groups import Start, next_start_of
from courses.requirements.selectors.requirement_sets import ClinicRequirements, clinic_requirements
from home.core.school_time import today

MOST = 3


@dataclass(frozen=True, slots=True)
class Compared:
    """A program page and the data for its column."""

    page: Any  # a ProgramPage, fetched for cards
    clinic: ClinicRequirements | None

    @property
    def next_start(self) -> Start | None:
        return next_start_of(self.page.program.groups, today())


@dataclass(frozen=True, slots=True)
class Choice:
    """The programs in a URL's query, in its order, without duplicates, three at most.

    `unknown` counts the slugs that match no program; `is_cut` is true if there were more than three.
    """

    pages: tuple[Any, ...]
    unknown: int
    is_cut: bool

    @property
    def only(self) -> Any | None:
        """Return the single chosen program, which needs another to compare with."""
        return self.pages[0] if len(self.pages) == 1 else None

    @property
    def columns(self) -> list[Compared]:
        """Return the columns; empty with fewer than two programs."""
        shown = () if self.only else self.pages
        return [Compared(page, clinic_requirements(page.program)) for page in shown]


def chosen(pages: QuerySet, slugs: list[str]) -> Choice:
    """Return the chosen ones among these public programs."""
    by_slug = {page.program.slug: page for page in pages}
    asked = list(dict.fromkeys(slugs))
    found = tuple(by_slug[slug] for slug in asked if slug in by_slug)
    return Choice(found[:MOST], unknown=len(asked) - len(found), is_cut=len(found) > MOST)
