"""What a person's punches on one shift come to: from when to when they waited, were there, had a break."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum


class PunchKind(StrEnum):
    IN = "in"
    START = (
        "start"  # may begin after waiting, because someone left, an instructor came, or one said so
    )
    BREAK = "break"
    BACK = "back"
    OUT = "out"
    LAPSE = "lapse"  # nobody clocked out: the time since is unknown
    STRIKE = "strike"  # takes back the punch that it supersedes


class Method(StrEnum):
    KIOSK_PIN = "kiosk_pin"
    BADGE = "badge"
    PHONE_CODE = "phone_code"
    DESK = "desk"  # an instructor, at their own signed-in desk
    INSTRUCTOR = "instructor"  # an instructor or the office, for someone else: attested
    SYSTEM = "system"


ATTESTED = Method.INSTRUCTOR


class SpanKind(StrEnum):
    WAITING = "waiting"  # clocked in, but there are too many students for the instructors
    HERE = "here"
    BREAK = "break"


class Closing(StrEnum):
    OPEN = "open"
    PUNCHED = "punched"
    ATTESTED = "attested"
    UNCLOSED = "unclosed"


@dataclass(frozen=True, slots=True)
class Stamp:
    """One punch that holds. `at` is UTC; `number` is its place in the order of recording.

    A held one does not begin by itself. The time of an uncertain one, such as of a device without
    connection for long, needs an instructor's word before it counts.
    """

    number: int
    kind: PunchKind
    at: datetime
    is_held: bool = False
    is_attested: bool = False
    is_uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one kind, in whole minutes, still going on without `to_at`.

    `began_attested` and `closing` say whether its ends were punched by the person. An `is_uncertain` one, or
    one that nobody closed, gives no minutes.
    """

    kind: SpanKind
    from_at: datetime
    to_at: datetime | None
    opened_by: int
    closed_by: int | None = None
    began_attested: bool = False
    closing: Closing = Closing.OPEN
    is_uncertain: bool = False

    @property
    def is_known(self) -> bool:
        return not self.is_uncertain and self.closing != Closing.UNCLOSED


# What each kind of punch needs, and what it leads to; None is away.
NEXT: dict[PunchKind, dict[SpanKind | None, SpanKind | None]] = {
    PunchKind.IN: {None: SpanKind.HERE},
    PunchKind.START: {SpanKind.WAITING: SpanKind.HERE},
    PunchKind.BREAK: {SpanKind.HERE: SpanKind.BREAK},
    PunchKind.BACK: {SpanKind.BREAK: SpanKind.HERE},
    PunchKind.OUT: dict.fromkeys(SpanKind),
    PunchKind.LAPSE: dict.fromkeys(SpanKind),
}


def is_possible(kind: PunchKind, now: SpanKind | None) -> bool:
    """Return whether someone in this state, or away, can punch so."""
    return now in NEXT.get(kind, {})


def spans_of(stamps: Iterable[Stamp], step: int = 1) -> tuple[Span, ...]:
    """Return what punches come to, in order of time. One that does not fit changes nothing.

    Times are rounded to the nearest `step` minutes (1: down to the whole minute).
    """
    return tuple(span for span in walk(in_order(stamps), step) if span.from_at != span.to_at)


def in_order(stamps: Iterable[Stamp]) -> list[Stamp]:
    return sorted(stamps, key=lambda stamp: (stamp.at, stamp.number))


def walk(stamps: Sequence[Stamp], step: int) -> Iterator[Span]:
    state: SpanKind | None = None
    opened: Stamp | None = None
    for stamp in stamps:
        if not is_possible(stamp.kind, state):
            continue
        if opened and state:
            yield span(state, opened, stamp, step)
        state = NEXT[stamp.kind][state]
        if state == SpanKind.HERE and stamp.is_held:
            state = SpanKind.WAITING
        opened = stamp
    if opened and state:
        yield span(state, opened, None, step)


def span(kind: SpanKind, opened: Stamp, closed: Stamp | None, step: int) -> Span:
    return Span(
        kind,
        rounded(opened.at, step),
        rounded(closed.at, step) if closed else None,
        opened.number,
        closed.number if closed else None,
        opened.is_attested,
        closing_of(closed),
        opened.is_uncertain or (closed is not None and closed.is_uncertain),
    )


def closing_of(stamp: Stamp | None) -> Closing:
    if stamp is None:
        return Closing.OPEN
    if stamp.kind == PunchKind.LAPSE:
        return Closing.UNCLOSED
    return Closing.ATTESTED if stamp.is_attested else Closing.PUNCHED


def rounded(at: datetime, step: int) -> datetime:
    """Return the nearest multiple of `step` minutes, or the whole minute below for 1."""
    minute = timedelta(minutes=1)
    minutes = (at - datetime.min.replace(tzinfo=UTC)) // minute
    if step > 1:
        minutes = (minutes + step // 2) // step * step
    return datetime.min.replace(tzinfo=UTC) + minutes * minute


def state_of(stamps: Iterable[Stamp]) -> SpanKind | None:
    """Return whether someone waits, is here or has a break now; None if they are away."""
    latest = next(reversed(list(walk(in_order(stamps), 1))), None)
    return latest.kind if latest and latest.to_at is None else None
