"""The finish calculator of a program page, with script and without."""

import re

import pytest
from playwright.sync_api import expect

from courses.standards.services.standards import load_standards
from tests.factories.courses import (
    CourseFactory,
    CurriculumLineFactory,
    ProgramFactory,
    ProgramPageFactory,
    RequirementSetFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LABEL = "Hours per week you can commit"


@pytest.fixture
def address():
    program = ProgramFactory(standard=load_standards()["us-fl-massage"])
    CurriculumLineFactory(program=program, course=CourseFactory(minutes=500 * 60))
    RequirementSetFactory(program=program)
    return ProgramPageFactory(program=program).url


def weeks_of(page):
    return page.locator("[data-part=weeks]")


def test_it_updates_while_typing_and_the_slider_follows(browser_page, address):
    browser_page.goto(address)
    slider = browser_page.get_by_role("slider", name=LABEL)
    field = browser_page.get_by_role("spinbutton", name=LABEL)
    expect(weeks_of(browser_page)).to_have_text("35 weeks")

    field.fill("12.5")
    expect(weeks_of(browser_page)).to_have_text("40 weeks")
    expect(slider).to_have_value("12.5")

    slider.fill("25")
    expect(weeks_of(browser_page)).to_have_text("20 weeks")
    expect(field).to_have_value("25")


def test_weekly_hours_over_the_rule_show_the_rule_until_corrected(browser_page, address):
    browser_page.goto(address)
    field = browser_page.get_by_role("spinbutton", name=LABEL)
    refusal = browser_page.get_by_text("45 hours a week is not possible")
    field.fill("45")
    expect(refusal).to_contain_text("Fla. Admin. Code 64B7-32.003(1)(c)")

    field.fill("10")
    expect(weeks_of(browser_page)).to_have_text("50 weeks")
    expect(refusal).to_have_count(0)


def test_the_address_follows_so_that_it_can_be_shared(browser_page, address):
    browser_page.goto(f"{address}?from=leaflet")
    browser_page.get_by_role("spinbutton", name=LABEL).fill("20")
    expect(browser_page).to_have_url(re.compile(r"\?from=leaflet&hours=20$"))

    day = browser_page.locator("[data-part=day]").get_attribute("datetime")
    browser_page.reload()
    expect(weeks_of(browser_page)).to_have_text("25 weeks")
    expect(browser_page.locator("[data-part=day]")).to_have_attribute("datetime", day)


def test_the_form_works_without_scripts(page_without_script, address):
    page_without_script.goto(address)
    expect(page_without_script.locator("[type=range]")).to_be_hidden()
    for wish, weeks in (("25", "20 weeks"), ("45", "17 weeks")):
        page_without_script.get_by_role("spinbutton", name=LABEL).fill(wish)
        page_without_script.get_by_role("button", name="Show").click()

        expect(weeks_of(page_without_script)).to_have_text(weeks)
        assert f"hours={wish}" in page_without_script.url
    expect(page_without_script.get_by_text("45 hours a week is not possible")).to_be_visible()
