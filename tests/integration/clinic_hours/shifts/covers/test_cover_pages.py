"""Cover on the page of a shift: who sees what, and what each button does."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clinic_hours.shifts.domain.states import CoverState, PlaceState
from clinic_hours.shifts.models import Cover, Place
from clinic_hours.shifts.services.booking import give_up
from tests.factories.clinic import NOW, EnrollmentFactory, SupervisorFactory, published_set
from tests.factories.shifts import NEXT_WEEK, booked, covered_by, planned, wanted

pytestmark = pytest.mark.django_db


@pytest.fixture
def shift(cora, rosa, site):
    return planned(cora, rosa)


@pytest.fixture
def place(shift, lucia):
    return booked(lucia, shift)


@pytest.fixture
def irene(db):
    return SupervisorFactory(user__display_name="Irene Okafor")


def words(response) -> str:
    return " ".join(response.content.decode().split())


def page(browser, shift) -> str:
    return words(browser.get(reverse("hours:shift", args=[shift.public_id])))


def send(browser, shift, action: str, **said):
    """Press a button of the only pending request, or of the form that asks."""
    if "cover" not in said and (action != "ask" or "instructor" in said):
        cover = Cover.objects.filter(pair=None).latest("pk")
        said = {"cover": cover.public_id, "version": cover.version} | said
    address = reverse("hours:shift_cover", args=[shift.public_id])
    return browser.post(address, {"action": action} | said)


def state() -> str:
    return Cover.objects.latest("pk").state


def test_a_student_asks_and_another_takes_it_and_they_agree(shift, place, desk_of, lucia, mei):
    mine, other = desk_of(lucia.student), desk_of(mei.student)
    assert "Ask for cover" in page(mine, shift)
    assert send(mine, shift, "ask", reason="A wedding").status_code == 303
    assert "1 student was asked so far" in page(mine, shift)
    seen = page(other, shift)
    assert "Lucía Ferrer needs cover" in seen
    assert "A wedding" in seen
    assert send(other, shift, "take").status_code == 303
    assert "Mei Tanaka offers to take it" in page(mine, shift)
    assert send(mine, shift, "agree").status_code == 303
    assert Place.objects.get(status=PlaceState.BOOKED).student == mei.student
    assert "needs cover" not in page(other, shift)


def test_a_swap_names_the_other_shift_on_both_pages(shift, place, desk_of, cora, rosa, lucia, mei):
    tuesday = planned(cora, rosa, day=NEXT_WEEK + timedelta(days=1))
    theirs = booked(mei, tuesday)
    wanted(place)
    other = desk_of(mei.student)
    assert f'value="{theirs.public_id}"' in page(other, shift)
    assert send(other, shift, "take", place=theirs.public_id).status_code == 303
    assert "In exchange: Tue, Nov 24" in page(desk_of(lucia.student), shift)
    assert "You offered this place in exchange" in page(other, tuesday)


def test_what_stands_against_it_is_said_instead_of_a_button(shift, place, desk_of, cora, mei):
    wanted(place)
    booked(mei, planned(cora, SupervisorFactory()))
    seen = page(desk_of(mei.student), shift)
    assert "it overlaps Mon, Nov 23" in seen
    assert "Nothing in exchange" not in seen  # but their own shift at that time
    refused = send(desk_of(mei.student), shift, "take")
    assert (refused.status_code, state()) == (422, CoverState.OPEN)
    assert "it overlaps Mon, Nov 23" in words(refused)


def test_a_button_of_an_old_page_shows_the_page_as_it_is_now(shift, place, desk_of, mei, lucia):
    cover = wanted(place)
    covered_by(mei, cover)
    late = send(desk_of(EnrollmentFactory().student), shift, "take", version=1)
    assert late.status_code == 404
    mine = desk_of(lucia.student)
    stale = send(mine, shift, "withdraw", version=1)
    assert stale.status_code == 409
    assert "This changed meanwhile" in words(stale)
    assert "Mei Tanaka offers to take it" in words(stale)


@pytest.mark.parametrize(("action", "status"), [("", 422), ("x", 422), ("take", 404)])
def test_what_no_button_sends_is_refused(shift, place, desk_of, mei, action, status):
    answer = send(desk_of(mei.student), shift, action, cover="not-a-uuid", version="1")
    assert answer.status_code == status


def test_nobody_agrees_for_someone_else(shift, place, desk_of, mei, rosa, cora):
    covered_by(mei, wanted(place))
    for person in (mei.student, cora):
        assert send(desk_of(person), shift, "agree").status_code == 403
    assert send(desk_of(rosa.user), shift, "agree").status_code == 404
    assert state() == CoverState.TAKEN


def test_an_instructor_who_cannot_come_says_why_to_the_office_only(
    shift, place, desk_of, rosa, cora, mei
):
    mine = desk_of(rosa.user)
    assert "Only the clinic office will see this." in page(mine, shift)
    without = send(mine, shift, "ask")
    assert without.status_code == 422
    assert "Say why you can" in words(without)
    assert send(mine, shift, "ask", reason="A fever").status_code == 303
    assert "A fever" in page(desk_of(cora), shift)
    assert "A fever" not in page(desk_of(mei.student), shift)


def test_the_office_asks_and_assigns(shift, desk_of, rosa, irene, cora):
    send(desk_of(rosa.user), shift, "ask", reason="A fever")
    office = desk_of(cora)
    seen = page(office, shift)
    assert "Irene Okafor, LMT" in seen
    assert words(send(office, shift, "ask", instructor=[])).count("Choose whom to ask.") == 1
    assert send(office, shift, "ask", instructor=[irene.pk]).status_code == 303
    assert "can&#x27;t come" in page(desk_of(irene.user), shift)
    assert send(office, shift, "assign", instructor=[]).status_code == 422
    assert send(office, shift, "assign", instructor=[irene.pk]).status_code == 303
    assert [duty.supervisor for duty in shift.duties.filter(withdrawn_at=None)] == [irene]


def test_a_shift_that_is_over_or_a_place_given_up_shows_nothing(shift, place, desk_of, lucia):
    wanted(place)
    give_up(actor=lucia.student, place=place, now=NOW)
    assert "cover" not in page(desk_of(lucia.student), shift).partition("<main")[2].lower()


def test_any_number_of_requests_takes_the_same_queries(shift, desk_of, mei):
    under = published_set()
    browser = desk_of(mei.student)

    def queries_with_more(requests: int) -> int:
        for _number in range(requests):
            wanted(booked(EnrollmentFactory(requirement_set=under), shift))
        page(browser, shift)
        with CaptureQueriesContext(connection) as queries:
            page(browser, shift)
        return len(queries)

    assert queries_with_more(1) == queries_with_more(3)


def test_today_has_a_row_until_someone_else_has_the_shift(shift, desk_of, rosa, irene, cora):
    send(desk_of(rosa.user), shift, "ask", reason="A fever")
    office, today = desk_of(cora), reverse("hours:today")
    assert "Rosa Castellanos can&#x27;t come to a shift" in words(office.get(today))
    panel = office.get(reverse("hours:roster"), {"shift": shift.public_id})
    assert "Rosa Castellanos can't come" in words(panel)
    send(office, shift, "ask", instructor=[irene.pk])
    send(desk_of(irene.user), shift, "take")
    assert "Irene Okafor offers to take over from Rosa Castellanos" in words(office.get(today))
    send(office, shift, "agree")
    assert "Rosa Castellanos" not in words(office.get(today)).partition("<main")[2]
