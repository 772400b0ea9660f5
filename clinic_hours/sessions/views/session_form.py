"""Log a session, and correct one."""

from http import HTTPStatus
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinic_hours.core.domain.errors import Conflict, Impossible, Refused
from clinic_hours.core.forms.asking import refuse
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.answers import say_done
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.people.models import Enrollment
from clinic_hours.people.views.access import own_enrollment
from clinic_hours.sessions.domain.states import EDITABLE, Action, State
from clinic_hours.sessions.forms.sessions import SessionForm
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.policies import can_change
from clinic_hours.sessions.selectors.again import void_of, voided_sessions
from clinic_hours.sessions.selectors.choices import (
    remembered_by,
    requirements_for,
    sites_for,
    supervisors_for,
)
from clinic_hours.sessions.selectors.histories import timeline_of
from clinic_hours.sessions.services.claims import SessionFacts
from clinic_hours.sessions.services.sessions import edit_session, log_session
from home.core.views import unsent
from home.core.views.busy import keep_typed
from home.core.views.signed_in import SignedInRequest

from .access import get_session
from .session_answers import sentence_for
from .session_page import last_return, show_session

TEMPLATE = "clinic_hours_sessions/session_form.html"


@require_http_methods(["GET", "HEAD", "POST"])
@roles_required(Role.STUDENT)
def new_session(request: SignedInRequest) -> HttpResponse:
    """Show the log form, or log a session as a draft or submitted."""
    voided = voided_for(request)
    enrollment = voided.enrollment if voided else own_enrollment(request)
    initial = beginnings(enrollment, voided) if request.method != "POST" else {}
    initial |= unsent.recalled(request, SessionForm)
    form = form_for(request, enrollment, initial=initial, session=voided)
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
            return show_form(request, form, enrollment, None, voided=voided, status=status)
        else:
            return say_done(
                request, said(session, submit, form), "hours:session", session.public_id
            )
    return show_form(request, form, enrollment, None, voided=voided)


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
        return show_session(
            request, session, problem=sentence_for(too_late), status=HTTPStatus.CONFLICT
        )
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
            )
        except Refused as refusal:
            refuse(form, refusal.findings)
        except (Conflict, Impossible) as error:
            fresh = get_session(request, public_id)
            return show_session(
                request, fresh, problem=sentence_for(error), status=HTTPStatus.CONFLICT
            )
        except OperationalError as error:
            status = keep_typed(request, form, error)
            return show_form(request, form, enrollment, session, status=status)
        else:
            return say_done(request, said(edited, submit, form), "hours:session", public_id)
    return show_form(request, form, enrollment, session)


def form_for(
    request: SignedInRequest,
    enrollment: Enrollment,
    *,
    initial: dict,
    session: ClinicSession | None = None,
) -> SessionForm:
    """Return the form. `session` is the one that it corrects or logs again."""
    data = request.POST if request.method == "POST" else None
    today = timezone.localdate()
    return SessionForm(
        data,
        initial=initial,
        requirements=requirements_for(enrollment),
        sites=sites_for(session),
        supervisors=supervisors_for(enrollment, today, session),
        today=today,
    )


def wants_to_submit(request: SignedInRequest) -> bool:
    return request.POST.get("action") == "submit"


def said(session: ClinicSession, submit: bool, form: SessionForm) -> str:
    """Return the success message. A form that is sent twice describes its session as it is now."""
    if submit and session.status == State.SUBMITTED:
        return _("Sent to %(name)s for sign-off.") % {"name": form.cleaned_data["supervisor"]}
    if submit or session.status not in EDITABLE:
        return _("You already logged this session. Here is the latest version.")
    return _("Saved as a draft. Submit it when it's complete.")


def beginnings(enrollment: Enrollment, voided: ClinicSession | None) -> dict:
    """Return initial values: from the voided session, or today and those of the last session.

    Today is the date at the clinic.
    """
    if voided:
        return as_typed(voided) | {"version": None}
    last = remembered_by(enrollment)
    return {
        "date": timezone.localdate(timezone=ZoneInfo(last.zone) if last.zone else None),
        "requirement": last.requirement_id,
        "site": last.site_id,
        "supervisor": last.supervisor_id,
    }


def as_typed(session: ClinicSession) -> dict:
    """Return a session's values as typed into its form."""
    start, end = session.local_starts_at, session.local_ends_at
    return {
        "date": start.date(),
        "start": start.time(),
        "end": end.time(),
        "overnight": end.date() > start.date(),
        "start_fold": str(start.fold) if start.fold else "",
        "end_fold": str(end.fold) if end.fold else "",
        "break_minutes": session.break_minutes,
        "requirement": session.requirement_id,
        "site": session.site_id,
        "supervisor": session.supervisor_id,
        "clients": session.clients,
        "note": session.note,
        "version": session.version,
    }


def facts_from(form: SessionForm, session: ClinicSession | None = None) -> SessionFacts:
    """Return the facts in the form. Clocked times stay clocked unless the form changed them."""
    cleaned = form.cleaned_data
    times = (form.starts_at, form.ends_at, cleaned["break_minutes"])
    kept = session and times == (session.starts_at, session.ends_at, session.break_minutes)
    return SessionFacts(
        requirement=cleaned["requirement"],
        site=cleaned["site"],
        supervisor=cleaned["supervisor"],
        starts_at=form.starts_at,
        ends_at=form.ends_at,
        break_minutes=cleaned["break_minutes"],
        clients=cleaned["clients"],
        note=cleaned["note"],
        names_no_client=cleaned["names_no_client"],
        provenance=session.provenance if session and kept else ClinicSession.Provenance.TYPED,
    )


def show_form(
    request: SignedInRequest,
    form: SessionForm,
    enrollment: Enrollment,
    session: ClinicSession | None,
    *,
    voided: ClinicSession | None = None,
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> HttpResponse:
    """Render the form. `status` is used if it has errors."""
    context = {"form": form, "enrollment": enrollment, "session": session, "voided": voided}
    if voided:
        context["void"] = void_of(voided)
    if session:
        context["last_return"] = last_return(session, list(timeline_of(session)))
    return render_desk(request, TEMPLATE, context, status=status if form.errors else HTTPStatus.OK)
