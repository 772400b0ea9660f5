"""READ: the days on which the school, or one of its clinic sites, is closed."""

from datetime import date

from django.db.models import QuerySet

from home.site.models import Closure

WHOLE_SCHOOL = ""


def school_closures() -> QuerySet[Closure]:
    """Return the closures of the whole school, by their first day."""
    return Closure.objects.filter(place=WHOLE_SCHOOL)


def closures_between(first: date, last: date, place: str = WHOLE_SCHOOL) -> QuerySet[Closure]:
    """Return the closures with a day from `first` to `last`: the whole school's, and those of a place."""
    overlapping = Closure.objects.filter(first_day__lte=last, last_day__gte=first)
    return overlapping.filter(place__in={WHOLE_SCHOOL, place})
