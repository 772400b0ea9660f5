"""What a kiosk's server does not believe. Each is answered with a sentence, and nothing is recorded."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from clinic_hours.attendance.models import ClockRequest, Punch
from clinic_hours.kiosk.models import Delivery
from clinic_hours.kiosk.services import receiving
from clinic_hours.kiosk.services.pairing import revoke_device
from clinic_hours.notices.models import Notice
from tests.factories.shifts import at
from tests.locks import held

from .conftest import PIN, words
from .tablet import Tablet

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def nothing_recorded(lucia, number):
    yield
    assert not Punch.objects.filter(person=lucia.student).exists()


@pytest.mark.usefixtures("nothing_recorded")
class TestNothingIsRecorded:
    def refused(self, response, said: str, status: int = 422) -> None:
        assert (response.status_code, response.json()["outcome"]) == (status, "refused")
        assert said in words(response)
        assert response.json()["words"]["es"]["lines"] != response.json()["words"]["en"]["lines"]

    def test_from_a_browser_that_is_not_paired(self, tablet, number):
        tablet.browser = Client()
        self.refused(tablet.punch(number, PIN), "isn't paired", 403)

    def test_from_a_revoked_kiosk(self, tablet, number, cora):
        revoke_device(actor=cora, device=tablet.device)
        self.refused(tablet.punch(number, PIN), "switched this kiosk off", 403)

    def test_with_another_key(self, tablet, number, cora, site):
        tablet.key = Tablet(cora, site).key
        self.refused(tablet.punch(number, PIN), "didn't come from the paired tablet", 403)

    @pytest.mark.parametrize(
        "changed",
        [
            {"kind": "out"},
            {"number": "P-2"},
            {"pin": "274915"},
            {"device_seq": "7"},
            {"uuid": "90a51ad8-0a76-411e-b925-07d009c2e48c"},
            {"uncertain": "1"},
            {"badge": "1"},
            {"signature": ""},
            {"signature": "é"},
            {"signature": "A" * 86},
            {"number": "P-1\nx"},
        ],
        ids=str,
    )
    def test_changed_on_the_way(self, tablet, number, changed):
        response = tablet.post("punch", tablet.message(number, PIN), **changed)
        self.refused(response, "didn't come from the paired tablet", 403)

    @pytest.mark.parametrize(
        "broken",
        [
            {"kind": "lapse"},
            {"kind": "start"},
            {"kind": ""},
            {"device_seq": "-1"},
            {"device_seq": "x"},
            {"device_seq": str(2**70)},
            {"device_at": "yesterday"},
            {"device_at": "2026-11-23T13:58:00"},
            {"device_at": "0001-01-01T00:00:00+14:00"},
            {"uuid": "1"},
            {"number": "P" * 50},
        ],
        ids=str,
    )
    def test_signed_but_senseless(self, tablet, number, broken):
        response = tablet.post("punch", tablet.message(number, PIN) | broken)
        self.refused(response, "Part of this is missing")

    def test_json_that_is_no_object(self, tablet):
        response = tablet.browser.post("/kiosk/punch/", b"[1]", content_type="application/json")
        self.refused(response, "Part of this is missing")

    def test_an_old_number(self, tablet, number):
        tablet.punch("P-nobody", PIN, seq=5)
        self.refused(tablet.punch(number, PIN, seq=3), "already used that number")

    def test_an_identifier_that_was_used_with_another_number(self, tablet, number):
        same = tablet.message("P-nobody", PIN)
        tablet.post("punch", same)
        response = tablet.punch(number, PIN, uuid=same["uuid"])
        self.refused(response, "already used that number")

    def test_a_time_an_hour_ahead(self, tablet, number):
        ahead = timezone.now() + timedelta(hours=1)
        self.refused(tablet.punch(number, PIN, at=ahead), "time is ahead")
        assert not Delivery.objects.exists()

    def test_a_copy_of_a_kiosk_and_then_the_kiosk_itself(self, tablet, number, cora):
        tablet.punch("P-nobody", PIN)
        copy = tablet.punch(number, PIN, seq=1)
        self.refused(copy, "Pair it again", 403)
        self.refused(tablet.punch(number, PIN, seq=2), "Pair it again", 403)
        assert tablet.row().cloned_at
        assert Notice.objects.filter(person=cora, kind="kiosk_copied").count() == 1

    def test_a_pin_sealed_for_another_punch(self, tablet, number):
        other = tablet.message(number, PIN)["pin"]
        self.refused(tablet.post("punch", tablet.message(number, PIN) | {"pin": other}), "match")

    @pytest.mark.parametrize("typed", ["number", "pin", "no pin"])
    def test_a_wrong_number_and_a_wrong_pin_read_the_same(self, tablet, number, typed, mei):
        said = {
            "number": ("P-nobody", PIN),
            "pin": (number, "000000"),
            "no pin": (mei.student_number, PIN),
        }
        response = tablet.punch(*said[typed])
        self.refused(response, "That number and PIN don't match.")

    @pytest.mark.parametrize("whose", ["hers", "nobody's"])
    def test_five_wrong_tries_within_fifteen_minutes(self, tablet, number, clock, whose):
        typed = number if whose == "hers" else "P-nobody"
        for _try in range(4):
            assert "don't match" in words(tablet.punch(typed, "000000"))
        assert words(tablet.punch(typed, "000000")).endswith("ask your instructor.")
        self.refused(tablet.punch(typed, PIN), "Wait 15 minutes or ask your instructor.")
        clock.shift(timedelta(minutes=14))
        self.refused(tablet.punch(typed, PIN), "Wait 15 minutes")


def test_after_fifteen_minutes_the_right_pin_is_right_again(tablet, number, clock):
    for _try in range(5):
        tablet.punch(number, "000000")
    clock.shift(timedelta(minutes=15))
    assert tablet.punch(number, PIN).status_code == 200


def test_wrong_tries_far_apart_do_not_add_up(tablet, number, clock):
    for _try in range(4):
        tablet.punch(number, "000000")
    clock.shift(timedelta(minutes=16))
    assert "don't match" in words(tablet.punch(number, "000000"))


def test_many_wrong_pins_at_one_kiosk_are_told_to_the_office_once(tablet, number, cora):
    for each in range(19):
        tablet.punch(f"P-{each}", "000000")
    told = Notice.objects.filter(kind="kiosk_failures", person=cora)
    assert not told.exists()
    for each in range(19, 25):
        tablet.punch(f"P-{each}", "000000")
    assert told.count() == 1


def test_what_was_kept_offline_and_refused_waits_for_the_instructor(
    tablet, number, clock, shift, lucia
):
    tapped = timezone.now()
    clock.shift(timedelta(minutes=10))
    assert tablet.punch(number, "000000", at=tapped).status_code == 422
    asked = ClockRequest.objects.get()
    assert (asked.person, asked.shift, asked.number) == (lucia.student, shift, number)
    assert asked.reason == "The kiosk had no connection. What it kept could not be recorded."


@pytest.mark.parametrize(
    ("minutes", "doubts", "uncertain"), [(10, "", False), (16, "", True), (5, "1", True)]
)
def test_what_was_kept_offline_has_the_time_of_the_tap(
    tablet, number, clock, shift, lucia, minutes, doubts, uncertain
):
    tapped = timezone.now() + timedelta(minutes=minutes)
    clock.shift(timedelta(minutes=minutes + 5))
    assert tablet.punch(number, PIN, at=tapped, uncertain=doubts).status_code == 200
    made = Punch.objects.get(person=lucia.student)
    assert (made.at, made.is_offline, made.is_uncertain) == (tapped, True, uncertain)


def test_a_clock_that_is_a_little_ahead_does_not_matter(tablet, number, lucia, shift):
    tablet.punch(number, PIN, at=timezone.now() + timedelta(seconds=90))
    assert Punch.objects.get(person=lucia.student).at == at(shift, "13:58")


def test_while_the_database_is_busy_the_tablet_is_told_to_come_again(tablet, number, lucia):
    same = tablet.message(number, PIN)
    with held("clinic_hours_attendance_device"):
        response = tablet.post("punch", same)
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert "The site is busy right now" in response.text
    assert tablet.post("punch", same).status_code == 200
    assert Punch.objects.filter(person=lucia.student).count() == 1


def test_a_fault_of_the_server_is_no_refusal_so_the_tablet_keeps_the_tap(
    tablet, number, lucia, monkeypatch
):
    def fail(*_typed):
        raise ValueError("A fault of ours.")

    same = tablet.message(number, PIN)
    tablet.browser.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr(receiving, "find_shift", fail)
        assert tablet.post("punch", same).status_code == 500
    assert tablet.post("punch", same).status_code == 200
    assert Punch.objects.filter(person=lucia.student).count() == 1
