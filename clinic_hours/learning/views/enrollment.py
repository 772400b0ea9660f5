"""One enrollment's full record, and the entries behind each total."""

from dataclasses import replace
from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from clinic_hours.appointments.policies import can_read_feedback_about
from clinic_hours.appointments.selectors.feedback import are_shown
from clinic_hours.attendance.selectors.office.last_dates import last_date_of
from clinic_hours.desk.views import keyset
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.learning.forms import NameForm
from clinic_hours.pace.domain.pace import Pace
from clinic_hours.pace.selectors.booked import OnPace, finishes_with_places
from clinic_hours.pace.selectors.closures import school_closures
from clinic_hours.pace.selectors.needs import need_of_enrollment
from clinic_hours.pace.selectors.pace import pace_of_enrollment
from clinic_hours.pace.views.pace_chart import chart_of
from clinic_hours.pace.views.pace_words import booked_words, pace_words
from clinic_hours.people.models import Enrollment, RecordRead
from clinic_hours.people.views.access import get_enrollment
from clinic_hours.people.views.names import names
from clinic_hours.people.views.reads import note_read
from clinic_hours.sessions.domain.requirements import SetProgress
from clinic_hours.sessions.domain.states import State
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.policies import can_credit, can_enter
from clinic_hours.sessions.selectors.choices import requirements_for
from clinic_hours.sessions.selectors.histories import entries_page, own_sessions, page_of
from clinic_hours.sessions.selectors.progress import progress_of_enrollment
from clinic_hours.sessions.views.session_list import position_of
from clinic_hours.shifts.selectors.visible import sees_all_places
from clinic_hours.transcripts.policies import can_read_transcripts
from courses.requirements.models import Requirement
from home.core.views import unsent
from home.core.views.signed_in import SignedInRequest

MOST_WAITING = 50


@require_safe
def enrollment_page(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    return show_enrollment(request, get_enrollment(request, public_id))


def show_enrollment(
    request: SignedInRequest,
    enrollment: Enrollment,
    *,
    name_form: NameForm | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Render a record. `name_form` is a refused form."""
    note_read(request, enrollment, RecordRead.Kind.RECORD, status=status)
    progress = progress_of_enrollment(enrollment)
    today = timezone.localdate()
    pace = pace_of_enrollment(enrollment, progress, today)
    words = pace_words(
        pace,
        progress,
        enrollment,
        need_of_enrollment(enrollment, progress, today, closures=school_closures()),
        today,
    )
    sessions = own_sessions(request.user, enrollment)
    page = page_of(sessions, after=position_of(request.GET.get("after", "")))
    older = page.following
    return render_desk(
        request,
        "clinic_hours_learning/enrollment.html",
        {
            "enrollment": enrollment,
            "progress": progress,
            "pace": replace(words, booked=booked_finish(request, enrollment, progress, pace)),
            "chart": chart_of(pace, progress.required, enrollment, today),
            "page": page,
            "last_attended": last_date_of(enrollment),
            "may_enter": can_enter(request.user, enrollment),
            "may_credit": can_credit(request.user, enrollment),
            "may_read_transcripts": can_read_transcripts(request.user, enrollment),
            "may_read_feedback": may_read_feedback(request, enrollment),
            "older_url": keyset.link(after=keyset.written(older.starts_at, older.pk))
            if older
            else "",
            "name_form": name_form_for(request, enrollment, name_form),
        },
        status=status,
    )


def booked_finish(
    request: SignedInRequest, enrollment: Enrollment, progress: SetProgress, pace: Pace
) -> str:
    """Return when the student finishes with what is booked, for those who see all of that."""
    is_own = request.user.pk == enrollment.student_id
    if not (is_own or sees_all_places(request.user)):
        return ""
    now = timezone.now()
    today = timezone.localdate(now)
    finishes = finishes_with_places([OnPace(enrollment, progress, pace)], now, today)
    return booked_words(finishes.get(enrollment.pk), today, own=is_own)


def may_read_feedback(request: SignedInRequest, enrollment: Enrollment) -> bool:
    """Whether there is something to read about the student, for this person."""
    student = enrollment.student
    return can_read_feedback_about(request.user, student) and are_shown(student)


def name_form_for(
    request: SignedInRequest, enrollment: Enrollment, refused: NameForm | None
) -> NameForm | None:
    """Return the form to ask for a name that is hidden from this person."""
    if not names(request).hides(enrollment):
        return None
    address = reverse("hours:student_name", args=[enrollment.public_id])
    return refused or NameForm(initial=unsent.recall(request, address).dict())


@require_safe
def requirement_page(request: SignedInRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Show the entries behind a total: session, sign-off, and the rule with its citation."""
    enrollment = get_enrollment(request, public_id)
    requirement = get_object_or_404(
        requirements_for(enrollment).prefetch_related("gates__after"), pk=pk
    )
    note_read(request, enrollment, RecordRead.Kind.RECORD)
    progress = progress_of_enrollment(enrollment)
    mine = next(line for line in progress.lines if line.line.id == requirement.pk)
    before = keyset.read_number(request.GET.get("after", ""))
    page = entries_page(enrollment, requirement.pk, before=before)
    return render_desk(
        request,
        "clinic_hours_learning/requirement.html",
        {
            "enrollment": enrollment,
            "requirement": requirement,
            "line": mine,
            "waiting": waiting_toward(request, enrollment, requirement) if mine.pending else [],
            "page": page,
            "older_url": keyset.link(after=str(page.following)) if page.following else "",
        },
    )


def waiting_toward(
    request: SignedInRequest, enrollment: Enrollment, requirement: Requirement
) -> list[ClinicSession]:
    """Return the newest sessions that wait for sign-off toward a requirement."""
    sessions = own_sessions(request.user, enrollment)
    return list(sessions.filter(requirement=requirement, status=State.SUBMITTED)[:MOST_WAITING])
