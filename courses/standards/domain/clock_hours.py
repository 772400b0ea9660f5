"""Clock hours and real time. Plain arithmetic.

A board, and a school under it, counts in clock hours of 60 or of 50 minutes. A curriculum row keeps what
was typed: its clock hours in sixtieths, so that 50 hours are 3,000 however long an hour is. Time actually
spent is kept in real minutes. Code that compares the two converts here.
"""

MINUTES_PER_HOUR = 60


def real_minutes(kept: int, minutes_per_clock_hour: int) -> int:
    """Return the real minutes in clock hours kept in sixtieths, rounded up."""
    return -(-kept * minutes_per_clock_hour // MINUTES_PER_HOUR)


def kept_minutes(real: int, minutes_per_clock_hour: int) -> int:
    """Return the clock hours, in sixtieths, that real minutes make, rounded up."""
    return -(-real * MINUTES_PER_HOUR // minutes_per_clock_hour)


class InClockHours:
    """A row whose lengths are clock hours of `minutes_per_clock_hour`."""

    minutes_per_clock_hour: int

    def in_real_minutes(self, kept: int) -> int:
        return real_minutes(kept, self.minutes_per_clock_hour)

    def limit_in_real_minutes(self, kept: int | None) -> int | None:
        """Like `in_real_minutes`, for an optional length."""
        return None if kept is None else self.in_real_minutes(kept)
