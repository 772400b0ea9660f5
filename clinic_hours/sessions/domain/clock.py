"""What the clock said of a session: when it began and ended, and who supervised how much of it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Clock:
    """Instants are UTC, the rest whole minutes.

    `break_minutes` is all time between start and end that does not count. The last three divide the time
    that the student was there, also the part that does not count.
    """

    starts_at: datetime
    ends_at: datetime
    break_minutes: int
    supervised_minutes: int
    over_ratio_minutes: int
    unsupervised_minutes: int

    @property
    def times(self) -> tuple[datetime, datetime, int]:
        return self.starts_at, self.ends_at, self.break_minutes

    def attendance(self) -> dict[str, int]:
        """Return what the log says of it. Field names: docs/transcript-format.md."""
        return {
            "supervised_minutes": self.supervised_minutes,
            "over_ratio_minutes": self.over_ratio_minutes,
            "unsupervised_minutes": self.unsupervised_minutes,
        }

    def as_dict(self) -> dict[str, Any]:
        times = {"starts_at": self.starts_at.isoformat(), "ends_at": self.ends_at.isoformat()}
        return asdict(self) | times


def clock_from(kept: Mapping[str, Any] | None) -> Clock | None:
    """Return the clock that `Clock.as_dict` kept."""
    if kept is None:
        return None
    times = {name: datetime.fromisoformat(kept[name]) for name in ("starts_at", "ends_at")}
    return Clock(**dict(kept) | times)
