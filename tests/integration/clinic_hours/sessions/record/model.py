"""The simplest model of the hours: lists and sums. The state machine compares the database with it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from clinic_hours.people.models import Enrollment, Supervisor
from clinic_hours.sessions.domain.states import (
    LIVE,
    Action,
    Awaits,
    State,
    actions_from,
)
from clinic_hours.sessions.models import ClinicSession


@dataclass
class Claim:
    """A session in the model. `hours` is its start and end, counted from a fixed morning.

    `before` are the hours before a correction, and `asked_at` is when the student was last asked.
    """

    row: ClinicSession
    enrollment: Enrollment
    supervisor: Supervisor
    hours: tuple[int, int]
    state: State
    version: int = 1
    awaits: Awaits = Awaits.NOBODY
    before: tuple[int, int] | None = None
    asked_at: datetime | None = None

    @property
    def student(self):
        return self.enrollment.student

    @property
    def minutes(self) -> int:
        return 60 * (self.hours[1] - self.hours[0])

    def allows(self, action: Action) -> bool:
        return action in actions_from(self.state, self.awaits)

    def may(self, action: Action, version: int) -> bool:
        return version == self.version and self.allows(action)

    def overlaps(self, hours: tuple[int, int]) -> bool:
        return self.state in LIVE and self.hours[0] < hours[1] and hours[0] < self.hours[1]

    def moves_to(self, state: State, awaits: Awaits = Awaits.NOBODY) -> None:
        self.state, self.awaits, self.version = state, awaits, self.version + 1


@dataclass
class Line:
    """A posting. `source` is the claim or the document's name; `taken_back` is set once it is reversed."""

    kind: str
    enrollment: Enrollment
    minutes: int
    source: Claim | str
    entry: Any = None
    taken_back: bool = False


@dataclass
class Model:
    claims: list[Claim] = field(default_factory=list)
    ledger: list[Line] = field(default_factory=list)

    def in_state(self, state: State) -> list[Claim]:
        return [claim for claim in self.claims if claim.state == state]

    def is_free(self, student, hours: tuple[int, int], but: Claim | None = None) -> bool:
        return not any(
            claim.overlaps(hours)
            for claim in self.claims
            if claim.student == student and claim is not but
        )

    def post(self, kind: str, source: Claim | str, entry, enrollment: Enrollment, minutes: int):
        self.ledger.append(Line(kind, enrollment, minutes, source, entry))

    def reverse(self, line: Line, entry) -> None:
        line.taken_back = True
        self.post("reversal", line.source, entry, line.enrollment, -line.minutes)

    def line_of(self, claim: Claim) -> Line:
        return next(x for x in self.ledger if x.source is claim and x.kind == "sign_off")

    def papers(self) -> list[Line]:
        return [line for line in self.ledger if line.kind == "transfer"]

    def totals(self) -> dict[int, tuple[int, int]]:
        """Return {enrollment: (all minutes, minutes from documents)}."""
        sums: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        for line in self.ledger:
            sums[line.enrollment.pk][0] += line.minutes
            sums[line.enrollment.pk][1] += line.minutes if isinstance(line.source, str) else 0
        return {pk: (minutes, paper) for pk, (minutes, paper) in sums.items()}


def shown(claim: Claim, slip: str) -> int:
    """Return the version that the actor's page shows."""
    return claim.version - (slip == "page")
