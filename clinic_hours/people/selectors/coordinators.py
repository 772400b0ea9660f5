"""Who runs the clinic office today."""

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from clinic_hours.people.models import OfficeRole

from .roles import roles_in_force


def coordinators() -> QuerySet:
    """Return the coordinators' accounts that are active."""
    roles = roles_in_force().filter(role=OfficeRole.Role.COORDINATOR)
    people = get_user_model().objects.filter(is_active=True, pk__in=roles.values("user"))
    return people.order_by("pk")
