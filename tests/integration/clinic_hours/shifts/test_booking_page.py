"""The page on which a student books, waits, cancels and answers offers."""

from datetime import time, timedelta

import pytest
import time_machine
from django.urls import reverse

from clinic_hours.people.models import Enrollment
from clinic_hours.shifts.domain.states import PlaceState
from clinic_hours.shifts.models import Place, Shift
from clinic_hours.shifts.services.booking import give_up, take_off
from home.site.models import Closure
from tests.factories.clinic import NOW, EnrollmentFactory, logged
from tests.factories.shifts import NEXT_WEEK, booked, planned

pytestmark = pytest.mark.django_db

PAGE = reverse("hours:shift_book")
NEAR = NOW + timedelta(days=6, hours=12)  # past the cut-off of next Monday's shift


@pytest.fixture
def shift(cora, rosa, site):
    return planned(cora, rosa, places=1)


def words(response) -> str:
    return " ".join(response.content.decode().split())


def send(browser, act: str, shift: Shift, **data):
    return browser.post(reverse(f"hours:place_{act}", args=[shift.public_id]), data)


def refused(response) -> str:
    """Return the sentences of a refusal, which shows the shift it is about."""
    assert response.status_code == 422
    assert "shift-row" in words(response)
    return " ".join(response.context["refusal"].sentences)


def status(shift: Shift, enrollment: Enrollment) -> str:
    return Place.objects.filter(shift=shift, enrollment=enrollment).latest("pk").status


def taken(shift: Shift) -> int:
    return Shift.objects.get(pk=shift.pk).taken


def test_an_open_shift_says_when_where_who_and_how_many_places_are_left(student, shift):
    page = words(student.get(PAGE))
    assert "This week: 0 of 30 h worked or booked." in page
    assert "Monday, November 23" in page
    assert "2:00–6:00 pm" in page
    assert f"{shift.site} · Rosa Castellanos" in page
    assert "Hands-on sessions, 4 h" in page
    assert "1 place left" in page


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


def test_hours_booked_and_logged_this_week_are_in_the_sentence(student, lucia, rosa, cora):
    logged(lucia, rosa, start="08:00", end="11:30", break_minutes=0)
    booked(lucia, planned(cora, rosa, day=NEXT_WEEK - timedelta(days=4)))
    assert "This week: 7.5 of 30 h worked or booked." in words(student.get(PAGE))


def test_the_page_says_what_is_missing_without_what_waits_for_a_signature(student, lucia, rosa):
    logged(lucia, rosa, start="08:00", end="11:30", break_minutes=0)
    assert "You still need <b>86.5 h hands-on sessions</b>." in words(student.get(PAGE))


def test_the_last_place_that_someone_just_took_leaves_the_waiting_list(student, shift, mei):
    booked(mei, shift)
    response = send(student, "book", shift)
    assert "Someone just took the last place." in refused(response)
    assert "Join waiting list" in words(response)


def test_a_student_waits_with_a_number_and_knows_what_happens(student, shift, lucia, mei):
    booked(mei, shift)
    assert send(student, "book", shift, wait="on").status_code == 303
    page = words(student.get(PAGE))
    assert 'number <span data-testid="queue-number">1</span> on the waiting list' in page
    assert "If a place opens before Sun, Nov 22, 2:00 pm, it" in page
    assert status(shift, lucia) == PlaceState.WAITING


def test_the_number_goes_down_when_someone_in_front_leaves(student, shift, lucia, mei, site):
    booked(mei, shift)
    first = booked(EnrollmentFactory(), shift, or_wait=True)
    booked(lucia, shift, or_wait=True)
    give_up(actor=first.student, place=first, now=NOW)
    assert student.get(PAGE).context["own"][0].place.position == 1


def test_someone_passed_over_sees_why(student, shift, lucia, mei):
    place = booked(mei, shift)
    booked(lucia, shift, or_wait=True)
    Enrollment.objects.filter(pk=lucia.pk).update(status=Enrollment.Status.ON_LEAVE)
    give_up(actor=mei.student, place=place, now=NOW)
    page = words(student.get(PAGE))
    assert "You were passed over:" in page
    assert "Your enrollment isn&#x27;t active right now." in page


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


def on_leave(lucia, shift):
    Enrollment.objects.filter(pk=lucia.pk).update(status=Enrollment.Status.ON_LEAVE)


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


def test_a_shift_over_the_daily_limit_is_shown_with_the_figures(student, cora, rosa, lucia):
    booked(lucia, planned(cora, rosa))
    planned(cora, rosa, start=time(19), end=time(22))
    page = words(student.get(PAGE))
    assert "it would be 7 h that day. The limit is 6 h." in page
    assert "Join waiting list" not in page


def test_shifts_that_do_not_count_are_one_click_away(student, cora, rosa, site):
    planned(cora, rosa, category="needling")
    response = student.get(PAGE)
    assert (response.context["counting"], response.context["every"]) == (0, 1)
    assert "None of the open shifts in these two weeks count" in words(response)
    assert "This shift counts for another program." in words(student.get(f"{PAGE}?show=all"))


def test_two_weeks_are_shown_at_a_time(student, cora, rosa, site):
    planned(cora, rosa, day=NEXT_WEEK + timedelta(weeks=1))
    first = student.get(PAGE)
    assert (first.context["days"], first.context["earlier_url"]) == ([], "")
    later = student.get(first.context["later_url"])
    assert [day.heading for day in later.context["days"]] == ["Monday, November 30"]
    assert later.context["later_url"] == ""
    assert later.context["earlier_url"] == f"{PAGE}#open"


def test_booking_comes_back_to_the_weeks_that_were_shown(student, shift):
    address = reverse("hours:place_book", args=[shift.public_id])
    assert student.post(f"{address}?week=2026-W49")["Location"] == f"{PAGE}?week=2026-W49"


@pytest.mark.parametrize("query", ["week=x", "week=2020-W01", "show=x"])
def test_an_address_that_cannot_be_read_shows_these_weeks(student, shift, query):
    assert [day.heading for day in student.get(f"{PAGE}?{query}").context["days"]] == [
        "Monday, November 23"
    ]


@pytest.mark.parametrize("act", ["cancel", "answer"])
def test_someone_elses_place_is_not_found(student, shift, mei, act):
    booked(mei, shift)
    assert send(student, act, shift, answer="decline").status_code == 404
    assert status(shift, mei) == PlaceState.BOOKED


def test_who_does_not_study_books_nothing(instructor, desk_of, cora, shift):
    for browser in (instructor, desk_of(cora)):
        assert browser.get(PAGE).status_code == 403
        assert send(browser, "book", shift).status_code == 403


def test_a_student_on_leave_has_no_link_to_shifts(student, lucia, shift):
    assert f'href="{PAGE}"' in words(student.get(reverse("hours:session_list")))
    on_leave(lucia, shift)
    assert f'href="{PAGE}"' not in words(student.get(reverse("hours:session_list")))
