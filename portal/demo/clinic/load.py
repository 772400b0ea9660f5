"""Write believable histories: each session logged on its evening, signed in the week that follows."""

import random
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from clinic_hours.domain.attestation import (
    Authentication,
    credit_statement,
    current_statement,
    reversal_statement,
)
from clinic_hours.models import ClinicSession, Enrollment, Supervisor
from clinic_hours.services.claims import SessionFacts
from clinic_hours.services.credits import Paper, post_credit
from clinic_hours.services.enrollments import complete_enrollment
from clinic_hours.services.sessions import log_session, return_session, withdraw_session
from clinic_hours.services.sign_offs import Pick, sign_off_sessions, void_sign_off
from clinic_hours.services.transcripts import issue_transcript
from courses.models import Requirement, RequirementSet
from portal.accounts.models import User

from .cast import EVENING, NOTES, STUDENTS, Student
from .records import Clinic, build_clinic, end_of_last_month, enroll_all
from .script import Part, clinic_days, spread, start_clock, two_thirds, whole_program

ZONE = "America/New_York"
SIGNED_AFTER = timedelta(days=4)  # what is newer still waits
A_MOMENT = timedelta(seconds=20)


def load_clinic(
    people: dict[str, User],
    requirement_set: RequirementSet,
    now: datetime,
    say: Callable[[str], None],
) -> None:
    """Load cohorts, enrollments and histories, where there are none yet."""
    if Enrollment.objects.exists():
        return
    today = now.astimezone(ZoneInfo(ZONE)).date()
    clinic = build_clinic(people, requirement_set, today)
    enrollments = enroll_all(people, clinic, requirement_set, today)
    writer = Histories(clinic, requirement_set, now)
    for student in STUDENTS:
        writer.log_history(student, enrollments[student])
    say("Signing …")
    writer.sign_everything_due()
    writer.leave_loose_ends({s.name: e for s, e in enrollments.items()}, people)


class Histories:
    """Writes sessions as of their own day. Chance is seeded: every load tells the same story."""

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
            provenance=chance.choice(("typed", "typed", "clocked")),
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
        provenance: str = "typed",
        submit: bool = True,
    ) -> ClinicSession:
        """Log a session of `minutes` after its break, twenty-five minutes after it ended."""
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
                provenance=provenance,
            ),
            submit=submit,
            now=min(ends_at + timedelta(minutes=25), self.now),
        )

    def sign_everything_due(self) -> None:
        """Each instructor signs on Sunday evening what the week brought, oldest week first."""
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

    def leave_loose_ends(self, by_name: dict[str, Enrollment], people: dict[str, User]) -> None:
        """What a desk shows on an ordinary day: waiting, returned, voided, a draft, a warning."""
        rosa, theo = self.clinic.supervisors["rosa"], self.clinic.supervisors["theo"]
        lucia, andre, hana = (by_name[n] for n in ("Lucía Ferrer", "Andre Baptiste", "Hana Kovač"))
        self.return_one(lucia, rosa)
        for days, clients in ((3, 3), (2, 4)):
            day = self.today - timedelta(days=days)
            self.log_one(
                lucia, day, "hands-on", start="14:00", minutes=210, supervisor=rosa, clients=clients
            )
        yesterday = self.today - timedelta(days=1)
        self.log_one(
            andre, yesterday, "hands-on", start="13:00", minutes=240, supervisor=rosa, clients=4
        )
        note = "Call Mrs. Delgado at 305-555-0177 about her next visit."
        before = self.today - timedelta(days=2)
        self.log_one(
            hana,
            before,
            "hands-on",
            start="06:00",
            minutes=150,
            supervisor=rosa,
            clients=2,
            note=note,
        )
        draft_day = self.today - timedelta(days=5)
        self.log_one(
            andre, draft_day, "outreach", start="07:00", minutes=120, supervisor=rosa, submit=False
        )
        lapsed = end_of_last_month(self.today)
        self.log_one(
            andre, lapsed, "hands-on", start="06:00", minutes=90, supervisor=theo, clients=2
        )
        self.take_one_back(by_name["Naomi Feldman"], rosa)
        self.void_one(by_name["Leon Castillo"], people["cora@palmetto.test"])
        self.take_over_paper(by_name["Naomi Feldman"], people["cora@palmetto.test"])
        if self.finished:
            done = complete_enrollment(enrollment=self.finished, on=self.today)
            issue_transcript(actor=people["cora@palmetto.test"], enrollment=done)

    def return_one(self, enrollment: Enrollment, rosa: Supervisor) -> None:
        day = self.today - timedelta(days=5)
        session = self.log_one(
            enrollment, day, "hands-on", start="14:00", minutes=210, supervisor=rosa, clients=3
        )
        return_session(
            actor=rosa.user,
            session=session,
            version=session.version,
            reason="You left at 5:00, the last client canceled. Please correct the end time.",
            now=instant(day + timedelta(days=1), time(12, 30)),
        )

    def take_one_back(self, enrollment: Enrollment, rosa: Supervisor) -> None:
        day = self.today - timedelta(days=8)
        session = self.log_one(
            enrollment, day, "hands-on", start="07:00", minutes=60, supervisor=rosa, clients=1
        )
        at = instant(day + timedelta(days=1), time(8, 0))
        withdraw_session(actor=enrollment.student, session=session, version=1, now=at)

    def void_one(self, enrollment: Enrollment, cora: User) -> None:
        session = enrollment.sessions.filter(status=ClinicSession.Status.SIGNED_OFF).latest(
            "starts_at"
        )
        at = self.now - timedelta(hours=2)
        void_sign_off(
            actor=cora,
            session=session,
            version=session.version,
            reason="The student was at a dental appointment that day; logged by mistake.",
            statement=reversal_statement("en"),
            authentication=Authentication("password", at - A_MOMENT),
            now=at,
        )

    def take_over_paper(self, enrollment: Enrollment, cora: User) -> None:
        """Hours from another school, and from the clinic book of before this ledger."""
        papers = [
            ("transfer", 20 * 60, 22, "Transcript 4471 of Coral Coast College, June 12, 2025"),
            ("opening", 6 * 60, 7, "Clinic book 2025, pages 118 to 120"),
        ]
        at = self.now - timedelta(hours=3)
        for kind, minutes, clients, document in papers:
            post_credit(
                actor=cora,
                enrollment=enrollment,
                paper=Paper(
                    kind=kind,
                    requirement=self.requirements["hands-on"],
                    minutes=minutes,
                    clients=clients,
                    occurred_on=enrollment.started_on,
                    document=document,
                ),
                statement=credit_statement("en"),
                authentication=Authentication("password", at - A_MOMENT),
                now=at,
            )


def instant(day: date, at: time) -> datetime:
    return datetime.combine(day, at, ZoneInfo(ZONE)).astimezone(UTC)
