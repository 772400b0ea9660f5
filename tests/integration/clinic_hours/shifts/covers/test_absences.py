"""An instructor who can't come: the office asks others, one takes the shift, and students are told."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.notices.models import Notice
from clinic_hours.people.models import Credential, Supervisor
from clinic_hours.shifts.domain.states import CoverState
from clinic_hours.shifts.models import Cover, Shift
from clinic_hours.shifts.selectors.planning.previews import preview_of, values_of
from clinic_hours.shifts.services.changes import change_shift
from clinic_hours.shifts.services.covers.absences import (
    agree_absence,
    announce_absence,
    ask_instructors,
)
from clinic_hours.shifts.services.covers.taking import (
    give_back,
    refuse_cover,
    take_cover,
    withdraw_cover,
)
from clinic_hours.shifts.services.covers.waves import look_after_covers
from clinic_hours.shifts.services.supervision import withdraw_instructor
from tests.factories.clinic import NOW, SupervisorFactory
from tests.factories.shifts import booked, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def irene(db):
    return SupervisorFactory(user__display_name="Irene Okafor")


@pytest.fixture
def shift(cora, rosa, site):
    return planned(cora, rosa)


@pytest.fixture
def absence(shift, rosa) -> Cover:
    duty = shift.duties.get()
    return announce_absence(actor=rosa.user, duty=duty, reason="I have a fever.", now=NOW)


def ask(actor, cover: Cover, *supervisors: Supervisor) -> Cover:
    cover.refresh_from_db()
    return ask_instructors(
        actor=actor, cover=cover, version=cover.version, supervisors=supervisors, now=NOW
    )


def act(service, actor, cover: Cover, **more) -> Cover:
    cover.refresh_from_db()
    return service(actor=actor, cover=cover, version=cover.version, **{"now": NOW} | more)


def on_it(shift: Shift) -> list[Supervisor]:
    return [duty.supervisor for duty in shift.duties.filter(withdrawn_at=None)]


def told(person) -> list[str]:
    kinds = Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True)
    return [kind for kind in kinds if kind != "shift_booked"]


def refusal(service, *args, **more) -> list[str]:
    with pytest.raises(Refused) as refused:
        service(*args, **more)
    return [finding.code for finding in refused.value.findings]


def test_the_office_is_told_and_the_instructor_stays_until_someone_else_takes_it(
    absence, shift, rosa, cora
):
    assert told(cora) == ["absence"]
    assert on_it(shift) == [rosa]


def test_the_office_asks_someone_takes_it_and_students_are_told_who_supervises(
    absence, shift, rosa, irene, cora, lucia
):
    booked(lucia, shift)
    ask(cora, absence, irene)
    act(take_cover, irene.user, absence)
    assert on_it(shift) == [rosa]
    assert told(lucia.student) == []
    act(agree_absence, cora, absence)
    assert on_it(shift) == [irene]
    assert told(lucia.student) == ["instructor_changed"]
    assert told(rosa.user) == ["shifts_planned", "cover_agreed"]
    assert told(irene.user) == ["cover_wanted", "duty_assigned"]
    assert told(cora) == ["absence", "cover_taken"]


def test_the_office_can_assign_someone_without_asking(absence, shift, irene, cora):
    act(agree_absence, cora, absence, supervisor=irene)
    assert on_it(shift) == [irene]
    assert (absence.asked.count(), Cover.objects.get().state) == (0, CoverState.AGREED)


def test_a_part_of_a_shift_is_handed_over_as_that_part(shift, rosa, irene, cora):
    later = shift.starts_at + timedelta(hours=1)
    shift.duties.update(from_at=later)
    absence = announce_absence(actor=rosa.user, duty=shift.duties.get(), reason="Flu", now=NOW)
    act(agree_absence, cora, absence, supervisor=irene)
    duty = shift.duties.get(withdrawn_at=None)
    assert (duty.supervisor, duty.from_at, duty.to_at) == (irene, later, shift.ends_at)


def test_nobody_takes_a_shift_unasked_or_announces_for_someone_else(absence, shift, irene, cora):
    for person in (irene.user, cora):
        with pytest.raises(NotAllowed):
            act(take_cover, person, absence)
        with pytest.raises(NotAllowed):
            announce_absence(actor=person, duty=shift.duties.get(), reason="x", now=NOW)
    with pytest.raises(NotAllowed):
        act(agree_absence, irene.user, absence, supervisor=irene)
    with pytest.raises(NotAllowed):
        ask(irene.user, absence, irene)


def test_an_absence_is_announced_once_and_before_the_shift(absence, shift, rosa):
    duty = shift.duties.get()
    again = {"actor": rosa.user, "duty": duty, "reason": "x"}
    assert refusal(announce_absence, **again, now=NOW) == ["cover_is_asked"]
    assert refusal(announce_absence, **again, now=shift.starts_at) == ["shift_began"]


def test_a_license_must_be_valid_on_the_day_of_the_shift(absence, shift, irene, cora):
    ask(cora, absence, irene)
    Credential.objects.filter(supervisor=irene).update(expires_on=date(2026, 11, 22))
    assert refusal(act, take_cover, irene.user, absence) == ["license_over_by_then"]
    assert refusal(act, agree_absence, cora, absence, supervisor=irene) == ["license_over_by_then"]
    assert refusal(ask, cora, absence, irene) == ["nobody_can_take_it"]


def test_a_busy_instructor_cannot_be_agreed_on_and_nothing_changes(
    absence, shift, rosa, irene, cora
):
    ask(cora, absence, irene)
    act(take_cover, irene.user, absence)
    planned(cora, irene, start=time(16), end=time(20))
    assert refusal(act, agree_absence, cora, absence) == ["instructor_busy"]
    assert on_it(shift) == [rosa]
    assert Cover.objects.get().state == CoverState.TAKEN


def test_it_may_be_given_back_refused_and_withdrawn(absence, shift, rosa, irene, cora):
    ask(cora, absence, irene)
    act(take_cover, irene.user, absence)
    act(give_back, irene.user, absence)
    assert told(cora)[-1] == "cover_returned"
    act(take_cover, irene.user, absence)
    again = act(refuse_cover, cora, absence)
    assert told(irene.user)[-1] == "cover_refused"
    act(withdraw_cover, rosa.user, again)
    assert [each.state for each in Cover.objects.order_by("pk")] == ["refused", "withdrawn"]
    assert on_it(shift) == [rosa]


def test_taking_the_instructor_off_ends_it(absence, shift, cora):
    withdraw_instructor(actor=cora, duty=shift.duties.get(), now=NOW)
    assert Cover.objects.get().state == CoverState.EXPIRED
    assert on_it(shift) == []


def test_a_plan_with_another_instructor_ends_it(absence, shift, irene, cora):
    shift.refresh_from_db()
    plan = replace(values_of(shift.series), lead=irene)
    digest = preview_of(plan, instead_of=Shift.objects.filter(pk=shift.pk)).digest
    said = {"actor": cora, "shift": shift, "version": shift.version, "now": NOW}
    change_shift(**said, values=plan, digest=digest)
    assert Cover.objects.get().state == CoverState.EXPIRED
    assert on_it(shift) == [irene]


def test_an_absence_that_nobody_covers_ends_when_the_shift_starts(absence, shift, rosa, cora):
    look_after_covers(shift.starts_at)
    assert Cover.objects.get().state == CoverState.EXPIRED
    assert on_it(shift) == [rosa]
    with pytest.raises(Conflict):
        act(withdraw_cover, rosa.user, absence)
