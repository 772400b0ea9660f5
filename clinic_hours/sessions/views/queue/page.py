"""The page of an instructor's queue."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views import keyset
from clinic_hours.desk.views.access import desks, roles_required
from clinic_hours.desk.views.desk import count_words, render_desk
from clinic_hours.people.models import Credential
from clinic_hours.sessions.domain.attestation import current_statement
from clinic_hours.sessions.forms.review import SignManyForm
from clinic_hours.sessions.selectors.queues import (
    Cursor,
    QueuePage,
    Show,
    last_signed_at,
    queue_page,
)
from home.core.views import unsent
from home.core.views.signed_in import SignedInRequest

from .rows import rows_of

CHIPS = (
    (Show.ALL, pgettext_lazy("sessions", "All")),
    (Show.CLOCKED, pgettext_lazy("times", "Clocked")),
    (Show.TYPED, pgettext_lazy("times", "Typed")),
    (Show.WARNINGS, _("Warnings")),
)


@require_safe
@roles_required(Role.INSTRUCTOR)
def queue(request: SignedInRequest) -> HttpResponse:
    return show_queue(request, SignManyForm())


def show_queue(
    request: SignedInRequest,
    form: SignManyForm,
    *,
    changes: Mapping[UUID, str] | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Render the queue. `changes` says what changed in rows that the form no longer matches."""
    show, now = shown(request), timezone.now()
    page = queue_page(request.user, after=cursor_of(request.GET.get("after", "")), show=show)
    rows = rows_of(page, ticked_in(request, form), changes or {}, now)
    total = desks(request).counts["waiting"]
    context = {
        "form": form,
        "rows": rows,
        "count": count_words(total) or "0",
        "total": total,
        "oldest_days": (now - page.sessions[0].submitted_at).days if rows else 0,
        "unwarned": sum(not page.findings[session.pk] for session in page.sessions),
        "chips": chips(page, show, total) if "after" not in request.GET else [],
        "is_narrowed": show != Show.ALL,
        "is_oldest_first": show == Show.ALL and "after" not in request.GET,
        "older_url": next_url(page.following, show),
        "first_url": keyset.link(show=show) if "after" in request.GET else "",
        **signer_of(request),
    }
    if not rows:
        context["last_signed"] = last_signed_at(request.user)
    return render_desk(request, "clinic_hours_sessions/queue.html", context, status=status)


def shown(request: SignedInRequest) -> Show:
    """Return the chosen filter; anything else does not filter."""
    wanted = request.GET.get("show", "")
    return Show(wanted) if wanted in set(Show) else Show.ALL


def ticked_in(request: SignedInRequest, form: SignManyForm) -> set[str]:
    sent = form.data if form.is_bound else unsent.recall(request, reverse("hours:queue_sign_off"))
    return set(sent.getlist("session"))


def signer_of(request: SignedInRequest) -> dict[str, Any]:
    """Return who signs, what they state, and their license."""
    supervisor = getattr(request.user, "supervisor", None)
    credential = Credential.objects.filter(supervisor=supervisor).order_by("-expires_on").first()
    return {
        "supervisor": supervisor,
        "credential": credential,
        "has_lapsed": credential is None or credential.expires_on < timezone.localdate(),
        "statement": current_statement(get_language() or "en"),
    }


def chips(page: QueuePage, chosen: Show, total: int) -> list[dict[str, Any]]:
    """Return the filters of the first page with their counts: "7+" if more sessions wait than were read."""
    more = "+" if page.following else ""
    counts = {show: f"{count}{more}" for show, count in page.counts.items()}
    counts[Show.ALL] = count_words(total) or "0"
    return [
        {
            "label": label,
            "url": keyset.link(show=show) if show else reverse("hours:queue"),
            "active": show == chosen,
            "count": counts[show],
        }
        for show, label in CHIPS
    ]


def next_url(following: Cursor | None, show: Show) -> str:
    if following is None:
        return ""
    return keyset.link(show=show, after=keyset.written(following.submitted_at, following.pk))


def cursor_of(text: str) -> Cursor | None:
    place = keyset.read(text)
    return Cursor(*place) if place else None
