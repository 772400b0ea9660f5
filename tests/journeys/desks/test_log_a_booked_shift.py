"""A student logs a booked shift: the form is filled in, and choosing another shift fills it in anew."""

from datetime import time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from clinic_hours.people.models import Enrollment, Supervisor
from clinic_hours.sessions.models import ClinicSession
from home.site.models import Closure
from portal.accounts.models import User
from tests.factories.shifts import booked, planned

from .steps import CORA, DESKTOP, LUCIA, PHONE, ROSA, ROSA_AS_PRINTED, days_ago

pytestmark = pytest.mark.browser


@pytest.fixture
def two_shifts(demo_school) -> None:
    """Lucía was booked on two mornings that nobody has logged yet."""
    Closure.objects.all().delete()  # on holidays, nothing can be planned
    lucia = Enrollment.objects.get(student__email=LUCIA)
    ClinicSession.objects.filter(enrollment=lucia, local_date__gte=days_ago(5)).update(
        status="withdrawn"
    )
    lucia.places.filter(starts_at__lt=timezone.now()).update(status="cancelled")
    cora, early = User.objects.get(email=CORA), timezone.now() - timedelta(days=30)
    for day, hour in ((days_ago(3), 5), (days_ago(2), 6)):
        times = {"start": time(hour), "end": time(hour + 1, 30)}
        rosa = Supervisor.objects.get(user__email=ROSA)
        booked(lucia, planned(cora, rosa, day=day, now=early, **times), now=early)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_form_follows_the_chosen_shift_by_keyboard(at_desk, two_shifts, width):
    page = at_desk(LUCIA, width)
    page.goto("/hours/sessions/new/")
    start = page.get_by_label("Started")
    expect(page.get_by_role("radio", name="6:00–7:30 am")).to_be_checked()
    expect(start).to_have_value("06:00")
    page.get_by_role("radio", name="6:00–7:30 am").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="5:00–6:30 am")).to_be_checked()
    expect(start).to_have_value("05:00")
    expect(page.get_by_label("Date", exact=True)).to_have_value(days_ago(3).isoformat())
    expect(page.get_by_text("1.50 hours")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Another time")).to_be_checked()
    expect(start).to_have_value("")
    expect(page.get_by_label("Date", exact=True)).to_have_value(days_ago(0).isoformat())
    page.keyboard.press("ArrowUp")
    page.get_by_label("Clients treated").fill("1")
    page.get_by_role("button", name="Send to Rosa for sign-off").click()
    expect(page.get_by_text(f"Sent to {ROSA_AS_PRINTED} for sign-off.")).to_be_visible()
    page.goto("/hours/sessions/new/")
    expect(page.get_by_role("radio", name="5:00–6:30 am")).to_have_count(0)
    page.get_by_role("button", name="Same as last time").click()
    expect(page.get_by_role("radio", name="Another time")).to_be_checked()
    expect(start).to_have_value("05:00")


def test_without_script_a_forgotten_choice_is_noticed(open_browser, two_shifts):
    page = open_browser(LUCIA, PHONE, script=False)
    page.goto("/hours/sessions/new/")
    page.get_by_label("5:00–6:30 am").check()
    page.get_by_role("button", name="Send for sign-off").click()
    expect(
        page.get_by_text("These times are not on the shift that you chose.").first
    ).to_be_visible()
