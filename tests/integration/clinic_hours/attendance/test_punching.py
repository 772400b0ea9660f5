"""Clocking in and out, breaks, waiting, and the sessions that follow."""

from uuid import uuid4

import pytest

from clinic_hours.attendance.models import Draft, Presence, Punch, SiteRules
from clinic_hours.attendance.services.lapsing import lapse_overdue
from clinic_hours.core.domain.errors import Refused
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.shifts.models import Shift
from tests.factories.clinic import (
    ClinicSiteFactory,
    EnrollmentFactory,
    SupervisorFactory,
    published_set,
)
from tests.factories.shifts import at, booked, came_and_left, planned, punched
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db(transaction=True)


def refusal(act, *args, **more) -> list[str]:
    with pytest.raises(Refused) as refused:
        act(*args, **more)
    return [finding.code for finding in refused.value.findings]


def open_states(shift: Shift) -> list[tuple[str, str]]:
    going_on = Presence.objects.filter(shift=shift, to_at=None).order_by("from_at", "pk")
    return [(str(each.person), each.kind) for each in going_on.select_related("person")]


def drafted(place) -> ClinicSession | None:
    draft = Draft.objects.filter(place=place).order_by("-number").first()
    return draft.session if draft else None


def test_a_student_clocks_in_and_out_and_the_session_is_drafted(shift, lucia, lucias, rosa):
    punched(rosa.user, shift, "in", "13:50")
    punched(lucia.student, shift, "in", "13:58")
    assert open_states(shift) == [("Rosa Castellanos", "here"), ("Lucía Ferrer", "here")]
    punched(lucia.student, shift, "out", "18:02")
    session = drafted(lucias)
    assert (session.starts_at, session.ends_at) == (at(shift, "14:00"), at(shift, "18:02"))
    assert (session.minutes, session.break_minutes) == (242, 0)
    assert (session.status, session.provenance) == ("draft", "clocked")
    assert (session.supervisor, session.enrollment) == (rosa, lucia)
    assert session.attendance == {
        "supervised_minutes": 242,
        "over_ratio_minutes": 0,
        "unsupervised_minutes": 0,
    }


def test_a_break_is_taken_off(shift, lucia, lucias, rosa):
    punched(rosa.user, shift, "in", "14:00")
    for kind, clock in (("in", "14:00"), ("break", "15:00"), ("back", "15:20"), ("out", "17:00")):
        punched(lucia.student, shift, kind, clock)
    session = drafted(lucias)
    assert (session.minutes, session.break_minutes) == (160, 20)


def test_coming_back_brings_the_draft_up_to_date(shift, lucia, lucias, rosa):
    punched(rosa.user, shift, "in", "14:00")
    came_and_left(lucia.student, shift, "14:00", "15:00")
    first = drafted(lucias)
    came_and_left(lucia.student, shift, "15:30", "17:00")
    session = drafted(lucias)
    assert (session.pk, session.minutes, session.break_minutes) == (first.pk, 150, 30)


def test_the_same_punch_sent_twice_is_recorded_once(shift, lucia, lucias, rosa):
    punched(rosa.user, shift, "in", "14:00")
    same = uuid4()
    first = punched(lucia.student, shift, "in", "14:00", uuid=same)
    again = punched(lucia.student, shift, "in", "14:01", uuid=same)
    assert first == again
    assert Punch.objects.filter(person=lucia.student).count() == 1


def test_without_an_instructor_everyone_waits_and_keeps_their_time(shift, lucia, lucias, rosa):
    held = punched(lucia.student, shift, "in", "13:58")
    assert held.is_held
    assert open_states(shift) == [("Lucía Ferrer", "waiting")]
    punched(rosa.user, shift, "in", "14:10")
    assert open_states(shift) == [("Rosa Castellanos", "here"), ("Lucía Ferrer", "here")]
    punched(lucia.student, shift, "out", "18:00")
    assert drafted(lucias).starts_at == at(shift, "14:10")


@pytest.fixture
def one_each(shift):
    """One student for each instructor."""
    Shift.objects.filter(pk=shift.pk).update(students_per_supervisor=1)
    shift.refresh_from_db()
    return shift


@pytest.fixture
def two_booked(shift, lucias, meis, one_each):
    return one_each


def test_one_student_too_many_waits_until_someone_leaves(two_booked, lucia, mei, meis, rosa):
    punched(rosa.user, two_booked, "in", "14:00")
    punched(lucia.student, two_booked, "in", "14:00")
    assert punched(mei.student, two_booked, "in", "14:19").is_held
    punched(lucia.student, two_booked, "out", "15:00")
    assert ("Mei Tanaka", "here") in open_states(two_booked)
    punched(mei.student, two_booked, "out", "16:00")
    session = drafted(meis)
    assert (session.starts_at, session.minutes) == (at(two_booked, "15:00"), 60)


def test_a_break_makes_room_and_who_comes_back_may_have_to_wait(two_booked, lucia, mei, rosa):
    punched(rosa.user, two_booked, "in", "14:00")
    punched(lucia.student, two_booked, "in", "14:00")
    punched(mei.student, two_booked, "in", "14:19")
    punched(lucia.student, two_booked, "break", "15:00")
    punched(lucia.student, two_booked, "back", "15:10")
    assert open_states(two_booked) == [
        ("Rosa Castellanos", "here"),
        ("Mei Tanaka", "here"),
        ("Lucía Ferrer", "waiting"),
    ]


def test_an_instructor_leaves_no_students_alone(shift, lucia, lucias, rosa):
    punched(rosa.user, shift, "in", "14:00")
    punched(lucia.student, shift, "in", "14:00")
    assert refusal(punched, rosa.user, shift, "out", "15:00") == ["hand_over_first"]
    assert refusal(punched, rosa.user, shift, "break", "15:00") == ["hand_over_first"]
    punched(lucia.student, shift, "out", "16:00")
    punched(rosa.user, shift, "out", "16:01")
    assert open_states(shift) == []


@pytest.mark.parametrize(
    ("kinds", "code"),
    [
        (("in", "in"), "already_clocked_in"),
        (("out",), "not_clocked_in"),
        (("break",), "no_break_now"),
        (("in", "back"), "not_on_a_break"),
        (("in", "out", "out"), "not_clocked_in"),
    ],
)
def test_a_punch_that_does_not_fit_is_refused_and_leaves_nothing(
    shift, lucia, lucias, rosa, kinds, code
):
    punched(rosa.user, shift, "in", "14:00")
    for minute, kind in enumerate(kinds[:-1]):
        punched(lucia.student, shift, kind, f"14:0{minute}")
    before = Punch.objects.count()
    assert refusal(punched, lucia.student, shift, kinds[-1], "14:30") == [code]
    assert Punch.objects.count() == before


@pytest.mark.parametrize(
    ("clock", "code"), [("12:59", "too_early_to_clock_in"), ("18:00", "shift_is_over")]
)
def test_clocking_in_opens_an_hour_before_and_ends_with_the_shift(
    shift, lucia, lucias, clock, code
):
    assert refusal(punched, lucia.student, shift, "in", clock) == [code]


def test_someone_without_a_place_cannot_clock_in(shift, mei):
    assert refusal(punched, mei.student, shift, "in", "14:00") == ["no_place_on_shift"]


def test_nobody_is_in_two_places(shift, lucia, lucias, rosa, cora):
    other = planned(
        cora,
        SupervisorFactory(),
        site=ClinicSiteFactory(),
        day=shift.local_date,
        start=at(shift, "18:30").time(),
        end=at(shift, "20:30").time(),
    )
    booked(lucia, other)
    punched(rosa.user, shift, "in", "14:00")
    punched(lucia.student, shift, "in", "14:00")
    assert refusal(punched, lucia.student, other, "in", "18:20") == ["still_clocked_in"]


def test_a_forgotten_clock_out_ends_hours_later_and_gives_no_hours(shift, lucia, lucias, rosa):
    punched(rosa.user, shift, "in", "14:00")
    punched(lucia.student, shift, "in", "14:00")
    assert lapse_overdue(at(shift, "20:59")) == 0
    assert lapse_overdue(at(shift, "21:01")) == 2
    assert open_states(shift) == []
    assert drafted(lucias) is None
    assert Presence.objects.get(person=lucia.student).closing == "unclosed"


def test_a_rule_that_refuses_the_session_is_kept_with_the_draft(shift, site, cora, rosa):
    capped = EnrollmentFactory(requirement_set=published_set(daily_cap_minutes=240))
    place = booked(capped, shift)
    punched(rosa.user, shift, "in", "14:00")
    came_and_left(capped.student, shift, "14:00", "18:10")
    draft = Draft.objects.get(place=place)
    assert draft.session is None
    assert [found["code"] for found in draft.findings] == ["over_daily_cap"]


def test_a_punch_reads_the_rules_of_the_site_once(shift, lucia, lucias, rosa_is_in):
    for kind, clock in (("in", "14:05"), ("out", "15:00")):
        with queries() as asked:
            punched(lucia.student, shift, kind, clock)
        table = SiteRules._meta.db_table
        assert sum(table in statement for statement in asked.statements) == 1
