"""Clock hours and the time that they take. Plain arithmetic.

A board, and a school under it, counts in clock hours of 60 or of 50 minutes. A row of the curriculum
keeps what was typed: its clock hours in sixtieths, so that 50 hours are 3,000 whatever an hour has.
Time that somebody spent is kept in real minutes. Who holds one against the other converts here.
"""

MINUTES_PER_HOUR = 60


def real_minutes(kept: int, minutes_per_clock_hour: int) -> int:
    """Return the real minutes that clock hours, kept in sixtieths, take; a started minute is whole."""
    return -(-kept * minutes_per_clock_hour // MINUTES_PER_HOUR)


def kept_minutes(real: int, minutes_per_clock_hour: int) -> int:
    """Return the clock hours, in sixtieths, that so many real minutes make; a started one is whole."""
    return -(-real * MINUTES_PER_HOUR // minutes_per_clock_hour)


class InClockHours:
    """A row whose lengths are clock hours of `minutes_per_clock_hour`."""

    minutes_per_clock_hour: int

    def in_real_minutes(self, kept: int) -> int:
        return real_minutes(kept, self.minutes_per_clock_hour)

    def limit_in_real_minutes(self, kept: int | None) -> int | None:
        """As `in_real_minutes`, for a length that need not be set."""
        return None if kept is None else self.in_real_minutes(kept)
