"""The next shift of each student on the list, and who has none."""

import csv
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from clinic_hours.people.models import Enrollment
from clinic_hours.shifts.models import Place
from tests.factories.clinic import (
    TODAY,
    EnrollmentFactory,
    SupervisorFactory,
    logged,
    published_set,
)
from tests.factories.shifts import booked, planned

from .pages import STUDENTS

pytestmark = pytest.mark.django_db
LINE = {"category": "hands-on", "name": "Hands-on", "minutes": 40 * 60}


@pytest.fixture
def rosa(db):
    return SupervisorFactory(user__display_name="Rosa Castellanos")


@pytest.fixture
def irene(db):
    return SupervisorFactory(user__display_name="Irene Okafor")


@pytest.fixture
def studies(db):
    """Return a function that enrolls somebody in a program with 40 hours on shifts."""
    requirement_set = published_set(LINE)

    def enroll(name: str, **more) -> Enrollment:
        return EnrollmentFactory(
            student__display_name=name, requirement_set=requirement_set, **more
        )

    return enroll


def shift_in(days: int, cora, lead, **more):
    return planned(cora, lead, day=TODAY + timedelta(days=days), **more)


def next_shifts(page) -> dict[str, str]:
    """Return {first name: what stands in the last column}."""
    rows = re.findall(r"<tr role=\"row\"><th.*?</tr>", page.text, re.DOTALL)
    names = [re.search(r"<a [^>]*>(\S+)", row)[1] for row in rows]
    return dict(
        zip(names, (re.search(r">([^<]+)</td></tr>$", row)[1] for row in rows), strict=True)
    )


def test_the_list_says_when_each_student_comes_next(desk_of, cora, rosa, studies):
    lucia, mei, andre = studies("Lucía Ferrer"), studies("Mei Tanaka"), studies("Andre Baptiste")
    tomorrow, later = shift_in(1, cora, rosa), shift_in(7, cora, rosa)
    booked(lucia, later)
    Place.objects.create(
        shift=tomorrow,
        enrollment=lucia,
        student=lucia.student,
        starts_at=tomorrow.starts_at,
        ends_at=tomorrow.ends_at,
        status="booked",
        asked_at=tomorrow.starts_at,
    )
    booked(mei, later)

    page = desk_of(cora).get(STUDENTS)
    assert next_shifts(page) == {"Lucía": "Tomorrow", "Mei": "Mon, Nov 23", "Andre": "None"}
    assert list(next_shifts(desk_of(cora).get(STUDENTS, {"sort": "shift"}))) == [
        *("Lucía", "Mei", "Andre")
    ]
    assert list(next_shifts(desk_of(cora).get(STUDENTS, {"risk": "no-shift"}))) == ["Andre"]
    assert andre.status == "active"


def test_only_those_who_study_lack_a_shift(desk_of, cora, studies):
    studies("Lea Moss", status="on_leave")
    studies("Cy Ames", status="completed")
    page = desk_of(cora).get(STUDENTS)
    assert set(next_shifts(page).values()) == {"–"}
    assert "data-lacks" not in page.text


def test_a_place_in_line_or_given_up_is_no_next_shift(desk_of, cora, rosa, studies):
    shift = shift_in(7, cora, rosa, places=1)
    booked(studies("Lucía Ferrer"), shift)
    booked(studies("Mei Tanaka"), shift, or_wait=True)
    Place.objects.filter(student__display_name="Lucía Ferrer").update(status="cancelled")
    assert set(next_shifts(desk_of(cora).get(STUDENTS)).values()) == {"None"}


def test_an_instructor_sees_only_the_shifts_they_supervise(desk_of, cora, rosa, irene, studies):
    lucia, mei = studies("Lucía Ferrer"), studies("Mei Tanaka")
    for each in (lucia, mei):
        logged(each, rosa)
    booked(lucia, shift_in(7, cora, rosa))
    booked(mei, shift_in(8, cora, irene))

    page = desk_of(rosa.user).get(STUDENTS)
    assert next_shifts(page) == {"Lucía": "Mon, Nov 23", "Mei": "–"}
    assert "“Next shift” shows only shifts you supervise." in page.text
    assert "No shift booked" not in page.text
    assert len(next_shifts(desk_of(rosa.user).get(STUDENTS, {"risk": "no-shift"}))) == 2


def test_the_file_says_when_the_next_shift_starts(desk_of, cora, rosa, studies):
    booked(studies("Lucía Ferrer"), shift_in(7, cora, rosa))
    answer = desk_of(cora).get(reverse("hours:students_file"))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(text.splitlines())
    assert row["next_shift"] == "2026-11-23T14:00:00-05:00"
