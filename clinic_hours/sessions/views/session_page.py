"""One session: its facts, its history, why it counts, and the steps possible now."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from clinic_hours.core.domain.findings import Finding
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.people.models import RecordRead
from clinic_hours.people.views.names import names
from clinic_hours.people.views.reads import note_read
from clinic_hours.sessions.domain.attestation import current_statement, reversal_statement
from clinic_hours.sessions.domain.states import (
    EDITABLE,
    Action,
    Awaits,
    State,
    actions_from,
)
from clinic_hours.sessions.forms.review import (
    ReturnForm,
    SignForm,
    StepForm,
    SubmitForm,
    VoidForm,
)
from clinic_hours.sessions.models import ClinicSession, SessionEvent
from clinic_hours.sessions.policies import (
    can_change,
    can_return,
    can_sign_off,
    can_void,
)
from clinic_hours.sessions.selectors.again import Again, again, is_logged_again
from clinic_hours.sessions.selectors.answers import texts_beside
from clinic_hours.sessions.selectors.findings import findings_now
from clinic_hours.sessions.selectors.histories import (
    entries_of_session,
    place_of,
    sign_off_of,
    timeline_of,
)
from clinic_hours.sessions.selectors.visible import taken_back_from
from home.core.views import unsent
from home.core.views.signed_in import SignedInRequest

from .access import get_session
from .queue.onward import came_from_queue, place_in_queue
from .timeline import event_of

ACTION_FORMS = {
    Action.RETURN: ("return_form", ReturnForm),
    Action.SIGN_OFF: ("sign_form", SignForm),
    Action.VOID: ("void_form", VoidForm),
    Action.SUBMIT: ("submit_form", SubmitForm),
    Action.TAKE_BACK: ("take_back_form", StepForm),
    Action.DISCARD: ("discard_form", StepForm),
}
ALLOWED = {
    Action.RETURN: can_return,
    Action.SIGN_OFF: can_sign_off,
    Action.VOID: can_void,
    Action.SUBMIT: can_change,
    Action.TAKE_BACK: can_change,
    Action.DISCARD: can_change,
    Action.EDIT: can_change,
}


def tells_of_a_take_back(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Explain to an instructor with an outdated page that the student took the session back."""

    @wraps(view)
    def answered(
        request: SignedInRequest, public_id: UUID, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        try:
            return view(request, public_id, *args, **kwargs)
        except Http404:
            if not taken_back_from(request.user).filter(public_id=public_id).exists():
                raise
            return render_desk(
                request, "clinic_hours_sessions/taken_back.html", status=HTTPStatus.CONFLICT
            )

    return answered


@require_safe
@tells_of_a_take_back
def session_page(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    return show_session(request, get_session(request, public_id))


def show_session(
    request: SignedInRequest,
    session: ClinicSession,
    *,
    forms: dict | None = None,
    problem: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Render a session. `forms` holds refused forms; `problem` is a sentence to show at the top."""
    note_read(request, session.enrollment, RecordRead.Kind.SESSION, session.public_id, status)
    language = get_language() or "en"
    entries = list(entries_of_session(session))
    history = list(timeline_of(session))
    texts = texts_beside(history)
    context = {
        "session": session,
        "place": place_of(session, entries),
        "problem": problem,
        "findings": [
            *(Finding.from_dict(each) for each in session.findings),
            *findings_now([session])[session.pk],
        ],
        "events": [event_of(event, session, texts, names(request)) for event in history],
        "last_return": last_return(session, history),
        "again": again_for(request, session, history),
        "sign_off": sign_off_of(session),
        "entries": entries,
        "posted": sum(entry.minutes for entry in entries),
        "statement": current_statement(language),
        "reversal": reversal_statement(language),
        "can_edit": may(request, session, Action.EDIT),
        "from_queue": came_from_queue(request),
        **action_forms(request, session),
        **(forms or {}),
    }
    if context["from_queue"]:
        context["following"] = place_in_queue(request, session)
    return render_desk(request, "clinic_hours_sessions/session.html", context, status=status)


def last_return(session: ClinicSession, history: list[SessionEvent]) -> SessionEvent | None:
    """Return the last return of a session waiting for correction, even if it was taken back since."""
    if session.status not in EDITABLE:
        return None
    returns = [event for event in history if event.kind == SessionEvent.Kind.RETURNED]
    return returns[-1] if returns else None


def again_for(
    request: SignedInRequest, session: ClinicSession, history: list[SessionEvent]
) -> Again | None:
    """Return whether the student can log a voided session again, until they have done so."""
    if session.status != State.VOIDED or session.student_id != request.user.pk:
        return None
    if is_logged_again(session):
        return None
    (void,) = (event for event in history if event.kind == SessionEvent.Kind.VOIDED)
    return again(session, voided_at=void.happened_at, now=timezone.now())


def may(request: SignedInRequest, session: ClinicSession, action: Action) -> bool:
    """Return whether this person may take this step now."""
    possible = action in actions_from(State(session.status), Awaits(session.awaits))
    return possible and ALLOWED[action](request.user, session)


def action_forms(request: SignedInRequest, session: ClinicSession) -> dict:
    return {
        name: form(initial=beginning_of(request, session, action), auto_id=f"{action}-%s")
        for action, (name, form) in ACTION_FORMS.items()
        if may(request, session, action)
    }


def beginning_of(request: SignedInRequest, session: ClinicSession, action: Action) -> dict:
    """Return the version that the page shows, and what was typed before the login session ended."""
    address = reverse(f"hours:session_{action}", args=[session.public_id])
    return unsent.recall(request, address).dict() | {"version": session.version}
