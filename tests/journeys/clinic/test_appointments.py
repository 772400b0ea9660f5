"""From the request on the website to the visit: asked for, confirmed, moved, and canceled by the link."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from clinic_hours.appointments.models import Appointment
from home.mail.models import OutgoingMail
from tests.factories.appointments import clinic_page, students_with_clients
from tests.factories.clinic import ClinicSiteFactory, OfficeRoleFactory, SupervisorFactory
from tests.factories.shifts import booked, planned

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}


@pytest.fixture
def cora():
    """The office, on whose clinic's page a massage is offered, with a shift for it next week."""
    now = timezone.now()
    cora = OfficeRoleFactory().user
    ClinicSiteFactory()
    (lucia,) = students_with_clients("Lucía Ferrer")
    day = timezone.localdate() + timedelta(days=7)
    booked(lucia, planned(cora, SupervisorFactory(), day=day, now=now), now=now)
    clinic_page()
    return cora


def sign_in(page: Page, person) -> None:
    browser = Client()
    browser.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    here = page.evaluate("location.origin")
    cookie = {"name": name, "value": browser.cookies[name].value, "url": here}
    page.context.add_cookies([cookie])


def ask(page: Page) -> None:
    page.goto("/clinic/")
    page.get_by_role("link", name="Request an appointment").click()
    page.get_by_label("Swedish massage, 50 min").check()
    page.locator("input[name=times]").first.check()
    page.get_by_label("Your name").fill("Ana Duarte")
    page.get_by_label("Email address").fill("ana@example.test")
    page.get_by_label(re.compile("^I agree")).check()
    page.wait_for_timeout(2100)  # nobody fills in a form faster
    page.get_by_role("button", name="Send request").click()
    expect(page.get_by_role("heading", name="Thank you. We got your request.")).to_be_visible()


def confirm(page: Page, time: str, button: str) -> None:
    page.locator(".appointment-shifts a").first.click()
    page.get_by_label("Time", exact=True).select_option(label=time)
    page.get_by_role("button", name=button).click()
    expect(page.get_by_text("The appointment is confirmed.")).to_be_visible()


def link_in_the_last_mail() -> str:
    text = OutgoingMail.objects.order_by("-pk")[0].text
    return re.search(r"https?://[^/]+(/clinic/\S+)", text)[1]


def ask_confirm_move_and_cancel(page: Page, cora) -> None:
    cache.clear()
    ask(page)
    sign_in(page, cora)
    page.goto("/hours/appointments/")
    page.get_by_role("link", name="Ana Duarte").click()
    confirm(page, "2:00 pm", "Confirm appointment")
    confirm(page, "3:00 pm", "Move appointment")
    assert "3:00–3:50 pm" in OutgoingMail.objects.order_by("-pk")[0].text
    page.context.clear_cookies()
    page.goto(link_in_the_last_mail())
    expect(page.get_by_role("heading", name="Your appointment is confirmed")).to_be_visible()
    page.get_by_role("button", name="Cancel my appointment").click()
    expect(page.get_by_role("heading", name="Your appointment is canceled")).to_be_visible()
    assert Appointment.objects.get().state == "cancelled"


def test_on_a_phone(cora, browser_page):
    browser_page.set_viewport_size(PHONE)
    ask_confirm_move_and_cancel(browser_page, cora)


def test_on_a_laptop_without_script(cora, page_without_script):
    page_without_script.set_viewport_size(LAPTOP)
    ask_confirm_move_and_cancel(page_without_script, cora)
