"""The office gives a student a place from the roster."""

import pytest
from django.urls import reverse

from clinic_hours.people.models import Enrollment
from clinic_hours.shifts.models import Place, Shift
from tests.factories.shifts import booked, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(desk_of, cora):
    return desk_of(cora)


@pytest.fixture
def shift(cora, rosa, site):
    return planned(cora, rosa)


def page_of(shift: Shift) -> str:
    return reverse("hours:shift_assign", args=[shift.public_id])


def words(response) -> str:
    return " ".join(response.content.decode().split())


def names(response) -> list[str]:
    return [str(enrollment.student) for enrollment, _reason in response.context["students"]]


def test_students_without_a_place_are_listed_and_searched(office, shift, lucia, mei):
    assert names(office.get(page_of(shift))) == ["Lucía Ferrer", "Mei Tanaka"]
    assert names(office.get(page_of(shift), {"name": "lucia"})) == ["Lucía Ferrer"]
    booked(mei, shift)
    assert names(office.get(page_of(shift))) == ["Lucía Ferrer"]
    assert "No active student matches" in words(office.get(page_of(shift), {"name": "nobody"}))


def test_who_cannot_have_it_is_listed_with_the_reason(office, shift, lucia):
    Enrollment.objects.filter(pk=lucia.pk).update(ended_on=shift.local_date.replace(day=1))
    ((_enrollment, reason),) = office.get(page_of(shift)).context["students"]
    assert reason == "After enrollment"


def test_a_make_up_shift_does_not_count_clients(office, shift, lucia):
    response = office.post(
        page_of(shift), {"enrollment": str(lucia.public_id), "purpose": "make_up"}
    )
    assert response.status_code == 303
    assert str(shift.public_id) in response.url
    place = Place.objects.get(shift=shift)
    assert (place.purpose, place.counts_clients, place.source) == ("make_up", False, "office")


def test_a_full_shift_is_refused_with_the_sentence_and_keeps_the_choice(office, shift, lucia):
    Shift.objects.filter(pk=shift.pk).update(places=1, taken=1)
    response = office.post(
        page_of(shift), {"enrollment": str(lucia.public_id), "purpose": "make_up"}
    )
    assert response.status_code == 422
    assert "Lucía Ferrer can&#x27;t have a place: Full." in words(response)
    assert response.context["chosen"] == str(lucia.public_id)


@pytest.mark.parametrize("enrollment", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_a_student_must_be_chosen(office, shift, lucia, enrollment):
    response = office.post(page_of(shift), {"enrollment": enrollment, "purpose": "regular"})
    assert response.status_code == 422
    assert "Choose a student" in words(response)
