"""What a finished student looks back on: sessions, clients, weeks, and who signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Q, Sum

from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.models import HourEntry

SIGNERS = 12


@dataclass(frozen=True, slots=True)
class Signer:
    """An instructor with the minutes they signed and nobody took back."""

    name: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The signed record in figures. Days are None if all hours come from documents."""

    sessions: int
    clients: int
    first_on: date | None
    last_on: date | None

    @property
    def weeks(self) -> int:
        if not self.first_on or not self.last_on:
            return 0
        return (self.last_on - self.first_on).days // 7 + 1


def tally_of(enrollment: Enrollment) -> Tally:
    signed = Q(kind=HourEntry.Kind.SIGN_OFF, reversed_by=None)
    found = HourEntry.objects.filter(enrollment=enrollment).aggregate(
        sessions=Count("pk", filter=signed),
        clients=Sum("clients", default=0),
        first_on=Min("occurred_on", filter=signed),
        last_on=Max("occurred_on", filter=signed),
    )
    return Tally(**found)


def signers_of(enrollment: Enrollment) -> Sequence[Signer]:
    """Return who signed most first."""
    signed = HourEntry.objects.filter(
        enrollment=enrollment, kind=HourEntry.Kind.SIGN_OFF, reversed_by=None
    )
    sums = signed.values_list("sign_off__supervisor__printed_name").annotate(total=Sum("minutes"))
    rows = sums.order_by("-total", "sign_off__supervisor__printed_name")[:SIGNERS]
    return [Signer(name, minutes) for name, minutes in rows]
