"""The days on which the whole school is closed."""

from django.db.models import QuerySet

from clinic_hours.pace.domain.catching_up import Closure
from home.core.selectors.prepared import Prepared
from home.site.selectors import closures


def school_closures() -> tuple[Closure, ...]:
    """Return the first and last day of each closure."""
    return tuple(days_of_closures.rows())


@Prepared
def days_of_closures() -> QuerySet:
    return closures.school_closures().values_list("first_day", "last_day")
