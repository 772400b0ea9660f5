"""Samples of every state a desk shows: waiting, returned, voided, a draft, a warning, transfer hours."""

from datetime import time, timedelta

from clinic_hours.core.domain.authentication import Authentication
from clinic_hours.people.models import Enrollment, Supervisor
from clinic_hours.sessions.domain.attestation import credit_statement, reversal_statement
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.services.completion import complete_enrollment
from clinic_hours.sessions.services.credits import Paper, PaperLine, post_credit
from clinic_hours.sessions.services.sessions import (
    discard_session,
    return_session,
    take_back_session,
)
from clinic_hours.sessions.services.sign_offs import void_sign_off
from clinic_hours.transcripts.documents.issuing import issue_transcript
from portal.accounts.models import User

from .cast import NOTES
from .histories import A_MOMENT, Histories, instant
from .records import end_of_last_month


class SampleStates:
    """Adds sample states to histories that are already written and signed."""

    def __init__(self, histories: Histories) -> None:
        self.histories = histories

    def add(self, by_name: dict[str, Enrollment], people: dict[str, User]) -> None:
        self.log_the_last_days(by_name)
        self.discard_one(by_name["Naomi Feldman"], self.histories.clinic.supervisors["rosa"])
        self.void_one(by_name["Leon Castillo"], people["cora@palmetto.test"])
        self.take_over_paper(by_name["Naomi Feldman"], people["cora@palmetto.test"])
        if self.histories.finished:
            done = complete_enrollment(enrollment=self.histories.finished, on=self.histories.today)
            issue_transcript(actor=people["cora@palmetto.test"], enrollment=done)

    def log_the_last_days(self, by_name: dict[str, Enrollment]) -> None:
        supervisors = self.histories.clinic.supervisors
        rosa, theo = supervisors["rosa"], supervisors["theo"]
        lucia, andre, hana = (by_name[n] for n in ("Lucía Ferrer", "Andre Baptiste", "Hana Kovač"))
        self.return_one(lucia, rosa)
        for days, clients in ((3, 3), (2, 4)):
            day = self.histories.today - timedelta(days=days)
            self.histories.log_one(
                lucia, day, "hands-on", start="14:00", minutes=210, supervisor=rosa, clients=clients
            )
        yesterday = self.histories.today - timedelta(days=1)
        self.histories.log_one(
            andre, yesterday, "hands-on", start="13:00", minutes=240, supervisor=rosa, clients=4
        )
        note = "Used the forearm stroke that Ms. Delgado showed us in class."
        before = self.histories.today - timedelta(days=2)
        self.histories.log_one(
            hana,
            before,
            "hands-on",
            start="06:00",
            minutes=150,
            supervisor=rosa,
            clients=2,
            note=note,
        )
        self.log_what_needs_a_look(by_name, rosa)
        draft_day = self.histories.today - timedelta(days=5)
        self.histories.log_one(
            andre, draft_day, "outreach", start="08:00", minutes=120, supervisor=rosa, submit=False
        )
        lapsed = end_of_last_month(self.histories.today)
        self.histories.log_one(
            andre, lapsed, "hands-on", start="06:00", minutes=90, supervisor=theo, clients=2
        )

    def log_what_needs_a_look(self, by_name: dict[str, Enrollment], rosa: Supervisor) -> None:
        """Log a session that has waited for six days, one with many clients, and one without any."""
        for name, days, minutes, clients in (
            ("Naomi Feldman", 6, 120, 2),
            ("Tomás Iglesias", 2, 90, 5),
            ("Marcus Ellery", 1, 90, 0),
        ):
            day = self.histories.today - timedelta(days=days)
            self.histories.log_one(
                by_name[name],
                day,
                "hands-on",
                start="06:30",
                minutes=minutes,
                supervisor=rosa,
                clients=clients,
                note=NOTES[days],
            )

    def return_one(self, enrollment: Enrollment, rosa: Supervisor) -> None:
        day = self.histories.today - timedelta(days=5)
        session = self.histories.log_one(
            enrollment, day, "hands-on", start="14:00", minutes=210, supervisor=rosa, clients=3
        )
        return_session(
            actor=rosa.user,
            session=session,
            version=session.version,
            reason="You left at 5:00, the last client canceled. Please correct the end time.",
            now=instant(day + timedelta(days=1), time(12, 30)),
        )

    def discard_one(self, enrollment: Enrollment, rosa: Supervisor) -> None:
        day = self.histories.today - timedelta(days=8)
        session = self.histories.log_one(
            enrollment, day, "hands-on", start="07:00", minutes=60, supervisor=rosa, clients=1
        )
        at = instant(day + timedelta(days=1), time(8, 0))
        draft = take_back_session(actor=enrollment.student, session=session, version=1, now=at)
        discard_session(actor=enrollment.student, session=draft, version=2, now=at + A_MOMENT)

    def void_one(self, enrollment: Enrollment, cora: User) -> None:
        session = enrollment.sessions.filter(status=ClinicSession.Status.SIGNED_OFF).latest(
            "starts_at"
        )
        at = self.histories.now - timedelta(hours=2)
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
        """Credit hours from another school, and from the clinic's paper records before this ledger."""
        requirements = self.histories.requirements
        transferred = (
            PaperLine(requirements["outreach"], 6 * 60, 8),
            PaperLine(requirements["intake"], 8 * 60),
        )
        carried = (PaperLine(requirements["hands-on"], 6 * 60, 7),)
        papers = [
            ("transfer", "Transcript 4471 of Coral Coast College, June 12, 2025", transferred),
            ("opening", "Clinic book 2025, pages 118 to 120", carried),
        ]
        at = self.histories.now - timedelta(hours=3)
        for kind, document, lines in papers:
            post_credit(
                actor=cora,
                enrollment=enrollment,
                paper=Paper(
                    kind=kind,
                    occurred_on=enrollment.started_on,
                    document=document,
                    lines=lines,
                ),
                statement=credit_statement("en"),
                authentication=Authentication("password", at - A_MOMENT),
                now=at,
            )
