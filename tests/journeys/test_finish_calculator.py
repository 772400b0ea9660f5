"""The pace slider of a program page, with script and without."""

import pytest
from playwright.sync_api import expect

from tests.factories.courses import ProgramPageFactory, RequirementSetFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def address():
    page = ProgramPageFactory()
    RequirementSetFactory(program=page.program)
    return page.url


def test_the_slider_answers_while_it_moves(browser_page, address):
    browser_page.goto(address)
    expect(browser_page.locator("[data-part=weeks]")).to_have_text("14 weeks")
    expect(browser_page.get_by_role("button", name="Show")).to_be_hidden()

    browser_page.get_by_label("Clinic hours a week").fill("25")

    expect(browser_page.locator("[data-part=pace]")).to_have_text("25 hours")
    expect(browser_page.locator("[data-part=weeks]")).to_have_text("5 weeks")


def test_the_server_and_the_script_name_the_same_day(browser_page, address):
    browser_page.goto(f"{address}?hours=11")
    day = browser_page.locator("[data-part=day]")
    said = day.get_attribute("datetime")
    slider = browser_page.get_by_label("Clinic hours a week")
    slider.fill("12")
    slider.fill("11")

    expect(day).to_have_attribute("datetime", said)


def test_the_form_answers_without_script(page_without_script, address):
    page_without_script.goto(address)
    page_without_script.get_by_label("Clinic hours a week").fill("25")
    page_without_script.get_by_role("button", name="Show").click()

    expect(page_without_script.locator("[data-part=weeks]")).to_have_text("5 weeks")
    assert "hours=25" in page_without_script.url
