"""What waits for an instructor: oldest first, in keyset pages, with its findings."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Left, NullIf

from clinic_hours.core.domain.findings import Finding
from clinic_hours.sessions.domain.states import Awaits, State
from clinic_hours.sessions.models import ClinicSession, SessionEvent, SignOff
from courses.requirements.models import Requirement
from home.core.models.actors import Actor

from .findings import earned_minutes, findings_now
from .visible import sessions_visible_to

PAGE = 50
NOTE_SHOWN = 75  # characters, two lines


@dataclass(frozen=True, slots=True)
class Waiting:
    """A session as a row of the queue shows it: fifty of these are made faster than fifty models.

    `findings` are those stored with it. `return_reason` says why it was sent back before, `preview` is the
    beginning of its note, and `earned` are the minutes already earned of its requirement.
    """

    requirement: Requirement
    pk: int
    public_id: UUID
    version: int
    status: str
    student_id: int
    supervisor_id: int
    requirement_id: int
    starts_at: datetime
    ends_at: datetime
    zone: str
    local_date: date
    minutes: int
    clients: int
    provenance: str
    entered_by_id: int | None
    findings: list[dict[str, Any]]
    submitted_at: datetime
    student_name: str
    preview: str
    return_reason: str | None
    earned: int


COLUMNS = [each.name for each in fields(Waiting) if each.name != "requirement"]
Findings = Sequence[Finding]


class Show(StrEnum):
    """Which of the waiting sessions a page shows."""

    ALL = ""
    CLOCKED = "clocked"
    TYPED = "typed"
    WARNINGS = "warnings"


SHOWS: Mapping[Show, Callable[[Waiting, Findings], bool]] = {
    Show.ALL: lambda session, found: True,
    Show.CLOCKED: lambda session, found: session.provenance == "clocked",
    Show.TYPED: lambda session, found: session.provenance == "typed",
    Show.WARNINGS: lambda session, found: bool(found),
}


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of a page; the next page begins after it."""

    submitted_at: datetime
    pk: int


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Sessions with {session: findings}. `counts` are of the sessions read, shown or not."""

    sessions: tuple[Waiting, ...]
    findings: Mapping[int, Findings]
    counts: Mapping[Show, int]
    following: Cursor | None


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


def queue_page(
    user: Actor, after: Cursor | None = None, show: Show = Show.ALL, size: int = PAGE
) -> QueuePage:
    """Return what to show of the next sessions that wait, oldest submission first.

    A filter leaves out some of them and reads no others, so that it costs the same for any queue.
    """
    found = read(beyond(waiting_for(user), after), size + 1)
    page, has_more = found[:size], len(found) > size
    findings = findings_of(page)
    chosen = {
        each: tuple(session for session in page if shows(session, findings[session.pk]))
        for each, shows in SHOWS.items()
    }
    return QueuePage(
        sessions=chosen[show],
        findings=findings,
        counts={each: len(sessions) for each, sessions in chosen.items()},
        following=Cursor(page[-1].submitted_at, page[-1].pk) if has_more else None,
    )


def beyond(sessions: QuerySet[ClinicSession], after: Cursor | None) -> QuerySet[ClinicSession]:
    """Return the sessions that come after a row of the queue, in its order."""
    sessions = sessions.order_by("submitted_at", "pk")
    if after is None:
        return sessions
    # The first comparison lets the index start there; the second breaks ties.
    return sessions.filter(submitted_at__gte=after.submitted_at).filter(
        Q(submitted_at__gt=after.submitted_at) | Q(pk__gt=after.pk)
    )


def read(sessions: QuerySet[ClinicSession], size: int) -> list[Waiting]:
    """Return the first rows, in two queries. Many share a requirement, which is read once."""
    returned = SessionEvent.objects.filter(
        session=OuterRef("pk"), kind=SessionEvent.Kind.RETURNED
    ).order_by("-pk")
    shown = sessions.annotate(
        # As str(student).
        student_name=Coalesce(
            NullIf("student__display_name", Value("")), "student__email", output_field=CharField()
        ),
        preview=Left("note", NOTE_SHOWN + 1),
        return_reason=Subquery(returned.values("reason__text")[:1]),
        earned=earned_minutes(),
    )
    rows = list(shown.values_list(*COLUMNS)[:size])
    place = COLUMNS.index("requirement_id")
    requirements = Requirement.objects.select_related("requirement_set")
    known = requirements.in_bulk({row[place] for row in rows})
    return [Waiting(known[row[place]], *row) for row in rows]


def findings_of(sessions: Sequence[Waiting]) -> dict[int, Findings]:
    """Return {session: findings}, those stored with it first."""
    now = findings_now(sessions, {session.pk: session.earned for session in sessions})
    return {
        session.pk: (*map(Finding.from_dict, session.findings), *now[session.pk])
        for session in sessions
    }


def next_waiting(user: Actor, session: ClinicSession) -> ClinicSession | None:
    """Return what comes after a session in the queue, or the oldest after the last one."""
    waiting = waiting_for(user).exclude(pk=session.pk).select_related("student")
    place = Cursor(session.submitted_at, session.pk) if session.submitted_at else None
    return beyond(waiting, place).first() or beyond(waiting, None).first()


def last_signed_at(user: Actor) -> datetime | None:
    """Return when this person last signed a session."""
    signed = SignOff.objects.filter(supervisor=supervisor_id_of(user)).order_by("-signed_at", "-pk")
    return signed.values_list("signed_at", flat=True).first()
