"""A shift that needs an instructor: the office asks all who could take it, each of them once."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from clinic_hours.core.domain.errors import NotAllowed
from clinic_hours.notices.models import Notice
from clinic_hours.people.models import Credential, Supervisor
from clinic_hours.shifts.domain.states import CoverState
from clinic_hours.shifts.models import Cover, CoverAsked, Shift
from clinic_hours.shifts.services.cancelling import cancel_shift
from clinic_hours.shifts.services.covers.absences import agree_absence
from clinic_hours.shifts.services.covers.taking import refuse_cover, take_cover, withdraw_cover
from clinic_hours.shifts.services.covers.vacancies import ask_all_instructors
from clinic_hours.shifts.services.covers.waves import look_after_covers
from clinic_hours.shifts.services.supervision import assign_instructor
from tests.factories.clinic import NOW, SupervisorFactory
from tests.factories.shifts import booked, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def irene(db) -> Supervisor:
    return SupervisorFactory(user__display_name="Irene Okafor")


@pytest.fixture
def shift(cora, site) -> Shift:
    return planned(cora, None)


@pytest.fixture
def asked(shift, rosa, irene, cora) -> Cover:
    ask(cora, shift)
    return Cover.objects.get()


def ask(actor, shift: Shift, now=NOW) -> int:
    shift.refresh_from_db()
    return ask_all_instructors(actor=actor, shift=shift, version=shift.version, now=now)


def act(service, actor, cover: Cover, **more) -> Cover:
    cover.refresh_from_db()
    return service(actor=actor, cover=cover, version=cover.version, now=NOW, **more)


def told(person) -> list[str]:
    notices = Notice.objects.filter(person=person).order_by("pk")
    return list(notices.values_list("kind", flat=True))


def on_it(shift: Shift) -> list[Supervisor]:
    return [duty.supervisor for duty in shift.duties.filter(withdrawn_at=None)]


def send(browser, name: str, shift: Shift, **fields):
    shift.refresh_from_db()
    said = {"version": shift.version} | fields
    return browser.post(reverse(f"hours:shift_{name}", args=[shift.public_id]), said)


def words(response) -> str:
    return " ".join(response.content.decode().split())


def panel(browser, shift: Shift) -> str:
    return words(browser.get(reverse("hours:roster"), {"shift": str(shift.public_id)}))


def page(browser, shift: Shift) -> str:
    return words(browser.get(reverse("hours:shift", args=[shift.public_id])))


def test_all_who_could_take_it_are_asked_once_and_the_panel_says_when(
    desk_of, shift, rosa, irene, cora
):
    Credential.objects.filter(supervisor=SupervisorFactory()).update(expires_on=NOW.date())
    office = desk_of(cora)
    assert "Ask all instructors" in panel(office, shift)
    answer = send(office, "ask", shift)
    assert answer.status_code == 303
    after = words(office.get(answer.url))
    assert "2 instructors were asked." in after
    assert after.count("<b>Asked today") == 2
    assert "Ask all instructors" not in after
    again = send(office, "ask", shift)
    assert again.status_code == 422
    assert "was asked already" in words(again)
    assert told(rosa.user) == told(irene.user) == ["instructor_wanted"]


def test_those_of_the_site_and_least_recently_asked_come_first(shift, rosa, irene, cora):
    rosa.sites.add(shift.site)
    sofia = SupervisorFactory(user__display_name="Sofía Andrade")
    other = planned(cora, None, start=time(9), end=time(11))
    before = Cover.objects.create(vacancy=other, asked_by=cora, asked_at=NOW)
    CoverAsked.objects.create(cover=before, person=irene.user, asked_at=NOW)
    ask(cora, shift)
    order = CoverAsked.objects.exclude(cover=before).order_by("pk")
    assert [each.person for each in order] == [rosa.user, sofia.user, irene.user]


def test_one_who_could_take_it_since_is_asked_alone(asked, shift, cora, desk_of):
    sofia = SupervisorFactory(user__display_name="Sofía Andrade")
    assert "Ask the others, too" in panel(desk_of(cora), shift)
    assert ask(cora, shift) == 1
    assert told(sofia.user) == ["instructor_wanted"]
    assert Cover.objects.count() == 1


def test_one_offers_and_the_office_agrees(asked, shift, rosa, irene, cora, lucia, desk_of):
    assert "Can you take this shift?" in page(desk_of(irene.user), shift)
    address = reverse("hours:shift_cover", args=[shift.public_id])
    said = {"cover": str(asked.public_id), "version": asked.version, "action": "take"}
    assert desk_of(irene.user).post(address, said).status_code == 303
    assert told(cora) == ["cover_taken"]
    office = desk_of(cora)
    assert "Irene Okafor offers to take the shift" in panel(office, shift)
    assert "Ask all instructors" not in panel(office, shift)
    today = words(office.get(reverse("hours:today")))
    assert "Irene Okafor offers to take a shift" in today
    assert "has no instructor</" not in today.split("Today’s shifts")[0]
    asked.refresh_from_db()
    said |= {"version": asked.version, "action": "agree"}
    assert office.post(address, said).status_code == 303
    assert on_it(shift) == [irene]
    assert told(irene.user) == ["instructor_wanted", "duty_assigned"]
    assert told(rosa.user) == ["instructor_wanted"]


def test_a_shift_with_too_few_gets_another_and_its_students_hear_of_it(
    rosa, irene, cora, lucia, mei, site
):
    shift = planned(cora, rosa)
    for each in (lucia, mei):
        booked(each, shift)
    Shift.objects.update(students_per_supervisor=1)
    assert ask(cora, shift) == 1
    act(agree_absence, cora, Cover.objects.get(), supervisor=irene)
    assert on_it(shift) == [rosa, irene]
    assert told(mei.student)[-1] == "instructor_changed"


def test_whoever_offered_is_told_when_someone_else_is_assigned(asked, shift, rosa, irene, cora):
    act(take_cover, irene.user, asked)
    assign_instructor(actor=cora, shift=shift, supervisor=rosa, now=NOW)
    asked.refresh_from_db()
    assert asked.state == CoverState.EXPIRED
    assert told(irene.user) == ["instructor_wanted", "cover_refused"]


def test_declined_offers_leave_it_open_and_nobody_is_asked_twice(asked, shift, irene, cora):
    act(take_cover, irene.user, asked)
    again = act(refuse_cover, cora, asked)
    assert (again.vacancy, again.state) == (shift, CoverState.OPEN)
    assert told(irene.user) == ["instructor_wanted", "cover_refused"]


def test_any_coordinator_stops_asking_and_nobody_else(asked, rosa, lucia, desk_of, shift):
    with pytest.raises(NotAllowed):
        act(withdraw_cover, rosa.user, asked)
    assert send(desk_of(rosa.user), "ask", shift).status_code == 403
    act(withdraw_cover, asked.asked_by, asked)
    assert Cover.objects.get().state == CoverState.WITHDRAWN


def test_those_who_were_not_asked_see_nothing_of_it(asked, shift, desk_of, otis):
    sofia = SupervisorFactory(user__display_name="Sofía Andrade")
    assert "Can you take this shift?" not in page(desk_of(sofia.user), shift)
    assert "Can you take this shift?" not in page(desk_of(otis), shift)


def test_a_shift_with_enough_instructors_needs_nobody(cora, rosa, irene, site, desk_of):
    shift = planned(cora, rosa)
    assert "Ask all instructors" not in panel(desk_of(cora), shift)
    answer = send(desk_of(cora), "ask", shift)
    assert answer.status_code == 422
    assert "has enough instructors now" in words(answer)


def test_nobody_is_asked_for_what_the_page_did_not_show(shift, rosa, cora, desk_of):
    assert send(desk_of(cora), "ask", shift, version=shift.version + 1).status_code == 409
    assert not Cover.objects.exists()


@pytest.mark.parametrize("ends", ["cancelled", "started"])
def test_the_request_ends_with_its_shift(asked, shift, irene, cora, ends):
    act(take_cover, irene.user, asked)
    if ends == "cancelled":
        shift.refresh_from_db()
        cancel_shift(actor=cora, shift=shift, version=shift.version, reason="Snow.", now=NOW)
    else:
        look_after_covers(shift.starts_at + timedelta(minutes=1))
    asked.refresh_from_db()
    assert asked.state == CoverState.EXPIRED
    assert "cover_refused" in told(irene.user)
