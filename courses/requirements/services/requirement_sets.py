"""WRITE: draft, publish and copy editions of a program's clinic requirements.

A published set never changes. These services refuse with a helpful message; the database refuses any other
attempt (`courses/requirements/models/published.py`). A student keeps the edition they began under.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.curriculum.models import Program
from courses.requirements.models import Requirement, RequirementGate, RequirementSet
from courses.requirements.selectors.requirement_sets import (
    clinic_courses,
    clinic_gap,
    current_requirement_set,
)

LIMITS = (
    "citation",
    "daily_cap_minutes",
    "weekly_cap_minutes",
    "week_starts_on",
    "entry_window_days",
    "rounding",
    "students_per_supervisor",
    "minutes_per_clock_hour",
    "transfer_maximum_minutes",
    "transfer_citation",
)
LINE = (
    "category",
    "name",
    "name_es",
    "description",
    "minutes",
    "minimum_clients",
    "maximum_minutes",
    "earned_at_school",
    "basis",
    "citation",
    "sort_order",
)


# Called with each requirement set that is published, in the same transaction.
WHEN_PUBLISHED: list[Callable[[RequirementSet], None]] = []


def when_published(act: Callable[[RequirementSet], None]) -> None:
    """Also do this with each requirement set that is published. Called while Django starts."""
    WHEN_PUBLISHED.append(act)


class AlreadyPublished(ValidationError):
    """The set is published; change it by publishing a new edition."""

    def __init__(self) -> None:
        super().__init__(
            _("This edition is published and can't be changed. Create a new edition instead."),
            code="already_published",
        )


@transaction.atomic
def create_edition(
    program: Program, *, requirements: Iterable[Mapping[str, Any]] = (), **limits: Any
) -> RequirementSet:
    """Return a new draft, numbered after the program's last edition.

    Each requirement is a mapping of the row's fields (lengths in minutes) and may contain `after`: a list
    of categories, or of (category, minutes) pairs, that must be met before it opens. Raises ValidationError
    for an unknown field or category, or for a row that the model rejects.
    """
    number = next_edition_number(program)
    edition = RequirementSet(program=program, edition=number, **known(limits, LIMITS))
    edition.full_clean()
    edition.save()
    add_requirements(edition, [dict(row) for row in requirements])
    return edition


def next_edition_number(program: Program) -> int:
    """Return the program's next edition number, locking the program until commit."""
    # An UPDATE locks the row on both engines, so that two editions get different numbers.
    Program.objects.filter(pk=program.pk).update(slug=F("slug"))
    last = RequirementSet.objects.filter(program=program).aggregate(last=Max("edition"))["last"]
    return (last or 0) + 1


def add_requirements(edition: RequirementSet, rows: list[dict[str, Any]]) -> None:
    gates = {row["category"]: row.pop("after", ()) for row in rows}
    made: dict[str, Requirement] = {}
    for order, row in enumerate(rows):
        fields = {"sort_order": order} | known(row, LINE)
        made[row["category"]] = _kept(Requirement(requirement_set=edition, **fields))
    for category, afters in gates.items():
        for after in afters:
            first, minutes = after if isinstance(after, tuple | list) else (after, None)
            if first not in made:
                raise ValidationError(_("No requirement is called “%(name)s”.") % {"name": first})
            gate = RequirementGate(
                requirement=made[category], after=made[first], after_minutes=minutes
            )
            _kept(gate)


def known(fields: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    unknown = sorted(set(fields) - set(names))
    if unknown:
        raise ValidationError(_("Unknown: %(names)s.") % {"names": ", ".join(unknown)})
    return dict(fields)


def _kept(row: Any) -> Any:
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def publish(requirement_set: RequirementSet, *, now: datetime) -> RequirementSet:
    """Publish a draft permanently. Raise AlreadyPublished, or ValidationError for an invalid draft.

    The row is written first and checked afterward: anyone adding a requirement meanwhile waits, and a
    refusal rolls everything back. The program's clinic course takes over the hours.
    """
    drafts = RequirementSet.objects.filter(pk=requirement_set.pk, published_at=None)
    # An UPDATE locks the row on both engines; the later save invalidates cached pages.
    if not drafts.update(edition=F("edition")):
        raise AlreadyPublished
    row = RequirementSet.objects.get(pk=requirement_set.pk)
    row.published_at = now
    row.save(update_fields=["published_at"])
    findings = list(_why_unfit(requirement_set))
    if findings:
        raise ValidationError(findings)
    requirement_set.refresh_from_db()
    _take_hours_over(requirement_set)
    for act in WHEN_PUBLISHED:
        act(requirement_set)
    return requirement_set


def _take_hours_over(requirement_set: RequirementSet) -> None:
    """Set the hours of the program's clinic course to those of the edition now in force.

    Only if it is the only clinic course and no other program teaches it. Otherwise the office decides which
    course to change, and the edition's page shows that the figures differ.
    """
    program = requirement_set.program
    if current_requirement_set(program) != requirement_set or not (gap := clinic_gap(program)):
        return
    courses = list(clinic_courses(program))
    if len(courses) == 1 and courses[0].curriculum_lines.count() == 1:
        courses[0].minutes = gap.asked
        courses[0].save(update_fields=["minutes"])


def _why_unfit(requirement_set: RequirementSet) -> Iterable[str]:
    lines = Requirement.objects.filter(requirement_set=requirement_set)
    rows = {line.pk: line for line in lines.prefetch_related("gates")}
    if not rows:
        yield gettext("Add at least one requirement before publishing.")
    for line in rows.values():
        if not line.minutes and not line.minimum_clients:
            yield gettext("“%(name)s” doesn't require anything. Enter hours or clients.") % {
                "name": line.name
            }
        if any(gate.after_id not in rows for gate in line.gates.all()):
            yield gettext("“%(name)s” is waiting for a requirement in a different set.") % {
                "name": line.name
            }
    waits = {pk: {gate.after_id for gate in line.gates.all()} for pk, line in rows.items()}
    if _has_circle(waits):
        yield gettext(
            "Some requirements are waiting for each other, so none of them would ever open."
        )


def _has_circle(waits: dict[int, set[int]]) -> bool:
    """Whether some requirements wait for each other in a circle."""
    left = dict(waits)
    while free := [pk for pk, afters in left.items() if not afters & left.keys()]:
        for pk in free:
            del left[pk]
    return bool(left)


@transaction.atomic
def new_edition(of: RequirementSet) -> RequirementSet:
    """Return a draft that copies an edition, its requirements and gates."""
    lines = of.requirements.prefetch_related("gates__after").order_by("sort_order", "pk")
    return create_edition(
        of.program,
        requirements=[_copied(line) for line in lines],
        **{name: getattr(of, name) for name in LIMITS},
    )


def _copied(line: Requirement) -> dict[str, Any]:
    after = [(gate.after.category, gate.after_minutes) for gate in line.gates.all()]
    return {name: getattr(line, name) for name in LINE} | {"after": after}


def require_draft(requirement_set: RequirementSet) -> None:
    """Raise AlreadyPublished unless the set may still be edited."""
    if RequirementSet.objects.filter(pk=requirement_set.pk).exclude(published_at=None).exists():
        raise AlreadyPublished
