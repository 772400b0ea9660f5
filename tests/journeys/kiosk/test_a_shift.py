"""One shift from the first clock-in to a transcript: one too many, and a tablet offline."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect

from clinic_hours.attendance.models import ClockFailure, Punch, SiteRules
from clinic_hours.kiosk.services.pins import set_pin
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.shifts.models import Shift
from portal.demo.people import PASSWORD
from tests.factories.clinic import EnrollmentFactory
from tests.factories.shifts import booked
from tests.journeys.desks.steps import (
    ANDRE,
    CORA,
    LUCIA,
    MEI,
    PHONE,
    ROSA,
    follow,
    press,
    sees,
    totals,
    turn_to,
)

from .conftest import PIN, person
from .steps import clock_in, clock_out, is_held_offline, next_person
from .test_without_connection import KEPT, all_is_sent

pytestmark = pytest.mark.browser

NOOR = "noor@palmetto.test"
TABLET = 768


@pytest.fixture
def clock():
    """Two past noon. Time goes on, and the test moves it."""
    with time_machine.travel(timezone.now().replace(minute=2, second=0), tick=True) as clock:
        yield clock


@pytest.fixture
def class_of_four(clock, lucia) -> Shift:
    """Andre, Mei and Noor have places, too. One instructor may have three; the site submits hours."""
    shift = lucia.places.get().shift
    for number, (email, name) in enumerate(
        [(ANDRE, "Andre Boone"), (MEI, "Mei Tanaka"), (NOOR, "Noor Haddad")], 1051
    ):
        other = EnrollmentFactory(
            student=person(email, name),
            student_number=f"PC-{number}",
            requirement_set=lucia.requirement_set,
            started_on=lucia.started_on,
            target_on=lucia.target_on,
        )
        booked(other, shift, now=timezone.now() - timedelta(days=3))
        set_pin(actor=other.student, pin=PIN)
    SiteRules.objects.create(site=shift.site, submits=True)
    Shift.objects.filter(pk=shift.pk).update(students_per_supervisor=3)
    return shift


@pytest.fixture
def later(clock, tablet) -> Callable:
    """Return a function that lets minutes pass, for the tablet as well."""

    def pass_by(minutes: int) -> None:
        clock.shift(timedelta(minutes=minutes))
        with tablet.expect_response("**/kiosk/heartbeat/"):
            tablet.reload()
        tablet.locator("[data-testid=kiosk-code] svg").wait_for()

    return pass_by


def local(shift: Shift, minutes: int = 0) -> str:
    """Return the time on the clinic's wall some minutes ago, as a form takes it."""
    return f"{timezone.now().astimezone(shift.local_starts_at.tzinfo) - timedelta(minutes=minutes):%H:%M}"


def scan(tablet: Page, phone: Page, choice: str, said: str) -> None:
    phone.goto(tablet.get_by_test_id("kiosk-code").get_attribute("data-address"))
    press(phone, choice)
    expect(phone.get_by_text(said)).to_be_visible()


def let_in(rosa: Page, shift: Shift, name: str) -> None:
    """The instructor clocks in somebody who can't."""
    rosa.locator("summary", has_text="Someone could not clock in or out").click()
    rosa.get_by_label("Who?").select_option(label=name)
    rosa.get_by_label("Came at").fill(local(shift))
    rosa.locator("#times_reason").fill("She has no phone and forgot her PIN.")
    press(rosa, "Keep these times")
    expect(rosa.get_by_test_id("presence-row").filter(has_text=name)).to_be_visible()


def leave_without_connection(tablet: Page, clock) -> None:
    """Lucía clocks out, the tablet is restarted, and ten minutes later the connection is back."""
    is_held_offline(tablet)
    tablet.context.set_offline(True)
    clock_out(tablet, "Done for today")
    expect(tablet.get_by_text(KEPT)).to_be_visible()
    tablet.reload()
    tablet.locator("[data-testid=kiosk-code] svg").wait_for()
    clock.shift(timedelta(minutes=10))
    tablet.context.set_offline(False)
    all_is_sent(tablet)


def close(rosa: Page, shift: Shift) -> None:
    """Noor forgot to clock out, and Mei is still there."""
    rosa.reload()
    follow(rosa, "Close the shift…")
    rosa.get_by_label("When did Noor Haddad leave?").first.fill(local(shift, 30))
    rosa.get_by_label("When did Mei Tanaka leave?").first.fill(local(shift))
    rosa.locator("label", has_text="Yes, 2").click()
    rosa.get_by_label("to confirm it's you").fill(PASSWORD)
    press(rosa, "Close the shift and sign")
    sees(rosa, "The shift is closed and 4 sessions are signed")


def hours_of_lucia() -> str:
    """From 12:02 to 2:42 pm without a break of 20 minutes, and the seconds that clicks took."""
    session = ClinicSession.objects.get(student__email=LUCIA)
    assert 139 <= session.minutes <= 141
    return f"{session.minutes / 60:.2f}"


def read_ones_hours(lucia: Page, shift: Shift) -> None:
    assert totals(lucia) == {"earned": hours_of_lucia(), "pending": "0.00"}
    turn_to(lucia, "My hours")
    follow(lucia, f"{shift.local_date:%a, %b} {shift.local_date.day}")
    follow(lucia, "Ledger entry")
    expect(lucia.get_by_role("heading", level=1)).to_contain_text("Entry")
    sees(lucia, "Clocked in and out")


def check_the_transcript(cora: Page) -> None:
    turn_to(cora, "Students")
    follow(cora, "Lucía Ferrer")
    cora.locator("main").get_by_role("link", name="Transcripts").click()
    press(cora, "Issue the transcript")
    cora.locator("main a[href^='/verify/']").first.click()
    expect(cora.locator("[data-part=clocked]")).to_have_text(hours_of_lucia())
    expect(cora.locator("[data-part=attested]")).to_have_text("0.00")


def test_a_shift_from_the_first_clock_in_to_the_transcript(
    class_of_four, tablet, open_browser, clock, later
):
    shift = class_of_four
    clock_in(tablet)
    expect(tablet.get_by_text("Hello, Lucía")).to_be_visible()
    next_person(tablet)
    andre, rosa = open_browser(ANDRE, PHONE), open_browser(ROSA, TABLET)
    scan(tablet, andre, "Clock in", "Hello, Andre. You're clocked in at")
    turn_to(rosa, "Shifts")
    follow(rosa, "11:30 am–3 pm")
    follow(rosa, "Open the shift")
    let_in(rosa, shift, "Mei Tanaka")

    clock_in(tablet, number="1053")
    expect(
        tablet.get_by_text("Please wait: 3 students are here for one instructor.")
    ).to_be_visible()
    next_person(tablet)
    rosa.reload()
    expect(rosa.get_by_test_id("held-punch")).to_contain_text("Noor Haddad is waiting to start")
    later(60)
    scan(tablet, andre, "Clock out", "Goodbye, Andre.")
    rosa.reload()
    expect(rosa.get_by_test_id("held-punch")).to_have_count(0)
    expect(rosa.get_by_test_id("presence-row").filter(has_text="Noor Haddad")).to_be_visible()

    clock_out(tablet, "Break")
    expect(tablet.get_by_text("Goodbye, Lucía")).to_be_visible()
    later(20)
    clock_in(tablet)
    expect(tablet.get_by_text("Your break ended at")).to_be_visible()
    next_person(tablet)
    later(80)
    leave_without_connection(tablet, clock)
    assert Punch.objects.filter(kind="out", is_offline=True, is_uncertain=False).count() == 1
    assert ClockFailure.objects.count() == 1
    close(rosa, shift)
    ways = ClinicSession.objects.values_list("student__email", "provenance")
    assert dict(ways) == {
        LUCIA: "clocked",
        ANDRE: "clocked",
        MEI: "attested",
        NOOR: "attested",
    }
    read_ones_hours(open_browser(LUCIA, PHONE), shift)
    check_the_transcript(open_browser(CORA, TABLET))
