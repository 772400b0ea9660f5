"""Earned, pending and remaining, read from balances and the pending index, never by scanning entries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Count, F, Min, QuerySet, Sum

from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.balances import BALANCED, Tally
from clinic_hours.sessions.domain.credits import TransferLimit
from clinic_hours.sessions.domain.requirements import (
    Gate,
    Line,
    SetProgress,
    progress_of,
    surplus,
)
from clinic_hours.sessions.domain.states import State
from clinic_hours.sessions.models import Balance, ClinicSession
from courses.requirements.models import Requirement, RequirementSet
from home.core.selectors.prepared import Given, Prepared

# Primary keys, or a queryset of them.
Enrollments = Collection[int] | QuerySet


@dataclass(frozen=True, slots=True)
class EnrollmentProgress:
    """One enrollment with its progress."""

    enrollment: Enrollment
    progress: SetProgress


def rows_by_requirement(requirements: QuerySet[Requirement]) -> Iterator[list[Any]]:
    """Return the rows of each requirement: one for each of its gates, or one without a gate."""
    rows = requirements.annotate(gate=F("gates__after"), gate_minutes=F("gates__after_minutes"))
    return (list(same) for _key, same in groupby(rows, key=attrgetter("pk")))


def line_of(rows: Sequence[Any]) -> Line:
    """Return a requirement for the domain, with its clock hours converted to real minutes."""
    requirement: Requirement = rows[0]
    under = requirement.requirement_set
    minutes, maximum = bounds_of(requirement, under)
    return Line(
        id=requirement.pk,
        category=requirement.category,
        name=requirement.shown_name,
        minutes=minutes,
        minimum_clients=requirement.minimum_clients,
        maximum_minutes=maximum,
        gates=tuple(
            Gate(row.gate, under.limit_in_real_minutes(row.gate_minutes))
            for row in rows
            if row.gate
        ),
        clock_hour=under.minutes_per_clock_hour,
        earned_at_school=requirement.earned_at_school,
        rule=requirement.rule,
    )


def lines_of(requirement_set: RequirementSet) -> tuple[Line, ...]:
    return tuple(map(line_of, rows_by_requirement(requirement_set.requirements.all())))


def tallies_of(enrollment: Enrollment) -> Mapping[int, Tally]:
    about = {"enrollment": enrollment.pk}
    found = tallies_in(earned_by_one.rows(**about), pending_of_one.rows(**about))
    return found.get(enrollment.pk, {})


def tallies_of_many(enrollments: Enrollments) -> dict[int, dict[int, Tally]]:
    """Return {enrollment: {requirement: Tally}}, always in two queries."""
    balances = Balance.objects.filter(enrollment__in=enrollments)
    submitted = ClinicSession.objects.filter(enrollment__in=enrollments)
    return tallies_in(earned_in(balances), pending_in(submitted))


@Prepared
def earned_by_one() -> QuerySet:
    return earned_in(Balance.objects.filter(enrollment=Given("enrollment")))


@Prepared
def pending_of_one() -> QuerySet:
    return pending_in(ClinicSession.objects.filter(enrollment=Given("enrollment")))


def earned_in(balances: QuerySet[Balance]) -> QuerySet:
    return balances.values_list("enrollment_id", "requirement_id", *BALANCED)


def pending_in(sessions: QuerySet[ClinicSession]) -> QuerySet:
    return (
        sessions.filter(status=State.SUBMITTED)
        .order_by()
        .values_list("enrollment_id", "requirement_id", "awaits")
        .annotate(minutes=Sum("minutes"), since=Min("submitted_at"), sessions=Count("pk"))
    )


def tallies_in(earned: Iterable[tuple], pending: Iterable[tuple]) -> dict[int, dict[int, Tally]]:
    tallies: dict[int, dict[int, Tally]] = defaultdict(dict)
    for enrollment, requirement, *amounts in earned:
        tallies[enrollment][requirement] = Tally(**dict(zip(BALANCED, amounts, strict=True)))
    for enrollment, requirement, *claimed in pending:
        so_far = tallies[enrollment].get(requirement, Tally())
        tallies[enrollment][requirement] = with_pending(so_far, *claimed)
    return tallies


def with_pending(tally: Tally, awaits: str, minutes: int, since: datetime, sessions: int) -> Tally:
    """Add pending sessions. Only those that await nobody wait for their instructor."""
    pending = tally.pending_minutes + minutes
    if awaits:
        return replace(tally, pending_minutes=pending)
    return replace(tally, pending_minutes=pending, pending_since=since, pending_sessions=sessions)


def surplus_minutes(enrollment: Enrollment, requirement: Requirement) -> int:
    """Return the minutes earned beyond what one requirement needs, in one query."""
    earned = Balance.objects.filter(enrollment=enrollment, requirement=requirement)
    minutes = earned.values_list("minutes", flat=True).first() or 0
    return surplus(minutes, *bounds_of(requirement, enrollment.requirement_set))


def bounds_of(requirement: Requirement, under: RequirementSet) -> tuple[int, int | None]:
    """Return the minimum and maximum of a requirement in real minutes."""
    return (
        under.in_real_minutes(requirement.minutes),
        under.limit_in_real_minutes(requirement.maximum_minutes),
    )


def transfer_limit(under: RequirementSet) -> TransferLimit:
    return TransferLimit(
        maximum=under.limit_in_real_minutes(under.transfer_maximum_minutes),
        rule=under.transfer_citation,
        edition=under.edition,
        clock_hour=under.minutes_per_clock_hour,
    )


def progress_of_enrollment(enrollment: Enrollment) -> SetProgress:
    return progress_of(lines_of(enrollment.requirement_set), tallies_of(enrollment))


def progress_of_enrollments(
    enrollments: list[Enrollment], keys: Enrollments | None = None
) -> list[EnrollmentProgress]:
    """Return each enrollment with its progress. The lines of each requirement set are read once.

    `keys` is their queryset of primary keys, for more of them than a statement has room for.
    """
    lines = lines_by_set({enrollment.requirement_set_id for enrollment in enrollments})
    tallies = tallies_of_many([each.pk for each in enrollments] if keys is None else keys)
    return [
        EnrollmentProgress(
            each, progress_of(lines[each.requirement_set_id], tallies.get(each.pk, {}))
        )
        for each in enrollments
    ]


def lines_by_set(set_ids: set[int]) -> dict[int, tuple[Line, ...]]:
    by_set: dict[int, tuple[Line, ...]] = dict.fromkeys(set_ids, ())
    requirements = Requirement.objects.filter(requirement_set__in=set_ids)
    for rows in rows_by_requirement(requirements.select_related("requirement_set")):
        by_set[rows[0].requirement_set_id] += (line_of(rows),)
    return by_set
