"""Whose license lets them sign, and until when."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Max, OuterRef

from clinic_hours.people.models import Credential, Supervisor
from home.core.models.actors import Actor

from .waiting import sum_of


@dataclass(frozen=True, slots=True)
class LicenseStanding:
    """An instructor's license: the last day of the latest one, or None without any."""

    supervisor: Supervisor
    is_current: bool
    expires_on: date | None
    waiting: int

    @property
    def name(self) -> str:
        return str(self.supervisor.user)

    @property
    def first_name(self) -> str:
        return self.supervisor.user.get_short_name()


def license_standings(user: Actor, today: date) -> list[LicenseStanding]:
    """Return the instructors who supervise, those whose license ends first before others, in one query."""
    current = Credential.objects.filter(
        supervisor=OuterRef("pk"), issued_on__lte=today, expires_on__gte=today
    )
    found = (
        Supervisor.objects.filter(is_active=True, user__is_active=True)
        .select_related("user")
        .annotate(
            is_current=Exists(current),
            expires_on=Max("credentials__expires_on"),
            sessions_waiting=sum_of(user, Count("pk")),
        )
        .order_by("expires_on", "pk")
    )
    return [
        LicenseStanding(each, each.is_current, each.expires_on, each.sessions_waiting or 0)
        for each in found
    ]
