"""A clinic with one long shift, whose students clock in and out all the time."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from clinic_hours.attendance.domain.punches import Method, PunchKind
from clinic_hours.attendance.models import ClockRequest, Punch
from clinic_hours.attendance.services.punching import Sent, punch
from clinic_hours.kiosk.models import Delivery
from clinic_hours.kiosk.services.pins import set_pin
from portal.demo.people import PASSWORD
from tests.factories.clinic import (
    ClinicSiteFactory,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
    published_set,
)
from tests.factories.people import UserFactory
from tests.factories.shifts import booked, planned

CORA, PIN = "cora@palmetto.test", "274915"
STUDENTS = 20


def open_clinic() -> list[str]:
    """Plan the shift, which goes on for hours, and return the numbers of its students."""
    now, before = timezone.now(), timezone.now() - timedelta(days=3)
    site = ClinicSiteFactory(time_zone=f"Etc/GMT{now.hour - 12:+d}")  # it is noon there
    cora = UserFactory(email=CORA, display_name="Cora Whitfield", password=PASSWORD)
    OfficeRoleFactory(user=cora)
    rosa, under = (
        SupervisorFactory(),
        published_set(daily_cap_minutes=None, weekly_cap_minutes=None),
    )
    day = (now - timedelta(hours=now.hour - 12)).date()
    hours = {"start": time(8), "end": time(23), "places": STUDENTS}
    shift = planned(cora, rosa, day=day, site=site, now=before, **hours)
    came = Sent(Method.DESK)
    punch(person=rosa.user, shift=shift, kind=PunchKind.IN, sent=came, now=shift.starts_at)
    return [student_on(shift, under, number, before) for number in range(1001, 1001 + STUDENTS)]


def student_on(shift, under, number: int, before: datetime) -> str:
    started = {"started_on": before.date(), "target_on": before.date() + timedelta(days=365)}
    student = EnrollmentFactory(requirement_set=under, student_number=f"PC-{number}", **started)
    booked(student, shift, now=before)
    set_pin(actor=student.student, pin=PIN)
    return student.student_number


def kinds_of(number: str) -> list[str]:
    """Return how somebody clocked, in the order of their taps."""
    own = Punch.objects.filter(place__enrollment__student_number=number, device__isnull=False)
    return list(own.order_by("at", "pk").values_list("kind", flat=True))


def violations(tapped: dict[str, list[str]]) -> list[str]:
    """Compare what was tapped with what is on record."""
    found = []
    for number, kinds in tapped.items():
        recorded = kinds_of(number)
        if recorded != kinds:
            lost = len(kinds) - len(recorded)
            found.append(f"{number}: {len(kinds)} taps, {len(recorded)} punches ({lost:+d} lost)")
    refused = Delivery.objects.filter(punch=None).count()
    asked = ClockRequest.objects.count()
    found += [f"{refused} messages were refused or not answered"] if refused else []
    return found + ([f"{asked} taps were left to the instructor"] if asked else [])
