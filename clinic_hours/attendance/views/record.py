"""One student's attendance, for the student and whoever reads their record."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from clinic_hours.attendance.forms.outcomes import visit_label
from clinic_hours.attendance.models import Outcome
from clinic_hours.attendance.policies import can_reopen
from clinic_hours.attendance.selectors.office.last_dates import last_date_of
from clinic_hours.attendance.selectors.office.record import Visit, tally_of, visits_of
from clinic_hours.core.forms.times import time_range
from clinic_hours.core.forms.wording import badge_of, sentence_of
from clinic_hours.desk.views import keyset
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.people.models import RecordRead
from clinic_hours.people.views.access import get_enrollment
from clinic_hours.people.views.names import names
from clinic_hours.people.views.reads import note_read
from home.core.models.actors import Person
from home.core.views.signed_in import SignedInRequest

from .absences import older_url


@require_safe
def attendance(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    enrollment = get_enrollment(request, public_id)
    note_read(request, enrollment, RecordRead.Kind.RECORD)
    after = keyset.read(request.GET.get("after", ""))
    found = visits_of(request.user, enrollment, timezone.now(), after)
    context = {
        "enrollment": enrollment,
        "name": names(request).of(enrollment),
        "is_own": enrollment.student_id == request.user.pk,
        "tally": tally_of(enrollment),
        "last_attended": last_date_of(enrollment),
        "rows": [row_of(visit, request.user) for visit in found.visits],
        "older_url": older_url(found.following),
    }
    return render_desk(request, "clinic_hours_attendance/attendance.html", context)


def row_of(visit: Visit, reader: Person) -> dict[str, object]:
    """Return a row with its findings: in full sentences for the student, whom they speak to."""
    outcome, is_own = visit.outcome, visit.place.student_id == reader.pk
    was_away = outcome is not None and outcome.kind != Outcome.Kind.ATTENDED
    return {
        "visit": visit,
        "label": visit_label(visit),
        "times": times_of(visit),
        "refusals": list(map(sentence_of if is_own else badge_of, visit.refusals)),
        "findings": list(map(sentence_of if is_own else badge_of, visit.findings)),
        "may_change": was_away and can_reopen(reader),
    }


def times_of(visit: Visit) -> str:
    """Return from when to when somebody was there, once it is known."""
    if not visit.presences or visit.is_going_on or visit.lacks_an_end:
        return ""
    first, last = visit.presences[0], visit.presences[-1]
    assert last.to_at
    return time_range(first.from_at, last.to_at, visit.place.shift.zone)
