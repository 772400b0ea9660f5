"""Signing many sessions of the queue at once."""

from http import HTTPStatus
from uuid import UUID

from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clinic_hours.core.domain.errors import Conflict, Refused
from clinic_hours.core.forms.times import day_words, hours
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.answers import say_done, sentences_of
from clinic_hours.desk.views.reauthentication import NotConfirmed
from clinic_hours.sessions.domain.attestation import current_statement
from clinic_hours.sessions.forms.review import SignManyForm
from clinic_hours.sessions.forms.sessions import sessions_signed
from clinic_hours.sessions.policies import can_sign_off
from clinic_hours.sessions.selectors.histories import changes_since
from clinic_hours.sessions.selectors.queues import waiting_for
from clinic_hours.sessions.selectors.visible import moved_away_from, sessions_visible_to
from clinic_hours.sessions.services.sign_offs import Pick, sign_off_sessions
from clinic_hours.sessions.views.session_actions import identity
from clinic_hours.sessions.views.timeline import details_of
from home.core.views.busy import keep_typed
from home.core.views.signed_in import SignedInRequest

from .page import show_queue

Versions = dict[UUID, int]


@require_POST
@roles_required(Role.INSTRUCTOR)
def sign_many(request: SignedInRequest) -> HttpResponse:
    """Sign all checked rows, or none: 303, or 422, 404, 409 or 429 with a message."""
    form = SignManyForm(request.POST)
    if not form.is_valid():
        return show_queue(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        entries = sign_off_sessions(
            actor=request.user,
            picks=picked(request, form.cleaned_data["picks"]),
            statement=current_statement(get_language() or "en"),
            authentication=identity(request, form.cleaned_data["password"]),
        )
    except NotConfirmed as refusal:
        form.add_error("password", str(refusal))
        return show_queue(request, form, status=refusal.status)
    except Refused as refusal:
        form.add_error(None, sentences_of(refusal))
        return show_queue(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except Conflict:
        return show_conflict(request, form)
    except OperationalError as error:
        return show_queue(request, form, status=keep_typed(request, form, error))
    done = sessions_signed(len(entries), hours(sum(entry.minutes for entry in entries)))
    return say_done(request, done, "hours:queue")


def picked(request: SignedInRequest, versions: Versions) -> list[Pick]:
    """Return the picks with their primary keys. One unknown id or someone else's is a 404 for all.

    Raises Conflict if one was taken back or reassigned.
    """
    if moved_away_from(request.user).filter(public_id__in=versions).exists():
        raise Conflict
    sessions = sessions_visible_to(request.user).filter(public_id__in=versions)
    found = list(sessions.select_related("supervisor"))
    if len(found) != len(versions):
        raise Http404
    if not all(can_sign_off(request.user, session) for session in found):
        raise Http404
    return [Pick(session.pk, versions[session.public_id]) for session in found]


def show_conflict(request: SignedInRequest, form: SignManyForm) -> HttpResponse:
    """Show the fresh list: the rows that changed say what, the others are still checked."""
    versions = form.cleaned_data["picks"]
    form.add_error(None, moved_on(request, versions))
    changes = changes_of_waiting(request, versions)
    return show_queue(request, form, changes=changes, status=HTTPStatus.CONFLICT)


def moved_on(request: SignedInRequest, versions: Versions) -> str:
    """Name the checked sessions that have changed; for one that moved away, name the student."""
    gone = moved_away_from(request.user).filter(public_id__in=versions)
    changed = [str(session.student) for session in gone.select_related("student")]
    sessions = sessions_visible_to(request.user).filter(public_id__in=versions)
    waiting = set(
        waiting_for(request.user).filter(public_id__in=versions).values_list("pk", flat=True)
    )
    changed += [
        f"{session.student}, {day_words(session.local_date)}"
        for session in sessions.exclude(pk__in=gone).select_related("student")
        if session.version != versions[session.public_id] or session.pk not in waiting
    ]
    said = _("Changed since you opened this page: %(sessions)s.") % {"sessions": "; ".join(changed)}
    so = _("Nothing was signed: this is the fresh list.")
    return f"{said} {so}"


def changes_of_waiting(request: SignedInRequest, versions: Versions) -> dict[UUID, str]:
    """Return what changed in the checked sessions that still wait, in words."""
    return {
        session.public_id: details_of(changes, session.zone) or _("sent again")
        for session, changes in changes_since(waiting_for(request.user), versions)
    }
