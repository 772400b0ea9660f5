"""The booking page as its tests use it."""

from datetime import timedelta

from django.urls import reverse

from clinic_hours.people.models import Enrollment
from clinic_hours.shifts.models import Place, Shift
from tests.factories.clinic import NOW

PAGE = reverse("hours:shift_book")
NEAR = NOW + timedelta(days=6, hours=12)  # past the cut-off of next Monday's shift


def words(response) -> str:
    return " ".join(response.content.decode().split())


def send(browser, act: str, shift: Shift, **data):
    return browser.post(reverse(f"hours:place_{act}", args=[shift.public_id]), data)


def refused(response) -> str:
    """Return the sentences of a refusal, which shows the shift it is about."""
    assert response.status_code == 422
    assert "shift-row" in words(response)
    return " ".join(response.context["refusal"].sentences)


def status(shift: Shift, enrollment: Enrollment) -> str:
    return Place.objects.filter(shift=shift, enrollment=enrollment).latest("pk").status


def taken(shift: Shift) -> int:
    return Shift.objects.get(pk=shift.pk).taken


def on_leave(enrollment: Enrollment, shift: Shift) -> None:
    Enrollment.objects.filter(pk=enrollment.pk).update(status=Enrollment.Status.ON_LEAVE)
