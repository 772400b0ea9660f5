"""The office's list of absences and excuses, and changing what became of a place."""

from datetime import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clinic_hours.attendance.models import Outcome, Punch
from clinic_hours.attendance.services.attesting import attest, correct
from clinic_hours.attendance.services.closing import Answers, close_shift, reopen_shift
from clinic_hours.notices.models import Notice
from tests.factories.clinic import EnrollmentFactory
from tests.factories.shifts import at, booked, planned

from .pages import browser_at, text_of

pytestmark = pytest.mark.django_db
LIST = "/hours/absences/"


@pytest.fixture
def closed(running, rosa, lucia, lucias, meis):
    """Lucía was there from 2:17 to 6 pm, Mei was absent."""
    answers = Answers(left={lucia.student_id: at(running, "18:00")}, absences={meis.pk: "absent"})
    close_shift(actor=rosa.user, shift=running, answers=answers, now=at(running, "18:05"))
    running.refresh_from_db()
    return running


def page_of(place) -> str:
    return f"{LIST}{place.public_id}/"


def told(person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_the_office_sees_who_was_absent_and_who_said_so(closed, cora):
    with browser_at(closed, cora, "19:00") as client:
        said = text_of(client.get(LIST))
    assert "Absent 1 Excused 0 Shift not closed 0" in said
    assert "Mei Tanaka Mon, Nov 23, 2:00–6:00 pm" in said
    assert "Absent Rosa Castellanos" in said
    assert "Lucía Ferrer" not in said


def test_of_a_shift_that_is_not_closed_everyone_is_listed(running, cora):
    with browser_at(running, cora, "19:00") as client:
        said = text_of(client.get(LIST, {"what": "open"}))
    assert "Shift not closed 2" in said
    assert "Lucía Ferrer" in said
    assert "Mei Tanaka" in said


def test_a_school_that_closes_no_shifts_is_not_asked_about_them(shift, lucias, cora):
    with browser_at(shift, cora, "19:00") as client:
        assert "Shift not closed 0" in text_of(client.get(LIST, {"what": "open"}))


def test_an_absence_is_excused_with_a_reason_and_the_student_is_told(closed, cora, mei, meis):
    with browser_at(closed, cora, "19:00") as client:
        shown = client.get(page_of(meis))
        known = Outcome.objects.get(place=meis)
        answer = client.post(
            page_of(meis), {"kind": "excused", "reason": "Jury duty", "shown": known.pk}
        )
        assert answer.status_code == 303
        assert "Jury duty" in text_of(client.get(page_of(meis)))
    assert f'name="shown" value="{known.pk}"' in shown.content.decode()
    assert told(mei.student) == ["shift_booked", "marked_absent", "absence_excused"]


def test_an_excuse_is_taken_back_and_the_student_is_told_again(closed, cora, mei, meis):
    with browser_at(closed, cora, "19:00") as client:
        for kind in ("excused", "absent"):
            client.post(page_of(meis), {"kind": kind, "reason": "As the letter says"})
        said = text_of(client.get(page_of(meis)))
    assert said.index("Excused") > said.index("Absent")
    assert told(mei.student).count("marked_absent") == 2
    assert Outcome.objects.get(place=meis, is_current=True).kind == "absent"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"kind": "", "reason": "Ill"}, "Choose absent or excused."),
        ({"kind": "attended", "reason": "Ill"}, "Choose absent or excused."),
        ({"kind": "excused", "reason": " "}, "Give a reason. The student reads it."),
        ({"kind": "absent", "reason": "Ill"}, "This is what is on record already."),
        ({"kind": "excused", "reason": "Call 305-555-0100"}, "This may identify a client"),
    ],
)
def test_what_makes_no_sense_comes_back_with_a_sentence(closed, cora, meis, typed, sentence):
    with browser_at(closed, cora, "19:00") as client:
        answer = client.post(page_of(meis), typed)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert typed["reason"] in answer.content.decode()
    assert Outcome.objects.get(place=meis, is_current=True).kind == "absent"


def test_of_two_who_change_it_the_second_sees_what_the_first_saved(closed, cora, meis):
    shown = Outcome.objects.get(place=meis).pk
    typed = {"kind": "excused", "reason": "Jury duty", "shown": shown}
    with browser_at(closed, cora, "19:00") as client:
        assert client.post(page_of(meis), typed).status_code == 303
        late = client.post(page_of(meis), typed | {"kind": "absent"})
    assert late.status_code == 409
    assert "This changed meanwhile" in text_of(late)


def test_a_student_who_was_there_is_not_made_absent(closed, cora, lucias):
    with browser_at(closed, cora, "19:00") as client:
        assert "This student was there." in text_of(client.get(page_of(lucias)))
        answer = client.post(page_of(lucias), {"kind": "absent", "reason": "No"})
    assert answer.status_code == 422


def test_before_the_shift_is_closed_nothing_can_be_said(running, cora, meis):
    with browser_at(running, cora, "19:00") as client:
        answer = client.post(page_of(meis), {"kind": "excused", "reason": "Jury duty"})
        assert answer.status_code == 422
    assert "Close the shift first." in text_of(answer)


def test_an_absent_student_whose_times_are_entered_was_there(closed, cora, mei, meis):
    said = {"came_at": at(closed, "14:00"), "left_at": at(closed, "17:00"), "reason": "Saw them"}
    attest(actor=cora, shift=closed, person=mei.student, **said, now=at(closed, "19:00"))
    assert Outcome.objects.get(place=meis, is_current=True).kind == "attended"


def test_who_was_not_there_after_all_is_absent_and_told(closed, cora, lucia, lucias):
    for punch in Punch.objects.filter(person=lucia.student).order_by("at"):
        correct(actor=cora, punch=punch, at=None, reason="Mixed up", now=at(closed, "19:00"))
    assert Outcome.objects.get(place=lucias, is_current=True).kind == "absent"
    assert told(lucia.student).count("marked_absent") == 1


def test_a_shift_that_is_open_again_keeps_what_was_said(closed, cora):
    reopen_shift(actor=cora, shift=closed, reason="A mistake", now=at(closed, "19:00"))
    with browser_at(closed, cora, "19:00") as client:
        assert "Absent 1 Excused 0 Shift not closed 0" in text_of(client.get(LIST))


def test_the_closed_shift_names_who_did_not_come(closed, cora, rosa):
    with browser_at(closed, cora, "19:00") as client:
        said = text_of(client.get(f"/hours/shifts/{closed.public_id}/"))
    assert "Did not come 1 MT Mei Tanaka Absent Change… Mei Tanaka" in said
    with browser_at(closed, rosa.user, "19:00") as client:
        said = text_of(client.get(f"/hours/shifts/{closed.public_id}/"))
    assert "Mei Tanaka Absent" in said
    assert "Change…" not in said


def test_the_list_takes_the_same_queries_for_any_number_of_absences(closed, site, cora, rosa):
    few = queries(closed, cora)
    more = planned(cora, rosa, site=site, start=time(9), end=time(10))
    places = [booked(EnrollmentFactory(), more) for _number in range(3)]
    answers = Answers(absences=dict.fromkeys([place.pk for place in places], "absent"))
    close_shift(actor=rosa.user, shift=more, answers=answers, now=at(more, "10:05"))
    assert queries(closed, cora) == few


def queries(shift, cora) -> int:
    with browser_at(shift, cora, "19:00") as client:
        client.get(LIST)
        with CaptureQueriesContext(connection) as taken:
            assert client.get(LIST).status_code == 200
    return len(taken)
