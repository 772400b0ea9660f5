"""How often a PIN may be typed wrong: five times in 15 minutes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

MOST = 5
WINDOW = timedelta(minutes=15)
WAIT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong tries since a moment. After the last one allowed, nothing is right until `blocked_until`."""

    failures: int = 0
    since: datetime | None = None
    blocked_until: datetime | None = None

    def is_blocked(self, now: datetime) -> bool:
        return self.blocked_until is not None and now < self.blocked_until

    def after_failure(self, now: datetime) -> "Tries":
        is_old = self.since is None or now - self.since >= WINDOW
        failures, since = (1, now) if is_old else (self.failures + 1, self.since)
        if failures < MOST:
            return Tries(failures, since)
        return Tries(failures, since, now + WAIT)
