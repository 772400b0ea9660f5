"""When clocks failed: noted by a kiosk or by hand, and marked repaired."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clinic_hours.attendance.models import ClockFailure
from clinic_hours.attendance.services.failures import mark_repaired, note_failure
from clinic_hours.core.domain.errors import NotAllowed
from tests.factories.clinic import NOW, ClinicSiteFactory
from tests.integration.clinic_hours.kiosk.tablet import Tablet

from .pages import text_of

pytestmark = pytest.mark.django_db
LIST, NEW = "/hours/clock-failures/", "/hours/clock-failures/new/"
NOON = NOW - timedelta(hours=6)


@pytest.fixture
def office(desk_of, cora):
    return desk_of(cora)


@pytest.fixture
def typed(site):
    """It failed at noon and goes on."""
    return {
        "site": site.pk,
        "device": "",
        "from_day": "2026-11-16",
        "from_time": "12:00",
        "what": "No power at the clinic",
        "until_day": "",
        "until_time": "",
        "repaired_by": "",
    }


REPAIRED = {"until_day": "2026-11-16", "until_time": "17:30", "repaired_by": "City Power"}


def test_a_failure_is_noted_by_hand_and_marked_repaired(office, typed, cora):
    assert office.post(NEW, typed).status_code == 303
    failure = ClockFailure.objects.get()
    assert (failure.from_at, failure.to_at, failure.recorded_by) == (
        NOON - timedelta(0),
        None,
        cora,
    )
    said = text_of(office.get(LIST))
    assert "1 failure is not repaired." in said
    assert "The whole site Nov 16, 2026, 12:00 pm Not repaired No power at the clinic" in said
    assert office.post(f"{LIST}{failure.pk}/", REPAIRED).status_code == 303
    said = text_of(office.get(LIST))
    assert "Every failure is repaired." in said
    assert "Nov 16, 2026, 5:30 pm No power at the clinic City Power Cora Whitfield" in said


def test_what_a_kiosk_noted_itself_says_so(office, cora, site):
    device = Tablet(cora, site).device
    ClockFailure.objects.create(
        site=site, device=device, from_at=NOON, to_at=NOW, what="The kiosk had no connection."
    )
    said = text_of(office.get(LIST))
    assert "By itself The kiosk itself" in said
    assert str(device) in said


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"site": ""}, "Choose the clinic site."),
        ({"from_day": "yesterday"}, "Enter a date."),
        ({"from_time": "noon"}, "Enter a time, such as 14:05."),
        ({"from_time": ""}, "Failed at: Enter a time, such as 14:05."),
        ({"from_day": "2026-11-17"}, "This time is still ahead."),
        ({"what": " "}, "Say what failed"),
        ({"until_day": "2026-11-16"}, "Enter both the day and the time, or neither."),
        ({"repaired_by": "City Power"}, "When did it work again?"),
        (REPAIRED | {"until_time": "11:00"}, "The clock can only work again after it failed."),
        (REPAIRED | {"until_day": "2026-11-18"}, "This time is still ahead."),
        (REPAIRED | {"repaired_by": ""}, "Say who repaired it"),
    ],
)
def test_what_makes_no_sense_comes_back_with_a_sentence(office, typed, changed, sentence):
    answer = office.post(NEW, typed | changed)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    kept = (typed | changed)["what"].strip()
    assert kept in answer.content.decode()
    assert not ClockFailure.objects.exists()


def test_a_kiosk_of_another_site_is_refused(office, typed, cora):
    device = Tablet(cora, ClinicSiteFactory()).device
    answer = office.post(NEW, typed | {"device": device.pk})
    assert answer.status_code == 422
    assert "This kiosk stands at another site." in text_of(answer)


def test_a_repair_is_noted_once(office, typed):
    office.post(NEW, typed)
    address = f"{LIST}{ClockFailure.objects.get().pk}/"
    assert office.post(address, REPAIRED).status_code == 303
    again = office.post(address, REPAIRED | {"repaired_by": "Somebody else"})
    assert again.status_code == 409
    assert "City Power" in text_of(again)
    assert ClockFailure.objects.get().repaired_by == "City Power"


def test_only_the_office_notes_failures(rosa, cora, site):
    with pytest.raises(NotAllowed):
        note_failure(actor=rosa.user, site=site, device=None, from_at=NOON, what="Dark", now=NOW)
    like = {"site": site, "device": None, "from_at": NOON, "what": "Dark", "now": NOW}
    failure = note_failure(actor=cora, **like)
    with pytest.raises(NotAllowed):
        mark_repaired(actor=rosa.user, failure=failure, to_at=NOW, repaired_by="Me", now=NOW)


def test_the_list_takes_the_same_queries_for_any_number(office, site, cora):
    def queries() -> int:
        office.get(LIST)
        with CaptureQueriesContext(connection) as taken:
            office.get(LIST)
        return len(taken)

    like = {"actor": cora, "site": site, "device": None, "what": "Dark", "now": NOW}
    note_failure(**like, from_at=NOON)
    few = queries()
    for hours in range(1, 5):
        note_failure(**like, from_at=NOON - timedelta(hours=hours))
    assert queries() == few


def test_the_page_of_kiosks_leads_there(office):
    assert f'href="{LIST}"' in office.get("/hours/devices/").text
