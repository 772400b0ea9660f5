"""The desk and the public site by keyboard only, with the focus always visible."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from portal.demo.people import PASSWORD
from tests.demo_pages import one_of_each_type_in
from tests.journeys.desk import has_status, hours, sign_in, waiting
from tests.keyboard import fill_in, go_round, go_to

pytestmark = pytest.mark.browser


def test_a_session_is_logged_and_signed_by_keyboard_only(demo_school, browser_page):
    page = browser_page
    sign_in(page, "mei@palmetto.test")
    page.goto("/hours/")
    go_to(page, words="Log a session")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sessions/new/")
    fill_in(page, "date", f"{timezone.localdate() - timedelta(days=1):%m%d%Y}")
    fill_in(page, "start", "0100PM")
    fill_in(page, "end", "0300PM")
    go_to(page, name="requirement")
    page.keyboard.press("Space")
    fill_in(page, "site", "Community")
    fill_in(page, "supervisor", "Rosa")
    fill_in(page, "clients", "2")
    go_to(page, words="Send to Rosa")
    page.keyboard.press("Enter")
    page.wait_for_url("**/hours/sessions/*-*/")
    has_status(page, "Submitted")

    sign_in(page, "rosa@palmetto.test")
    row = waiting(page, "Mei Tanaka")
    go_to(page, name="session", value=row.get_by_role("checkbox").get_attribute("value"))
    page.keyboard.press("Space")
    fill_in(page, "password", PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_text("1 session signed: 2.00 hours.").wait_for()

    sign_in(page, "mei@palmetto.test")
    assert hours(page) == {"earned": "2.00", "pending": "0.00"}


def test_escape_closes_the_menus_of_a_desk(demo_school, browser_page):
    page = browser_page
    page.set_viewport_size({"width": 320, "height": 640})
    sign_in(page, "cora@palmetto.test")
    page.goto("/hours/today/")
    for menu, inside in (("More", "Set-up"), ("Cora Whitfield", "Public site")):
        summary = page.locator("summary:visible", has_text=menu)
        summary.press("Enter")
        link = page.get_by_role("link", name=inside)
        link.focus()
        page.keyboard.press("Escape")
        expect(link).to_be_hidden()
        expect(summary).to_be_focused()


def test_information_is_requested_by_keyboard_only(demo_school, browser_page):
    page = browser_page
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"  # skips the menu in one step
    page.goto("/")
    for words in ("Programs", "Massage Therapy", "Compare"):
        follow(page, words)
    go_to(page, name="program", value="advanced-bodywork")
    page.keyboard.press("Space")
    follow(page, "Compare")
    assert page.locator("table.comparison thead th").count() == 2
    follow(page, "Massage Therapy")
    go_to(page, name="hours")
    page.keyboard.press("ArrowLeft")
    follow(page, "Request information")
    fill_in(page, "name", "Ana Duarte")
    fill_in(page, "email", "ana@example.test")
    go_to(page, name="agree")
    page.keyboard.press("Space")
    page.wait_for_timeout(2200)  # a form sent sooner is taken for a robot's
    follow(page, "Send request")
    assert page.get_by_role("heading", level=1).inner_text() == "Thank you. We got your request."


def follow(page, words: str) -> None:
    """Tab to a link or a button, press it, and wait for the next page."""
    go_to(page, words=words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.looks
@pytest.mark.parametrize(("width", "language"), [(390, "es"), (1280, "en")])
def test_tab_moves_through_every_page_and_out_again(demo_school, browser_page, width, language):
    page, wrong = browser_page, {}
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(reduced_motion="reduce")  # so that scrolling is instant
    for address in [
        *one_of_each_type_in(language),
        "/enquire/",
        "/newsletter/",
        "/search/?q=shiatsu",
    ]:
        page.goto(address)
        if found := go_round(page):
            wrong[address] = found
    assert wrong == {}


def test_the_mobile_menu_opens_with_the_keyboard(demo_school, browser_page):
    page = browser_page
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/")
    page.locator(".site-menu summary").focus()
    page.keyboard.press("Enter")
    follow(page, "Stories")
    assert page.get_by_role("heading", level=1).inner_text() == "Stories"
