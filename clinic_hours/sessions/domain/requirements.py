"""Progress against a requirement set: earned, pending and remaining, by line and in total.

A surplus on one line never hides what is missing on another. All durations are real minutes; screens
show them in the set's clock hours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from clinic_hours.core.domain.findings import Finding, warn
from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR

from .balances import ByProvenance, Tally, summed


@dataclass(frozen=True, slots=True)
class Gate:
    """Opens after `after_minutes` of another line, or once that line is met (None)."""

    after_id: int
    after_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement: the minimum minutes and clients, and the maximum minutes that count.

    `clock_hour` is how many minutes its set counts as an hour. Transfer hours never count toward a line
    that is `earned_at_school`; `rule` is the citation behind the line, or empty for the school's own policy.
    """

    id: int
    category: str
    name: str
    minutes: int
    minimum_clients: int = 0
    maximum_minutes: int | None = None
    gates: tuple[Gate, ...] = ()
    clock_hour: int = MINUTES_PER_HOUR
    earned_at_school: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """One line with its tally. `waiting_for` is the first line that keeps it closed."""

    line: Line
    tally: Tally
    waiting_for: Line | None = None

    @property
    def earned(self) -> int:
        return self.tally.minutes

    @property
    def parts(self) -> ByProvenance:
        return self.tally.parts

    @property
    def pending(self) -> int:
        return self.tally.pending_minutes

    @property
    def paper(self) -> int:
        return self.tally.paper_minutes

    @property
    def clients(self) -> int:
        return self.tally.clients

    @property
    def counted(self) -> int:
        """The earned minutes that count, up to the line's maximum."""
        most = self.line.maximum_minutes
        return self.earned if most is None else min(self.earned, most)

    @property
    def surplus(self) -> int:
        return surplus(self.earned, self.line.minutes, self.line.maximum_minutes)

    @property
    def toward(self) -> int:
        """The counted minutes, up to the line's minimum."""
        return min(self.counted, self.line.minutes)

    @property
    def pending_toward(self) -> int:
        return min(self.pending, self.remaining)

    @property
    def remaining(self) -> int:
        return self.line.minutes - self.toward

    @property
    def clients_remaining(self) -> int:
        return max(self.line.minimum_clients - self.clients, 0)

    @property
    def is_met(self) -> bool:
        return not self.remaining and not self.clients_remaining

    @property
    def is_open(self) -> bool:
        return self.waiting_for is None

    @property
    def earned_share(self) -> float:
        return share(self.toward, self.line.minutes)

    @property
    def pending_share(self) -> float:
        return share(self.pending_toward, self.line.minutes) if self.line.minutes else 0.0


@dataclass(frozen=True, slots=True)
class SetProgress:
    """All lines of a set. Totals include only what counts toward the minimums."""

    lines: tuple[Progress, ...]

    @property
    def clock_hour(self) -> int:
        return self.lines[0].line.clock_hour if self.lines else MINUTES_PER_HOUR

    @property
    def required(self) -> int:
        return sum(each.line.minutes for each in self.lines)

    @property
    def earned(self) -> int:
        return sum(each.toward for each in self.lines)

    @property
    def paper(self) -> int:
        return sum(each.paper for each in self.lines)

    @property
    def parts(self) -> ByProvenance:
        """How the times of all earned minutes arose, also of those beyond a requirement."""
        return summed(each.parts for each in self.lines)

    @property
    def surplus(self) -> int:
        return sum(each.surplus for each in self.lines)

    @property
    def pending(self) -> int:
        return sum(each.pending_toward for each in self.lines)

    @property
    def waiting(self) -> int:
        """All pending minutes, also those that go beyond a requirement."""
        return sum(each.pending for each in self.lines)

    @property
    def waiting_sessions(self) -> int:
        return sum(each.tally.pending_sessions for each in self.lines)

    @property
    def waiting_since(self) -> datetime | None:
        """When the oldest session that waits for its instructor was submitted."""
        since = (each.tally.pending_since for each in self.lines)
        return min((moment for moment in since if moment), default=None)

    @property
    def remaining(self) -> int:
        return self.required - self.earned

    @property
    def clients_remaining(self) -> int:
        return sum(each.clients_remaining for each in self.lines)

    @property
    def is_met(self) -> bool:
        return all(each.is_met for each in self.lines)

    @property
    def earned_share(self) -> float:
        return share(self.earned, self.required)

    @property
    def pending_share(self) -> float:
        return share(self.pending, self.required) if self.required else 0.0


def surplus(earned: int, minimum: int, maximum: int | None) -> int:
    """Return the minutes earned beyond a requirement. One that requires no hours has only its maximum."""
    needed = minimum or maximum
    return max(earned - needed, 0) if needed else 0


def surplus_hours(over: int, clock_hour: int) -> Finding | None:
    """Return a finding for surplus hours, which stay on record but count toward no other requirement."""
    if not over:
        return None
    return warn("surplus_hours", "requirement", surplus=over, clock_hour=clock_hour)


def share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def progress_of(lines: Sequence[Line], tallies: Mapping[int, Tally]) -> SetProgress:
    """Return the progress of each line, with any gates that are still closed."""
    known = {line.id: Progress(line, tallies.get(line.id, Tally())) for line in lines}
    return SetProgress(
        tuple(
            Progress(each.line, each.tally, waiting_for=first_closed(each.line, known))
            for each in known.values()
        )
    )


def first_closed(line: Line, known: Mapping[int, Progress]) -> Line | None:
    for gate in line.gates:
        if not opens(gate, known[gate.after_id]):
            return known[gate.after_id].line
    return None


def opens(gate: Gate, before: Progress) -> bool:
    if gate.after_minutes is None:
        return before.is_met
    return before.earned >= gate.after_minutes
