"""What instructors and the office say about someone's time."""

import pytest

from clinic_hours.attendance.models import ClockRequest, Punch
from clinic_hours.attendance.services.asking import answer_request, ask_to_confirm
from clinic_hours.attendance.services.attesting import attest, correct, let_start
from clinic_hours.attendance.services.lapsing import lapse_overdue
from clinic_hours.core.domain.errors import Conflict, NotAllowed
from clinic_hours.shifts.models import Shift
from tests.factories.clinic import SupervisorFactory
from tests.factories.shifts import at, came_and_left, punched

from .test_punching import drafted, open_states, refusal

pytestmark = pytest.mark.django_db(transaction=True)

WHY = "The tablet was off."


def said(shift, rosa, person, came=None, left=None, now="18:10", **more):
    return attest(
        actor=rosa.user,
        shift=shift,
        person=person,
        came_at=at(shift, came) if came else None,
        left_at=at(shift, left) if left else None,
        reason=more.pop("reason", WHY),
        now=at(shift, now),
    )


def test_an_instructor_says_when_someone_came_and_left(rosa_is_in, lucia, lucias, rosa):
    said(rosa_is_in, rosa, lucia.student, "14:05", "17:05")
    session = drafted(lucias)
    assert (session.minutes, session.provenance) == (180, "attested")
    assert {(each.by, each.reason) for each in Punch.objects.filter(person=lucia.student)} == {
        (rosa.user, WHY)
    }


def test_one_clocked_end_and_one_attested_is_attested(rosa_is_in, lucia, lucias, rosa):
    punched(lucia.student, rosa_is_in, "in", "14:00")
    said(rosa_is_in, rosa, lucia.student, left="16:00")
    assert (drafted(lucias).minutes, drafted(lucias).provenance) == (120, "attested")


@pytest.mark.parametrize(
    ("came", "left", "now", "code"),
    [
        ("14:00", "13:00", "18:10", "leaves_before_coming"),
        ("14:00", "14:00", "18:10", "leaves_before_coming"),
        ("14:00", "18:00", "15:00", "time_in_future"),
    ],
)
def test_times_that_make_no_sense_are_refused_whole(rosa_is_in, lucia, rosa, came, left, now, code):
    assert refusal(said, rosa_is_in, rosa, lucia.student, came, left, now) == [code]
    assert not Punch.objects.filter(person=lucia.student).exists()


def test_only_its_instructors_and_the_office_attest(rosa_is_in, lucia, mei, cora):
    with pytest.raises(NotAllowed):
        said(rosa_is_in, SupervisorFactory(), lucia.student, "14:00")
    with pytest.raises(NotAllowed):
        attest(
            actor=lucia.student,
            shift=rosa_is_in,
            person=lucia.student,
            came_at=at(rosa_is_in, "14:00"),
            reason=WHY,
            now=at(rosa_is_in, "15:00"),
        )
    made = attest(
        actor=cora,
        shift=rosa_is_in,
        person=lucia.student,
        came_at=at(rosa_is_in, "14:00"),
        reason=WHY,
        now=at(rosa_is_in, "15:00"),
    )
    assert made[0].by == cora


def test_a_correction_is_a_new_punch_and_the_first_stays(rosa_is_in, lucia, lucias, rosa):
    came_and_left(lucia.student, rosa_is_in, "14:00", "17:00")
    out = Punch.objects.get(person=lucia.student, kind="out")
    correct(
        actor=rosa.user,
        punch=out,
        at=at(rosa_is_in, "16:30"),
        reason=WHY,
        now=at(rosa_is_in, "18:00"),
    )
    assert (drafted(lucias).minutes, drafted(lucias).provenance) == (150, "attested")
    assert Punch.objects.filter(pk=out.pk, at=at(rosa_is_in, "17:00")).exists()
    with pytest.raises(Conflict):
        correct(actor=rosa.user, punch=out, at=None, reason=WHY, now=at(rosa_is_in, "18:00"))


def test_a_punch_can_be_taken_back(rosa_is_in, lucia, rosa):
    came = punched(lucia.student, rosa_is_in, "in", "14:00")
    correct(
        actor=rosa.user,
        punch=came,
        at=None,
        reason="Someone else's number",
        now=at(rosa_is_in, "14:10"),
    )
    assert open_states(rosa_is_in) == [("Rosa Castellanos", "here")]


def test_a_forgotten_clock_out_is_mended_by_word(rosa_is_in, lucia, lucias, rosa, cora):
    def left(actor, person, clock):
        lapse = Punch.objects.get(person=person, kind="lapse")
        when = {"at": at(rosa_is_in, clock), "now": at(rosa_is_in, "22:30")}
        correct(actor=actor, punch=lapse, reason=WHY, **when)

    punched(lucia.student, rosa_is_in, "in", "14:00")
    lapse_overdue(at(rosa_is_in, "22:00"))
    left(rosa.user, lucia.student, "18:00")
    assert drafted(lucias) is None  # nobody knows yet how long Rosa was there
    left(cora, rosa.user, "18:05")
    assert (drafted(lucias).minutes, drafted(lucias).provenance) == (240, "attested")


def test_an_instructor_lets_someone_start_over_the_limit_with_a_reason(
    shift, lucia, lucias, mei, meis, rosa
):
    Shift.objects.filter(pk=shift.pk).update(students_per_supervisor=1)
    punched(rosa.user, shift, "in", "14:00")
    punched(lucia.student, shift, "in", "14:00")
    punched(mei.student, shift, "in", "14:19")
    let_start(
        actor=rosa.user, shift=shift, person=mei.student, reason="Paired", now=at(shift, "14:20")
    )
    assert ("Mei Tanaka", "here") in open_states(shift)
    punched(mei.student, shift, "out", "16:00")
    assert drafted(meis) is None  # not a minute was supervised, and here such time does not count
    assert refusal(
        let_start,
        actor=rosa.user,
        shift=shift,
        person=lucia.student,
        reason="x",
        now=at(shift, "16:01"),
    ) == ["not_waiting"]


def test_asking_to_confirm_twice_is_asking_once_and_gives_no_hours(rosa_is_in, lucia, rosa, site):
    asked = [
        ask_to_confirm(
            site=site,
            shift=rosa_is_in,
            person=lucia.student,
            reason=WHY,
            now=at(rosa_is_in, "14:10"),
        )
        for _time in range(2)
    ]
    assert asked[0] == asked[1]
    assert not Punch.objects.filter(person=lucia.student).exists()
    answer_request(
        actor=rosa.user, request=asked[0], is_confirmed=True, now=at(rosa_is_in, "14:20")
    )
    assert ClockRequest.objects.get().state == "confirmed"
    with pytest.raises(Conflict):
        answer_request(
            actor=rosa.user, request=asked[0], is_confirmed=False, now=at(rosa_is_in, "14:21")
        )
