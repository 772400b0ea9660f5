"""The days on which the whole school is closed."""

from clinic_hours.pace.domain.catching_up import Closure
from home.site.selectors import closures


def school_closures() -> tuple[Closure, ...]:
    """Return the first and last day of each closure."""
    return tuple(closures.school_closures().values_list("first_day", "last_day"))
