"""The first page after sign-in: the student's overview, or a redirect to one's desk."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from clinic_hours.appointments.selectors.feedback import SHOWN_FROM
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import desks
from clinic_hours.desk.views.desk import (
    CHOSEN,
    LABELS,
    OtherDesk,
    current_role,
    places_of,
    render_desk,
)
from clinic_hours.people.views.access import own_enrollment
from clinic_hours.sessions.selectors.progress import progress_of_enrollment
from home.core.views.signed_in import SignedInRequest

from .finished import finished
from .studying import studying


@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """Show the desk, or let a person with several choose. A person with none may have the admin."""
    roles, role = desks(request).roles, current_role(request)
    if role is None and desks(request).enters_admin:
        return redirect("wagtailadmin_home")
    if role is None:
        return render_desk(request, "clinic_hours_learning/no_desk.html")
    if len(roles) > 1 and request.session.get(CHOSEN) not in roles:
        choices = [OtherDesk(role, str(LABELS[role])) for role in roles]
        return render_desk(request, "clinic_hours_learning/choose_desk.html", {"choices": choices})
    if role == Role.STUDENT:
        return overview(request)
    return redirect(places_of(role)[0].name)


def overview(request: SignedInRequest) -> HttpResponse:
    enrollment = own_enrollment(request)
    progress = progress_of_enrollment(enrollment)
    shared = {
        "enrollment": enrollment,
        "progress": progress,
        "may_read_feedback": desks(request).counts["client_answers"] >= SHOWN_FROM,
    }
    if progress.is_met:
        context = shared | finished(enrollment)
        return render_desk(request, "clinic_hours_learning/finished.html", context)
    context = shared | studying(enrollment, progress, desks(request).contact)
    context["hour"] = timezone.localtime().hour
    return render_desk(request, "clinic_hours_learning/overview.html", context)
