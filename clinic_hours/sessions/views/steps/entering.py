"""Enter a session for a student who could not log it."""

from http import HTTPStatus
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.forms.asking import refuse
from clinic_hours.desk.views.answers import say_done
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.people.forms.documents import ask_for_files_again
from clinic_hours.people.models import Enrollment, Supervisor
from clinic_hours.people.policies import is_coordinator
from clinic_hours.people.views.access import get_enrollment
from clinic_hours.sessions.forms.entering import EnterForm
from clinic_hours.sessions.forms.sessions import Offered
from clinic_hours.sessions.forms.staff_findings import for_staff
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.policies import can_enter
from clinic_hours.sessions.selectors.choices import (
    requirements_for,
    sites_for,
    supervisors_since_start,
)
from clinic_hours.sessions.services.answers.entering import enter_session
from clinic_hours.sessions.views.session_values import facts_from
from home.core.views import unsent
from home.core.views.busy import keep_typed
from home.core.views.request_data import sent
from home.core.views.signed_in import SignedInRequest

TEMPLATE = "clinic_hours_sessions/enter_session.html"


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Show the form, or enter a session that the student is then asked to accept."""
    enrollment = get_enrollment(request, public_id)
    if not can_enter(request.user, enrollment):
        raise PermissionDenied
    form = form_for(request, enrollment)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if request.method == "POST" and form.is_valid():
        try:
            session = entered(request, enrollment, form)
        except Refused as refusal:
            refuse(form, for_staff(refusal.findings))
        except OperationalError as error:
            status = keep_typed(request, form, error)
        else:
            done = _("Entered. %(name)s was asked to accept it.") % {"name": enrollment.student}
            return say_done(request, done, "hours:session", session.public_id)
    if form.errors:
        ask_for_files_again(form)
    context = {"form": form, "enrollment": enrollment}
    return render_desk(request, TEMPLATE, context, status=status if form.errors else HTTPStatus.OK)


def entered(request: SignedInRequest, enrollment: Enrollment, form: EnterForm) -> ClinicSession:
    return enter_session(
        actor=request.user,
        enrollment=enrollment,
        facts=facts_from(form),
        reason=form.cleaned_data["reason"],
        evidence=form.cleaned_data["evidence"],
        upload=form.cleaned_data["document"],
        submission=form.cleaned_data["submission"],
    )


def form_for(request: SignedInRequest, enrollment: Enrollment) -> EnterForm:
    today = timezone.localdate()
    supervisors = offered_to(request, enrollment)
    own = getattr(request.user, "supervisor", None)
    begins = {"date": today, "supervisor": own.pk if own else None}
    return EnterForm(
        sent(request),
        request.FILES or None,
        initial=begins | unsent.recalled(request, EnterForm),
        known=[str(enrollment.student), str(request.user)],
        offered=Offered(requirements_for(enrollment), sites_for(None), supervisors, today),
    )


def offered_to(request: SignedInRequest, enrollment: Enrollment) -> QuerySet[Supervisor]:
    """Return the instructors whose sessions this person may enter: an instructor, only their own."""
    offered = supervisors_since_start(enrollment, timezone.localdate())
    return offered if is_coordinator(request.user) else offered.filter(user=request.user)
