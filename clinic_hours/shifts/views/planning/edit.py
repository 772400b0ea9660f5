"""Change one shift, or it and those after it."""

from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinic_hours.core.domain.findings import Finding, block
from clinic_hours.core.forms.wording import sentence_of
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.shifts.domain.booking import NOT_PLANNED
from clinic_hours.shifts.domain.weeks import week_of
from clinic_hours.shifts.forms.planning.change_words import apply_label, lines_of_change, sentences
from clinic_hours.shifts.forms.planning.changing import ChangeForm
from clinic_hours.shifts.forms.planning.words import Month, by_month
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.selectors.planning.changes import (
    change_of_following,
    change_of_one,
    lead_of,
)
from clinic_hours.shifts.services.changes import change_following, change_shift
from clinic_hours.shifts.views.access import get_shift
from clinic_hours.shifts.views.roster.page import show_roster
from home.core.views import unsent
from home.core.views.request_data import sent
from home.core.views.see_other import see_other
from home.core.views.signed_in import SignedInRequest

from .answers import PlanningPage, answer

LONGEST_NUMBER = 9  # digits


@dataclass(frozen=True, slots=True)
class Shown:
    """What a change would do, in words."""

    months: list[Month]
    faults: tuple[Finding, ...]
    digest: str
    sentences: list[str]
    button: str


@require_http_methods(["GET", "HEAD", "POST"])
@roles_required(Role.COORDINATOR)
def edit_shift(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    shift = get_shift(request, public_id)
    if too_late := why_too_late(shift):
        messages.error(request, sentence_of(too_late))
        return show_roster(request, status=HTTPStatus.CONFLICT)
    recalled = unsent.recalled(request, ChangeForm)
    form = ChangeForm(sent(request), shift=shift, lead=lead_of(shift), initial=recalled)
    version = shown_version(request, shift)

    def apply(digest: str) -> HttpResponse:
        act = change_following if form.is_for_following else change_shift
        act(actor=request.user, shift=shift, version=version, values=form.values, digest=digest)
        messages.success(request, _("The change was saved, and everyone it concerns was told."))
        first = form.cleaned_data["first_on"]
        return see_other(f"{reverse('hours:roster')}?week={week_of(first)}")

    page = PlanningPage(
        _("Change a shift"),
        "clinic_hours_shifts/planning_edit.html",
        form,
        preview=lambda: preview(form),
        apply=apply,
        context={"shift": shift, "version": version},
        afresh=lambda: {"version": newest(shift)},
    )
    return answer(request, page)


def newest(shift: Shift) -> int:
    """Read a shift again and return its version."""
    shift.refresh_from_db()
    return shift.version


def why_too_late(shift: Shift) -> Finding | None:
    if not_planned := NOT_PLANNED.get(shift.status):
        return not_planned
    return block("shift_began") if shift.starts_at <= timezone.now() else None


def shown_version(request: SignedInRequest, shift: Shift) -> int:
    """Return the version of the shift that the page showed."""
    typed = request.POST.get("version", "")
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER
    return int(typed) if is_number else shift.version


def preview(form: ChangeForm) -> Shown:
    if form.is_for_following:
        change = change_of_following(form.shift, form.values, timezone.now())
    else:
        change = change_of_one(form.shift, form.values)
    if change.obstacles:
        return Shown([], change.obstacles, "", [], "")
    months = by_month(lines_of_change(change))
    said = sentences(change) or [_("Nothing would change.")]
    return Shown(months, (), change.digest, said, apply_label(change))
