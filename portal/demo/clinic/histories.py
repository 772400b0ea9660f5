"""Realistic histories: each session is logged that evening, and signed in the following week."""

import random
from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from clinic_hours.core.domain.authentication import Authentication
from clinic_hours.people.models import Enrollment, Supervisor
from clinic_hours.sessions.domain.attestation import current_statement
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.services.claims import SessionFacts
from clinic_hours.sessions.services.sessions import log_session
from clinic_hours.sessions.services.sign_offs import Pick, sign_off_sessions
from courses.requirements.models import Requirement, RequirementSet

from .cast import EVENING, NOTES, Student
from .records import Clinic, end_of_last_month
from .script import Part, clinic_days, spread, start_clock, two_thirds, whole_program

ZONE = "America/New_York"
SIGNED_AFTER = timedelta(days=4)  # newer sessions are still waiting
A_MOMENT = timedelta(seconds=20)


class Histories:
    """Writes sessions as of their own day. The random seed is fixed: every load gives the same result."""

    def __init__(self, clinic: Clinic, requirement_set: RequirementSet, now: datetime) -> None:
        self.clinic = clinic
        self.now = now
        self.today = now.astimezone(ZoneInfo(ZONE)).date()
        self.requirements: dict[str, Requirement] = {
            each.category: each for each in requirement_set.requirements.all()
        }
        self.due: dict[tuple[date, int], list[ClinicSession]] = defaultdict(list)
        self.finished: Enrollment | None = None

    def log_history(self, student: Student, enrollment: Enrollment) -> None:
        chance = random.Random(student.name)
        parts = self.parts_of(student)
        last = self.today - (timedelta(days=6) if student.email else timedelta(days=1))
        days = list(clinic_days(student.cohort, enrollment.started_on, last))
        for day, part in spread(parts, days):
            session = self.log(student, enrollment, day, part, chance)
            if day <= self.today - SIGNED_AFTER:
                sunday = day + timedelta(days=6 - day.weekday())
                self.due[min(sunday, self.today), session.supervisor_id].append(session)
        if student.share == 1:
            self.finished = enrollment

    def parts_of(self, student: Student) -> list[Part]:
        if student.name == "Lucía Ferrer":
            return two_thirds()
        parts = whole_program()
        return parts[: round(len(parts) * student.share)]

    def log(
        self, student: Student, enrollment: Enrollment, day: date, part: Part, chance: random.Random
    ) -> ClinicSession:
        pause = chance.choice((0, 0, 15)) if part.category == "hands-on" else 0
        hands_on = part.category in ("hands-on", "outreach")
        return self.log_one(
            enrollment,
            day,
            part.category,
            start=start_clock(student.cohort, day),
            minutes=part.minutes,
            pause=pause,
            supervisor=self.supervisor_on(day, student, chance),
            clients=chance.choice((3, 3, 4)) if hands_on else 0,
            note=chance.choice(NOTES),
        )

    def supervisor_on(self, day: date, student: Student, chance: random.Random) -> Supervisor:
        names = (
            ["rosa", "rosa", "irene"] if student.cohort == EVENING else ["irene", "theo", "rosa"]
        )
        name = chance.choice(names)
        if name == "theo" and day > end_of_last_month(self.today):
            name = "irene"
        return self.clinic.supervisors[name]

    def log_one(
        self,
        enrollment: Enrollment,
        day: date,
        category: str,
        *,
        start: str,
        minutes: int,
        supervisor: Supervisor,
        pause: int = 0,
        clients: int = 0,
        note: str = "",
        submit: bool = True,
    ) -> ClinicSession:
        """Log a session of `minutes` net of its break, twenty-five minutes after it ended."""
        starts_at = instant(day, time.fromisoformat(start))
        ends_at = starts_at + timedelta(minutes=minutes + pause)
        outreach = category == "outreach"
        return log_session(
            actor=enrollment.student,
            enrollment=enrollment,
            facts=SessionFacts(
                requirement=self.requirements[category],
                site=self.clinic.outreach if outreach else self.clinic.main,
                supervisor=supervisor,
                starts_at=starts_at,
                ends_at=ends_at,
                break_minutes=pause,
                clients=clients,
                note=note,
                # When asked about the teacher in a note, the student answered that she is not a client.
                names_no_client=bool(note),
            ),
            submit=submit,
            now=min(ends_at + timedelta(minutes=25), self.now),
        )

    def sign_everything_due(self) -> None:
        """Have each instructor sign the week's sessions on Sunday evening, oldest week first."""
        for (sunday, _supervisor), sessions in sorted(self.due.items(), key=lambda item: item[0]):
            self.sign(sessions, min(instant(sunday, time(20, 5)), self.now))

    def sign(self, sessions: list[ClinicSession], at: datetime) -> None:
        sign_off_sessions(
            actor=sessions[0].supervisor.user,
            picks=[Pick(session.pk, session.version) for session in sessions],
            statement=current_statement("en"),
            authentication=Authentication("password", at - A_MOMENT),
            now=at,
        )


def instant(day: date, at: time) -> datetime:
    return datetime.combine(day, at, ZoneInfo(ZONE)).astimezone(UTC)
