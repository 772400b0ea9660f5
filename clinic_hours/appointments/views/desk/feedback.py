"""What clients said about a student: for the office and the student."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from clinic_hours.appointments.models import Feedback
from clinic_hours.appointments.policies import can_arrange, can_read_feedback_about
from clinic_hours.appointments.selectors.feedback import (
    SHOWN_FROM,
    Answers,
    answers_about,
    comments_about,
)
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.people.views.access import get_enrollment
from home.core.views.signed_in import SignedInRequest


@require_safe
def feedback_about(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    enrollment = get_enrollment(request, public_id)
    student = enrollment.student
    if not can_read_feedback_about(request.user, student):
        raise PermissionDenied
    answers = answers_about(student)
    context = {
        "enrollment": enrollment,
        "is_own": request.user.pk == student.pk,
        "answers": answers,
        "lines": lines_of(answers),
        "shown_from": SHOWN_FROM,
        "comments": comments_about(student) if can_arrange(request.user) else [],
    }
    return render_desk(request, "clinic_hours_appointments/desk/feedback.html", context)


def lines_of(answers: Answers) -> list[tuple[str, float]]:
    """Return each question with its average."""
    labels = {field.name: str(field.verbose_name) for field in Feedback._meta.fields}
    return [(labels[name], each) for name, each in answers.averages.items()]
