"""A printed page has everything that is on the page."""

import io

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override
from playwright.sync_api import expect
from pypdf import PdfReader

from .desk import sign_in

pytestmark = pytest.mark.browser


def printed(page, address: str) -> str:
    """Return the text of the printed page, on one line."""
    page.goto(address)
    return " ".join(" ".join(sheets(page)).split())


def sheets(page) -> list[str]:
    """Return the text of each printed sheet of the page that is open."""
    return [
        sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="Letter"))).pages
    ]


def test_every_answer_of_a_program_page_is_printed(demo_school, page_without_script):
    page = page_without_script
    page.goto("/programs/massage-therapy/")
    answers = page.locator("details .disclosure__body").all_text_contents()
    paper = printed(page, "/programs/massage-therapy/")

    assert len(answers) > 1
    for answer in answers:
        assert " ".join(answer.split()) in paper


def test_a_printed_program_page_shows_its_address_and_date(demo_school, page_without_script):
    page = page_without_script
    paper = printed(page, "/programs/massage-therapy/")

    with override("en"):
        today = date_format(timezone.localdate())
    assert f"as of {today}" in paper
    assert "/programs/massage-therapy/" in paper.replace(" ", "")  # it may be broken across lines
    expect(page.get_by_text("This page as of")).to_be_hidden()  # but not on screen


def test_a_students_record_is_filed_on_three_sheets_with_the_schools_letterhead(
    demo_school, page_without_script
):
    page = page_without_script
    sign_in(page, "cora@palmetto.test")
    page.goto("/hours/students/?name=Ferrer")
    page.get_by_role("link", name="Lucía Ferrer").click()
    page.get_by_role("heading", name="Lucía Ferrer").wait_for()
    first, *others = sheets(page)

    assert "Palmetto College" in first
    assert f"Printed on {date_format(timezone.localdate())}" in " ".join(first.split())
    assert "by Cora Whitfield" in first
    assert 1 <= len(others) <= 2
    for sheet in others:  # a table on several sheets says on each what its columns are
        assert "Counts toward" in sheet
    assert "Clinic hours" not in first.splitlines()[0]  # no navigation


def test_a_printed_table_is_a_table_and_not_a_list_of_cards(demo_school, page_without_script):
    page = page_without_script
    sign_in(page, "lucia@palmetto.test")
    page.goto("/hours/sessions/")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 672, "height": 900})  # the width of a sheet of letter paper
    assert page.locator("thead").evaluate("head => getComputedStyle(head).display") == (
        "table-header-group"
    )
    page.emulate_media(media="screen")
    assert page.locator("thead").evaluate("head => head.getBoundingClientRect().width") <= 1
