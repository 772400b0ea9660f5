"""Synthetic shifts are like those that people plan and book."""

import pytest
from django.core.management import call_command
from django.db.models import F

from clinic_hours.shifts.models import Place, Shift, ShiftEvent
from clinic_hours.shifts.selectors.offers import offers_of

from .promises import overfull, twice

pytestmark = pytest.mark.django_db


def test_grown_shifts_have_instructors_and_booked_places(db):
    call_command("grow", students=30, sessions=30, shifts=25, yes=True, verbosity=0)
    shifts = Shift.objects.select_related("site")
    assert shifts.count() == 25
    assert not shifts.filter(taken=0).exists()
    assert not shifts.exclude(minutes=120).exists()
    assert {offer.supervisors for offer in offers_of(list(shifts)).values()} == {1}
    assert (
        Place.objects.count()
        == ShiftEvent.objects.count()
        == sum(shifts.values_list("taken", flat=True))
    )
    assert not Place.objects.exclude(starts_at=F("shift__starts_at")).exists()
    assert overfull() == twice() == []
