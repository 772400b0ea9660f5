"""What a site makes of attendance. Sources stand beside each rule in Set-up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)
CLOSES_BEFORE_END = 15 * MINUTE  # from then on a shift can be closed, and nobody leaves early
LAPSES_AFTER = 180 * MINUTE  # after its end, presences that still go on are ended


@dataclass(frozen=True, slots=True)
class Rules:
    """Minutes, unless said otherwise. The defaults are the school's own rules.

    `early`: how long before the start one can clock in. Time before the start is for setting up and does not
    count. `grace`: how long after the end still counts. `round_to`: punches are rounded to the nearest
    multiple; 1 is the whole minute. `submits`: sessions are submitted when the shift closes, without the
    student's tap.
    """

    late_after: int = 15
    early: int = 60
    grace: int = 15
    round_to: int = 1
    counts_waiting: bool = False
    counts_over_ratio: bool = False
    counts_unsupervised: bool = False
    submits: bool = False

    def opens_at(self, starts_at: datetime) -> datetime:
        return starts_at - self.early * MINUTE

    def is_late(self, starts_at: datetime, at: datetime) -> bool:
        return at >= starts_at + self.late_after * MINUTE

    def counts_until(self, ends_at: datetime) -> datetime:
        return ends_at + self.grace * MINUTE
