"""The steps about a student's places on shifts, in words."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic_hours.core.forms.times import moment_range
from clinic_hours.learning.domain.next_step import Kind
from clinic_hours.shifts.forms.booking_words import moment_ahead
from clinic_hours.shifts.selectors.booking.this_week import OwnPlace

from .step_cards import Card, Desk


def confirm(desk: Desk) -> Card:
    place = desk.booked.offered[0]
    assert place.offer_until
    until = moment_ahead(place.offer_until, place.zone, timezone.now())
    words = {"shift": shift_words(place), "moment": until}
    return Card(
        Kind.CONFIRM,
        _("A place is offered to you"),
        _("%(shift)s. It's yours if you accept by %(moment)s.") % words,
        "hourglass",
        reverse("hours:shift", args=[place.public_id]),
        _("Accept or decline"),
    )


def agree(desk: Desk) -> Card:
    place = desk.booked.to_agree
    assert place
    return Card(
        Kind.AGREE,
        _("Someone offers to take your place"),
        f"{shift_words(place)}.",
        "users",
        f"{reverse('hours:shift', args=[place.public_id])}#cover",
        _("Agree or decline"),
    )


def shift_words(place: OwnPlace) -> str:
    return f"{moment_range(place.starts_at, place.ends_at, place.zone)}, {place.site}"
