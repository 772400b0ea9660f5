"""How many minutes were clocked, attested and typed, and how much of the time was supervised."""

from collections.abc import Iterable
from dataclasses import dataclass

from .lines import EntryLine


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
