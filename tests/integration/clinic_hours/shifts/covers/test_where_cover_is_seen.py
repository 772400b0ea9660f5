"""Where people read of cover besides the page of the shift: their list of shifts and their overview."""

from datetime import timedelta

import pytest
from django.urls import reverse

from clinic_hours.shifts.models import Shift, ShiftSupervisor
from clinic_hours.shifts.services.covers.absences import announce_absence, ask_instructors
from clinic_hours.shifts.services.covers.taking import take_cover
from clinic_hours.shifts.services.supervision import assign_instructor
from tests.factories.clinic import NOW, EnrollmentFactory, SupervisorFactory
from tests.factories.shifts import NEXT_WEEK, agreed, booked, covered_by, planned, wanted

pytestmark = pytest.mark.django_db

BOOKING, OVERVIEW, ROSTER = map(reverse, ("hours:shift_book", "hours:home", "hours:roster"))


def page(browser, address: str) -> str:
    words = " ".join(browser.get(address).content.decode().split())
    return words.partition("<main")[2]


def panel(browser, shift: Shift) -> str:
    return page(browser, f"{ROSTER}?shift={shift.public_id}")


@pytest.fixture
def irene(db):
    return SupervisorFactory(user__display_name="Irene Okafor")


@pytest.fixture
def absence(shift, rosa):
    return announce_absence(actor=rosa.user, duty=shift.duties.get(), reason="Fever.", now=NOW)


def test_a_place_says_on_each_page_where_its_request_stands(shift, place, desk_of, lucia, mei):
    mine = desk_of(lucia.student)
    assert "You can cancel until" in page(mine, BOOKING)
    assert "I can't come" in page(mine, OVERVIEW)
    cover = wanted(place)
    assert "You asked for cover. You keep your place until you agree" in page(mine, BOOKING)
    assert "You can cancel until" not in page(mine, BOOKING)
    assert "You asked for cover" in page(mine, OVERVIEW)
    covered_by(mei, cover)
    assert "Mei Tanaka offers to take your place." in page(mine, BOOKING)
    assert "Agree or decline" in page(mine, BOOKING)
    assert "Someone offers to take your place" in page(mine, OVERVIEW)
    agreed(cover)
    assert "offers to take your place" not in page(mine, BOOKING) + page(mine, OVERVIEW)


def test_whoever_was_asked_reads_it_above_the_open_shifts(shift, place, desk_of, lucia, mei):
    other = desk_of(mei.student)
    assert "Cover wanted" not in page(other, BOOKING)
    cover = wanted(place)
    assert "Lucía Ferrer needs cover" in page(other, BOOKING)
    assert f"{reverse('hours:shift', args=[shift.public_id])}#cover" in page(other, BOOKING)
    assert "Cover wanted" not in page(desk_of(lucia.student), BOOKING)
    assert "Cover wanted" not in page(desk_of(EnrollmentFactory().student), BOOKING)
    covered_by(mei, cover)
    assert "You offered to take it" in page(other, BOOKING)
    agreed(cover)
    assert "Cover wanted" not in page(other, BOOKING)


def test_a_place_offered_in_exchange_says_so(shift, place, desk_of, cora, rosa, lucia, mei):
    tuesday = planned(cora, rosa, day=NEXT_WEEK + timedelta(days=1))
    theirs = booked(mei, tuesday)
    covered_by(mei, wanted(place), instead=theirs)
    assert "You offered it in exchange for another shift." in page(desk_of(mei.student), BOOKING)
    asker = desk_of(lucia.student)
    assert "Cover wanted" not in page(asker, BOOKING)
    assert "Agree or decline" in page(asker, BOOKING)
    assert "Someone offers to take your place" not in page(desk_of(mei.student), OVERVIEW)


def test_an_instructor_who_was_asked_reads_it_on_the_roster(absence, desk_of, cora, irene):
    other = desk_of(irene.user)
    assert "Cover wanted" not in page(other, ROSTER)
    ask_instructors(actor=cora, cover=absence, version=1, supervisors=[irene], now=NOW)
    assert "Rosa Castellanos can&#x27;t come" in page(other, ROSTER)
    assert "Cover wanted" not in page(desk_of(cora), ROSTER)


def test_an_instructor_says_so_from_the_roster_and_sees_there_that_it_is_known(
    shift, desk_of, rosa, irene
):
    mine, other = desk_of(rosa.user), desk_of(irene.user)
    form = f"{reverse('hours:shift', args=[shift.public_id])}?cover=ask#cover"
    assert form in panel(mine, shift)
    assert form not in panel(other, shift)
    announce_absence(actor=rosa.user, duty=shift.duties.get(), reason="Fever.", now=NOW)
    assert form not in panel(mine, shift)
    assert "Rosa Castellanos can't come" in panel(mine, shift)


def test_a_fellow_instructor_reads_of_no_absence(shift, absence, desk_of, cora, irene):
    duty = ShiftSupervisor.Duty.COVER
    assign_instructor(actor=cora, shift=shift, supervisor=irene, duty=duty, now=NOW)
    seen = panel(desk_of(irene.user), shift)
    assert "Rosa Castellanos can't come" not in seen
    assert "?cover=ask#cover" in seen


def test_the_link_opens_the_form(shift, place, desk_of, lucia):
    mine, address = desk_of(lucia.student), reverse("hours:shift", args=[shift.public_id])
    assert 'covers__ask" open>' in page(mine, f"{address}?cover=ask")
    assert 'covers__ask" open>' not in page(mine, address)


def test_the_office_reads_who_is_absent_until_it_agrees(absence, shift, desk_of, cora, irene):
    ask_instructors(actor=cora, cover=absence, version=1, supervisors=[irene], now=NOW)
    absence.refresh_from_db()
    take_cover(actor=irene.user, cover=absence, version=absence.version, now=NOW)
    seen = page(desk_of(cora), reverse("hours:shift", args=[shift.public_id]))
    assert "Irene Okafor offers to take it" in seen
    assert "Rosa Castellanos can&#x27;t come." in seen
