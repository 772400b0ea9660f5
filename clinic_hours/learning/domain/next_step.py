"""What a student should do next: the most urgent step first, the other urgent ones after it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=3)  # how long before a draft's last day it becomes urgent


class Kind(StrEnum):
    """The steps, by urgency."""

    PAUSED = "paused"  # on leave or ended: nothing can be logged
    CORRECT = "correct"  # a returned session
    ANSWER = "answer"  # what the office entered or the instructor corrected
    SUBMIT_SOON = "submit_soon"  # a draft about to leave the entry window
    CONFIRM = "confirm"  # a place on a shift that is offered for some hours
    AGREE = "agree"  # someone would take over a place
    NEW_TARGET = "new_target"  # the target is no longer possible
    CATCH_UP = "catch_up"  # behind pace
    SUBMIT = "submit"  # any other draft
    START = "start"  # the first session
    TREAT = "treat"  # clients are missing, but no hours
    WAIT = "wait"  # all that remains is waiting for a signature
    LOG = "log"  # the next session
    TOO_LATE = "too_late"  # a draft that left the entry window


URGENCY = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A session that waits for its student. `last_day` is the last on which it can be submitted."""

    key: int
    kind: Kind  # CORRECT, ANSWER or SUBMIT
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides a student's next step. `minutes_left` leaves out what is waiting for a signature."""

    may_log: bool
    has_logged: bool
    minutes_left: int
    clients_left: int
    is_behind: bool = False
    is_possible: bool = True
    has_offer: bool = False
    has_taker: bool = False
    waiting: Sequence[Waiting] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `key` is its session, if it is about one."""

    kind: Kind
    key: int | None = None


def steps_of(now: Situation, today: date) -> tuple[Step, ...]:
    """Return at least one step, the most urgent first. Of equal ones, the order of `waiting` stays."""
    if not now.may_log:
        return (Step(Kind.PAUSED),)
    steps = [*about_sessions(now.waiting, today), *about_shifts(now), *about_pace(now)]
    if all(step.kind == Kind.TOO_LATE for step in steps):
        steps.append(Step(otherwise(now)))
    return tuple(sorted(steps, key=lambda step: URGENCY[step.kind]))


def about_sessions(waiting: Iterable[Waiting], today: date) -> Iterator[Step]:
    for each in waiting:
        yield Step(until(each.last_day, today) if each.last_day else each.kind, each.key)


def about_shifts(now: Situation) -> Iterator[Step]:
    if now.has_offer:
        yield Step(Kind.CONFIRM)
    if now.has_taker:
        yield Step(Kind.AGREE)


def until(last_day: date, today: date) -> Kind:
    """Return how urgent a draft is that has to be submitted by that day."""
    if last_day < today:
        return Kind.TOO_LATE
    return Kind.SUBMIT_SOON if last_day - today <= SOON else Kind.SUBMIT


def about_pace(now: Situation) -> Iterator[Step]:
    if not now.minutes_left:
        return
    if not now.is_possible:
        yield Step(Kind.NEW_TARGET)
    elif now.is_behind and now.has_logged:
        yield Step(Kind.CATCH_UP)


def otherwise(now: Situation) -> Kind:
    """Return the step of a student for whom nothing is urgent."""
    if not now.has_logged:
        return Kind.START
    if now.minutes_left:
        return Kind.LOG
    return Kind.TREAT if now.clients_left else Kind.WAIT
