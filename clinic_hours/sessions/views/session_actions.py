"""One view per step of a session. Each binds its form, calls one service, and redirects."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clinic_hours.core.domain.authentication import Authentication
from clinic_hours.core.domain.errors import Conflict, HoursError, Impossible, Refused
from clinic_hours.core.forms.asking import refuse
from clinic_hours.desk.views.reauthentication import NotConfirmed, confirm_identity
from clinic_hours.sessions.domain.attestation import current_statement, reversal_statement
from clinic_hours.sessions.domain.states import Action, State
from clinic_hours.sessions.forms.staff_findings import for_staff
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.services import sessions as session_services
from clinic_hours.sessions.services.sign_offs import Pick, sign_off_sessions, void_sign_off
from home.core.views import unsent
from home.core.views.busy import keep_typed
from home.core.views.signed_in import SignedInRequest

from .access import get_session
from .queue.onward import go_on
from .session_answers import sentence_for, tell_where_reopened
from .session_page import show_session, tells_where_it_went
from .steps.forms import ACTION_FORMS, ALLOWED, form_of, is_possible, typed_before


@tells_where_it_went
def take_step(
    request: SignedInRequest,
    public_id: UUID,
    action: Action,
    service: Callable[..., Any],
    done: str,
) -> HttpResponse:
    """Take one step with a session: 303 when done, otherwise 422, 403, 404 or 409 with a message.

    `service` is called with the session and the form's cleaned data.
    """
    session = get_session(request, public_id)
    if not ALLOWED[action](request.user, session):
        raise PermissionDenied
    name, _form = ACTION_FORMS[action]
    form = form_of(session, action, request.POST)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        try:
            service(session, form.cleaned_data)
        except NotConfirmed as refusal:
            form.add_error("password", str(refusal))
            status = refusal.status
        except Refused as refusal:
            is_own = session.student_id == request.user.pk
            refuse(form, refusal.findings if is_own else for_staff(refusal.findings))
        except (Conflict, Impossible) as error:
            return show_conflict(request, public_id, action, error)
        except OperationalError as error:
            status = keep_typed(request, form, error)
        else:
            return go_on(request, done, session)
    elif not is_possible(session, action):
        impossible = Impossible(State(session.status), action)
        return show_conflict(request, public_id, action, impossible)
    return show_session(request, session, forms={name: form}, status=status)


def show_conflict(
    request: SignedInRequest, public_id: UUID, action: Action, error: HoursError
) -> HttpResponse:
    """Show the session as it is now, with what was typed for it before."""
    fresh = get_session(request, public_id)
    return show_session(
        request,
        fresh,
        forms=typed_before(request, fresh, action),
        problem=sentence_for(error),
        status=HTTPStatus.CONFLICT,
    )


def identity(request: SignedInRequest, password: str) -> Authentication:
    """Return the fresh proof of identity that signing needs, or raise NotConfirmed."""
    confirmed = confirm_identity(request, password)
    if confirmed is None:
        raise NothingFresh
    return confirmed


class NothingFresh(NotConfirmed):
    sentence = gettext_lazy("Enter your password. We ask for it every time you sign.")


@require_POST
def submit(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    def service(session: ClinicSession, cleaned: dict) -> None:
        session_services.submit_session(
            actor=request.user,
            session=session,
            version=cleaned["version"],
            names_no_client=cleaned["names_no_client"],
            late_reason=cleaned["late_reason"],
        )

    return take_step(request, public_id, Action.SUBMIT, service, _("Sent for sign-off."))


@require_POST
def take_back(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    def service(session: ClinicSession, cleaned: dict) -> None:
        session_services.take_back_session(
            actor=request.user, session=session, version=cleaned["version"]
        )

    done = _("Taken back. It's a draft again. Correct it, then send it for sign-off.")
    return take_step(request, public_id, Action.TAKE_BACK, service, done)


@require_POST
def discard(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    def service(session: ClinicSession, cleaned: dict) -> None:
        session_services.discard_session(
            actor=request.user, session=session, version=cleaned["version"]
        )
        unsent.drop(request, reverse("hours:session_edit", args=[session.public_id]))

    done = _("Discarded. Its note was deleted and its time is open again.")
    return take_step(request, public_id, Action.DISCARD, service, done)


@require_POST
def return_to_student(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    def service(session: ClinicSession, cleaned: dict) -> None:
        session_services.return_session(
            actor=request.user,
            session=session,
            version=cleaned["version"],
            reason=cleaned["reason"],
            remarks=cleaned["remarks"],
        )

    done = _("Returned. The student will see your reason.")
    return take_step(request, public_id, Action.RETURN, service, done)


@require_POST
def sign_off(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    def service(session: ClinicSession, cleaned: dict) -> None:
        sign_off_sessions(
            actor=request.user,
            picks=[Pick(session.pk, cleaned["version"])],
            statement=current_statement(get_language() or "en"),
            authentication=identity(request, cleaned["password"]),
        )

    return take_step(
        request, public_id, Action.SIGN_OFF, service, _("Signed. The hours now count.")
    )


@require_POST
def void(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    def service(session: ClinicSession, cleaned: dict) -> None:
        void_sign_off(
            actor=request.user,
            session=session,
            version=cleaned["version"],
            reason=cleaned["reason"],
            statement=reversal_statement(get_language() or "en"),
            authentication=identity(request, cleaned["password"]),
        )
        tell_where_reopened(request, session.enrollment)

    done = _("Voided. A reversal entry was posted next to the signed one, and nothing was deleted.")
    return take_step(request, public_id, Action.VOID, service, done)
