"""READ: two or three programs side by side."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from courses.groups import Start, next_start, upcoming_starts
from courses.selectors import ClinicRequirements, clinic_requirements

FEWEST, MOST = 2, 3


@dataclass(frozen=True, slots=True)
class Compared:
    """A program's page with what its column shows."""

    page: Any  # a ProgramPage, fetched for cards
    clinic: ClinicRequirements | None

    @property
    def next_start(self) -> Start | None:
        return next_start(upcoming_starts(self.page.program.groups, timezone.localdate()))


def compared(pages: QuerySet, slugs: list[str]) -> list[Compared]:
    """Return the chosen programs in the order in which they were asked for, at most three.

    Slugs that no public program has are left out; each is compared once.
    """
    by_slug = {page.program.slug: page for page in pages}
    chosen = [by_slug[slug] for slug in dict.fromkeys(slugs) if slug in by_slug][:MOST]
    return [Compared(page, clinic_requirements(page.program)) for page in chosen]
