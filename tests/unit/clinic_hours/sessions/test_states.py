"""The table of transitions: what leads where, and that nothing else does."""

import pytest

from clinic_hours.core.domain.errors import Impossible
from clinic_hours.sessions.domain.states import (
    EDITABLE,
    LIVE,
    STEPS,
    Action,
    Awaits,
    State,
    actions_from,
    next_state,
)

ALLOWED = {
    (State.DRAFT, Action.EDIT): State.DRAFT,
    (State.DRAFT, Action.SUBMIT): State.SUBMITTED,
    (State.DRAFT, Action.DISCARD): State.WITHDRAWN,
    (State.SUBMITTED, Action.RETURN): State.RETURNED,
    (State.SUBMITTED, Action.SIGN_OFF): State.SIGNED_OFF,
    (State.SUBMITTED, Action.TAKE_BACK): State.DRAFT,
    (State.SUBMITTED, Action.CORRECT): State.SUBMITTED,
    (State.SUBMITTED, Action.REASSIGN): State.SUBMITTED,
    (State.SUBMITTED, Action.REMIND): State.SUBMITTED,
    (State.RETURNED, Action.EDIT): State.RETURNED,
    (State.RETURNED, Action.SUBMIT): State.SUBMITTED,
    (State.RETURNED, Action.DISCARD): State.WITHDRAWN,
    (State.SIGNED_OFF, Action.VOID): State.VOIDED,
}
EVERY_STEP = [(state, action) for state in State for action in Action]


@pytest.mark.parametrize(("state", "action"), EVERY_STEP)
def test_a_step_leads_to_the_documented_state_or_is_impossible(state, action):
    if (state, action) in ALLOWED:
        assert next_state(state, action) == ALLOWED[state, action]
        assert action in actions_from(state)
        return
    assert action not in actions_from(state)
    with pytest.raises(Impossible) as refusal:
        next_state(state, action)
    assert (refusal.value.state, refusal.value.action) == (state, action)


ANSWERABLE = {
    Awaits.STUDENT: {Action.ACCEPT, Action.DISPUTE, Action.DECIDE, Action.REASSIGN},
    Awaits.OFFICE: {Action.DECIDE, Action.REASSIGN},
}


@pytest.mark.parametrize("awaits", ANSWERABLE)
@pytest.mark.parametrize("action", Action)
def test_a_session_that_awaits_an_answer_stays_submitted_until_it_comes(awaits, action):
    assert actions_from(State.SUBMITTED, awaits) == ANSWERABLE[awaits]
    if action in ANSWERABLE[awaits]:
        assert next_state(State.SUBMITTED, action, awaits) == State.SUBMITTED
        return
    with pytest.raises(Impossible):
        next_state(State.SUBMITTED, action, awaits)


def test_a_signed_session_can_only_be_voided():
    assert actions_from(State.SIGNED_OFF) == {Action.VOID}


def test_final_states_cannot_be_left():
    assert not actions_from(State.VOIDED) | actions_from(State.WITHDRAWN)


def test_all_but_voided_and_discarded_sessions_occupy_time():
    assert {State.DRAFT, State.SUBMITTED, State.RETURNED, State.SIGNED_OFF} == LIVE


def test_only_drafts_and_returned_sessions_can_be_edited():
    assert {State.DRAFT, State.RETURNED} == EDITABLE


def test_every_state_has_its_row_and_can_be_reached():
    reached = {after for steps in STEPS.values() for after in steps.values()}
    assert set(STEPS) == set(State) == reached
