"""Which time of a tablet's punch to believe."""

from dataclasses import dataclass
from datetime import datetime, timedelta

AHEAD = timedelta(minutes=2)  # how far a tablet's time may be ahead
LIVE = timedelta(minutes=1)  # longer on the way, it was kept and sent later
TRUSTED = timedelta(minutes=15)  # since the last contact


@dataclass(frozen=True, slots=True)
class Timing:
    at: datetime
    is_offline: bool = False
    is_uncertain: bool = False


def timing_of(
    said: datetime, now: datetime, last_seen: datetime | None, *, doubts: bool
) -> Timing | None:
    """Return the time of a punch, or None for one that is ahead of now.

    One that comes at once has the server's time to go by, whatever the tablet says of its clock. One that
    was kept is uncertain if the tablet doubts its clock, or had no contact for 15 minutes. A tablet that
    doubts its clock may be ahead: its punch is from now, and uncertain.
    """
    if said - now > AHEAD:
        return Timing(now, is_offline=True, is_uncertain=True) if doubts else None
    at = min(said, now)
    if now - at <= LIVE:
        return Timing(at)
    is_long = last_seen is None or at - last_seen > TRUSTED
    return Timing(at, is_offline=True, is_uncertain=doubts or is_long)
