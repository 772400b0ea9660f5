"""A printed page has everything that is on the page."""

import io

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override
from playwright.sync_api import expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser


def printed(page, address: str) -> str:
    """Return the text of the printed page, on one line."""
    page.goto(address)
    sheets = PdfReader(io.BytesIO(page.pdf(format="Letter"))).pages
    return " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())


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
