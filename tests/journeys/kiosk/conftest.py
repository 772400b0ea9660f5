"""A clinic where it is noon and a shift is on, with a tablet that Cora pairs."""

from collections.abc import Callable, Iterator
from datetime import time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from clinic_hours.attendance.domain.punches import Method, PunchKind
from clinic_hours.attendance.models import Punch
from clinic_hours.attendance.services.punching import Sent, punch
from clinic_hours.kiosk.services.pins import set_pin
from clinic_hours.people.models import Enrollment
from portal.demo.people import PASSWORD
from tests.browser import Watch
from tests.factories.appointments import with_clients
from tests.factories.clinic import (
    ClinicSiteFactory,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
)
from tests.factories.people import UserFactory
from tests.factories.shifts import booked, planned
from tests.journeys.desk import sign_in
from tests.journeys.desks.conftest import open_browser  # noqa: F401
from tests.journeys.desks.steps import CORA, LUCIA, ROSA

PIN = "274915"
A_YEAR = timedelta(days=365)


def zone_where_it_is_noon() -> str:
    """Return a zone in which the whole shift is on the same day, whenever the suite runs."""
    return f"Etc/GMT{timezone.now().hour - 12:+d}"


@pytest.fixture
def lucia(transactional_db) -> Enrollment:
    """A student with a place on a shift that began half an hour ago, and a PIN. Rosa is there."""
    now, past = timezone.now(), timezone.now() - timedelta(days=3)
    site = ClinicSiteFactory(name="Community clinic", time_zone=zone_where_it_is_noon())
    cora = OfficeRoleFactory(user=person(CORA, "Cora Whitfield")).user
    rosa = SupervisorFactory(user=person(ROSA, "Rosa Castellanos"))
    lucia = EnrollmentFactory(
        student=person(LUCIA, "Lucía Ferrer"),
        student_number="PC-1042",
        requirement_set=with_clients(),
        started_on=past.date() - timedelta(days=7),
        target_on=past.date() + A_YEAR,
    )
    start = time(11, 30)
    day = (now - timedelta(hours=now.hour - 12)).date()
    shift = planned(cora, rosa, day=day, site=site, start=start, end=time(15), now=past)
    booked(lucia, shift, now=past)
    punch(
        person=rosa.user,
        shift=shift,
        kind=PunchKind.IN,
        sent=Sent(Method.DESK),
        now=shift.starts_at,
    )
    set_pin(actor=lucia.student, pin=PIN)
    return lucia


def person(email: str, name: str):
    return UserFactory(email=email, display_name=name, password=PASSWORD)


@pytest.fixture
def tablet(lucia, browser, site_url) -> Iterator[Page]:
    """The tablet's browser, right after pairing. It may lose its connection, but nothing else may fail."""
    with browser.new_context(base_url=site_url, viewport={"width": 1024, "height": 768}) as context:
        context.set_default_timeout(15_000)
        page = context.new_page()
        watch = Watch(page, site_url)
        pair(page)
        yield page
        assert [each for each in watch.complaints if "net::ERR_" not in each] == []


def pair(page: Page) -> None:
    sign_in(page, CORA)
    page.goto("/kiosk/pair/")
    page.get_by_label("Clinic site").select_option(label="Community clinic")
    page.get_by_label("Name of the tablet").fill("Front desk")
    page.get_by_role("button", name="Pair this tablet").click()
    page.wait_for_url("**/kiosk/")
    page.locator("[data-testid=kiosk-code] svg").wait_for()


@pytest.fixture
def kinds(lucia) -> Callable[[], list[str]]:
    """Return a function that tells how Lucía clocked so far."""
    return lambda: list(
        Punch.objects.filter(person=lucia.student).order_by("pk").values_list("kind", flat=True)
    )
