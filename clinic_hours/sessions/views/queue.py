"""An instructor's queue, and signing many sessions at once."""

from http import HTTPStatus
from uuid import UUID

from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clinic_hours.core.domain.errors import Conflict, Refused
from clinic_hours.core.forms.times import day_words, hours
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views import keyset
from clinic_hours.desk.views.access import desks, roles_required
from clinic_hours.desk.views.answers import say_done, sentences_of
from clinic_hours.desk.views.desk import count_words, render_desk
from clinic_hours.desk.views.reauthentication import NotConfirmed
from clinic_hours.people.models import Credential
from clinic_hours.sessions.domain.attestation import current_statement
from clinic_hours.sessions.domain.states import State
from clinic_hours.sessions.forms.review import SignManyForm
from clinic_hours.sessions.forms.sessions import sessions_signed
from clinic_hours.sessions.policies import can_sign_off
from clinic_hours.sessions.selectors.queues import Cursor, queue_page, waiting_since
from clinic_hours.sessions.selectors.visible import moved_away_from, sessions_visible_to
from clinic_hours.sessions.services.sign_offs import Pick, sign_off_sessions
from home.core.views import unsent
from home.core.views.busy import keep_typed
from home.core.views.signed_in import SignedInRequest

from .queue_rows import rows_of
from .session_actions import identity


@require_safe
@roles_required(Role.INSTRUCTOR)
def queue(request: SignedInRequest) -> HttpResponse:
    return show_queue(request, SignManyForm())


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
        form.add_error(None, moved_on(request, form.cleaned_data["picks"]))
        return show_queue(request, form, status=HTTPStatus.CONFLICT)
    except OperationalError as error:
        return show_queue(request, form, status=keep_typed(request, form, error))
    done = sessions_signed(len(entries), hours(sum(entry.minutes for entry in entries)))
    return say_done(request, done, "hours:queue")


def picked(request: SignedInRequest, versions: dict[UUID, int]) -> list[Pick]:
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


def moved_on(request: SignedInRequest, versions: dict[UUID, int]) -> str:
    """Name the checked sessions that have changed; for one that moved away, name the student."""
    gone = moved_away_from(request.user).filter(public_id__in=versions)
    changed = [str(session.student) for session in gone.select_related("student")]
    sessions = sessions_visible_to(request.user).filter(public_id__in=versions)
    sessions = sessions.exclude(pk__in=gone)
    changed += [
        f"{session.student}, {day_words(session.local_date)}"
        for session in sessions.select_related("student")
        if session.version != versions[session.public_id] or session.status != State.SUBMITTED
    ]
    said = _("Changed since you opened this page: %(sessions)s.") % {"sessions": "; ".join(changed)}
    return f"{said} {_('Nothing was signed: this is the fresh list.')}"


def show_queue(
    request: SignedInRequest, form: SignManyForm, status: int = HTTPStatus.OK
) -> HttpResponse:
    page = queue_page(request.user, after=cursor_of(request.GET.get("after", "")))
    sent = form.data if form.is_bound else unsent.recall(request, reverse("hours:queue_sign_off"))
    ticked = set(sent.getlist("session"))
    supervisor = getattr(request.user, "supervisor", None)
    credential = Credential.objects.filter(supervisor=supervisor).order_by("-expires_on").first()
    today = timezone.localdate()
    rows = rows_of(page, ticked)
    return render_desk(
        request,
        "clinic_hours_sessions/queue.html",
        {
            "form": form,
            "rows": rows,
            "count": count_words(desks(request).counts["waiting"]) or "0",
            "minutes": page.minutes,
            "oldest_days": (timezone.now() - waiting_since(page.sessions[0])).days if rows else 0,
            "older_url": next_url(page.following),
            "supervisor": supervisor,
            "credential": credential,
            "has_lapsed": credential is None or credential.expires_on < today,
            "statement": current_statement(get_language() or "en"),
            "is_first_page": "after" not in request.GET,
        },
        status=status,
    )


def next_url(following: Cursor | None) -> str:
    if following is None:
        return ""
    return keyset.link(after=keyset.written(following.submitted_at, following.pk))


def cursor_of(text: str) -> Cursor | None:
    place = keyset.read(text)
    return Cursor(*place) if place else None
