"""Spreadsheet exports open whatever people wrote, and nothing in them runs."""

import csv
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from home.core.domain.spreadsheet_safety import FORMULA, neutral
from home.events.models import Registration
from home.site.models import BrokenLink
from tests.factories.courses import ProgramFactory
from tests.factories.enquiries import enquiry
from tests.factories.events import event_with_page
from tests.factories.pages import StandardPageFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

Download = Callable[..., list[tuple]]


def of_csv(written: bytes) -> list[tuple]:
    return [tuple(row) for row in csv.reader(StringIO(written.decode(), newline=""))]


def of_xlsx(written: bytes) -> list[tuple]:
    return list(load_workbook(BytesIO(written)).active.iter_rows(values_only=True))


@pytest.fixture(params=["csv", "xlsx"])
def download(request, client) -> Download:
    """Return a function that downloads a list as a superuser and returns its rows below the header."""
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    read = {"csv": of_csv, "xlsx": of_xlsx}[request.param]

    def rows(name: str) -> list[tuple]:
        answer = client.get(reverse(name), {"export": request.param})
        assert answer.status_code == 200
        return read(answer.getvalue())[1:]

    return rows


@pytest.mark.parametrize("start", [*FORMULA, "\x01="])
def test_formulas_are_kept_as_text(start):
    assert neutral(f"{start}HYPERLINK(1)") == f"'{start.lstrip(chr(1))}HYPERLINK(1)"


@pytest.mark.parametrize("number", [-3, 0.5, None])
def test_numbers_remain_numbers(number):
    assert neutral(number) is number


@pytest.mark.parametrize("character", ["\x01", "\x0b", "\x0c", "\x1f", "\ufffe", "\uffff"])
def test_one_odd_character_does_not_break_the_export(download, character):
    enquiry(name=f"Ana{character} Duarte", message=f"Evening\n{character}classes?")
    ((_received, name, *fields),) = download("enquiries")

    assert name == "Ana Duarte"
    assert "Evening\nclasses?" in fields


def test_rows_of_other_tables_are_plain_text(download):
    enquiry(program=ProgramFactory(name="=1+1"), assigned_to=UserFactory(display_name="@SUM(1)"))
    ((*cells,),) = download("enquiries")

    assert {"'=1+1", "'@SUM(1)"} <= set(cells)


def test_the_list_of_registrations_opens(download):
    event = event_with_page("+Open house")
    Registration.objects.create(
        event=event,
        name="\uff1dHYPERLINK(1)\x0b",
        email="ana@example.test",
        language="en",
        state="registered",
        registered_at=timezone.now(),
    )
    (row,) = download("registrations")

    assert row[0].startswith("'+Open house")
    assert row[1] == "'\uff1dHYPERLINK(1)"


def test_the_reports_for_editors_open(download):
    page = StandardPageFactory(title="=1+1", expire_at=timezone.now() + timedelta(days=3))
    BrokenLink.objects.create(
        page=page, address="https://a.test/", problem="-2\x01", found_at=timezone.now()
    )

    assert download("broken_links")[0][:3] == ("'=1+1", "https://a.test/", "'-2")
    assert download("expiring_pages")[0][0] == "'=1+1"
    assert download("facts_to_review") == []
