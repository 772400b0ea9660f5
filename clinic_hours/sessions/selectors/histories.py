"""A person's sessions as a list, one session as a timeline, and the entries behind a total."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum

from clinic_hours.core.domain.errors import UNREADABLE
from clinic_hours.people.models import Enrollment, Supervisor
from clinic_hours.people.selectors.visible import supervisor_of
from clinic_hours.sessions.domain.lines import EntryLine, line_of
from clinic_hours.sessions.domain.states import LIVE, State
from clinic_hours.sessions.models import (
    ClinicSession,
    HourEntry,
    SessionEvent,
    SignOff,
)
from home.core.models.actors import Actor

from .visible import sessions_of_own, sessions_visible_to

PAGE = 25


@dataclass(frozen=True, slots=True)
class Position:
    """The end of a page of sessions, newest first."""

    starts_at: datetime
    pk: int


@dataclass(frozen=True, slots=True)
class SessionPage:
    sessions: tuple[ClinicSession, ...]
    following: Position | None


def own_sessions(user: Actor, enrollment: Enrollment) -> QuerySet[ClinicSession]:
    """Return an enrollment's sessions that the user may see, newest first: all for its student."""
    is_own = enrollment.student_id == user.pk
    sessions = sessions_of_own(user) if is_own else sessions_visible_to(user)
    return (
        sessions.filter(enrollment=enrollment)
        .select_related("requirement", "supervisor", "site")
        .order_by("-starts_at", "-pk")
    )


@dataclass(frozen=True, slots=True)
class Totals:
    """The number of sessions in a list, and their minutes. Voided and discarded ones add no minutes."""

    count: int
    minutes: int


def totals_of(sessions: QuerySet[ClinicSession]) -> Totals:
    found = sessions.order_by().aggregate(
        count=Count("pk"), minutes=Sum("minutes", filter=Q(status__in=LIVE), default=0)
    )
    return Totals(**found)


def page_of(
    sessions: QuerySet[ClinicSession], after: Position | None = None, size: int = PAGE
) -> SessionPage:
    """Return one keyset page of sessions ordered newest first."""
    if after:
        sessions = sessions.filter(starts_at__lte=after.starts_at).filter(
            Q(starts_at__lt=after.starts_at) | Q(pk__lt=after.pk)
        )
    found = list(sessions[: size + 1])
    page = tuple(found[:size])
    more = len(found) > size
    return SessionPage(page, Position(page[-1].starts_at, page[-1].pk) if more else None)


@dataclass(frozen=True, slots=True)
class Returned:
    """A session waiting for correction, with what the instructor said."""

    session: ClinicSession
    event: SessionEvent


def returned_to(enrollment: Enrollment) -> list[Returned]:
    """Return the sessions waiting for correction, oldest first, each with its last return."""
    events = (
        SessionEvent.objects.filter(
            session__enrollment=enrollment,
            session__status=State.RETURNED,
            kind=SessionEvent.Kind.RETURNED,
        )
        .select_related("session__requirement", "session__supervisor", "actor", "reason")
        .order_by("session__starts_at", "pk")[:PAGE]
    )
    return list({event.session_id: Returned(event.session, event) for event in events}.values())


def timeline_of(session: ClinicSession) -> QuerySet[SessionEvent]:
    events = SessionEvent.objects.filter(session=session)
    return events.select_related("actor", "reason").order_by("pk")


def instructors_in(events: Iterable[SessionEvent]) -> dict[int, str]:
    """Return {key: name} of the instructors before and after a change. No query if none changed."""
    keys = {key for event in events for key in event.fields.get("supervisor", ())}
    if not keys:
        return {}
    return {each.pk: str(each) for each in Supervisor.objects.filter(pk__in=keys)}


Changes = dict[str, list]


def changes_since(
    sessions: QuerySet[ClinicSession], versions: Mapping[UUID, int]
) -> list[tuple[ClinicSession, Changes]]:
    """Return those of the sessions that are newer than a version, with {field: [old, new]} of each."""
    events = SessionEvent.objects.order_by("pk")
    found = sessions.filter(public_id__in=versions).prefetch_related(Prefetch("events", events))
    newer = [each for each in found if each.version > versions[each.public_id]]
    return [(each, net_changes(each, versions[each.public_id])) for each in newer]


def net_changes(session: ClinicSession, version: int) -> Changes:
    """Return what is different from a version, whatever it was in between."""
    net: Changes = {}
    for event in session.events.all():
        if event.version > version:
            for name, pair in event.fields.items():
                net[name] = [*net.get(name, pair)[:1], *pair[1:]]
    return {name: pair for name, pair in net.items() if not pair or pair[0] != pair[1]}


def sign_off_of(session: ClinicSession) -> SignOff | None:
    return SignOff.objects.filter(session=session).select_related("supervisor").first()


def entries_of_session(session: ClinicSession) -> QuerySet[HourEntry]:
    entries = HourEntry.objects.filter(session=session).select_related("log_entry")
    return entries.order_by("log_entry")


def signed_line(entries: Iterable[HourEntry]) -> EntryLine | None:
    """Return what was signed of a session, such as its clinic, which may be called something else by now."""
    for entry in entries:
        if entry.kind == HourEntry.Kind.SIGN_OFF:
            with suppress(*UNREADABLE):
                return line_of(bytes(entry.log_entry.payload))
    return None


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Entries, newest first. The next page begins before the number `following`."""

    entries: tuple[HourEntry, ...]
    following: int | None


def entries_page(
    enrollment: Enrollment, requirement_id: int, before: int | None = None, size: int = PAGE
) -> EntryPage:
    """Return the entries behind a total, with their sessions and what they reverse."""
    entries = (
        HourEntry.objects.filter(enrollment=enrollment, requirement=requirement_id)
        .select_related("log_entry", "session", "reverses", "reversed_by", "reason")
        .order_by("-log_entry")
    )
    if before:
        entries = entries.filter(log_entry__lt=before)
    found = list(entries[: size + 1])
    page = tuple(found[:size])
    return EntryPage(page, page[-1].seq if len(found) > size else None)


@dataclass(frozen=True, slots=True)
class SignedPage:
    """Sign-offs, newest first. `following` is where the next page begins."""

    sign_offs: tuple[SignOff, ...]
    following: tuple[datetime, int] | None


def signed_page(
    user: Actor, after: tuple[datetime, int] | None = None, size: int = PAGE
) -> SignedPage:
    """Return the sign-offs of this person, each with the number (`seq`) of its entry."""
    posted = HourEntry.objects.filter(session=OuterRef("session"), kind=HourEntry.Kind.SIGN_OFF)
    sign_offs = (
        SignOff.objects.filter(supervisor=supervisor_of(user))
        .select_related("session__student", "session__requirement", "session__site")
        .annotate(seq=Subquery(posted.values("log_entry")[:1]))
        .order_by("-signed_at", "-pk")
    )
    if after:
        signed_at, pk = after
        earlier = Q(signed_at__lt=signed_at) | Q(pk__lt=pk)
        sign_offs = sign_offs.filter(earlier, signed_at__lte=signed_at)
    found = list(sign_offs[: size + 1])
    page = tuple(found[:size])
    more = len(found) > size
    return SignedPage(page, (page[-1].signed_at, page[-1].pk) if more else None)
