"""The acts of a worker, each through a service. They return what the service reported done."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from clinic_hours.core.domain.authentication import Authentication
from clinic_hours.sessions.domain.attestation import (
    credit_statement,
    current_statement,
    reversal_statement,
)
from clinic_hours.sessions.domain.states import State
from clinic_hours.sessions.models import ClinicSession, HourEntry, SessionEvent
from clinic_hours.sessions.services.claims import SessionFacts
from clinic_hours.sessions.services.credits import Paper, PaperLine, post_credit
from clinic_hours.sessions.services.sessions import (
    discard_session,
    log_session,
    return_session,
    submit_session,
    take_back_session,
)
from clinic_hours.sessions.services.sign_offs import Pick, sign_off_sessions, void_sign_off
from clinic_hours.transcripts.documents.issuing import issue_transcript

from .school import School

Done = dict[str, Any]
Kind = SessionEvent.Kind

HALF_HOURS = 12 * 48  # slots in twelve days, well inside the entry window
NEWEST = 15  # workers choose among the newest sessions, so they often collide
MOST_AT_ONCE = 12


class Acts:
    def __init__(self, school: School, chance: random.Random) -> None:
        self.school, self.chance = school, chance

    def choose(self) -> dict[str, Any]:
        """Return the next act, with everything a form would contain, so that it can be sent again."""
        weights = {"log": 40, "submit": 10, "send_back": 6, "sign": 22, "void": 6}
        weights |= {"take_back": 4, "discard": 4, "credit": 6, "issue": 4}
        (name,) = self.chance.choices(list(weights), list(weights.values()))
        if name != "log":
            return {"begins": name}
        return {
            "begins": name,
            "submission": str(UUID(int=self.chance.getrandbits(128), version=4)),
            "enrollment": self.chance.randrange(len(self.school.enrollments)),
            "supervisor": self.chance.randrange(len(self.school.supervisors)),
            "slot": self.chance.randrange(HALF_HOURS),
            "submit": self.chance.random() < 0.8,
        }

    def perform(self, act: dict[str, Any]) -> Done | None:
        """Return what was done, or None if there was nothing to act on."""
        form = {name: value for name, value in act.items() if name != "begins"}
        work: Callable[..., Done | None] = getattr(self, act["begins"])
        return work(**form)

    def log(
        self, submission: str, enrollment: int, supervisor: int, slot: int, submit: bool
    ) -> Done:
        today = timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        starts_at = today - timedelta(days=1, minutes=30 * slot)
        who = self.school.enrollments[enrollment]
        session = log_session(
            actor=who.student,
            enrollment=who,
            facts=SessionFacts(
                requirement=who.requirement_set.requirements.get(),
                site=self.school.site,
                supervisor=self.school.supervisors[supervisor],
                starts_at=starts_at,
                ends_at=starts_at + timedelta(minutes=30),
                clients=1,
                late_reason="The network was down.",
            ),
            submit=submit,
            submission=UUID(submission),
        )
        kinds = [Kind.LOGGED, Kind.SUBMITTED] if submit else [Kind.LOGGED]
        return done(events=[(session.pk, kind, 1) for kind in kinds], session=submission)

    def submit(self) -> Done | None:
        session = self.one_of(State.DRAFT, State.RETURNED)
        return session and self.change(submit_session, session, Kind.SUBMITTED, session.student)

    def take_back(self) -> Done | None:
        session = self.one_of(State.SUBMITTED)
        return session and self.change(take_back_session, session, Kind.TAKEN_BACK, session.student)

    def discard(self) -> Done | None:
        session = self.one_of(State.DRAFT, State.RETURNED)
        return session and self.change(discard_session, session, Kind.DISCARDED, session.student)

    def send_back(self) -> Done | None:
        session = self.one_of(State.SUBMITTED)
        return session and self.change(
            return_session,
            session,
            Kind.RETURNED,
            session.supervisor.user,
            reason="The end, please.",
        )

    def change(
        self, service: Callable, session: ClinicSession, kind: str, actor, **more: Any
    ) -> Done:
        service(actor=actor, session=session, version=session.version, **more)
        return done(events=[(session.pk, kind, session.version + 1)])

    def sign(self) -> Done | None:
        supervisor = self.chance.choice(self.school.supervisors)
        waiting = self.newest(State.SUBMITTED).filter(supervisor=supervisor)[:NEWEST]
        picked = [each for each in waiting if self.chance.random() < 0.6][:MOST_AT_ONCE]
        if not picked:
            return None
        entries = sign_off_sessions(
            actor=supervisor.user,
            picks=[Pick(session.pk, session.version) for session in picked],
            statement=current_statement("en"),
            authentication=just_now(),
        )
        events = [(each.pk, Kind.SIGNED_OFF, each.version + 1) for each in picked]
        return done(events=events, entries=entries)

    def void(self) -> Done | None:
        session = self.one_of(State.SIGNED_OFF)
        if not session:
            return None
        reversal = void_sign_off(
            actor=self.chance.choice([self.school.coordinator.user, session.supervisor.user]),
            session=session,
            version=session.version,
            reason="Signed in error.",
            statement=reversal_statement("en"),
            authentication=just_now(),
        )
        return done(events=[(session.pk, Kind.VOIDED, session.version + 1)], entries=[reversal])

    def credit(self) -> Done:
        enrollment = self.chance.choice(self.school.enrollments)
        paper = Paper(
            kind=HourEntry.Kind.TRANSFER,
            occurred_on=enrollment.started_on,
            document=f"Transcript {self.chance.getrandbits(48)} of another school",
            lines=(PaperLine(enrollment.requirement_set.requirements.get(), 60, 1),),
        )
        entries = post_credit(
            actor=self.school.coordinator.user,
            enrollment=enrollment,
            paper=paper,
            statement=credit_statement("en"),
            authentication=just_now(),
        )
        return done(entries=entries)

    def issue(self) -> Done:
        enrollment = self.chance.choice(self.school.enrollments)
        transcript = issue_transcript(actor=self.school.coordinator.user, enrollment=enrollment)
        return done(transcript=[transcript.number, transcript.code])

    def newest(self, *states: State):
        sessions = ClinicSession.objects.select_related("student", "supervisor__user")
        return sessions.filter(status__in=states).order_by("-pk")

    def one_of(self, *states: State) -> ClinicSession | None:
        found = list(self.newest(*states)[:NEWEST])
        return self.chance.choice(found) if found else None


def done(*, events=(), entries=(), **more: Any) -> Done:
    return {
        "events": [[session, str(kind), version] for session, kind, version in events],
        "entries": [[entry.seq, bytes(entry.log_entry.leaf_hash).hex()] for entry in entries],
        **more,
    }


def just_now() -> Authentication:
    return Authentication("password", datetime.now(UTC))
