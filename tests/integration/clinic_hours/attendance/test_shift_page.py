"""The page of a shift that goes on, as its instructor and the office see it, and closing it."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clinic_hours.attendance.models import HeadCount, Presence, Punch
from clinic_hours.attendance.services.asking import ask_to_confirm
from clinic_hours.shifts.models import Shift
from tests.factories.clinic import EnrollmentFactory
from tests.factories.shifts import at, booked, punched

from .pages import browser_at, page, text_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_instructor_sees_who_is_here_late_and_expected(running, rosa):
    with browser_at(running, rosa.user, "14:24") as client:
        said = text_of(client.get(page(running)))
    assert "Lucía Ferrer Hands-on sessions 17 min late In at 2:17 pm" in said
    assert "Mei Tanaka Booked for 2:00 pm, 24 min late" in said
    assert "24 min in" in said


def test_before_it_opens_and_on_request_the_plan_is_shown(running, rosa):
    with browser_at(running, rosa.user, "12:00") as client:
        assert "Here now" not in text_of(client.get(page(running)))
    with browser_at(running, rosa.user, "14:24") as client:
        assert "Here now" in text_of(client.get(page(running)))
        assert "Here now" not in text_of(client.get(page(running, "?plan")))


def test_students_see_their_place_and_no_names(running, lucia):
    with browser_at(running, lucia.student, "14:24") as client:
        said = text_of(client.get(page(running)))
    assert "Here now" not in said
    assert "Mei Tanaka" not in said


def test_the_page_takes_the_same_queries_for_any_number_of_students(running, rosa):
    def queries() -> int:
        with browser_at(running, rosa.user, "14:30") as client:
            client.get(page(running))
            with CaptureQueriesContext(connection) as taken:
                client.get(page(running))
        return len(taken)

    few = queries()
    for _number in range(4):
        more = EnrollmentFactory()
        booked(more, running)
        punched(more.student, running, "in", "14:20")
    assert queries() == few


def test_an_instructor_clocks_in_at_the_desk_and_twice_is_once(shift, lucias, rosa):
    same = {"kind": "in", "uuid": str(uuid4())}
    with browser_at(shift, rosa.user, "13:55") as client:
        for _time in range(2):
            assert client.post(page(shift, "clock/"), same).status_code == 303
    assert Punch.objects.filter(person=rosa.user).count() == 1


def test_leaving_students_alone_is_refused_with_a_sentence(running, rosa):
    with browser_at(running, rosa.user, "15:00") as client:
        answer = client.post(page(running, "clock/"), {"kind": "out", "uuid": str(uuid4())})
    assert answer.status_code == 422
    assert "Another instructor must clock in before you leave." in text_of(answer)


def test_times_are_attested_with_a_reason(running, mei, rosa):
    said = {"person": mei.student_id, "came": "14:05", "left": "", "reason": ""}
    with browser_at(running, rosa.user, "15:00") as client:
        refused = client.post(page(running, "times/"), said)
        assert refused.status_code == 422
        assert "Give a reason." in text_of(refused)
        assert 'value="14:05"' in refused.content.decode()
        said["reason"] = "The tablet was off."
        assert client.post(page(running, "times/"), said).status_code == 303
    assert Presence.objects.get(person=mei.student).began_attested


def test_someone_who_waits_is_let_in_with_a_reason(shift, lucia, lucias, mei, meis, rosa):
    Shift.objects.filter(pk=shift.pk).update(students_per_supervisor=1)
    punched(rosa.user, shift, "in", "14:00")
    punched(lucia.student, shift, "in", "14:00")
    punched(mei.student, shift, "in", "14:19")
    with browser_at(shift, rosa.user, "14:24") as client:
        shown = client.get(page(shift))
        assert "Mei Tanaka is waiting to start" in text_of(shown)
        assert shown.content.count(b'data-testid="held-punch"') == 1
        told = {"person": mei.student_id, "reason": "They work as a pair."}
        assert client.post(page(shift, "start/"), told).status_code == 303
    assert Presence.objects.get(person=mei.student, to_at=None).kind == "here"


def test_a_late_student_who_gave_a_number_can_be_called(running, mei, rosa):
    with browser_at(running, rosa.user, "14:24") as client:
        assert "tel:" not in client.get(page(running)).text
        type(mei.student).objects.filter(pk=mei.student_id).update(phone="305-555-0142")
        assert 'href="tel:' in client.get(page(running)).text
        assert "Call Mei Tanaka" in text_of(client.get(page(running)))
    with browser_at(running, rosa.user, "14:10") as client:  # expected, but not late yet
        assert "tel:" not in client.get(page(running)).text


def test_heads_are_counted_and_who_is_missing_is_kept(running, lucia, rosa):
    told = {"expected": 1, "right": "no", "missing": [lucia.student_id]}
    with browser_at(running, rosa.user, "16:00") as client:
        assert client.post(page(running, "count/"), told).status_code == 303
        stale = client.post(page(running, "count/"), told | {"expected": 3})
    assert stale.status_code == 422
    assert "Please count again." in text_of(stale)
    assert HeadCount.objects.get().missing == [lucia.student_id]


def test_a_student_who_could_not_clock_in_is_answered_once(running, mei, rosa, site):
    asked = ask_to_confirm(
        site=site,
        shift=running,
        person=mei.student,
        reason="No signal",
        now=at(running, "14:10"),
    )
    with browser_at(running, rosa.user, "14:24") as client:
        assert "Mei Tanaka could not clock in" in text_of(client.get(page(running)))
        address = page(running, f"requests/{asked.public_id}/")
        assert client.post(address, {"answer": "yes"}).status_code == 303
        assert client.post(address, {"answer": "no"}).status_code == 409


@pytest.mark.parametrize("what", ["clock/", "times/", "start/", "count/", "close/", "reopen/"])
def test_a_student_can_do_none_of_it(running, lucia, what):
    with browser_at(running, lucia.student, "15:00") as client:
        assert client.post(page(running, what), {}).status_code == 403


def times_page(shift, person) -> str:
    return page(shift, f"people/{person.public_id}/")


def test_clock_times_are_corrected_with_a_reason_and_both_stay(running, lucia, rosa):
    came = Punch.objects.get(person=lucia.student)
    address = page(running, f"punches/{came.uuid}/correct/")
    with browser_at(running, rosa.user, "15:00") as client:
        for said, sentence in (
            ({"at": "", "reason": "Why"}, "Enter the right time, or say that this did not happen."),
            ({"at": "14:05", "reason": ""}, "Give a reason."),
            ({"at": "16:00", "reason": "Why"}, "This time is still ahead."),
        ):
            refused = client.post(address, said)
            assert refused.status_code == 422
            assert sentence in text_of(refused)
        kept = client.post(address, {"at": "14:05", "reason": "The queue was long."}, follow=True)
        assert "Clocked in Number and PIN 2:17 pm Corrected" in text_of(kept)
        assert "The queue was long. 2:05 pm" in text_of(kept)
        assert client.post(address, {"at": "14:06", "reason": "Again"}).status_code == 409


def test_students_see_their_own_clock_times_and_nobody_elses(running, lucia, mei):
    with browser_at(running, lucia.student, "15:00") as client:
        assert "2:17 pm" in text_of(client.get(times_page(running, lucia.student)))
        assert client.get(times_page(running, mei.student)).status_code == 404
        came = Punch.objects.get(person=lucia.student)
        correction = client.post(page(running, f"punches/{came.uuid}/correct/"), {"at": "14:00"})
    assert correction.status_code == 403
