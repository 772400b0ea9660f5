"""What a student does about a place, and why not: book, wait, cancel, answer an offer."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from clinic_hours.shifts.domain.states import PlaceState
from clinic_hours.shifts.models import Place, Shift
from clinic_hours.shifts.services.booking import take_off
from home.site.models import Closure
from tests.factories.clinic import NOW
from tests.factories.shifts import NEXT_WEEK, booked, planned

from .student_pages import NEAR, PAGE, on_leave, refused, send, status, taken, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def shift(cora, rosa, site):
    return planned(cora, rosa, places=1)


def test_a_student_books_and_sees_until_when_to_cancel(student, shift, lucia):
    response = send(student, "book", shift)
    assert (response.status_code, response["Location"]) == (303, PAGE)
    page = words(student.get(PAGE))
    assert "You&#x27;re booked: Mon, Nov 23, 2:00–6:00 pm" in page
    assert "You can cancel until Sun, Nov 22, 2:00 pm." in page
    assert "Yes, give up my place" in page
    assert status(shift, lucia) == PlaceState.BOOKED


def test_booking_twice_is_booking_once(student, shift, lucia):
    assert [send(student, "book", shift).status_code for _ in range(2)] == [303, 303]
    assert (Place.objects.count(), taken(shift)) == (1, 1)


def test_the_last_place_that_someone_just_took_leaves_the_waiting_list(student, shift, mei):
    booked(mei, shift)
    response = send(student, "book", shift)
    assert "Someone just took the last place." in refused(response)
    assert "Join waiting list" in words(response)


def test_a_place_is_given_up_once(student, shift, lucia):
    booked(lucia, shift)
    assert [send(student, "cancel", shift).status_code for _ in range(2)] == [303, 303]
    assert (status(shift, lucia), taken(shift)) == (PlaceState.CANCELLED, 0)


def test_after_the_cutoff_a_place_is_kept(student, shift, lucia):
    booked(lucia, shift)
    with time_machine.travel(NEAR):
        assert "You could cancel until Nov 22" in refused(send(student, "cancel", shift))
        assert "Yes, give up my place" not in words(student.get(PAGE))
    assert status(shift, lucia) == PlaceState.BOOKED


def test_a_shift_that_began_is_not_canceled(student, shift, lucia):
    booked(lucia, shift)
    with time_machine.travel(shift.starts_at + timedelta(hours=1)):
        assert refused(send(student, "cancel", shift))
        page = words(student.get(PAGE))
    assert "Your shift is on now" in page
    assert "It ends at 6:00 pm today." in page


@pytest.fixture
def offered(student, shift, lucia, mei, cora):
    """Lucía's browser, after a place was offered to her."""
    held = booked(mei, shift)
    booked(lucia, shift, or_wait=True)
    with time_machine.travel(NEAR, tick=False):
        take_off(actor=cora, place=held, reason="Ill.")
        yield student


def test_an_offer_says_until_when_it_stands(offered, shift):
    page = words(offered.get(PAGE))
    assert "A place is offered to you" in page
    assert "s yours if you accept by 9:00 am today." in page


@pytest.mark.parametrize(
    ("answer", "state"), [("accept", PlaceState.BOOKED), ("decline", PlaceState.RELEASED)]
)
def test_an_offer_is_answered_once(offered, shift, lucia, answer, state):
    answers = [send(offered, "answer", shift, answer=answer) for _ in range(2)]
    assert [response.status_code for response in answers] == [303, 303]
    assert status(shift, lucia) == state


def test_an_answer_that_is_neither_is_asked_again(offered, shift, lucia):
    assert "Choose whether" in refused(send(offered, "answer", shift, answer="perhaps"))
    assert status(shift, lucia) == PlaceState.OFFERED


def test_an_offer_that_ran_out_is_not_accepted(offered, shift, lucia):
    with time_machine.travel(NEAR + timedelta(hours=4)):
        assert "This offer has run out" in refused(send(offered, "answer", shift, answer="accept"))
    assert status(shift, lucia) == PlaceState.OFFERED


def canceled(lucia, shift):
    Shift.objects.filter(pk=shift.pk).update(status="cancelled", cancelled_reason="Snow.")


def closed(lucia, shift):
    Shift.objects.filter(pk=shift.pk).update(status="closed")


def closure(lucia, shift):
    Closure.objects.create(name="Inspection", first_day=NEXT_WEEK, last_day=NEXT_WEEK)


def of_another_program(lucia, shift):
    Shift.objects.filter(pk=shift.pk).update(category="needling")


def without_instructor(lucia, shift):
    shift.duties.update(withdrawn_at=NOW)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (on_leave, "Your enrollment isn't active right now."),
        (canceled, "This shift was canceled."),
        (closed, "This shift is over and closed."),
        (closure, "The clinic is closed that day: Inspection."),
        (of_another_program, "This shift counts for another program."),
        (without_instructor, "no instructor is assigned."),
    ],
)
def test_a_shift_that_cannot_be_booked_says_why(student, shift, lucia, change, sentence):
    change(lucia, shift)
    assert sentence in refused(send(student, "book", shift))
    assert (Place.objects.count(), taken(shift)) == (0, 0)


def test_booking_after_the_cutoff_says_when_it_closed(student, shift):
    with time_machine.travel(NEAR):
        response = send(student, "book", shift, wait="on")
        assert "Booking closed on Nov 22, 2026, 2:00 pm" in refused(response)
        assert "Join waiting list" not in words(response)
    assert (Place.objects.count(), taken(shift)) == (0, 0)


def test_booking_comes_back_to_the_weeks_that_were_shown(student, shift):
    address = reverse("hours:place_book", args=[shift.public_id])
    assert student.post(f"{address}?week=2026-W49")["Location"] == f"{PAGE}?week=2026-W49"


@pytest.mark.parametrize("act", ["cancel", "answer"])
def test_someone_elses_place_is_not_found(student, shift, mei, act):
    booked(mei, shift)
    assert send(student, act, shift, answer="decline").status_code == 404
    assert status(shift, mei) == PlaceState.BOOKED


def test_who_does_not_study_books_nothing(instructor, desk_of, cora, shift):
    for browser in (instructor, desk_of(cora)):
        assert browser.get(PAGE).status_code == 403
        for act in ("book", "cancel", "answer"):
            assert send(browser, act, shift, answer="accept").status_code == 403
