"""An appointment: asked for on the website, confirmed by the office, moved, and canceled by the link."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from clinic_hours.appointments.models import Appointment
from clinic_hours.people.models import Enrollment, Supervisor
from portal.accounts.models import User
from tests.factories.appointments import clinic_page
from tests.factories.shifts import booked, planned
from tests.journeys.desks.steps import CORA, LUCIA, ROSA, follow, press, sees, turn_to

from .conftest import deliver

pytestmark = pytest.mark.browser

ANA = "ana@example.test"
PATIENCE = 2100  # milliseconds: no person fills in a form faster
CODE = re.compile(r"C-\w{4}")


@pytest.fixture
def taken_shift(school, tuesday) -> None:
    """An afternoon on which Lucía can take clients."""
    page = clinic_page()
    page.show_in_menus = True
    page.save_revision().publish()
    now, rosa = timezone.now(), Supervisor.objects.get(user__email=ROSA)
    shift = planned(User.objects.get(email=CORA), rosa, day=tuesday, now=now)
    booked(Enrollment.objects.get(student__email=LUCIA), shift, now=now)


def visit(page, _email: str) -> None:
    page.goto("/")


def write_a_request(page) -> None:
    if (menu := page.locator(".site-menu > summary")).is_visible():
        menu.click()
    follow(page, "Clinic")
    follow(page, "Request an appointment")
    page.get_by_label("Swedish massage, 50 min").check()
    page.get_by_label("2:00–6:00 pm").check()
    page.get_by_label("Your name").fill("Ana Duarte")
    page.get_by_label("Email address").fill(ANA)
    page.get_by_label(re.compile("^I agree")).check()


def send(page) -> None:
    press(page, "Send request")
    expect(page.get_by_role("heading", name="Thank you. We got your request.")).to_be_visible()


def confirm(page, time: str, button: str, done: str) -> None:
    follow(page, "2:00–6:00 pm")
    page.get_by_label("Time", exact=True).select_option(label=time)
    press(page, button)
    sees(page, f"{done} The client gets an email.")


def test_a_client_asks_is_confirmed_moved_and_cancels(at_desk, mail_server, taken_shift):
    ana = at_desk("", enter=visit)
    write_a_request(ana)
    cora = at_desk(CORA)
    ana.wait_for_timeout(PATIENCE)
    send(ana)

    turn_to(cora, "Today")
    sees(cora, "1 client waits for a call")
    follow(cora, "Answer")
    follow(cora, "Ana Duarte")
    confirm(cora, "2:00 pm", "Confirm appointment", "The appointment is confirmed.")
    code = CODE.search(cora.locator("main").inner_text())[0]
    lucia = at_desk(LUCIA)
    turn_to(lucia, "Shifts")
    sees(lucia, f"Client {code}, 2:00–2:50 pm")
    confirm(cora, "3:00 pm", "Move appointment", "The appointment was moved.")
    turn_to(lucia, "Shifts")
    sees(lucia, f"Client {code}, 3:00–3:50 pm")
    assert "Ana" not in lucia.content()

    deliver()
    _received, confirmed, moved = mail_server.mail_to(ANA)
    assert "2:00–2:50 pm" in confirmed.get_content()
    assert "3:00–3:50 pm" in moved.get_content()
    ana.goto(re.search(r"https?://[^/\s]+(/clinic/\S+)", moved.get_content())[1])
    expect(ana.get_by_role("heading", name="Your appointment is confirmed")).to_be_visible()
    press(ana, "Cancel my appointment")
    expect(ana.get_by_role("heading", name="Your appointment is canceled")).to_be_visible()
    assert Appointment.objects.get().state == "cancelled"

    deliver()
    assert "canceled" in mail_server.mail_to(ANA)[3]["Subject"]
    turn_to(lucia, "Shifts")
    expect(lucia.locator("main")).not_to_contain_text(code)
    turn_to(cora, "Appointments")
    expect(cora.get_by_role("row").filter(has_text="Ana Duarte")).to_contain_text("Canceled")
