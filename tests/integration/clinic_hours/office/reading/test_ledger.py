"""The ledger page, and who may not see pages for staff."""

import pytest
from django.urls import reverse

from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.sessions.models import HourEntry
from tests.factories.clinic import logged, signed

from .pages import SIGNED, STUDENTS

pytestmark = pytest.mark.django_db

LEDGER = reverse("hours:ledger")


def test_the_ledger_shows_the_root_that_the_audit_computes(
    desk_of, cora, otis, lucia, rosa, six_o_clock
):
    signed(logged(lucia, rosa))
    root = audit_ledger().root
    for person in (cora, otis):
        page = desk_of(person).get(LEDGER).text
        assert f'data-testid="ledger-root">{root}<' in page
        assert "4 entries" in page
        assert ("Lucía Ferrer" in page) == (person == cora)  # names are hidden from auditors


def test_an_empty_ledger_also_has_a_page(desk_of, cora):
    page = desk_of(cora).get(LEDGER)
    assert page.status_code == 200
    assert not HourEntry.objects.exists()


@pytest.mark.parametrize("name", ["hours:people", "hours:setup", "wagtailadmin_home"])
def test_the_office_finds_its_records_from_its_desk(desk_of, cora, otis, name):
    records = reverse(name)
    assert f'href="{records}"' in desk_of(cora).get(STUDENTS).text
    assert desk_of(cora).get(records).status_code == 200
    assert f'href="{records}"' not in desk_of(otis).get(STUDENTS).text


@pytest.mark.parametrize("address", [SIGNED, STUDENTS, LEDGER, reverse("hours:queue")])
def test_students_are_refused_pages_for_staff(student, address):
    assert student.get(address).status_code == 403


@pytest.mark.parametrize("address", [SIGNED, STUDENTS, LEDGER])
def test_read_only_pages_refuse_posts(desk_of, cora, otis, rosa, address):
    for person in (cora, otis, rosa.user):
        assert desk_of(person).post(address).status_code == 405
