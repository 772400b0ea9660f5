"""Absences and excuses: the list for the office, and one place, whose outcome the office changes."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from clinic_hours.attendance.forms.outcomes import OutcomeForm, outcome_label
from clinic_hours.attendance.models import Outcome
from clinic_hours.attendance.selectors.office.absences import Absences, What, absences
from clinic_hours.attendance.services.outcomes import change_outcome
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views import keyset
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.answers import say_done
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.people.models import RecordRead
from clinic_hours.people.views.reads import note_read
from clinic_hours.shifts.domain.states import PlaceState, ShiftState
from clinic_hours.shifts.models import Place
from clinic_hours.shifts.selectors.visible import places_visible_to
from home.core.selectors.words import LONGEST
from home.core.views import unsent
from home.core.views.request_data import sent
from home.core.views.signed_in import SignedInRequest

from .answering import answered

LABELS: dict[What, Promise] = {
    What.ABSENT: gettext_lazy("Absent"),
    What.EXCUSED: gettext_lazy("Excused"),
    What.OPEN: gettext_lazy("Shift not closed"),
    What.NO_END: gettext_lazy("Clock-out missing"),
}


@require_safe
@roles_required(Role.COORDINATOR)
def absence_list(request: SignedInRequest) -> HttpResponse:
    asked = request.GET.get("what", "")
    what = What(asked) if asked in set(What) else What.ABSENT
    name = request.GET.get("name", "").replace("\x00", "").strip()[:LONGEST]
    after = keyset.read(request.GET.get("after", ""))
    found = absences(request.user, what, name, timezone.now(), after)
    context = {
        "what": what,
        "name": name,
        "chips": chips_of(found, what, name),
        "rows": [row_of(place, what) for place in found.places],
        "older_url": older_url(found.following, what=what, name=name),
    }
    return render_desk(request, "clinic_hours_attendance/absences.html", context)


def chips_of(found: Absences, chosen: What, name: str) -> list[dict[str, object]]:
    return [
        {
            "label": label,
            "count": found.counts[what],
            "url": keyset.link(what=what, name=name),
            "active": what == chosen,
        }
        for what, label in LABELS.items()
    ]


def older_url(place: Place | None, **narrowed: str) -> str:
    if place is None:
        return ""
    return keyset.link(**narrowed, after=keyset.written(place.starts_at, place.pk))


def row_of(place: Place, what: What) -> dict[str, object]:
    """Return a place with its outcome, except where what is missing is the time of leaving."""
    if what == What.NO_END:
        return {"place": place, "lacks_an_end": True}
    outcome: Outcome | None = next(iter(getattr(place, "said", ())), None)
    label = outcome_label(outcome.kind) if outcome else None
    return {"place": place, "outcome": outcome, "label": label}


@require_http_methods(["GET", "HEAD", "POST"])
@roles_required(Role.COORDINATOR)
def absence(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Show what was said about one place, and change it: 303, or 409 or 422 with a sentence."""
    place = get_place(request, public_id)
    typed = unsent.recalled(request, OutcomeForm)
    form = OutcomeForm(sent(request), initial=typed, known=[str(place.student)])
    if not form.is_bound:
        return show(request, place, form)

    def act() -> HttpResponse:
        said = form.cleaned_data
        change_outcome(
            actor=request.user,
            place=place,
            kind=said["kind"],
            reason=said["reason"],
            shown=said["shown"],
        )
        done = _("Saved. %(name)s was told.") % {"name": place.student}
        return say_done(request, done, "hours:absence", place.public_id)

    return answered(form, act, lambda status: show(request, place, form, status))


def get_place(request: SignedInRequest, public_id: UUID) -> Place:
    places = places_visible_to(request.user).filter(status=PlaceState.BOOKED)
    related = places.select_related("shift__site", "student", "enrollment__student")
    return get_object_or_404(related, public_id=public_id)


def show(
    request: SignedInRequest, place: Place, form: OutcomeForm, status: int = HTTPStatus.OK
) -> HttpResponse:
    note_read(request, place.enrollment, RecordRead.Kind.RECORD, status=status)
    said = list(place.outcomes.select_related("by").order_by("pk"))
    current = next((each for each in said if each.is_current), None)
    context = {
        "crumbs": [
            {"title": _("Absences"), "url": reverse("hours:absences")},
            {"title": place.student, "url": ""},
        ],
        "place": place,
        "form": form,
        "current": current,
        "label": outcome_label(current.kind) if current else None,
        "may_change": current is not None and current.kind != Outcome.Kind.ATTENDED,
        "is_closed": place.shift.status == ShiftState.CLOSED,
        "events": [event_of(each) for each in said],
    }
    return render_desk(request, "clinic_hours_attendance/absence.html", context, status=status)


def event_of(outcome: Outcome) -> dict[str, object]:
    label = outcome_label(outcome.kind)
    return {
        "title": label.label,
        "tone": label.tone,
        "icon": label.icon,
        "at": outcome.at,
        "who": str(outcome.by),
        "quote": outcome.reason,
    }
