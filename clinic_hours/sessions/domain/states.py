"""The states of a session and the table of transitions between them."""

from enum import StrEnum

from clinic_hours.core.domain.errors import Impossible


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    SIGNED_OFF = "signed_off"
    VOIDED = "voided"
    WITHDRAWN = "withdrawn"  # discarded for good


class Action(StrEnum):
    EDIT = "edit"
    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    DISCARD = "discard"
    RETURN = "return"
    SIGN_OFF = "sign_off"
    VOID = "void"


STEPS: dict[State, dict[Action, State]] = {
    State.DRAFT: {
        Action.EDIT: State.DRAFT,
        Action.SUBMIT: State.SUBMITTED,
        Action.DISCARD: State.WITHDRAWN,
    },
    State.SUBMITTED: {
        Action.RETURN: State.RETURNED,
        Action.SIGN_OFF: State.SIGNED_OFF,
        Action.TAKE_BACK: State.DRAFT,
    },
    State.RETURNED: {
        Action.EDIT: State.RETURNED,
        Action.SUBMIT: State.SUBMITTED,
        Action.DISCARD: State.WITHDRAWN,
    },
    State.SIGNED_OFF: {Action.VOID: State.VOIDED},
    State.VOIDED: {},
    State.WITHDRAWN: {},
}

# Live sessions occupy the student's time and count toward caps.
LIVE = frozenset(State) - {State.VOIDED, State.WITHDRAWN}
EDITABLE = frozenset(state for state, steps in STEPS.items() if Action.EDIT in steps)


def next_state(state: State, action: Action) -> State:
    """Return the state after `action`, or raise Impossible."""
    try:
        return STEPS[state][action]
    except KeyError:
        raise Impossible(state, action) from None


def actions_from(state: State) -> frozenset[Action]:
    return frozenset(STEPS[state])
