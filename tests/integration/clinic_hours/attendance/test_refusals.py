"""What attendance refuses, each with its reason, and what stays as it was."""

from datetime import timedelta

import pytest

from clinic_hours.attendance.models import ClockRequest, HeadCount, Outcome, Punch, SiteRules
from clinic_hours.attendance.services.asking import answer_request, ask_to_confirm
from clinic_hours.attendance.services.attesting import attest, correct
from clinic_hours.attendance.services.closing import Answers, Signature, close_shift, reopen_shift
from clinic_hours.attendance.services.counting import count_heads
from clinic_hours.core.domain.authentication import Authentication
from clinic_hours.core.domain.errors import Conflict, NotAllowed
from clinic_hours.sessions.domain.attestation import current_statement
from clinic_hours.shifts.domain.states import ShiftState
from clinic_hours.shifts.models import Shift, ShiftSupervisor
from tests.factories.clinic import SupervisorFactory
from tests.factories.shifts import at, booked, came_and_left, planned, punched

from .test_attesting import WHY, said
from .test_punching import drafted, refusal

pytestmark = pytest.mark.django_db(transaction=True)


def closed(shift, rosa, now: str = "18:05", signature=None, **answers):
    return close_shift(
        actor=rosa.user,
        shift=shift,
        answers=Answers(**answers),
        signature=signature,
        now=at(shift, now),
    )


def test_after_signing_nothing_is_corrected(rosa_is_in, site, lucia, lucias, rosa):
    SiteRules.objects.create(site=site, submits=True)
    came_and_left(lucia.student, rosa_is_in, "14:00", "17:00")
    moment = at(rosa_is_in, "18:05")
    signature = Signature(current_statement("en"), Authentication("password", moment))
    closed(rosa_is_in, rosa, signature=signature)
    left = Punch.objects.get(person=lucia.student, kind="out")
    when = {"at": at(rosa_is_in, "16:00"), "now": at(rosa_is_in, "18:10")}
    assert refusal(correct, actor=rosa.user, punch=left, reason=WHY, **when) == ["hours_are_signed"]
    assert refusal(said, rosa_is_in, rosa, lucia.student, "17:10", "17:20") == ["hours_are_signed"]
    assert (drafted(lucias).minutes, drafted(lucias).status) == (180, "signed_off")
    assert Punch.objects.filter(person=lucia.student).count() == 2


def test_times_a_day_away_from_the_shift_are_refused(rosa_is_in, lucia, rosa):
    came = at(rosa_is_in, "14:00") - timedelta(days=1)
    wrong = {"shift": rosa_is_in, "person": lucia.student, "came_at": came, "reason": WHY}
    now = at(rosa_is_in, "15:00")
    assert refusal(attest, actor=rosa.user, now=now, **wrong) == ["time_far_from_shift"]
    came_too = punched(lucia.student, rosa_is_in, "in", "14:00")
    what = {"punch": came_too, "at": now + timedelta(hours=1), "reason": WHY}
    assert refusal(correct, actor=rosa.user, now=now, **what) == ["time_in_future"]


def test_nobody_is_attested_on_a_shift_without_a_place_or_one_that_is_canceled(
    rosa_is_in, mei, lucia, rosa
):
    assert refusal(said, rosa_is_in, rosa, mei.student, "14:00") == ["no_place_on_shift"]
    cancelled = {"status": ShiftState.CANCELLED, "cancelled_reason": "Storm"}
    Shift.objects.filter(pk=rosa_is_in.pk).update(**cancelled)
    assert refusal(said, rosa_is_in, rosa, lucia.student, "14:00") == ["shift_cancelled"]
    assert refusal(punched, lucia.student, rosa_is_in, "in", "14:00") == ["shift_cancelled"]


def test_nobody_attests_their_own_time(rosa_is_in, rosa, cora):
    with pytest.raises(NotAllowed):
        said(rosa_is_in, rosa, rosa.user, left="18:00")


def test_only_the_shifts_instructors_close_it_and_count(rosa_is_in, lucias, cora):
    other = SupervisorFactory()
    with pytest.raises(NotAllowed):
        closed(rosa_is_in, other, absences={lucias.pk: "absent"})
    with pytest.raises(NotAllowed):
        count_heads(
            actor=cora, shift=rosa_is_in, expected=0, is_right=True, now=at(rosa_is_in, "15:00")
        )
    assert Shift.objects.get(pk=rosa_is_in.pk).status == ShiftState.PLANNED
    assert not HeadCount.objects.exists()


def test_nobody_is_missing_at_the_count_who_was_not_here(rosa_is_in, lucia, mei, rosa):
    punched(lucia.student, rosa_is_in, "in", "14:00")
    counted = {"expected": 1, "is_right": False, "missing": [mei.student_id]}
    now = at(rosa_is_in, "15:00")
    assert refusal(count_heads, actor=rosa.user, shift=rosa_is_in, now=now, **counted) == [
        "count_has_changed"
    ]


@pytest.mark.parametrize("left", ["13:59", "18:06"])
def test_nobody_leaves_before_coming_or_after_the_closing(rosa_is_in, lucia, rosa, left):
    punched(lucia.student, rosa_is_in, "in", "14:00")
    when = {lucia.student_id: at(rosa_is_in, left)}
    assert refusal(closed, rosa_is_in, rosa, left=when) == ["leaves_before_coming"]
    assert not Outcome.objects.exists()


def test_an_open_shift_is_not_opened_again(rosa_is_in, cora):
    with pytest.raises(Conflict):
        reopen_shift(actor=cora, shift=rosa_is_in, reason=WHY, now=at(rosa_is_in, "18:00"))


def test_another_shifts_instructor_answers_no_request(rosa_is_in, lucia, rosa, site):
    asked = {"site": site, "person": lucia.student, "reason": WHY, "now": at(rosa_is_in, "14:10")}
    for shift, actor in ((rosa_is_in, SupervisorFactory().user), (None, rosa.user)):
        request = ask_to_confirm(shift=shift, **asked)
        with pytest.raises(NotAllowed):
            answer_request(actor=actor, request=request, is_confirmed=True)
    assert {each.state for each in ClockRequest.objects.all()} == {"open"}


def test_without_a_requirement_for_it_a_shift_gives_no_session_and_says_why(
    cora, rosa, site, lucia
):
    shift = planned(cora, rosa)
    place = booked(lucia, shift)
    Shift.objects.filter(pk=shift.pk).update(category="theory")
    punched(rosa.user, shift, "in", "14:00")
    came_and_left(lucia.student, shift, "14:00", "16:00")
    (draft,) = place.drafts.all()
    assert draft.session is None
    assert [found["code"] for found in draft.findings] == ["category_of_another_program"]


def test_nobody_comes_who_is_here_already(rosa_is_in, lucia, rosa):
    punched(lucia.student, rosa_is_in, "in", "14:00")
    assert refusal(said, rosa_is_in, rosa, lucia.student, "14:30") == ["does_not_fit"]
    assert Punch.objects.filter(person=lucia.student).count() == 1


def test_without_an_instructor_a_shift_gives_no_session_and_says_why(shift, site, lucia, lucias):
    """Even where time without one counts: nobody could sign it."""
    SiteRules.objects.create(site=site, counts_waiting=True, counts_unsupervised=True)
    ShiftSupervisor.objects.update(withdrawn_at=at(shift, "09:00"))
    came_and_left(lucia.student, shift, "14:00", "16:00")
    assert [found["code"] for found in lucias.drafts.get().findings] == ["no_instructor_on_shift"]
