"""One session: its facts, its history, why it counts, and the steps possible now."""

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from clinic_hours.core.domain.findings import Finding
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.people.models import RecordRead
from clinic_hours.people.views.names import names
from clinic_hours.people.views.reads import note_read
from clinic_hours.sessions.domain.attestation import current_statement, reversal_statement
from clinic_hours.sessions.domain.states import EDITABLE, Action, State
from clinic_hours.sessions.forms.provenance import clock_words
from clinic_hours.sessions.forms.review import REMARKS
from clinic_hours.sessions.models import ClinicSession, SessionEvent
from clinic_hours.sessions.selectors.again import Again, again, is_logged_again
from clinic_hours.sessions.selectors.answers import texts_beside
from clinic_hours.sessions.selectors.findings import findings_now
from clinic_hours.sessions.selectors.histories import (
    entries_of_session,
    instructors_in,
    sign_off_of,
    signed_line,
    timeline_of,
)
from clinic_hours.sessions.selectors.reminders import was_reminded
from clinic_hours.sessions.selectors.visible import reassigned_from, taken_back_from
from home.core.views.signed_in import SignedInRequest

from .access import get_session
from .queue.onward import came_from_queue, place_in_queue
from .steps.forms import action_forms, may
from .steps.question import question_of
from .timeline import event_of

GONE = {"taken_back": taken_back_from, "reassigned": reassigned_from}


def tells_where_it_went(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Explain to an instructor with an outdated page that the session was taken back or reassigned."""

    @wraps(view)
    def answered(
        request: SignedInRequest, public_id: UUID, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        try:
            return view(request, public_id, *args, **kwargs)
        except Http404:
            for name, sessions in GONE.items():
                if sessions(request.user).filter(public_id=public_id).exists():
                    template = f"clinic_hours_sessions/{name}.html"
                    return render_desk(request, template, status=HTTPStatus.CONFLICT)
            raise

    return answered


@require_safe
@tells_where_it_went
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
    said = signed_line(entries)
    history = list(timeline_of(session))
    texts, now = texts_beside(history), timezone.now()
    instructors = instructors_in(history)
    student = names(request).of(session.enrollment)
    back = last_return(session, history)
    steps = action_forms(request, session)
    context = {
        "session": session,
        "place": said.site if said else str(session.site),
        "said": said,
        "on_the_clock": clock_words(said.on_the_clock if said else session.attendance),
        "problem": problem,
        "findings": [
            *(Finding.from_dict(each) for each in session.findings),
            *findings_now([session])[session.pk],
        ],
        "events": [
            event_of(event, session, texts, names(request), instructors) for event in history
        ],
        "last_return": back,
        "remarks": labelled(remarks_of(back, texts)),
        "question": question_of(session, history, texts, student, now),
        "is_reminded": "remind_form" in steps and was_reminded(session, now),
        "hides_name": names(request).hides(session.enrollment),
        "is_own": session.student_id == request.user.pk,
        "again": again_for(request, session, history),
        "sign_off": sign_off_of(session),
        "entries": entries,
        "posted": sum(entry.minutes for entry in entries),
        "statement": current_statement(language),
        "reversal": reversal_statement(language),
        "can_edit": may(request, session, Action.EDIT),
        "from_queue": came_from_queue(request),
        **steps,
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


def remarks_of(back: SessionEvent | None, texts: Mapping[str, str]) -> dict[str, str]:
    """Return {field: remark} of a return, as far as they were not erased."""
    commitments = back.texts if back else {}
    return {name: texts[each] for name, each in commitments.items() if each in texts}


def labelled(remarks: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"label": str(REMARKS[name]), "text": text} for name, text in remarks.items()]


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
