"""Clocking in on one's own phone with the clinic's code."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from clinic_hours.attendance.models import Punch
from clinic_hours.kiosk.domain.codes import code_of, step_of
from clinic_hours.kiosk.selectors.devices import code_key
from clinic_hours.kiosk.services.pairing import revoke_device
from tests.factories.clinic import ClinicSiteFactory, OfficeRoleFactory

pytestmark = pytest.mark.django_db(transaction=True)


def address(site, ago: int = 0) -> str:
    step = step_of(timezone.now()) - ago
    return f"/in/{site.slug}/{step}/{code_of(code_key(site.pk), site.slug, step)}/"


@pytest.fixture
def phone(lucia, place, clock):
    browser = Client()
    browser.force_login(lucia.student)
    return browser


def choices(page) -> list[str]:
    return re.findall(r'name="kind" value="(\w+)"', page.text)


def fields(page) -> dict[str, str]:
    return dict(re.findall(r'name="(uuid|seen)" value="([^"]+)"', page.text))


def choose(phone, where: str, kind: str):
    page = phone.get(where)
    return phone.post(where, fields(page) | {"kind": kind})


@pytest.mark.parametrize("ago", [0, 1])
def test_the_code_on_the_tablet_and_the_one_before_it_hold(phone, site, lucia, ago):
    where = address(site, ago)
    assert choices(phone.get(where)) == ["in"]
    response = choose(phone, where, "in")
    assert (response.status_code, response.url) == (303, "/hours/")
    assert "Hello, Lucía. You&#x27;re clocked in at 1:58 pm." in phone.get("/hours/").text
    made = Punch.objects.get(person=lucia.student)
    assert (made.method, made.code_step) == ("phone_code", step_of(timezone.now()) - ago)


def test_reading_the_page_records_nothing(phone, site, lucia):
    phone.get(address(site))
    assert not Punch.objects.filter(person=lucia.student).exists()


@pytest.mark.parametrize("ago", [2, -1, 1000])
def test_an_old_code_or_a_coming_one_is_refused(phone, site, ago):
    page = phone.get(address(site, ago))
    assert page.status_code == 422
    assert "This code is no longer valid. Scan the one that the tablet shows now." in page.text


@pytest.mark.parametrize("other", ["mac", "site", "step"])
def test_a_wrong_code_is_refused(phone, site, other):
    step = step_of(timezone.now())
    ClinicSiteFactory(slug="riverside")
    right = address(site)
    wrong = {
        "mac": f"/in/{site.slug}/{step}/{'0' * 16}/",
        "site": right.replace(site.slug, "riverside"),
        "step": right.replace(str(step), str(step - 1)),
    }
    page = phone.get(wrong[other])
    assert page.status_code == 422
    assert "This code isn&#x27;t right. Scan the one on the clinic&#x27;s tablet." in page.text


def test_who_opened_the_page_in_time_has_two_minutes_to_choose(phone, site, clock, lucia):
    where = address(site)
    page = phone.get(where)
    clock.shift(timedelta(seconds=115))
    late = phone.post(where, {"kind": "in", "uuid": fields(page)["uuid"]})
    assert late.status_code == 422
    assert phone.post(where, fields(page) | {"kind": "in"}).status_code == 303


def test_a_page_that_somebody_else_opened_gives_no_time(phone, site, clock, mei):
    where = address(site)
    page = phone.get(where)
    clock.shift(timedelta(seconds=90))
    phone.force_login(mei.student)
    assert phone.post(where, fields(page) | {"kind": "in"}).status_code == 422


def test_a_button_pressed_twice_records_once(phone, site, lucia):
    where = address(site)
    sent = fields(phone.get(where)) | {"kind": "in"}
    assert [phone.post(where, sent).status_code for _twice in range(2)] == [303, 303]
    assert Punch.objects.filter(person=lucia.student).count() == 1


def test_a_code_is_used_once_for_the_same(phone, site, lucia):
    where = address(site)
    for kind in ("in", "out"):
        assert choose(phone, where, kind).status_code == 303
    again = choose(phone, where, "in")
    assert again.status_code == 422
    assert "already used this code" in again.text
    assert Punch.objects.filter(person=lucia.student).count() == 2


def test_the_buttons_are_those_that_fit(phone, site, lucia, clock):
    for kind, then in (
        ("in", ["out", "break"]),
        ("break", ["back", "out"]),
        ("back", ["out", "break"]),
    ):
        assert choose(phone, address(site), kind).status_code == 303
        clock.shift(timedelta(minutes=1))
        assert choices(phone.get(address(site))) == then


@pytest.mark.parametrize("sent", [{}, {"kind": "in"}, {"kind": "lapse"}, {"kind": "start"}])
def test_a_form_without_its_fields_is_answered(phone, site, sent):
    where = address(site)
    page = phone.post(where, fields(phone.get(where)) | {"kind": "x", "uuid": "1"} | sent)
    assert page.status_code == 422
    assert "Part of this is missing" in page.text


def test_who_is_not_signed_in_comes_back_after_signing_in(site, place, clock):
    where = address(site)
    response = Client().get(where)
    assert (response.status_code, response.url) == (302, f"/accounts/login/?next={where}")


def test_the_office_does_not_clock_in(site, place, clock):
    browser = Client()
    browser.force_login(OfficeRoleFactory().user)
    page = browser.get(address(site))
    assert page.status_code == 422
    assert "Only students and instructors clock in." in page.text


def test_revoking_a_tablet_changes_the_code_of_its_site(phone, site, tablet, cora):
    where = address(site)
    revoke_device(actor=cora, device=tablet.device)
    assert phone.get(where).status_code == 422
    assert phone.get(address(site)).status_code == 200
