"""Students as the rules of booking see them, many at once in a constant number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Max

from clinic_hours.people.models import Document, Enrollment
from clinic_hours.sessions.domain.states import LIVE
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.selectors.progress import EnrollmentProgress, progress_of_enrollments
from clinic_hours.sessions.selectors.surroundings import limits_of
from clinic_hours.shifts.domain.booking import Booker, Commitment
from clinic_hours.shifts.domain.states import PlaceState
from clinic_hours.shifts.models import Place

WEEK = timedelta(weeks=1)
# As in Commitment.
SESSION_COLUMNS = ("starts_at", "ends_at", "local_date", "minutes")
PLACE_COLUMNS = ("starts_at", "ends_at", "shift__local_date", "shift__minutes", "shift_id")


def bookers_of(
    enrollments: Sequence[Enrollment], first: date, last: date, leaving: Sequence[Place] = ()
) -> dict[int, Booker]:
    """Return {enrollment: Booker}, with their time in the weeks from `first` to `last`.

    The places in `leaving` are given away in the same act. The enrollments come with their requirement set.
    """
    return bookers_with(progress_of_enrollments(list(enrollments)), first, last, leaving)


def bookers_with(
    known: Sequence[EnrollmentProgress], first: date, last: date, leaving: Sequence[Place] = ()
) -> dict[int, Booker]:
    """Return the same for enrollments whose progress is known."""
    students = {each.enrollment.student_id for each in known}
    commitments = commitments_of(students, first - WEEK, last + WEEK, leaving)
    documents = documents_of(students)
    found = {}
    for each in known:
        enrollment, limits = each.enrollment, limits_of(each.enrollment)
        found[enrollment.pk] = Booker(
            student_id=enrollment.student_id,
            status=enrollment.status,
            started_on=enrollment.started_on,
            ended_on=enrollment.ended_on,
            opens={
                line.line.category: ""
                if line.is_open or not line.waiting_for
                else line.waiting_for.name
                for line in each.progress.lines
            },
            daily_cap=limits.daily_cap_minutes,
            weekly_cap=limits.weekly_cap_minutes,
            week_starts_on=limits.week_starts_on,
            limit=enrollment.requirement_set.students_per_supervisor,
            documents=documents.get(enrollment.student_id, {}),
            commitments=commitments.get(enrollment.student_id, ()),
        )
    return found


def commitments_of(
    students: Iterable[int], first: date, last: date, leaving: Sequence[Place] = ()
) -> Mapping[int, list[Commitment]]:
    """Return {student: booked places and live sessions between two days}.

    Where a session was logged in the time of a booked place, only the session counts.
    """
    found: dict[int, list[Commitment]] = {}
    sessions = ClinicSession.objects.filter(
        student__in=students, status__in=LIVE, local_date__range=(first, last)
    )
    for student, *claimed in sessions.values_list("student_id", *SESSION_COLUMNS):
        found.setdefault(student, []).append(Commitment(*claimed))
    places = Place.objects.filter(
        student__in=students,
        status=PlaceState.BOOKED,
        shift__local_date__range=(first, last),
    ).exclude(pk__in=[place.pk for place in leaving])
    for student, *planned in places.values_list("student_id", *PLACE_COLUMNS):
        mine, booked = found.setdefault(student, []), Commitment(*planned)
        if not any(is_session_of(each, booked) for each in mine):
            mine.append(booked)
    return found


def is_session_of(each: Commitment, booked: Commitment) -> bool:
    overlaps = each.starts_at < booked.ends_at and each.ends_at > booked.starts_at
    return each.shift_id is None and overlaps


def documents_of(students: Iterable[int]) -> Mapping[int, dict[str, date]]:
    """Return {student: {kind: the last day of the checked document that is valid longest}}."""
    checked = Document.objects.filter(person__in=students, checked_at__isnull=False).order_by()
    rows = checked.values_list("person_id", "kind").annotate(until=Max("expires_on"))
    found: dict[int, dict[str, date]] = {}
    for student, kind, until in rows:
        found.setdefault(student, {})[kind] = until or date.max
    return found
