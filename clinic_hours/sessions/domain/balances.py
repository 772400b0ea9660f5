"""What entries add up to: minutes and clients, how times arose, and how much of them was supervised."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from operator import add
from typing import Protocol

from .lines import ON_THE_CLOCK, EntryLine

BALANCED = (
    *("minutes", "clients", "paper_minutes", "clocked_minutes", "attested_minutes"),
    *ON_THE_CLOCK,
)
NOTHING = (0,) * len(BALANCED)


class Moving(Protocol):
    """Hours that are posted, or their row. `clock` are the minutes of ON_THE_CLOCK."""

    @property
    def minutes(self) -> int: ...

    @property
    def clients(self) -> int: ...

    @property
    def document(self) -> str: ...

    @property
    def provenance(self) -> str: ...

    @property
    def clock(self) -> tuple[int, int, int]: ...


def amounts_of(hours: Moving) -> tuple[int, ...]:
    """Return what these hours add to each column of BALANCED."""
    minutes = hours.minutes
    return (
        minutes,
        hours.clients,
        minutes if hours.document else 0,
        minutes if hours.provenance == "clocked" else 0,
        minutes if hours.provenance == "attested" else 0,
        *hours.clock,
    )


def added(sums: Sequence[int], amounts: Sequence[int]) -> tuple[int, ...]:
    return tuple(map(add, sums, amounts))


@dataclass(frozen=True, slots=True)
class ByProvenance:
    """The first four sum to all minutes. `paper` has no session: transfer hours and opening balances.

    The last three divide the time on the clock of sessions that were drafted from attendance, also the part
    that does not count.
    """

    clocked: int = 0
    attested: int = 0
    typed: int = 0
    paper: int = 0
    supervised: int = 0
    over_ratio: int = 0
    unsupervised: int = 0

    @property
    def minutes(self) -> int:
        return self.clocked + self.attested + self.typed + self.paper

    @property
    def on_the_clock(self) -> int:
        return self.supervised + self.over_ratio + self.unsupervised


@dataclass(frozen=True, slots=True)
class Tally:
    """The ledger's minutes and clients and the queue's pending minutes for one line.

    `paper_minutes` is the part of `minutes` from transfer hours and opening balances. `pending_since` is
    when the oldest session that waits for its instructor was submitted.
    """

    minutes: int = 0
    clients: int = 0
    pending_minutes: int = 0
    paper_minutes: int = 0
    pending_since: datetime | None = None
    pending_sessions: int = 0
    clocked_minutes: int = 0
    attested_minutes: int = 0
    supervised_minutes: int = 0
    over_ratio_minutes: int = 0
    unsupervised_minutes: int = 0

    @property
    def parts(self) -> ByProvenance:
        recorded = self.clocked_minutes + self.attested_minutes
        return ByProvenance(
            clocked=self.clocked_minutes,
            attested=self.attested_minutes,
            typed=self.minutes - self.paper_minutes - recorded,
            paper=self.paper_minutes,
            supervised=self.supervised_minutes,
            over_ratio=self.over_ratio_minutes,
            unsupervised=self.unsupervised_minutes,
        )


def summed(parts: Iterable[ByProvenance]) -> ByProvenance:
    figures = [astuple(each) for each in parts]
    return ByProvenance(*map(sum, zip(*figures, strict=True)))


def by_provenance(lines: Iterable[EntryLine]) -> ByProvenance:
    """Return the sums of joined lines: a reversal takes back what its entry was."""
    lines = tuple(lines)

    def minutes(provenance: str) -> int:
        return sum(line.minutes for line in lines if line.provenance == provenance)

    return ByProvenance(
        clocked=minutes("clocked"),
        attested=minutes("attested"),
        typed=minutes("typed"),
        paper=minutes(""),
        supervised=sum(line.supervised_minutes or 0 for line in lines),
        over_ratio=sum(line.over_ratio_minutes or 0 for line in lines),
        unsupervised=sum(line.unsupervised_minutes or 0 for line in lines),
    )
