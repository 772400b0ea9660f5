"""What waits for an instructor: oldest first, in keyset pages, with its findings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from clinic_hours.sessions.domain.states import Awaits, State
from clinic_hours.sessions.models import ClinicSession, SessionEvent
from courses.requirements.models import Requirement
from home.core.models.actors import Actor

from .findings import earned_minutes
from .visible import sessions_visible_to

PAGE = 50
# Only what a row of the queue shows: fifty rows are loaded on every visit.
SHOWN = (
    *("public_id", "version", "starts_at", "ends_at", "zone", "local_date", "minutes", "clients"),
    *("provenance", "findings", "submitted_at", "status", "supervisor_id", "requirement_id"),
    *("student_id", "student__display_name", "student__email"),
)
ASKED_FOR = (
    *("name", "name_es", "minutes", "maximum_minutes", "requirement_set__edition"),
    *("requirement_set__students_per_supervisor", "requirement_set__minutes_per_clock_hour"),
)


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of a page; the next page begins after it."""

    submitted_at: datetime
    pk: int


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Sessions, with {session: minutes already earned of its requirement}."""

    sessions: tuple[ClinicSession, ...]
    earned: Mapping[int, int]
    following: Cursor | None

    @property
    def minutes(self) -> int:
        return sum(session.minutes for session in self.sessions)


def waiting_for(user: Actor) -> QuerySet[ClinicSession]:
    """Return the submitted sessions that this person can sign now: none that awaits an answer."""
    supervisor_id = supervisor_id_of(user)
    if supervisor_id is None:
        return ClinicSession.objects.none()
    return sessions_visible_to(user).filter(
        supervisor_id=supervisor_id, status=State.SUBMITTED, awaits=Awaits.NOBODY
    )


def supervisor_id_of(user: Actor) -> int | None:
    supervisor = getattr(user, "supervisor", None)
    return supervisor.pk if supervisor else None


def queue_page(user: Actor, after: Cursor | None = None, size: int = PAGE) -> QueuePage:
    """Return one page, oldest submission first. `return_reason` says why a row was sent back before."""
    returned = SessionEvent.objects.filter(
        session=OuterRef("pk"), kind=SessionEvent.Kind.RETURNED
    ).order_by("-pk")
    rows = (
        waiting_for(user)
        .select_related("student")
        .prefetch_related(Prefetch("requirement", requirements()))
        .only(*SHOWN)
        .annotate(
            return_reason=Subquery(returned.values("reason__text")[:1]), earned=earned_minutes()
        )
        .order_by("submitted_at", "pk")
    )
    if after:
        # The first comparison lets the index start there; the second breaks ties.
        rows = rows.filter(submitted_at__gte=after.submitted_at).filter(
            Q(submitted_at__gt=after.submitted_at) | Q(pk__gt=after.pk)
        )
    found = list(rows[: size + 1])
    page = tuple(found[:size])
    earned = {session.pk: session.earned for session in page}
    more = len(found) > size
    return QueuePage(page, earned, Cursor(waiting_since(page[-1]), page[-1].pk) if more else None)


def requirements() -> QuerySet[Requirement]:
    """Return the requirements with what rows show of them. Many rows share one, which is read once."""
    return Requirement.objects.select_related("requirement_set").only(*ASKED_FOR)


def waiting_since(session: ClinicSession) -> datetime:
    """Return when it was submitted. A database constraint guarantees that a submitted session has a value."""
    if session.submitted_at is None:
        raise ValueError(f"Session {session.pk} was never submitted.")
    return session.submitted_at
