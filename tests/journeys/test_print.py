"""What a reader takes along on paper is all that the page says."""

import io

import pytest
from pypdf import PdfReader

pytestmark = pytest.mark.browser


def printed(page, address: str) -> str:
    """Return the words on the paper, in one line."""
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
