"""What a new edition changes, limit by limit and requirement by requirement, and whom it affects."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Count

from clinic_hours.people.models import Enrollment
from courses.requirements.models import RequirementSet
from courses.requirements.services.drafts import rows_of
from courses.requirements.services.requirement_sets import LIMITS

CELLS = (
    *("name", "name_es", "description", "minutes", "minimum_clients", "maximum_minutes"),
    *("after", "earned_at_school", "basis", "citation"),
)
STILL_HERE = (Enrollment.Status.ACTIVE, Enrollment.Status.ON_LEAVE)


class Mark(StrEnum):
    SAME = ""
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Cell:
    """One field before and after."""

    name: str
    old: Any
    new: Any

    @property
    def mark(self) -> Mark:
        return Mark.SAME if self.old == self.new else Mark.CHANGED


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement before and after. Requirements are the same if their category is."""

    name: str
    mark: Mark
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    limits: tuple[Cell, ...]
    lines: tuple[Line, ...]
    total: Cell


def compare(old: RequirementSet | None, new: RequirementSet) -> Comparison:
    """Compare an edition with an earlier one, or with nothing if it is the first."""
    before, after = by_category(old), by_category(new)
    return Comparison(
        limits=tuple(Cell(name, getattr(old, name, None), getattr(new, name)) for name in LIMITS),
        lines=tuple(
            line_of(before.get(category), after.get(category))
            for category in dict.fromkeys([*after, *before])
        ),
        total=Cell("minutes", total_of(before) if old else None, total_of(after)),
    )


def by_category(edition: RequirementSet | None) -> dict[str, dict[str, Any]]:
    """Return the requirements with what opens them by name."""
    rows = rows_of(edition) if edition else []
    names = {row["category"]: row["name"] for row in rows}
    for row in rows:
        row["after"] = [(names.get(first, first), minutes) for first, minutes in row["after"]]
    return {row["category"]: row for row in rows}


def line_of(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> Line:
    said = new or old or {}
    cells = tuple(
        Cell(name, old[name] if old else None, new[name] if new else None) for name in CELLS
    )
    if old is None or new is None:
        return Line(said["name"], Mark.ADDED if new else Mark.REMOVED, cells)
    is_changed = any(cell.mark for cell in cells)
    return Line(said["name"], Mark.CHANGED if is_changed else Mark.SAME, cells)


def total_of(rows: Mapping[str, Mapping[str, Any]]) -> int:
    return sum(row["minutes"] for row in rows.values())


def enrolled_by_edition(edition: RequirementSet) -> list[tuple[int, int]]:
    """Return the other editions of its program that students are working under, with how many."""
    enrolled = Enrollment.objects.filter(
        requirement_set__program=edition.program_id, status__in=STILL_HERE
    ).exclude(requirement_set=edition)
    counts = enrolled.values_list("requirement_set__edition").annotate(count=Count("pk"))
    return list(counts.order_by("-requirement_set__edition"))
