"""Counting heads, closing a shift, and what became of each place."""

import pytest

from clinic_hours.attendance.models import HeadCount, Outcome, Presence, SiteRules
from clinic_hours.attendance.services.closing import Answers, close_shift, reopen_shift
from clinic_hours.attendance.services.counting import count_heads
from clinic_hours.attendance.services.outcomes import change_outcome
from clinic_hours.core.domain.errors import NotAllowed
from tests.factories.shifts import at, came_and_left, punched

from .test_attesting import said
from .test_punching import drafted, open_states, refusal

pytestmark = pytest.mark.django_db(transaction=True)

WHY = "The tablet was off."


def test_a_head_count_is_refused_if_it_changed_meanwhile(rosa_is_in, lucia, rosa):
    punched(lucia.student, rosa_is_in, "in", "14:00")
    kept = count_heads(
        actor=rosa.user, shift=rosa_is_in, expected=1, is_right=True, now=at(rosa_is_in, "15:00")
    )
    assert HeadCount.objects.get() == kept
    assert refusal(
        count_heads,
        actor=rosa.user,
        shift=rosa_is_in,
        expected=2,
        is_right=True,
        now=at(rosa_is_in, "15:01"),
    ) == ["count_has_changed"]


def test_closing_needs_an_answer_for_everyone(rosa_is_in, lucia, lucias, mei, meis, rosa):
    def codes(**answers):
        now = at(rosa_is_in, "18:00")
        said = Answers(**answers)
        return refusal(close_shift, actor=rosa.user, shift=rosa_is_in, answers=said, now=now)

    punched(lucia.student, rosa_is_in, "in", "14:00")
    assert codes() == ["who_left_when"]
    left = {lucia.student_id: at(rosa_is_in, "17:00")}
    assert codes(left=left) == ["who_was_absent"]
    assert open_states(rosa_is_in)  # nothing of it was kept
    closed = close_shift(
        actor=rosa.user,
        shift=rosa_is_in,
        answers=Answers(left=left, absences={meis.pk: "absent"}, is_count_right=True),
        now=at(rosa_is_in, "18:00"),
    )
    assert list(closed.drafts) == [lucias.pk]
    assert drafted(lucias).minutes == 180
    assert dict(Outcome.objects.values_list("place", "kind")) == {
        lucias.pk: "attended",
        meis.pk: "absent",
    }
    assert not Presence.objects.filter(to_at=None).exists()


def test_a_shift_that_goes_on_cannot_be_closed(rosa_is_in, rosa):
    assert refusal(
        close_shift,
        actor=rosa.user,
        shift=rosa_is_in,
        answers=Answers(),
        now=at(rosa_is_in, "17:44"),
    ) == ["shift_goes_on"]


def test_an_end_that_nobody_knows_leaves_no_hours(rosa_is_in, lucia, lucias, rosa):
    punched(lucia.student, rosa_is_in, "in", "14:00")
    close_shift(
        actor=rosa.user,
        shift=rosa_is_in,
        answers=Answers(left={lucia.student_id: None}),
        now=at(rosa_is_in, "18:00"),
    )
    assert drafted(lucias) is None
    assert Presence.objects.get(person=lucia.student).closing == "unclosed"


def test_a_closed_shift_takes_no_punches_until_the_office_reopens_it(
    rosa_is_in, lucia, lucias, rosa, cora
):
    close_shift(
        actor=rosa.user,
        shift=rosa_is_in,
        answers=Answers(absences={lucias.pk: "absent"}),
        now=at(rosa_is_in, "17:50"),
    )
    assert refusal(punched, lucia.student, rosa_is_in, "in", "17:55") == ["shift_closed"]
    with pytest.raises(NotAllowed):
        reopen_shift(actor=rosa.user, shift=rosa_is_in, reason=WHY, now=at(rosa_is_in, "18:00"))
    assert refusal(said, rosa_is_in, rosa, lucia.student, "14:00") == ["shift_closed"]
    reopen_shift(actor=cora, shift=rosa_is_in, reason=WHY, now=at(rosa_is_in, "18:00"))
    said(rosa_is_in, rosa, lucia.student, "14:00", "16:00")
    assert drafted(lucias).provenance == "attested"


def test_the_office_excuses_an_absence_with_a_reason(rosa_is_in, lucias, rosa, cora):
    assert refusal(change_outcome, actor=cora, place=lucias, kind="excused", reason=WHY) == [
        "no_outcome_yet"
    ]
    close_shift(
        actor=rosa.user,
        shift=rosa_is_in,
        answers=Answers(absences={lucias.pk: "absent"}),
        now=at(rosa_is_in, "18:00"),
    )
    with pytest.raises(NotAllowed):
        change_outcome(actor=rosa.user, place=lucias, kind="excused", reason=WHY)
    change_outcome(actor=cora, place=lucias, kind="excused", reason="A doctor's note")
    kinds = Outcome.objects.order_by("pk").values_list("kind", "is_current")
    assert list(kinds) == [("absent", False), ("excused", True)]


def test_closing_submits_what_was_drafted_and_corrects_nothing(shift, site, lucia, lucias, rosa):
    SiteRules.objects.create(site=site, submits=True)
    punched(rosa.user, shift, "in", "14:00")
    came_and_left(lucia.student, shift, "14:00", "18:00")
    close_shift(actor=rosa.user, shift=shift, answers=Answers(), now=at(shift, "18:05"))
    events = drafted(lucias).events.order_by("pk")
    assert [each.kind for each in events] == ["drafted", "submitted"]
