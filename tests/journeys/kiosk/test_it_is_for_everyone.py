"""The kiosk's screens, its pages on the desks and on phones: axe, narrow screens, both ways of holding it."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from clinic_hours.attendance.models import Device
from clinic_hours.kiosk.domain.codes import code_of, step_of
from clinic_hours.kiosk.selectors.devices import code_key
from clinic_hours.people.models import ClinicSite
from tests.journeys.accessibility.screens import problems
from tests.journeys.desk import sign_in
from tests.journeys.desks.steps import CORA, LUCIA
from tests.keyboard import go_round

from .steps import clock_in, type_in

pytestmark = [pytest.mark.browser, pytest.mark.looks]

HOLDS = {"landscape": (1024, 768), "portrait": (768, 1024)}
BEYOND = "document.documentElement.scrollHeight - innerHeight"


def test_each_screen(tablet):
    found = list(problems(tablet, "idle"))
    tablet.get_by_role("button", name="Clock in", exact=True).click()
    found += problems(tablet, "something is missing")
    type_in(tablet)
    tablet.get_by_role("button", name="Clock out").click()
    found += problems(tablet, "leaving")
    tablet.get_by_role("button", name="Back").click()
    tablet.get_by_role("button", name="I could not clock in").click()
    found += problems(tablet, "asking")
    tablet.get_by_role("button", name="Back").click()
    tablet.get_by_role("button", name="Español").click()
    tablet.get_by_label("Número de estudiante").first.fill("PC-1042")
    tablet.get_by_label("PIN, 6 dígitos").fill("274915")
    tablet.get_by_role("button", name="Registrar entrada").click()
    tablet.get_by_text("Hola, Lucía").wait_for()
    assert found + list(problems(tablet, "done")) == []


@pytest.mark.parametrize("hold", HOLDS)
@pytest.mark.parametrize("language", ["English", "Español"])
def test_everything_is_on_the_screen_without_scrolling(tablet, hold, language):
    width, height = HOLDS[hold]
    tablet.set_viewport_size({"width": width, "height": height})
    tablet.get_by_role("button", name=language).click()
    assert tablet.evaluate(BEYOND) <= 0
    sizes = tablet.evaluate(
        "[...document.querySelectorAll('[data-screen=idle] button')].map(each => each.offsetHeight)"
    )
    assert min(sizes) >= 44


def test_the_keyboard_reaches_everything(tablet):
    assert go_round(tablet) == []


def test_after_twenty_seconds_nobodys_name_is_shown(tablet):
    tablet.clock.install(time=timezone.now())
    tablet.reload()
    tablet.locator("[data-testid=kiosk-code] svg").wait_for()
    clock_in(tablet)
    expect(tablet.get_by_text("Hello, Lucía")).to_be_visible()
    tablet.clock.fast_forward(21_000)
    expect(tablet.get_by_label("Student number").first).to_be_focused()


def test_the_pages_around_it(tablet, browser, site_url):
    revoke = reverse("hours:device_revoke", args=[Device.objects.get().public_id])
    with browser.new_context(base_url=site_url) as context:
        page = context.new_page()
        page.goto("/kiosk/")
        found = list(problems(page, "unpaired"))
        sign_in(page, CORA)
        for address in ("/hours/devices/", revoke, "/kiosk/pair/"):
            page.goto(address)
            found += problems(page, address)
        sign_in(page, LUCIA)
        for address in ("/hours/pin/", current_code(), "/in/nowhere/1/code/"):
            page.goto(address)
            found += problems(page, address)
    assert found == []


def current_code() -> str:
    site, step = ClinicSite.objects.get(), step_of(timezone.now())
    return f"/in/{site.slug}/{step}/{code_of(code_key(site.pk), site.slug, step)}/"
