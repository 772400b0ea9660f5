"""Log a session, and correct one."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from clinic_hours.core.domain.errors import Conflict, HoursError, Impossible, Refused
from clinic_hours.core.forms.asking import refuse
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views import keyset
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.answers import say_done
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.people.models import Enrollment
from clinic_hours.people.views.access import own_enrollment
from clinic_hours.sessions.domain.states import EDITABLE, Action, State
from clinic_hours.sessions.forms.entering import ReturnedForm
from clinic_hours.sessions.forms.sessions import Offered, SessionForm
from clinic_hours.sessions.forms.shift_choice import FindShifts
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.policies import can_change
from clinic_hours.sessions.selectors.again import void_of, voided_sessions
from clinic_hours.sessions.selectors.answers import texts_beside
from clinic_hours.sessions.selectors.choices import (
    requirements_for,
    sites_for,
    supervisors_for,
)
from clinic_hours.sessions.selectors.histories import timeline_of
from clinic_hours.sessions.selectors.usual import Remembered, Times, remembered_by
from clinic_hours.sessions.services.sessions import edit_session, log_session
from home.core.views import unsent
from home.core.views.busy import keep_typed
from home.core.views.request_data import sent
from home.core.views.see_other import see_other
from home.core.views.signed_in import SignedInRequest

from .access import get_session
from .session_answers import sentence_for
from .session_page import last_return, remarks_of, show_session
from .session_values import as_typed, beginnings, begun_with, chosen_times, facts_from, shifts_of
from .steps.forms import known_names

Status = Enrollment.Status
NO_MORE_SESSIONS = {
    Status.ON_LEAVE: gettext_lazy("You are on leave, so you can't log sessions now."),
    Status.COMPLETED: gettext_lazy("You have finished, so there are no more sessions to log."),
    Status.ENDED: gettext_lazy("Your enrollment has ended, so you can't log sessions."),
}
CHANGED_MEANWHILE = gettext_lazy(
    "This session changed after you opened the page, so nothing was saved. What you entered is still "
    "here. Check it and send it again."
)
TEMPLATE = "clinic_hours_sessions/session_form.html"


@require_http_methods(["GET", "HEAD", "POST"])
@roles_required(Role.STUDENT)
def new_session(request: SignedInRequest) -> HttpResponse:
    """Show the log form, or log a session as a draft or submitted."""
    voided = voided_for(request)
    enrollment = voided.enrollment if voided else own_enrollment(request)
    is_new = request.method != "POST" and not voided
    if is_new and enrollment.status != Status.ACTIVE:
        messages.info(request, NO_MORE_SESSIONS[Status(enrollment.status)])
        return see_other("hours:home")
    remembered = remembered_by(enrollment) if is_new else Remembered()
    find_shifts = None if voided else shifts_of(enrollment)
    initial = beginnings(remembered, voided) | begun_with(request, find_shifts if is_new else None)
    initial |= chosen_times(request) | unsent.recalled(request, SessionForm)
    form = form_for(request, enrollment, initial=initial, session=voided, find_shifts=find_shifts)
    if request.method == "POST" and form.is_valid():
        submit = wants_to_submit(request)
        try:
            session = log_session(
                actor=request.user,
                enrollment=enrollment,
                facts=facts_from(form),
                submit=submit,
                submission=form.cleaned_data["submission"],
            )
        except Refused as refusal:
            refuse(form, refusal.findings)
        except OperationalError as error:
            status = keep_typed(request, form, error)
            return show_form(
                request,
                form,
                enrollment,
                None,
                voided=voided,
                usual=remembered.usual,
                status=status,
            )
        else:
            return say_done(
                request, said(session, submit, form), "hours:session", session.public_id
            )
    return show_form(request, form, enrollment, None, voided=voided, usual=remembered.usual)


def voided_for(request: SignedInRequest) -> ClinicSession | None:
    """Return the voided session to log again, named by `again`, if any. Raises Http404 for any other."""
    if "again" not in request.GET:
        return None
    try:
        public_id = UUID(request.GET["again"])
    except ValueError:
        raise Http404 from None
    return get_object_or_404(voided_sessions(request.user), public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@roles_required(Role.STUDENT)
def edit(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Show the form to correct a draft or returned session, or save or resubmit it."""
    session = get_session(request, public_id)
    if not can_change(request.user, session):
        return show_session(request, session, status=HTTPStatus.FORBIDDEN)
    if session.status not in EDITABLE:
        too_late = Impossible(State(session.status), Action.EDIT)
        return show_too_late(request, session, too_late)
    enrollment = session.enrollment
    initial = as_typed(session) | unsent.recalled(request, SessionForm)
    form = form_for(request, enrollment, initial=initial, session=session)
    if request.method == "POST" and form.is_valid():
        submit = wants_to_submit(request)
        try:
            edited = edit_session(
                actor=request.user,
                session=session,
                version=form.cleaned_data["version"] or 0,
                facts=facts_from(form, session),
                submit=submit,
                answer=form.cleaned_data.get("answer", ""),
            )
        except Refused as refusal:
            refuse(form, refusal.findings)
        except (Conflict, Impossible) as error:
            return show_conflict(request, form, public_id, error)
        except OperationalError as error:
            status = keep_typed(request, form, error)
            return show_form(request, form, enrollment, session, status=status)
        else:
            return say_done(request, said(edited, submit, form), "hours:session", public_id)
    return show_form(request, form, enrollment, session)


def show_conflict(
    request: SignedInRequest, form: SessionForm, public_id: UUID, error: HoursError
) -> HttpResponse:
    """Show the form with what was typed, to be sent for the session's latest version."""
    fresh = get_session(request, public_id)
    if fresh.status not in EDITABLE:
        return show_too_late(request, fresh, error)
    form.data = request.POST.dict() | {"version": fresh.version}
    form.add_error(None, CHANGED_MEANWHILE)
    return show_form(request, form, fresh.enrollment, fresh, status=HTTPStatus.CONFLICT)


def show_too_late(
    request: SignedInRequest, session: ClinicSession, error: HoursError
) -> HttpResponse:
    """Show a session that cannot be corrected now. Once it can, its form shows what was typed."""
    unsent.keep(request, signed_out=False)
    problem = sentence_for(error)
    return show_session(request, session, problem=problem, status=HTTPStatus.CONFLICT)


def form_for(
    request: SignedInRequest,
    enrollment: Enrollment,
    *,
    initial: dict,
    session: ClinicSession | None = None,
    find_shifts: FindShifts | None = None,
) -> SessionForm:
    """Return the form. `session` is the one that it corrects or logs again."""
    data = sent(request)
    today = timezone.localdate()
    site = keyset.read_number(str((data or initial).get("site") or ""))
    offered = Offered(
        requirements=requirements_for(enrollment),
        sites=sites_for(session),
        supervisors=supervisors_for(enrollment, today, session, site),
        today=today,
        find_shifts=find_shifts,
    )
    if session and session.status == State.RETURNED:
        return ReturnedForm(data, initial=initial, known=known_names(session), offered=offered)
    return SessionForm(data, initial=initial, offered=offered)


def wants_to_submit(request: SignedInRequest) -> bool:
    return request.POST.get("action") == "submit"


def said(session: ClinicSession, submit: bool, form: SessionForm) -> str:
    """Return the success message. A form that is sent twice describes its session as it is now."""
    if submit and session.status == State.SUBMITTED:
        return _("Sent to %(name)s for sign-off.") % {"name": form.cleaned_data["supervisor"]}
    if submit or session.status not in EDITABLE:
        return _("You already logged this session. Here is the latest version.")
    return _("Saved as a draft. Submit it when it's complete.")


def show_form(
    request: SignedInRequest,
    form: SessionForm,
    enrollment: Enrollment,
    session: ClinicSession | None,
    *,
    voided: ClinicSession | None = None,
    usual: tuple[Times, ...] = (),
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> HttpResponse:
    """Render the form. `status` is used if it has errors."""
    context = {
        "form": form,
        "enrollment": enrollment,
        "session": session,
        "voided": voided,
        "usual": usual,
        "check_url": check_url(session, voided),
    }
    if voided:
        context["void"] = void_of(voided)
    if session:
        back = last_return(session, list(timeline_of(session)))
        remarks = remarks_of(back, texts_beside([back] if back else []))
        context |= {"last_return": back, "remarks": remarks}
    return render_desk(request, TEMPLATE, context, status=status if form.errors else HTTPStatus.OK)


def check_url(session: ClinicSession | None, voided: ClinicSession | None) -> str:
    """Return where the page asks what sending the form would find."""
    if session:
        return reverse("hours:session_edit_check", args=[session.public_id])
    address = reverse("hours:session_new_check")
    return f"{address}?again={voided.public_id}" if voided else address
