"""What waits for an instructor: oldest first, in keyset pages, with its findings."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import CharField, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Left, NullIf

from clinic_hours.core.domain.findings import Finding
from clinic_hours.sessions.domain.states import State
from clinic_hours.sessions.models import ClinicSession, SessionEvent, SignOff
from courses.requirements.models import Requirement
from home.core.models.actors import Actor

from .findings import earned_minutes, findings_now
from .visible import sessions_visible_to

PAGE = 50
# A page is chosen from this many sessions, so that a filter costs the same for any queue. It is also as
# far as the navigation counts.
READ_AT_ONCE = 50
NOTE_SHOWN = 75  # characters, two lines
# Only what a row of the queue shows: fifty rows are loaded on every visit.
SHOWN = (
    *("public_id", "version", "starts_at", "ends_at", "zone", "local_date", "minutes", "clients"),
    *("provenance", "findings", "submitted_at", "status", "supervisor_id", "requirement_id"),
    "student_id",
)
ASKED_FOR = (
    *("name", "name_es", "minutes", "maximum_minutes", "requirement_set__edition"),
    *("requirement_set__students_per_supervisor", "requirement_set__minutes_per_clock_hour"),
)

Findings = Sequence[Finding]


class Show(StrEnum):
    """Which of the waiting sessions a page shows."""

    ALL = ""
    CLOCKED = "clocked"
    TYPED = "typed"
    WARNINGS = "warnings"


SHOWS: Mapping[Show, Callable[[ClinicSession, Findings], bool]] = {
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
    """Sessions with {session: findings}. `counts` are of the sessions read, `has_more` says if others follow."""

    sessions: tuple[ClinicSession, ...]
    findings: Mapping[int, Findings]
    counts: Mapping[Show, int]
    has_more: bool
    following: Cursor | None


def waiting_for(user: Actor) -> QuerySet[ClinicSession]:
    """Return the submitted sessions that name this person as supervisor."""
    supervisor_id = supervisor_id_of(user)
    if supervisor_id is None:
        return ClinicSession.objects.none()
    return sessions_visible_to(user).filter(supervisor_id=supervisor_id, status=State.SUBMITTED)


def supervisor_id_of(user: Actor) -> int | None:
    supervisor = getattr(user, "supervisor", None)
    return supervisor.pk if supervisor else None


def queue_page(
    user: Actor, after: Cursor | None = None, show: Show = Show.ALL, size: int = PAGE
) -> QueuePage:
    """Return one page, oldest submission first, chosen from the next sessions that wait."""
    found = list(beyond(waiting_rows(user), after)[: READ_AT_ONCE + 1])
    read, has_more = found[:READ_AT_ONCE], len(found) > READ_AT_ONCE
    findings = findings_of(read)
    chosen = {
        each: [session for session in read if shows(session, findings[session.pk])]
        for each, shows in SHOWS.items()
    }
    page = tuple(chosen[show][:size])
    is_cut = len(chosen[show]) > size
    last = page[-1] if is_cut else read[-1] if has_more else None
    return QueuePage(
        sessions=page,
        findings=findings,
        counts={each: len(sessions) for each, sessions in chosen.items()},
        has_more=has_more,
        following=cursor_at(last) if last else None,
    )


def waiting_rows(user: Actor) -> QuerySet[ClinicSession]:
    """Return what rows show. `return_reason` says why a session was sent back before."""
    returned = SessionEvent.objects.filter(
        session=OuterRef("pk"), kind=SessionEvent.Kind.RETURNED
    ).order_by("-pk")
    return (
        waiting_for(user)
        .prefetch_related(Prefetch("requirement", requirements()))
        .only(*SHOWN)
        .annotate(
            return_reason=Subquery(returned.values("reason__text")[:1]),
            earned=earned_minutes(),
            preview=Left("note", NOTE_SHOWN + 1),
            # As str(student), without making fifty people.
            student_name=Coalesce(
                NullIf("student__display_name", Value("")),
                "student__email",
                output_field=CharField(),
            ),
        )
        .order_by("submitted_at", "pk")
    )


def beyond(rows: QuerySet[ClinicSession], after: Cursor | None) -> QuerySet[ClinicSession]:
    """Return the sessions after a row of the queue."""
    if after is None:
        return rows
    # The first comparison lets the index start there; the second breaks ties.
    return rows.filter(submitted_at__gte=after.submitted_at).filter(
        Q(submitted_at__gt=after.submitted_at) | Q(pk__gt=after.pk)
    )


def findings_of(sessions: Sequence[ClinicSession]) -> dict[int, Findings]:
    """Return {session: findings}, those stored with it first."""
    now = findings_now(sessions, {session.pk: session.earned for session in sessions})
    return {
        session.pk: (*(Finding.from_dict(each) for each in session.findings), *now[session.pk])
        for session in sessions
    }


def last_signed_at(user: Actor) -> datetime | None:
    """Return when this person last signed a session."""
    signed = SignOff.objects.filter(supervisor=supervisor_id_of(user)).order_by("-signed_at", "-pk")
    return signed.values_list("signed_at", flat=True).first()


def requirements() -> QuerySet[Requirement]:
    """Return the requirements with what rows show of them. Many rows share one, which is read once."""
    return Requirement.objects.select_related("requirement_set").only(*ASKED_FOR)


def cursor_at(session: ClinicSession) -> Cursor:
    return Cursor(waiting_since(session), session.pk)


def waiting_since(session: ClinicSession) -> datetime:
    """Return when it was submitted. A database constraint guarantees that a submitted session has a value."""
    if session.submitted_at is None:
        raise ValueError(f"Session {session.pk} was never submitted.")
    return session.submitted_at
