"""What a student does about a place: book it, wait for it, give it up, answer an offer."""

from collections.abc import Sequence
from http import HTTPStatus
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clinic_hours.core.domain.errors import Conflict, Refused
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import desks
from clinic_hours.desk.views.answers import say_done, sentences_of
from clinic_hours.people.views.access import own_enrollment
from clinic_hours.shifts.domain.states import PlaceState
from clinic_hours.shifts.forms.booking_words import shift_words
from clinic_hours.shifts.models import Place, Shift
from clinic_hours.shifts.services.booking import answer_offer, give_up
from clinic_hours.shifts.services.booking import book as book_place
from clinic_hours.shifts.views.access import get_shift, own_place
from home.core.views.signed_in import SignedInRequest

from .page import Refusal, asked_in, show_booking

ANSWERS = {"accept": True, "decline": False}


@require_POST
def book(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    shift = shift_for_student(request, public_id)
    try:
        place = book_place(
            actor=request.user,
            shift=shift,
            enrollment=own_enrollment(request),
            or_wait=request.POST.get("wait") == "on",
        )
    except Refused as refusal:
        return refuse(request, shift, sentences_of(refusal))
    return done(request, booked_words(place))


@require_POST
def cancel_place(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    shift = shift_for_student(request, public_id)
    place = place_for_student(request, shift)
    try:
        give_up(actor=request.user, place=place)
    except Refused as refusal:
        return refuse(request, shift, sentences_of(refusal))
    except Conflict:  # the place has ended already
        pass
    return done(request, left_words(place, shift))


@require_POST
def answer(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    shift = shift_for_student(request, public_id)
    place = place_for_student(request, shift)
    accept = ANSWERS.get(request.POST.get("answer", ""))
    if accept is None:
        return refuse(request, shift, [_("Choose whether to accept or decline the place.")])
    if place.status == PlaceState.RELEASED and not accept:
        return done(request, declined_words())
    try:
        place = answer_offer(actor=request.user, place=place, accept=accept)
    except Refused as refusal:
        return refuse(request, shift, sentences_of(refusal))
    return done(request, booked_words(place) if accept else declined_words())


def shift_for_student(request: SignedInRequest, public_id: UUID) -> Shift:
    """Return a shift that this person sees and may book as a student, or raise 404 or 403."""
    shift = get_shift(request, public_id)
    if Role.STUDENT not in desks(request).roles:
        raise PermissionDenied
    return shift


def place_for_student(request: SignedInRequest, shift: Shift) -> Place:
    place = own_place(request, shift)
    if place is None:
        raise Http404
    return place


def done(request: SignedInRequest, sentence: str) -> HttpResponse:
    """Go back to the weeks that were shown."""
    return say_done(request, sentence, reverse("hours:shift_book") + asked_in(request).query)


def refuse(request: SignedInRequest, shift: Shift, sentences: Sequence[str]) -> HttpResponse:
    """Show the page again with the sentences, and with the shift as it is now."""
    fresh = get_shift(request, shift.public_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return show_booking(request, Refusal(fresh, sentences), status=status)


def booked_words(place: Place) -> str:
    words = {"shift": shift_words(place.shift)}
    if place.status == PlaceState.WAITING:
        return _("You're on the waiting list: %(shift)s.") % words
    return _("You're booked: %(shift)s.") % words


def left_words(place: Place, shift: Shift) -> str:
    words = {"shift": shift_words(shift)}
    if place.queue_no and place.status == PlaceState.WAITING:
        return _("You left the waiting list: %(shift)s.") % words
    return _("You gave up your place: %(shift)s.") % words


def declined_words() -> str:
    return _("Declined. The place goes to the next in line.")
