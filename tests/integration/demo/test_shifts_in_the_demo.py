"""The demo's plan of the clinic: each page about shifts has something true to show."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from clinic_hours.notices.models import Notice
from clinic_hours.people.models import Enrollment
from clinic_hours.shifts.domain.states import CoverState, PlaceState
from clinic_hours.shifts.models import Cover, Place, Shift, ShiftEvent
from clinic_hours.shifts.selectors.roster import blocks_of

pytestmark = pytest.mark.django_db


def test_the_clinics_plan_has_bookings_a_waiting_list_and_a_shift_without_an_instructor(
    demo_school,
):
    ahead = Shift.objects.filter(starts_at__gt=timezone.now())
    places = Place.objects.filter(shift__in=ahead)
    assert places.filter(status=PlaceState.BOOKED).exists()
    assert places.filter(status=PlaceState.WAITING).exists()
    assert ahead.exclude(duties__withdrawn_at=None, duties__isnull=False).exists()
    assert Place.objects.filter(student__email="lucia@palmetto.test").exists()


def test_nothing_of_the_plan_happened_after_the_demo_was_loaded(demo_school):
    now = timezone.now()
    assert not Notice.objects.filter(told_at__gt=now).exists()
    assert not ShiftEvent.objects.filter(happened_at__gt=now).exists()
    assert not Place.objects.filter(asked_at__gt=now).exists()


def test_the_clinics_plan_has_something_for_each_page_about_shifts(demo_school):
    now = timezone.now()
    ahead = Shift.objects.filter(starts_at__gt=now).select_related("site")
    observing = ahead.filter(category="observation", role=Shift.Role.OBSERVE)
    assert all(shift.duties.exists() for shift in observing)
    assert observing.exists()
    pending = Cover.objects.filter(state=CoverState.OPEN)
    assert pending.filter(place__shift__in=ahead).count() == 1
    assert pending.filter(duty__shift__in=ahead).count() == 1
    needs = [(block.kind, block.missing) for block in blocks_of(AnonymousUser(), ahead, now)]
    assert needs.count(("short", 1)) == 1
    booked = Place.objects.filter(status=PlaceState.BOOKED, ends_at__gt=now)
    studying = Enrollment.objects.filter(status=Enrollment.Status.ACTIVE)
    without = studying.exclude(student__in=booked.values("student")).order_by("student_number")
    names = list(without.values_list("student__display_name", flat=True))
    assert names == ["Mei Tanaka", "Dmitri Volkov", "Caleb Monroe"]
