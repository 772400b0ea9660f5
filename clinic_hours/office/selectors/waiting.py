"""What waits where: the sessions that wait for each instructor, the students and the office."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import (
    Aggregate,
    Count,
    Exists,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce

from clinic_hours.notices.models import Notice
from clinic_hours.people.models import Credential, Supervisor
from clinic_hours.people.selectors.limits import limits
from clinic_hours.sessions.domain.states import Awaits, State
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.selectors.reminders import REMINDED, day_in_key
from clinic_hours.sessions.selectors.visible import sessions_visible_to
from home.core.models.actors import Actor, Person


@dataclass(frozen=True, slots=True)
class WaitingFor:
    """What waits for one instructor's signature; `overdue` sessions have waited too long."""

    supervisor: Supervisor
    sessions: int
    minutes: int
    oldest: datetime
    overdue: int
    first_day: date
    last_day: date

    @property
    def name(self) -> str:
        return str(self.supervisor.user)

    @property
    def still_signs(self) -> bool:
        return self.supervisor.is_active and self.supervisor.user.is_active


def unsigned(user: Actor) -> QuerySet[ClinicSession]:
    """Return the sessions that wait for an instructor."""
    waiting = {"status": State.SUBMITTED, "awaits": Awaits.NOBODY}
    return sessions_visible_to(user).filter(**waiting)


def waiting_by_instructor(user: Actor, now: datetime) -> list[WaitingFor]:
    """Return the instructors for whom sessions wait, the one with the oldest first, in one query.

    Each instructor is looked up in the queue's index: the signed sessions of past years are not read.
    """
    long_ago = Q(submitted_at__lte=now - timedelta(days=limits().office_days))
    found = Supervisor.objects.select_related("user").annotate(
        oldest=sum_of(user, Min("submitted_at")),
        sessions_waiting=sum_of(user, Count("pk")),
        minutes_waiting=sum_of(user, Sum("minutes")),
        first_day=sum_of(user, Min("local_date")),
        last_day=sum_of(user, Max("local_date")),
        overdue=Coalesce(sum_of(user, Count("pk", filter=long_ago)), 0),
    )
    return [
        WaitingFor(
            supervisor=each,
            sessions=each.sessions_waiting,
            minutes=each.minutes_waiting,
            oldest=each.oldest,
            overdue=each.overdue,
            first_day=each.first_day,
            last_day=each.last_day,
        )
        for each in found.exclude(oldest=None).order_by("oldest")
    ]


def reminded_today(queues: Collection[WaitingFor], now: datetime) -> set[int]:
    """Return the supervisors who were reminded of a session today, the school's day."""
    people = {queue.supervisor.user_id: queue.supervisor.pk for queue in queues}
    sent = Notice.objects.filter(kind=REMINDED, person__in=people, key__endswith=day_in_key(now))
    return {people[person] for person in sent.values_list("person", flat=True)}


def sum_of(user: Actor, aggregate: Aggregate) -> Subquery:
    own = unsigned(user).filter(supervisor=OuterRef("pk")).order_by().values("supervisor")
    return Subquery(own.annotate(found=aggregate).values("found"))


def sessions_waiting_for(user: Actor, supervisor: Supervisor) -> QuerySet[ClinicSession]:
    """Return the sessions that wait for one instructor, oldest first."""
    return listed(unsigned(user).filter(supervisor=supervisor))


def waiting_for_person(user: Actor, person: Person) -> int:
    """Return how many sessions wait for a person, if they are an instructor."""
    supervisor = getattr(person, "supervisor", None)
    return sessions_waiting_for(user, supervisor).count() if supervisor else 0


def versions_waiting_for(user: Actor, supervisor: Supervisor) -> dict[UUID, int]:
    """Return {public id: version} of all of them."""
    waiting = unsigned(user).filter(supervisor=supervisor)
    return dict(waiting.values_list("public_id", "version"))


def others_for(queue: WaitingFor) -> QuerySet[Supervisor]:
    """Return who may sign some of the sessions that wait for an instructor."""
    days = Q(issued_on__lte=queue.last_day, expires_on__gte=queue.first_day)
    licensed = Credential.objects.filter(days, supervisor=OuterRef("pk"))
    others = Supervisor.objects.filter(is_active=True, user__is_active=True)
    return others.filter(Exists(licensed)).exclude(pk=queue.supervisor.pk).order_by("printed_name")


def listed(sessions: QuerySet[ClinicSession]) -> QuerySet[ClinicSession]:
    related = ("student", "supervisor__user", "requirement__requirement_set")
    return sessions.select_related(*related).order_by("submitted_at", "pk")
