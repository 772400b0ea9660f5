"""An auditor asks for a student's name, and says why."""

from http import HTTPStatus
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clinic_hours.desk.views.answers import say_done
from clinic_hours.learning.forms import NameForm
from clinic_hours.people.policies import can_ask_for_the_name
from clinic_hours.people.services.names import show_name
from clinic_hours.people.views.access import get_enrollment
from home.core.views.busy import keep_typed
from home.core.views.signed_in import SignedInRequest

from .enrollment import show_enrollment


@require_POST
def ask_for_name(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    enrollment = get_enrollment(request, public_id)
    if not can_ask_for_the_name(request.user, enrollment):
        raise PermissionDenied
    form, status = NameForm(request.POST), HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        try:
            show_name(
                actor=request.user,
                enrollment=enrollment,
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except OperationalError as error:
            status = keep_typed(request, form, error)
        else:
            done = _("You see this student's name until the end of today.")
            return say_done(request, done, "hours:enrollment", enrollment.public_id)
    return show_enrollment(request, enrollment, name_form=form, status=status)
