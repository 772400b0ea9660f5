"""An auditor who opens every page of the desk reads no student's name, number or email."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from clinic_hours.people.models import Enrollment, OfficeRole

LINK = re.compile(r'href="(/(?:hours|verify)/[^"#]*)"')
# One page of each kind is enough: numbers, ids and queries only say which one.
PLACE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+|(?<=/transcripts/)[A-Z0-9]+|\?.*")
EACH = 3
FIRST = ("student_list", "students_file", "ledger", "transcript_list")


def every_kind_of_page(browser: Client, *first: str) -> dict[str, str]:
    """Return the text of up to EACH pages of each kind that can be reached by links."""
    waiting, seen, kinds = list(first), set(first), {}
    pages: dict[str, str] = {}
    while waiting:
        address = waiting.pop(0)
        kind = PLACE.sub("*", address)
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] > EACH:
            continue
        answer = browser.get(address)
        pages[address] = text_of(answer)
        found = [link.replace("&amp;", "&") for link in LINK.findall(pages[address])]
        fresh = [link for link in dict.fromkeys(found) if link not in seen]
        seen.update(fresh)
        waiting += fresh
    return pages


def text_of(answer) -> str:
    return b"".join(answer).decode(errors="replace") if answer.streaming else answer.text


def names_of_students() -> set[str]:
    enrollments = Enrollment.objects.select_related("student")
    rows = [(str(each.student), each.student.email, each.student_number) for each in enrollments]
    return {text for row in rows for text in row}


@pytest.mark.django_db
def test_no_page_or_export_names_a_student_to_an_auditor(demo_school):
    otis = OfficeRole.objects.get(role=OfficeRole.Role.AUDITOR).user
    browser = Client()
    browser.force_login(otis)
    pages = every_kind_of_page(browser, *(reverse(f"hours:{name}") for name in FIRST))
    assert {200} == {browser.get(reverse(f"hours:{name}")).status_code for name in FIRST}
    assert any("/enrollments/" in address for address in pages)
    assert any("/entries/" in address for address in pages)
    names = names_of_students()
    told = {
        address: sorted(name for name in names if name in text) for address, text in pages.items()
    }
    assert {address: found for address, found in told.items() if found} == {}
