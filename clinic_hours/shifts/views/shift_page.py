"""One shift: what one can do about it now, when and where it is, and for its people, who comes."""

from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views import keyset
from clinic_hours.desk.views.access import desks
from clinic_hours.desk.views.desk import current_role, render_desk
from clinic_hours.people.policies import can_read_the_record, can_run_the_office
from clinic_hours.people.views.access import own_enrollment
from clinic_hours.people.views.names import names
from clinic_hours.sessions.selectors.progress import progress_of_enrollment
from clinic_hours.shifts.domain.weeks import week_of
from clinic_hours.shifts.forms.booking_words import places_words, times_words
from clinic_hours.shifts.forms.covers import CoverForm
from clinic_hours.shifts.forms.shift_events import event_words
from clinic_hours.shifts.models import Shift, ShiftSupervisor
from clinic_hours.shifts.selectors.booking.openings import openings_of, student_of
from clinic_hours.shifts.selectors.categories import names_of
from clinic_hours.shifts.selectors.covers.page import Covers
from clinic_hours.shifts.selectors.record import events_of, seen_on
from clinic_hours.shifts.selectors.roster import duties_on
from home.core.models.actors import Person
from home.core.views.signed_in import SignedInRequest

from .access import get_shift, own_place
from .additions import notes_on, page_instead, sections_of
from .booking.rows import own_row, row_of
from .covers.blocks import cover_context


@require_safe
def shift_page(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    shift = get_shift(request, public_id)
    return page_instead(request, shift) or show_shift(request, shift)


def show_shift(
    request: SignedInRequest,
    shift: Shift,
    *,
    cover_form: CoverForm | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Render the page, with what was refused about cover."""
    now = timezone.now()
    duties = duties_on([shift.pk]).get(shift.pk, [])
    context = {
        "shift": shift,
        "times": times_words(shift),
        "duties": duties,
        "counts_for": names_of([shift.category]).get(shift.category, shift.category),
        "places": places_words(shift, 0),
        "is_over": now >= shift.ends_at,
        "list_url": list_url(request, shift),
        "cover_opens": request.GET.get("cover") == "ask",
        **cover_context(request.user, shift, now, cover_form),
    }
    context["has_calendar"] = has_calendar(request, duties)
    if Role.STUDENT in desks(request).roles:
        context |= for_student(request, shift, now, context["covers"])
    if sees_people(request, duties):
        context |= for_staff(request, shift)
    return render_desk(request, "clinic_hours_shifts/shift.html", context, status=status)


def list_url(request: SignedInRequest, shift: Shift) -> str:
    """Return the address of the list on this person's desk that has the shift."""
    week = week_of(shift.local_date)
    if current_role(request) == Role.STUDENT:
        return f"{reverse('hours:shift_book')}?week={week}#shift-{shift.public_id}"
    return f"{reverse('hours:roster')}?week={week}&shift={shift.public_id}#shift"


def has_calendar(request: SignedInRequest, duties: list[ShiftSupervisor]) -> bool:
    """Whether this person may have shifts of their own."""
    is_mine = any(duty.supervisor.user_id == request.user.pk for duty in duties)
    return is_mine or Role.STUDENT in desks(request).roles


def sees_people(request: SignedInRequest, duties: list[ShiftSupervisor]) -> bool:
    """Whether this person reads in the office, or is an instructor of the shift."""
    if can_run_the_office(request.user) or can_read_the_record(request.user):
        return True
    return any(duty.supervisor.user_id == request.user.pk for duty in duties)


def for_student(
    request: SignedInRequest, shift: Shift, now: datetime, covers: Covers
) -> dict[str, Any]:
    """Return the student's place on the shift, or whether there is one to book."""
    place = own_place(request, shift)
    enrollment = own_enrollment(request)
    student = student_of(
        enrollment, progress_of_enrollment(enrollment), shift.local_date, shift.local_date
    )
    opening = openings_of([shift], student, now)[shift.pk]
    own_name = {"counts_for": opening.category}
    if place and place.is_live:
        notes = notes_on([place])[place.pk]
        cover = next((each.cover for each in covers.requests if each.cover.place == place), None)
        return own_name | {"own": own_row(place, opening, now, notes, cover), "place": place}
    may_log = desks(request).counts["may_log"]
    return own_name | {"row": row_of(opening), "place": place, "may_log": may_log}


def for_staff(request: SignedInRequest, shift: Shift) -> dict[str, Any]:
    """Return who has a place, who waits, and the history."""
    seen = seen_on(request.user, shift)
    page = events_of(shift, before=keyset.read_number(request.GET.get("after", "")))
    students = seen.names(names(request))

    def name_of(person: Person | None) -> str:
        if person is None:
            return ""
        return students.get(person.pk, str(person)) or _("a student")

    return {
        "seen": seen,
        "sections": sections_of(request.user, shift),
        "events": [event_words(event, shift, name_of) for event in page.events],
        "older_url": keyset.link(after=str(page.following)) if page.following else "",
    }
