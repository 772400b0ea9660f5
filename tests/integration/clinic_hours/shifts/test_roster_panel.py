"""The panel of one shift: who can take it, and what the office does with it."""

from datetime import time

import pytest
from django.urls import reverse

from clinic_hours.notices.models import Notice
from clinic_hours.people.models import Credential
from clinic_hours.shifts.domain.states import PlaceState, ShiftState
from clinic_hours.shifts.models import Shift, ShiftEvent
from tests.factories.clinic import SupervisorFactory
from tests.factories.shifts import NEXT_WEEK, booked, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(desk_of, cora):
    return desk_of(cora)


@pytest.fixture
def uncovered(cora, site):
    return planned(cora, None)


@pytest.fixture
def covered(cora, rosa, site):
    return planned(cora, rosa)


def roster(browser, shift: Shift):
    return browser.get(reverse("hours:roster"), {"shift": str(shift.public_id)})


def send(browser, name: str, shift: Shift, **fields):
    return browser.post(reverse(f"hours:shift_{name}", args=[shift.public_id]), fields)


def fresh(shift: Shift) -> Shift:
    return Shift.objects.get(pk=shift.pk)


def words(response) -> str:
    return " ".join(response.content.decode().split())


def on_duty(shift: Shift) -> list[str]:
    duties = shift.duties.filter(withdrawn_at=None)
    return list(duties.values_list("supervisor__printed_name", flat=True))


def test_the_panel_opens_the_week_of_its_shift_and_lists_who_can_take_it(office, uncovered, rosa):
    response = roster(office, uncovered)
    assert str(response.context["asked"].week) == "2026-W48"
    (choice,) = response.context["choices"]
    assert choice.is_chosen
    assert choice.reason.startswith("Licensed until")


def test_who_cannot_take_it_is_listed_with_the_reason(office, uncovered, rosa, cora):
    planned(cora, rosa, start=time(15), end=time(17))
    SupervisorFactory(user__display_name="Theo Lindqvist")
    Credential.objects.filter(supervisor__user__display_name="Theo Lindqvist").update(
        expires_on=NEXT_WEEK.replace(day=1)
    )
    choices = roster(office, uncovered).context["choices"]
    assert [choice.candidate.can_take_it for choice in choices] == [False, False]
    reasons = " ".join(choice.reason for choice in choices)
    assert "Is on another shift then" in reasons
    assert "The license is valid until" in reasons


def test_someone_on_another_shift_that_day_can_take_it_and_the_panel_says_so(
    office, uncovered, rosa, cora
):
    planned(cora, rosa, start=time(9), end=time(12))
    (choice,) = roster(office, uncovered).context["choices"]
    assert choice.candidate.can_take_it
    assert choice.reason.startswith("Also on a shift that day: 9:00 am–12:00 pm.")


def test_the_office_assigns_an_instructor(office, uncovered, rosa):
    response = send(office, "assign", uncovered, instructor=rosa.pk, version=uncovered.version)
    assert response.status_code == 303
    assert response.url.endswith(f"shift={uncovered.public_id}")
    assert on_duty(uncovered) == [rosa.printed_name]


def test_an_instructor_who_cannot_take_it_is_refused_with_the_sentence(
    office, uncovered, rosa, cora
):
    planned(cora, rosa, start=time(15), end=time(17))
    response = send(office, "assign", uncovered, instructor=rosa.pk, version=uncovered.version)
    assert response.status_code == 422
    assert "Is on another shift then" in words(response)
    assert on_duty(uncovered) == []


def test_assigning_to_a_shift_that_changed_meanwhile_shows_it_afresh(office, uncovered, rosa, cora):
    stale = uncovered.version
    send(office, "assign", uncovered, instructor=rosa.pk, version=stale)
    other = SupervisorFactory()
    response = send(office, "assign", uncovered, instructor=other.pk, version=stale)
    assert response.status_code == 409
    assert "This shift changed after you opened the page" in words(response)
    assert response.context["panel"].shift.version == fresh(uncovered).version
    assert on_duty(uncovered) == [rosa.printed_name]


@pytest.mark.parametrize("instructor", ["", "0", "x", "9" * 30])
def test_an_instructor_who_is_not_on_the_list_is_refused(office, uncovered, instructor):
    response = send(office, "assign", uncovered, instructor=instructor, version=uncovered.version)
    assert response.status_code == 422
    assert "Choose an instructor" in words(response)


def test_the_office_takes_an_instructor_off_with_a_reason(office, covered):
    duty = covered.duties.get()
    response = send(office, "withdraw", covered, duty=duty.pk, reason="Ill.")
    assert response.status_code == 303
    assert on_duty(covered) == []
    assert ShiftEvent.objects.get(shift=covered, kind="withdrew").reason == "Ill."
    assert f"was {duty.supervisor}" in words(roster(office, covered))


def test_taking_an_instructor_off_needs_a_reason_and_one_who_is_there(office, covered, uncovered):
    duty = covered.duties.get()
    assert "Say why" in words(send(office, "withdraw", covered, duty=duty.pk))
    response = send(office, "withdraw", uncovered, duty=duty.pk, reason="Ill.")
    assert response.status_code == 422
    assert "This instructor is no longer on the shift." in words(response)
    assert on_duty(covered) == [str(duty.supervisor)]


def test_a_student_who_is_taken_off_is_told_why(office, covered, lucia):
    place = booked(lucia, covered)
    response = send(office, "take_off", covered, place=place.public_id, reason="Moved to Friday.")
    assert response.status_code == 303
    place.refresh_from_db()
    assert place.status == PlaceState.CANCELLED
    assert Notice.objects.filter(person=lucia.student, kind="place_cancelled").exists()


@pytest.mark.parametrize("place", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_a_student_without_a_place_cannot_be_taken_off(office, covered, place):
    response = send(office, "take_off", covered, place=place, reason="Moved.")
    assert response.status_code == 422


def test_the_office_cancels_a_shift_and_the_students_are_told(office, covered, lucia, mei):
    booked(lucia, covered)
    Shift.objects.filter(pk=covered.pk).update(places=1)
    booked(mei, covered, or_wait=True)
    assert "Cancel it and tell the 2 students" in words(roster(office, covered))
    response = send(office, "cancel", covered, version=fresh(covered).version, reason="Snow.")
    assert response.status_code == 303
    assert fresh(covered).status == ShiftState.CANCELLED
    page = words(office.get(response.url))
    assert "2 students were told." in page
    assert "Snow." in page


def test_canceling_keeps_what_was_typed_if_the_shift_changed(office, covered, lucia):
    stale = covered.version
    booked(lucia, covered)
    response = send(office, "cancel", covered, version=stale, reason="Snow on the roads.")
    assert response.status_code == 409
    assert "Snow on the roads." in words(response)
    assert fresh(covered).status == ShiftState.PLANNED


def test_what_is_too_late_says_so_although_there_is_no_form_for_it(office, covered):
    Shift.objects.filter(pk=covered.pk).update(status="cancelled", cancelled_reason="Snow.")
    response = send(office, "cancel", covered, version=covered.version, reason="Snow.")
    assert response.status_code == 409
    assert "This shift changed after you opened the page" in words(response)


def test_a_shift_that_is_over_offers_nothing_to_do(office, covered):
    Shift.objects.filter(pk=covered.pk).update(status=ShiftState.CLOSED)
    panel = roster(office, covered).context["panel"]
    assert (panel.may_change, panel.may_cancel, list(panel.candidates)) == (False, False, [])


def test_instructors_read_the_panel_and_see_names_on_their_own_shifts_only(
    instructor, covered, lucia
):
    booked(lucia, covered)
    own = roster(instructor, covered)
    assert "Lucía Ferrer" in words(own)
    assert not own.context["panel"].may_change
    covered.duties.update(withdrawn_at=covered.starts_at)
    assert "Lucía Ferrer" not in words(roster(instructor, covered))


def test_auditors_see_labels_and_no_buttons(desk_of, otis, covered, lucia):
    booked(lucia, covered)
    page = words(roster(desk_of(otis), covered))
    assert "Lucía Ferrer" not in page
    assert "Take a student off" not in page
