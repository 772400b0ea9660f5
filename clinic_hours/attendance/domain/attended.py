"""What a student's spans on a shift count for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .punches import Closing, Span, SpanKind, rounded
from .rules import Rules
from .supervision import Parts, Time

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Attended:
    """From when to when (UTC), the minutes that do not count, and who supervised the rest.

    `break_minutes` holds breaks, waiting, and what the site's rules do not count.
    """

    starts_at: datetime
    ends_at: datetime
    break_minutes: int
    parts: Parts
    is_attested: bool

    @property
    def minutes(self) -> int:
        """What counts."""
        return (self.ends_at - self.starts_at) // MINUTE - self.break_minutes


def counted_times(
    spans: Iterable[Span], starts_at: datetime, ends_at: datetime, rules: Rules, now: datetime
) -> list[Time]:
    """Return the times in which someone was there until now, within the shift and its grace.

    Time of which an end is unknown gives none. Now is rounded as clock times are, so that an instructor who
    is still there was there for all of a student's rounded time.
    """
    kinds = {SpanKind.HERE, SpanKind.WAITING} if rules.counts_waiting else {SpanKind.HERE}
    until, now = rules.counts_until(ends_at), rounded(now, rules.round_to)
    clipped = (
        (max(span.from_at, starts_at), min(span.to_at or now, until))
        for span in spans
        if span.kind in kinds and span.is_known
    )
    return [time for time in clipped if time[0] < time[1]]


def attended(
    times: Sequence[Time], parts: Parts, spans: Iterable[Span], rules: Rules
) -> Attended | None:
    """Return what counts, or None if not a minute does."""
    counted = parts.supervised
    counted += parts.over_ratio if rules.counts_over_ratio else 0
    counted += parts.unsupervised if rules.counts_unsupervised else 0
    if not counted:
        return None
    starts_at, ends_at = times[0][0], times[-1][1]
    elapsed = (ends_at - starts_at) // MINUTE
    attested = any(span.began_attested or span.closing == Closing.ATTESTED for span in spans)
    return Attended(starts_at, ends_at, elapsed - counted, parts, attested)


def is_missing_an_end(spans: Iterable[Span]) -> bool:
    """Return whether part of the time is unknown until an instructor says it."""
    return any(not span.is_known for span in spans)
