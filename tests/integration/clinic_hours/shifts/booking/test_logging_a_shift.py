"""The log form offers the shifts that a student booked, and begins with the newest one."""

import json
from datetime import time, timedelta
from html import unescape

import pytest
from django.urls import reverse

from clinic_hours.attendance.models import Outcome
from clinic_hours.sessions.models import ClinicSession, SessionEvent
from clinic_hours.shifts.models import ShiftSupervisor
from clinic_hours.shifts.services.booking import give_up
from tests.factories.clinic import NOW, TODAY, SupervisorFactory, logged
from tests.factories.shifts import booked, planned
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db

NEW = reverse("hours:session_new")
DAY = timedelta(days=1)
LONG_AGO = NOW - timedelta(days=40)
YESTERDAY = TODAY - DAY


@pytest.fixture
def on(cora, rosa, lucia):
    """Return a function that plans a shift on a day and lets Lucía book it."""

    def plan(day, *, by=lucia, lead=rosa, **more):
        shift = planned(cora, lead, day=day, now=LONG_AGO, **more)
        booked(by, shift, now=LONG_AGO)
        return shift

    return plan


@pytest.fixture(autouse=True)
def studies_since_long(lucia, mei):
    for each in (lucia, mei):
        type(each).objects.filter(pk=each.pk).update(started_on=LONG_AGO.date())
        each.refresh_from_db()


def offered(student, address: str = NEW) -> list[str]:
    form = student.get(address).context["form"]
    return [str(option.choice_label) for option in form["shift"]]


def begins_with(student, address: str = NEW) -> dict:
    form = student.get(address).context["form"]
    names = ("shift", "date", "start", "end", "overnight", "requirement", "site", "supervisor")
    return {name: form[name].value() for name in names}


def test_it_begins_with_the_newest_shift(student, lucia, rosa, site, on):
    on(YESTERDAY)
    shift = on(TODAY, start=time(13), end=time(17))
    assert offered(student) == [
        f"Mon, Nov 16, 1:00–5:00 pm, {site}",
        f"Sun, Nov 15, 2:00–6:00 pm, {site}",
        "Another time",
    ]
    assert begins_with(student) == {
        "shift": str(shift.public_id),
        "date": TODAY,
        "start": time(13),
        "end": time(17),
        "overnight": False,
        "requirement": lucia.requirement_set.requirements.get().pk,
        "site": site.pk,
        "supervisor": rosa.pk,
    }


def test_a_link_chooses_another_one(student, on):
    shift = on(YESTERDAY, start=time(20), end=time(2), ends_next_day=True)
    on(TODAY)
    found = begins_with(student, f"{NEW}?shift={shift.public_id}")
    assert (found["date"], found["end"], found["overnight"]) == (YESTERDAY, time(2), True)
    assert begins_with(student, f"{NEW}?shift=none")["date"] == TODAY
    assert begins_with(student, f"{NEW}?start=09:00&end=10:00")["shift"] is None


def test_the_page_carries_what_each_choice_fills_in(student, on):
    shift = on(TODAY, start=time(13), end=time(17))
    page = student.get(NEW).text
    said = page.partition('data-shifts="')[2].partition('"')[0]
    values = json.loads(unescape(said))[str(shift.public_id)]
    assert (values["date"], values["start"], values["end"]) == ("2026-11-16", "13:00", "17:00")


@pytest.mark.parametrize(
    "case", ["logged", "drafted", "given up", "too old", "ahead", "of someone else"]
)
def test_what_cannot_be_logged_is_not_offered(student, lucia, mei, rosa, on, case):
    day = {"too old": TODAY - 15 * DAY, "ahead": TODAY + DAY}.get(case, YESTERDAY)
    shift = on(day, by=mei if case == "of someone else" else lucia)
    if case in ("logged", "drafted"):
        logged(lucia, rosa, day=day, start="15:00", end="17:00", submit=case == "logged")
    if case == "given up":
        give_up(actor=lucia.student, place=shift.seats.get(), now=LONG_AGO)
    assert offered(student) == ["Another time"]
    assert "shift-choice" not in student.get(NEW).text


@pytest.mark.parametrize(
    ("kind", "sentence"), [("absent", "You were marked absent."), ("excused", "is excused")]
)
def test_whoever_was_absent_is_told_why_they_cannot_log_the_shift(
    student, log, typed, rosa, on, kind, sentence
):
    shift = on(YESTERDAY)
    place = shift.seats.get()
    Outcome.objects.create(place=place, kind=kind, by=rosa.user, at=NOW)
    assert offered(student) == ["Another time"]
    assert sentence in student.get(NEW).text
    assert begins_with(student, f"{NEW}?shift={shift.public_id}")["shift"] is None
    assert log(typed | {"shift": str(shift.public_id)}).status_code == 422


def test_a_shift_under_way_is_not_offered_yet(student, on):
    on(TODAY, start=time(16), end=time(20))
    assert offered(student) == ["Another time"]


def test_of_two_instructors_the_student_chooses(student, on):
    shift = on(TODAY)
    second = SupervisorFactory()
    span = {"from_at": shift.starts_at, "to_at": shift.ends_at, "confirmed_at": NOW}
    ShiftSupervisor.objects.create(shift=shift, supervisor=second, **span)
    assert begins_with(student)["supervisor"] is None


def test_the_shift_is_checked_but_not_saved(log, typed, on):
    shift = on(TODAY)
    assert log(typed | {"shift": str(shift.public_id)}).status_code == 303
    session = ClinicSession.objects.get()
    assert (session.minutes, session.provenance) == (210, "typed")
    kept = [event.changes for event in SessionEvent.objects.all()]
    assert str(shift.public_id) not in str(kept)


@pytest.mark.parametrize(
    ("changes", "status", "sentence"),
    [
        (
            {"start": "09:00", "end": "11:00"},
            422,
            "These times are not on the shift that you chose",
        ),
        ({"date": "2026-11-15"}, 422, "These times are not on the shift that you chose"),
        ({"shift": "6b1c2a52-0000-4000-8000-000000000000"}, 422, "be logged anymore"),
        ({"shift": "305-555-0142"}, 422, "be logged anymore"),
        ({"shift": "", "start": "09:00", "end": "11:00"}, 303, ""),
    ],
)
def test_another_time_is_not_that_shift(log, typed, on, changes, status, sentence):
    shift = on(TODAY)
    answer = log(typed | {"shift": str(shift.public_id)} | changes)
    assert answer.status_code == status
    assert sentence in answer.text
    assert ClinicSession.objects.count() == (status == 303)


def test_what_is_typed_is_checked_against_the_shift_meanwhile(student, typed, on):
    shift = on(TODAY)
    said = typed | {"shift": str(shift.public_id), "start": "09:00", "end": "10:00"}
    answer = student.post(reverse("hours:session_new_check"), said)
    assert answer.status_code == 200


def test_a_correction_and_an_entry_by_staff_do_not_ask(student, desk_of, cora, lucia, rosa, on):
    on(YESTERDAY)
    draft = logged(lucia, rosa, submit=False)
    edit = reverse("hours:session_edit", args=[draft.public_id])
    entry = reverse("hours:session_enter", args=[lucia.public_id])
    assert "shift" not in student.get(edit).context["form"].fields
    assert "shift" not in desk_of(cora).get(entry).context["form"].fields


def test_more_shifts_take_no_more_queries(student, on):
    on(TODAY)
    student.get(NEW)
    with queries() as for_one:
        student.get(NEW)
    for days in range(1, 8):
        on(TODAY - days * DAY)
    with queries() as for_five:
        assert len(offered(student)) == 6
    assert len(for_five) == len(for_one)
