"""Who has a role in the office today."""

from django.db.models import Q, QuerySet

from clinic_hours.people.models import OfficeRole
from home.core.school_time import today


def roles_in_force() -> QuerySet[OfficeRole]:
    """Return the roles that nobody has ended and whose time is not over, by the school's calendar."""
    lasts = Q(until=None) | Q(until__gte=today())
    return OfficeRole.objects.filter(lasts, ended_at=None)
