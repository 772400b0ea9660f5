"""The form of each step, for the people who may take it now."""

from typing import Any

from django.forms import Form
from django.urls import reverse

from clinic_hours.core.forms.asking import ReasonForm
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.states import Action, Awaits, State, actions_from
from clinic_hours.sessions.forms.answers import CorrectForm, DecideForm, DisputeForm, ReassignForm
from clinic_hours.sessions.forms.review import (
    ReturnForm,
    SignForm,
    StepForm,
    SubmitForm,
    VoidForm,
)
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.policies import (
    can_change,
    can_correct,
    can_decide,
    can_return,
    can_sign_off,
    can_void,
)
from clinic_hours.sessions.selectors.answers import was_corrected
from clinic_hours.sessions.selectors.choices import supervisors_instead
from clinic_hours.sessions.views.session_values import as_typed
from home.core.views import unsent
from home.core.views.signed_in import SignedInRequest

ACTION_FORMS: dict[Action, tuple[str, type[Form]]] = {
    Action.RETURN: ("return_form", ReturnForm),
    Action.SIGN_OFF: ("sign_form", SignForm),
    Action.VOID: ("void_form", VoidForm),
    Action.SUBMIT: ("submit_form", SubmitForm),
    Action.TAKE_BACK: ("take_back_form", StepForm),
    Action.DISCARD: ("discard_form", StepForm),
    Action.CORRECT: ("correct_form", CorrectForm),
    Action.ACCEPT: ("accept_form", StepForm),
    Action.DISPUTE: ("dispute_form", DisputeForm),
    Action.DECIDE: ("decide_form", DecideForm),
    Action.REASSIGN: ("reassign_form", ReassignForm),
    Action.REMIND: ("remind_form", StepForm),
}
ALLOWED = {
    Action.RETURN: can_return,
    Action.SIGN_OFF: can_sign_off,
    Action.VOID: can_void,
    Action.SUBMIT: can_change,
    Action.TAKE_BACK: can_change,
    Action.DISCARD: can_change,
    Action.EDIT: can_change,
    Action.CORRECT: can_correct,
    Action.ACCEPT: can_change,
    Action.DISPUTE: can_change,
    Action.DECIDE: can_decide,
    Action.REASSIGN: can_decide,
    Action.REMIND: can_decide,
}

# The rules refuse these steps to someone who has finished, left or is on leave.
WHILE_ENROLLED = (Action.EDIT, Action.SUBMIT, Action.TAKE_BACK, Action.DISCARD)


def may(request: SignedInRequest, session: ClinicSession, action: Action) -> bool:
    """Return whether this person may take this step now."""
    if action in WHILE_ENROLLED and session.enrollment.status != Enrollment.Status.ACTIVE:
        return False
    return is_possible(session, action) and ALLOWED[action](request.user, session)


def is_possible(session: ClinicSession, action: Action) -> bool:
    return action in actions_from(State(session.status), Awaits(session.awaits))


def action_forms(request: SignedInRequest, session: ClinicSession) -> dict[str, Form]:
    return {
        name: form_of(session, action, initial=beginning_of(request, session, action))
        for action, (name, _form) in ACTION_FORMS.items()
        if may(request, session, action)
    }


def form_of(session: ClinicSession, action: Action, data: Any = None, **options: Any) -> Form:
    """Return the form of a step, with what it needs to know about the session."""
    _name, form = ACTION_FORMS[action]
    if issubclass(form, ReasonForm):
        options["known"] = known_names(session)
    if form is CorrectForm:
        options |= {"zone": session.zone, "day": session.local_date}
    if form is DecideForm:
        options["is_correction"] = was_corrected(session)
    if form is ReassignForm:
        options["supervisors"] = supervisors_instead(session)
    return form(data, auto_id=f"{action}-%s", **options)


def known_names(session: ClinicSession) -> tuple[str, ...]:
    """Return the names allowed in a reason about a session. None of them is a client's."""
    return (session.supervisor.printed_name, str(session.student), session.site.name)


def beginning_of(request: SignedInRequest, session: ClinicSession, action: Action) -> dict:
    """Return the version that the page shows, and what was typed before the login session ended."""
    address = reverse(f"hours:session_{action}", args=[session.public_id])
    begins = as_typed(session) if action == Action.CORRECT else {}
    return begins | unsent.recall(request, address).dict() | {"version": session.version}


def typed_before(
    request: SignedInRequest, session: ClinicSession, action: Action
) -> dict[str, Form]:
    """Return a step's form with what was typed for an older version, if the step is still possible."""
    if not may(request, session, action):
        return {}
    name, _form = ACTION_FORMS[action]
    typed = {field: text for field, text in request.POST.items() if unsent.may_be_kept(field)}
    return {name: form_of(session, action, initial=typed | {"version": session.version})}
