"""The list of students: those one supervises, or all of them for coordinators and auditors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.office.documents.students_csv import students_csv
from clinic_hours.office.selectors.students import (
    StudentList,
    has_waited_since,
    lacks_shift,
    long_before,
    stays_away,
    student_list,
)
from clinic_hours.pace.domain.pace import RECENT_WEEKS
from clinic_hours.pace.domain.risk import Risk
from clinic_hours.pace.selectors.booked import OnPace, finishes_with_places
from clinic_hours.pace.selectors.standings import Standing
from clinic_hours.pace.views.risk_words import brief_day, standing_words
from clinic_hours.people.models import Cohort, Enrollment
from clinic_hours.people.policies import can_run_the_office
from clinic_hours.people.selectors.limits import limits
from clinic_hours.people.views.names import names
from clinic_hours.sessions.domain.requirements import SetProgress
from clinic_hours.shifts.forms.roster_words import relative_day
from clinic_hours.shifts.models import Place
from clinic_hours.shifts.selectors.visible import sees_all_places
from home.core.views.signed_in import SignedInRequest

from .student_links import address_of, chips_of, heads_of, narrowing_of

PAGE = 50
READERS = (Role.INSTRUCTOR, Role.COORDINATOR, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class Row:
    """A student as the list shows them. `waiting_days` is None if nothing waits.

    `booked_finish` is the day with what is booked, if that is nearer.
    `last_here` is the last date of attendance of those who stay away.
    `lacks_shift` if the student should have a next shift and has none. `next_shift` is also empty for those
    whose shifts the person does not see.
    """

    enrollment: Enrollment
    progress: SetProgress
    risk: Risk
    cohort: Cohort
    pace: str
    finish: str
    booked_finish: str
    target: str
    waiting_days: int | None
    has_waited_long: bool
    next_shift: str
    lacks_shift: bool
    last_here: str


@require_safe
@roles_required(*READERS)
def students(request: HttpRequest) -> HttpResponse:
    narrowing, now = narrowing_of(request), timezone.now()
    found = student_list(request.user, narrowing, now, timezone.localdate(now))
    page = Paginator(found.students, PAGE).get_page(request.GET.get("page"))
    cohorts, sees_all = cohorts_by_id(), sees_all_places(request.user)
    address = address_of(narrowing)
    return render_desk(
        request,
        "clinic_hours_office/student_list.html",
        {
            "page": page,
            "students": rows_of(page.object_list, found, cohorts, now, sees_all=sees_all),
            "heads": heads_of(narrowing),
            "chips": chips_of(narrowing, found.counts, sees_all=sees_all),
            "sees_all": sees_all,
            "count": len(found.students),
            "cohorts": cohorts.values(),
            "statuses": Enrollment.Status.choices,
            "narrowing": narrowing,
            "address": address,
            "query": f"{address.removeprefix('?')}&" if address != "?" else "",
            "far_behind_weeks": limits().far_behind_weeks,
            "recent_weeks": RECENT_WEEKS,
            "may_add": can_run_the_office(request.user),
        },
    )


@require_safe
@roles_required(*READERS)
def students_file(request: SignedInRequest) -> StreamingHttpResponse:
    """Return the same list as CSV, with all its pages."""
    now = timezone.now()
    found = student_list(request.user, narrowing_of(request), now, timezone.localdate(now))
    lines = students_csv(found, cohorts_by_id(), names(request))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="students.csv"'
    return response


def cohorts_by_id() -> dict[int, Cohort]:
    return {cohort.pk: cohort for cohort in Cohort.objects.select_related("program")}


def rows_of(
    standings: Iterable[Standing],
    found: StudentList,
    cohorts: Mapping[int, Cohort],
    now: datetime,
    *,
    sees_all: bool,
) -> list[Row]:
    long_ago, standings = long_before(now), list(standings)
    finishes = finishes_of(standings, now) if sees_all else {}
    return [
        row_of(
            each,
            cohorts[each.enrollment.cohort_id],
            now,
            booked_finish=finishes.get(each.enrollment.pk),
            place=found.places.get(each.enrollment.pk),
            has_waited_long=has_waited_since(long_ago, each),
            lacks_shift=sees_all and lacks_shift(each, found.places),
            last_on=last_of(each, found, now),
        )
        for each in standings
    ]


def last_of(standing: Standing, found: StudentList, now: datetime) -> date | None:
    """Return the last date of attendance of someone who stays away."""
    if not stays_away(standing, found.lasts, timezone.localdate(now)):
        return None
    return found.lasts[standing.enrollment.pk]


def finishes_of(standings: Iterable[Standing], now: datetime) -> dict[int, date]:
    """Return {enrollment: the finish with what is booked}, of a page: all places ahead are too many."""
    on_pace = [OnPace(each.enrollment, each.progress, each.pace) for each in standings]
    return finishes_with_places(on_pace, now, timezone.localdate(now))


def row_of(
    standing: Standing,
    cohort: Cohort,
    now: datetime,
    *,
    place: Place | None,
    booked_finish: date | None,
    last_on: date | None,
    **judged: bool,
) -> Row:
    today, enrollment, since = timezone.localdate(now), standing.enrollment, standing.waiting_since
    return Row(
        enrollment=enrollment,
        progress=standing.progress,
        risk=standing.risk,
        cohort=cohort,
        pace=standing_words(standing),
        finish=day_or_nothing(standing.finish_on, today),
        booked_finish=day_or_nothing(booked_finish, today),
        target=day_or_nothing(enrollment.target_on, today),
        waiting_days=(now - since).days if since else None,
        next_shift=relative_day(place.shift, now) if place else "",
        last_here=day_or_nothing(last_on, today),
        **judged,
    )


def day_or_nothing(on: date | None, today: date) -> str:
    return brief_day(on, today) if on else ""
