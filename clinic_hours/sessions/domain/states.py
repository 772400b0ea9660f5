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


class Awaits(StrEnum):
    """Whose answer a submitted session waits for before the instructor may sign it."""

    NOBODY = ""
    STUDENT = "student"  # to accept what the office entered or the instructor corrected
    OFFICE = "office"  # to decide, after the student disputed it


class Action(StrEnum):
    EDIT = "edit"
    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    DISCARD = "discard"
    RETURN = "return"
    SIGN_OFF = "sign_off"
    VOID = "void"
    CORRECT = "correct"
    ACCEPT = "accept"
    DISPUTE = "dispute"
    DECIDE = "decide"
    REASSIGN = "reassign"
    REMIND = "remind"


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
        Action.CORRECT: State.SUBMITTED,
        Action.ACCEPT: State.SUBMITTED,
        Action.DISPUTE: State.SUBMITTED,
        Action.DECIDE: State.SUBMITTED,
        Action.REASSIGN: State.SUBMITTED,
        Action.REMIND: State.SUBMITTED,
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

ANSWERS = frozenset({Action.ACCEPT, Action.DISPUTE, Action.DECIDE})
# While a submitted session awaits somebody, these are the only steps; otherwise, all but the answers.
WHILE_AWAITED = {
    Awaits.STUDENT: ANSWERS | {Action.REASSIGN},
    Awaits.OFFICE: frozenset({Action.DECIDE, Action.REASSIGN}),
}

# Live sessions occupy the student's time and count toward caps.
LIVE = frozenset(State) - {State.VOIDED, State.WITHDRAWN}
EDITABLE = frozenset(state for state, steps in STEPS.items() if Action.EDIT in steps)


def next_state(state: State, action: Action, awaits: Awaits = Awaits.NOBODY) -> State:
    """Return the state after `action`, or raise Impossible."""
    if action not in actions_from(state, awaits):
        raise Impossible(state, action)
    return STEPS[state][action]


def actions_from(state: State, awaits: Awaits = Awaits.NOBODY) -> frozenset[Action]:
    possible = frozenset(STEPS[state])
    return possible & WHILE_AWAITED[awaits] if awaits else possible - ANSWERS
