"""Where many students stand, in a constant number of queries: from balances and the last weeks' entries."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, QuerySet, Subquery, Sum

from clinic_hours.pace.domain.pace import DAY, RECENT_WEEKS, WEEK, Pace, pace_of
from clinic_hours.pace.domain.risk import Risk, risk_in
from clinic_hours.people.models import Enrollment
from clinic_hours.people.selectors.limits import limits
from clinic_hours.sessions.domain.requirements import SetProgress
from clinic_hours.sessions.models import HourEntry
from clinic_hours.sessions.selectors.progress import progress_of_enrollments

Status = Enrollment.Status


@dataclass(frozen=True, slots=True)
class Standing:
    """An enrollment with its progress, its pace and what follows from them.

    The points of `pace` are those of the last six weeks only. `finish_on` is the day of the last hours for
    those who are finished, and otherwise the projected day, or None if none is in sight.
    """

    enrollment: Enrollment
    progress: SetProgress
    pace: Pace
    risk: Risk
    finish_on: date | None

    @property
    def waiting_since(self) -> datetime | None:
        return self.progress.waiting_since


def standings_of(enrollments: QuerySet[Enrollment], today: date) -> list[Standing]:
    """Return where the students of a queryset stand, in its order."""
    rows = list(enrollments)
    recent = recent_minutes(enrollments, today)
    tracked = progress_of_enrollments(rows, enrollments.order_by().values("pk"))
    weeks = limits().far_behind_weeks
    found = [standing_of(each.enrollment, each.progress, recent, today, weeks) for each in tracked]
    return with_last_days(found)


def standing_of(
    enrollment: Enrollment,
    progress: SetProgress,
    recent: dict[int, int],
    today: date,
    far_behind_weeks: int,
) -> Standing:
    pace = recent_pace(enrollment, progress, recent.get(enrollment.pk, 0), today)
    risk = risk_of(enrollment, progress, pace, far_behind_weeks)
    return Standing(enrollment, progress, pace, risk, finish_of(enrollment, pace, risk))


def finish_of(enrollment: Enrollment, pace: Pace, risk: Risk) -> date | None:
    if risk == Risk.FINISHED:
        return enrollment.ended_on
    return None if risk in (Risk.NEW, Risk.AWAY) else pace.projected_on


def recent_minutes(enrollments: QuerySet[Enrollment], today: date) -> dict[int, int]:
    """Return {enrollment: minutes} of the weeks that `recent_rate` counts, without hours from documents.

    These are whole weeks, as in `pace_of_enrollment`: the first is the one that ends within the six weeks.
    """
    first = today - RECENT_WEEKS * WEEK + DAY
    entries = HourEntry.objects.filter(
        occurred_on__gte=first - timedelta(days=first.weekday()),
        document="",
        enrollment__in=enrollments.order_by().values("pk"),
    )
    sums = entries.order_by().values_list("enrollment").annotate(minutes=Sum("minutes"))
    return dict(sums)


def recent_pace(enrollment: Enrollment, progress: SetProgress, recent: int, today: date) -> Pace:
    """Return the pace from two postings: everything before the last six weeks, and what they brought."""
    total = sum(each.earned for each in progress.lines)
    older = total - progress.paper - recent
    posted = [(today - RECENT_WEEKS * WEEK, older), (today, recent)]
    goal = total + progress.remaining if progress.remaining else progress.required
    started_on, target_on = enrollment.started_on, enrollment.target_on
    return pace_of(posted, goal, started_on, target_on, today, carried=progress.paper)


def risk_of(
    enrollment: Enrollment, progress: SetProgress, pace: Pace, far_behind_weeks: int
) -> Risk:
    if enrollment.status == Status.COMPLETED:
        return Risk.FINISHED if progress.is_met else Risk.AWAY
    if enrollment.status != Status.ACTIVE:
        return Risk.AWAY
    if pace.finished_on:  # clients may still be missing
        return Risk.FINISHED if progress.is_met else Risk.ON_TIME
    return risk_in(pace, far_behind_weeks)


def with_last_days(standings: Sequence[Standing]) -> list[Standing]:
    """Add the day of the last hours for those who are finished and not yet completed by the office."""
    open_ended = [
        each.enrollment.pk
        for each in standings
        if each.risk == Risk.FINISHED and not each.finish_on
    ]
    days = last_days(open_ended)
    return [
        replace(each, finish_on=days.get(each.enrollment.pk, each.finish_on)) for each in standings
    ]


def last_days(enrollment_ids: Collection[int]) -> dict[int, date]:
    # Sorting reads one entry of each student from the index. A maximum would read them all.
    entries = HourEntry.objects.filter(enrollment=OuterRef("pk")).order_by("-occurred_on")
    last = Subquery(entries.values("occurred_on")[:1])
    finished = Enrollment.objects.filter(pk__in=enrollment_ids).order_by()
    return dict(finished.values_list("pk", last))
