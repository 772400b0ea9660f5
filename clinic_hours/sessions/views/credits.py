"""Transfer hours and opening balances: the coordinator posts them and takes them back."""

from http import HTTPStatus
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clinic_hours.core.domain.errors import Conflict, Refused
from clinic_hours.core.forms.asking import refuse
from clinic_hours.desk.views.answers import say_done, sentences_of
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.desk.views.reauthentication import NotConfirmed
from clinic_hours.people.models import Enrollment
from clinic_hours.people.views.access import get_enrollment
from clinic_hours.sessions.domain.attestation import credit_statement, reversal_statement
from clinic_hours.sessions.forms.credits import CreditForm
from clinic_hours.sessions.forms.review import CreditReversalForm
from clinic_hours.sessions.policies import can_credit
from clinic_hours.sessions.selectors.choices import requirements_for
from clinic_hours.sessions.services.credits import (
    Paper,
    PaperLine,
    post_credit,
    reverse_credit,
)
from home.core.views import unsent
from home.core.views.busy import keep_typed
from home.core.views.request_data import sent
from home.core.views.signed_in import SignedInRequest

from .entry import can_be_reversed, get_entry, show_entry
from .session_actions import identity
from .session_answers import tell_where_reopened

ALREADY_POSTED = gettext_lazy(
    "These hours from this document are already posted. Nothing was done."
)


@require_http_methods(["GET", "HEAD", "POST"])
def new_credit(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    enrollment = get_enrollment(request, public_id)
    if not can_credit(request.user, enrollment):
        raise PermissionDenied
    data = sent(request)
    form = CreditForm(
        data,
        initial=unsent.recall(request).dict(),
        requirements=list(requirements_for(enrollment)),
        clock_hour=enrollment.requirement_set.minutes_per_clock_hour,
        known=[str(enrollment.student)],
    )
    status = HTTPStatus.OK
    if data is not None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                return post(request, enrollment, form)
            except NotConfirmed as refusal:
                form.add_error("password", str(refusal))
                status = refusal.status
            except Refused as refusal:
                refuse(form, [form.placed(finding) for finding in refusal.findings])
            except Conflict:
                form.add_error(None, ALREADY_POSTED)
                status = HTTPStatus.CONFLICT
            except OperationalError as error:
                status = keep_typed(request, form, error)
    context = {
        "enrollment": enrollment,
        "form": form,
        "statement": credit_statement(get_language() or "en"),
    }
    return render_desk(request, "clinic_hours_sessions/credit_form.html", context, status=status)


def post(request: SignedInRequest, enrollment: Enrollment, form: CreditForm) -> HttpResponse:
    """Post the hours in a valid form and redirect to the record. Raises NotConfirmed, Refused, Conflict."""
    said = form.cleaned_data
    post_credit(
        actor=request.user,
        enrollment=enrollment,
        paper=Paper(
            kind=said["kind"],
            occurred_on=said["date"],
            document=said["document"],
            lines=tuple(PaperLine(*line) for line in form.lines),
        ),
        statement=credit_statement(get_language() or "en"),
        authentication=identity(request, said["password"]),
    )
    done = _("Posted. These hours now count.")
    return say_done(request, done, "hours:enrollment", enrollment.public_id)


@require_POST
def reverse(request: SignedInRequest, seq: int) -> HttpResponse:
    entry = get_entry(request, seq)
    if not can_credit(request.user, entry.enrollment):
        raise PermissionDenied
    already = _("These hours were already reversed, or they belong to a session. Nothing was done.")
    if not can_be_reversed(request, entry):
        return show_entry(request, entry, problem=already, status=HTTPStatus.CONFLICT)
    form = CreditReversalForm(request.POST, known=[str(entry.enrollment.student)])
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        try:
            reversal = reverse_credit(
                actor=request.user,
                entry=entry,
                reason=form.cleaned_data["reason"],
                statement=reversal_statement(get_language() or "en"),
                authentication=identity(request, form.cleaned_data["password"]),
            )
        except NotConfirmed as refusal:
            form.add_error("password", str(refusal))
            status = refusal.status
        except Refused as refusal:
            form.add_error(None, sentences_of(refusal))
        except Conflict:
            return show_entry(
                request, get_entry(request, seq), problem=already, status=HTTPStatus.CONFLICT
            )
        except OperationalError as error:
            status = keep_typed(request, form, error)
        else:
            tell_where_reopened(request, entry.enrollment)
            done = _("Reversed. A reversal entry was posted next to it, and nothing was deleted.")
            return say_done(request, done, "hours:entry", reversal.seq)
    return show_entry(request, entry, form=form, status=status)
