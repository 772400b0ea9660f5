"""Pairing a tablet, the list of kiosks, one's own PIN, and signs of life."""

import re
from datetime import UTC, datetime, timedelta
from http.cookies import Morsel

import pytest
from django.test import Client
from django.utils import timezone

from clinic_hours.attendance.models import ClockFailure, Device
from clinic_hours.kiosk.models import KioskPin
from clinic_hours.kiosk.services.pins import who_is
from tests.factories.people import PASSWORD

from .conftest import PIN
from .tablet import Tablet, base64

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(cora, clock):
    browser = Client()
    browser.force_login(cora)
    return browser


@pytest.fixture
def paired(office, site, tablet):
    """A coordinator's browser right after pairing, and its answer."""
    key = base64(tablet.public_key)
    said = {"site": site.pk, "name": "Back room", "public_key": key}
    return office, office.post("/kiosk/pair/", said)


def test_pairing_signs_the_coordinator_out_and_leaves_a_cookie_for_the_kiosk_alone(paired, cora):
    browser, response = paired
    assert (response.status_code, response.url) == (303, "/kiosk/")
    cookie: Morsel = response.cookies["kiosk"]
    assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == ("/kiosk/", "Strict", True)
    device = Device.objects.get(name="Back room")
    assert (device.paired_by, device.revoked_at) == (cora, None)
    assert cookie.value not in device.token
    assert browser.get("/hours/").status_code == 302
    page = browser.get("/kiosk/")
    assert str(device.public_id) in page.text
    assert page["Kiosk-Shell"] == "1"


def test_pairing_needs_every_field(office):
    page = office.post("/kiosk/pair/", {"public_key": "é"})
    assert page.status_code == 422
    for said in ("Choose the site where", "Give the tablet a name.", "key can&#x27;t be read."):
        assert said in page.text


def test_an_unpaired_browser_is_told_how_to_pair(client):
    page = client.get("/kiosk/")
    assert "This tablet isn't paired" in page.text
    assert "Kiosk-Shell" not in page


def test_a_revoked_kiosk_shows_how_to_pair_it_again(tablet, office):
    where = f"/hours/devices/{tablet.device.public_id}/revoke/"
    assert "takes no more clock-ins" in office.get(where).text
    for said in ("was revoked.", "was revoked already."):
        assert office.post(where).status_code == 303
        assert said in office.get("/hours/devices/").text
    assert "must be paired again" in tablet.browser.get("/kiosk/").text


def test_the_list_says_where_each_kiosk_is_and_how_it_is(tablet, office, clock):
    tablet.heartbeat(at=timezone.now() + timedelta(minutes=90))
    page = office.get("/hours/devices/").text
    assert "Front desk" in page
    assert "5400 s ahead" in page
    assert "Connected" in page
    clock.shift(timedelta(minutes=10))
    assert "No connection" in office.get("/hours/devices/").text


def test_the_list_takes_the_same_queries_for_many_kiosks(
    tablet, office, cora, site, django_assert_max_num_queries, django_assert_num_queries
):
    office.get("/hours/devices/")
    with django_assert_max_num_queries(8) as few:
        office.get("/hours/devices/")
    for each in range(10):
        Tablet(cora, site, f"Tablet {each}")
    with django_assert_num_queries(len(few)):
        office.get("/hours/devices/")


def test_a_heartbeat_brings_what_the_screen_needs_and_no_names(tablet, lucia, place, shift, site):
    answer = tablet.heartbeat()
    said = answer.json()
    assert said["now"] == round(timezone.now().timestamp() * 1000)
    assert (said["site"], said["zone"], said["prefix"]) == (site.slug, site.time_zone, "P-")
    assert said["shifts"] == {"en": ["2:00–6:00 pm"], "es": ["2:00–6:00 p. m."]}
    for name in ("Lucía", "Rosa", lucia.student_number):
        assert name not in answer.text


def test_an_outage_is_written_down_once(tablet, clock, site):
    since = timezone.now()
    clock.shift(timedelta(minutes=10))
    for _twice in range(2):
        tablet.heartbeat(since=since)
    failure = ClockFailure.objects.get()
    assert (failure.site, failure.device, failure.from_at) == (site, tablet.device, since)
    assert failure.to_at == timezone.now()
    assert failure.what == "The kiosk had no connection."


def test_a_minute_without_connection_is_no_outage(tablet, clock):
    since = timezone.now()
    clock.shift(timedelta(seconds=70))
    tablet.heartbeat(since=since)
    assert not ClockFailure.objects.exists()


def test_the_service_worker_holds_the_screens_files_and_changes_with_the_kiosk(tablet, cora, site):
    text = tablet.browser.get("/kiosk/service-worker.js").text
    assert "/static/js/kiosk/kiosk.js" in text
    other = Tablet(cora, site).browser.get("/kiosk/service-worker.js").text
    versions = [re.search(r'version: "(\w+)"', each)[1] for each in (text, other)]
    assert versions[0] != versions[1]


def typed(pin: str = PIN, again: str = "", password: str = PASSWORD) -> dict[str, str]:
    return {"pin": pin, "again": again or pin, "password": password}


def test_a_student_sets_and_changes_their_pin(student, lucia):
    for pin in (PIN, "862047"):
        assert student.post("/hours/pin/", typed(pin)).status_code == 303
        assert who_is(lucia.student_number, pin, timezone.now()) == lucia.student
    assert "Your PIN is set." in student.get("/hours/pin/").text
    assert KioskPin.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (typed("123456"), "Anyone would try this PIN first."),
        (typed("12345"), "A PIN has six digits."),
        (typed(again="274916"), "The two PINs are different."),
        (typed(password="wrong"), "That password is incorrect. Your PIN stays as it was."),
        ({}, "Type six digits."),
    ],
)
def test_a_pin_that_will_not_do_is_refused_with_a_sentence(student, sent, said):
    page = student.post("/hours/pin/", sent)
    assert page.status_code == 422
    assert said in page.text
    assert PIN not in page.text
    assert not KioskPin.objects.exists()


def test_an_instructor_gets_a_number_with_the_first_pin_and_keeps_it(instructor, rosa):
    instructor.post("/hours/pin/", typed())
    number = KioskPin.objects.get().number
    assert re.fullmatch(r"9\d{5}", number)
    instructor.post("/hours/pin/", typed("862047"))
    assert KioskPin.objects.get().number == number
    assert number in instructor.get("/hours/pin/").text


def test_a_page_of_another_site_cannot_use_the_kiosk(tablet, number):
    """Django's token is not asked for: the signature is."""
    forger = Client(enforce_csrf_checks=True)
    forger.cookies["kiosk"] = tablet.browser.cookies["kiosk"].value
    values = {name: str(value) for name, value in tablet.message(number, PIN).items()}
    assert forger.post("/kiosk/punch/", values).status_code == 403


def test_times_of_kiosks_are_in_the_schools_zone(tablet, office):
    night = datetime(2026, 11, 2, 3, 5, tzinfo=UTC)  # still the evening of November 1 at the school
    Device.objects.filter(pk=tablet.device.pk).update(paired_at=night, last_seen_at=night)
    shown = office.get("/hours/devices/").text
    assert "Nov 1, 2026, 10:05 pm" in shown
    assert ", Nov 1, 2026</small>" in shown
