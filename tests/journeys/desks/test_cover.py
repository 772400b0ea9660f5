"""A student who can't come finds someone for the place, and an instructor for the shift, on a phone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clinic_hours.people.models import ClinicSite, Enrollment, Supervisor
from clinic_hours.shifts.models import Shift
from tests.factories.shifts import booked, planned
from tests.journeys.accessibility.screens import problems

from .steps import CORA, DESKTOP, MEI, PHONE, ROSA, press, sees

pytestmark = pytest.mark.browser

LUCIA = "lucia@palmetto.test"


def sunday_shift() -> Shift:
    """Return a shift of Rosa's on which Lucía has the only place, on a day that is free for everybody."""
    today = timezone.localdate()
    sunday = today + timedelta(days=6 - today.weekday() + 14)
    rosa = Supervisor.objects.get(user__email=ROSA)
    cora = rosa.user.__class__.objects.get(email=CORA)
    said = {"site": ClinicSite.objects.first(), "places": 1, "now": timezone.now()}
    shift = planned(cora, rosa, day=sunday, **said)
    booked(Enrollment.objects.get(student__email=LUCIA), shift, now=timezone.now())
    return shift


def test_a_place_and_a_shift_are_covered_by_others(at_desk):
    address = f"/hours/shifts/{sunday_shift().public_id}/"
    lucia, mei = at_desk(LUCIA, PHONE), at_desk(MEI, PHONE)
    rosa, cora = at_desk(ROSA, PHONE), at_desk(CORA, DESKTOP)
    lucia.goto(address)
    lucia.locator("summary", has_text="Ask for cover").press("Enter")
    lucia.get_by_label("Why?").fill("My sister gets married.")
    press(lucia, "Ask for cover")
    sees(lucia, "You asked for cover")

    mei.goto(address)
    sees(mei, "Lucía Ferrer needs cover")
    assert list(problems(mei, "a request for cover")) == []
    mei.set_viewport_size({"width": PHONE, "height": 900})
    press(mei, "Offer to take it")
    sees(mei, "You offered to take it")

    lucia.reload()
    press(lucia, "Agree")
    sees(lucia, "Agreed. The place has changed hands.")
    mei.reload()
    sees(mei, "Booked")

    rosa.goto(address)
    rosa.locator("summary", has_text="I can't come").press("Enter")
    rosa.get_by_label("Why?").fill("I have a fever.")
    press(rosa, "Tell the clinic office")
    cora.goto("/hours/today/")
    sees(cora, "Rosa Castellanos can't come to a shift")
    cora.goto(address)
    assert list(problems(cora, "an absence")) == []
    cora.get_by_label("Irene Okafor, LMT").check()
    press(cora, "Assign without asking")
    sees(cora, "Agreed. Everyone on the shift was told.")
    mei.goto("/hours/notices/")
    sees(mei, "Irene Okafor, LMT now supervises your shift")
