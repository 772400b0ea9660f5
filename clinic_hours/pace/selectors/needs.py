"""What it takes an enrollment to meet its target."""

from collections.abc import Sequence
from datetime import date

from clinic_hours.pace.domain.catching_up import Closure, Need, need_of
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.requirements import SetProgress
from clinic_hours.sessions.selectors.surroundings import limits_of


def need_of_enrollment(
    enrollment: Enrollment,
    progress: SetProgress,
    today: date,
    *,
    closures: Sequence[Closure] = (),
    claimed: int = 0,
) -> Need | None:
    """Return what is needed if all pending hours get signed, or None if they are all that remains.

    `claimed` are the minutes already logged this week.
    """
    left = progress.remaining - progress.pending
    if left <= 0:
        return None
    limits = limits_of(enrollment)
    return need_of(left, today, enrollment.target_on, limits, closures=closures, claimed=claimed)
