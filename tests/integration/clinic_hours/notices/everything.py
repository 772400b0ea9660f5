"""Everything that people can be told of happens at the school in one evening."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth import get_user_model
from wagtail.users.models import UserProfile

from clinic_hours.kiosk.services.alarms import MANY
from clinic_hours.people.domain.licenses import License
from clinic_hours.people.models import Enrollment, Supervisor
from clinic_hours.people.services.accounts import resend_invitation
from clinic_hours.people.services.newcomers import add_instructor, add_student
from clinic_hours.sessions.domain.attestation import reversal_statement
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.services.sessions import return_session
from clinic_hours.sessions.services.sign_offs import void_sign_off
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.services.requests import ask_for_transcript
from home.core.models.actors import Person
from tests.factories.clinic import (
    NOW,
    TODAY,
    ClinicSiteFactory,
    EnrollmentFactory,
    SupervisorFactory,
    fresh,
    logged,
    signed,
)
from tests.factories.people import UserFactory
from tests.integration.clinic_hours.kiosk.tablet import Tablet
from tests.integration.clinic_hours.sessions.answers.steps import (
    accepted,
    corrected,
    decided,
    disputed,
    entered,
    reassigned,
    reminded,
)

from .on_shifts import OnShifts

IN_YEARS = date(2029, 6, 1)


@dataclass(frozen=True)
class School:
    """Lucía studies, Rosa and Irene supervise, Cora runs the office."""

    lucia: Enrollment
    rosa: Supervisor
    irene: Supervisor
    cora: Person

    def everything(self, language: str) -> None:
        """Let everything happen that people who read this language are told of."""
        student, instructor = (UserFactory(display_name=name) for name in ("Noa Lind", "Jo Park"))
        on_shifts = self.on_shifts()
        for person in get_user_model().objects.all():
            UserProfile.objects.create(user=person, preferred_language=language)
        self.answers()
        self.reviews()
        self.transcript()
        self.add_student(student.email)
        self.add_instructor(instructor.email)
        on_shifts.everything()
        self.kiosks()

    def on_shifts(self) -> OnShifts:
        """Ana and Bob are far from the end of their program."""
        ana, bob = (
            EnrollmentFactory(student__display_name=name, started_on=TODAY, target_on=IN_YEARS)
            for name in ("Ana Ruiz", "Bob Stone")
        )
        max_, nia = (
            SupervisorFactory(user__display_name=name) for name in ("Max Brandt", "Nia Cole")
        )
        site = ClinicSiteFactory(name="Palm Clinic")
        return OnShifts(site, self.lucia, ana, bob, self.rosa, self.irene, max_, nia, self.cora)

    def kiosks(self) -> None:
        """Twenty wrong PINs are typed at a kiosk, and a copy of it is used."""
        tablet = Tablet(self.cora, ClinicSiteFactory(name="Riverside"))
        for each in range(MANY):
            tablet.punch(f"P-nobody-{each}", "000000")
        tablet.punch("P-nobody", "000000", seq=MANY)

    def answers(self) -> None:
        accepted(entered(self.cora, self.lucia, self.rosa, start="08:00", end="09:00"))
        decided(disputed(corrected(self.log("13:00", "16:00"))), self.cora)
        reassigned(self.log("09:00", "10:00"), self.cora, self.irene)

    def reviews(self) -> None:
        """One session has waited for days; others are returned, signed and voided."""
        week_ago = timedelta(days=7)
        waiting = logged(self.lucia, self.rosa, day=TODAY - week_ago, now=NOW - week_ago)
        reminded(waiting, self.cora)
        sent_back = self.log("10:00", "11:00")
        return_session(
            actor=self.rosa.user,
            session=sent_back,
            version=sent_back.version,
            reason="The room was closed.",
            now=NOW,
        )
        (entry,) = signed(self.log("11:00", "12:00"))
        void_sign_off(
            actor=self.cora,
            session=entry.session,
            version=entry.session.version,
            reason="Logged twice.",
            statement=reversal_statement("en"),
            authentication=fresh(),
            now=NOW,
        )

    def transcript(self) -> None:
        ask_for_transcript(actor=self.lucia.student, enrollment=self.lucia, now=NOW)
        issue_transcript(actor=self.cora, enrollment=self.lucia, now=NOW)

    def invite(self) -> None:
        """Invite a student and an instructor, and the instructor again."""
        self.add_student("ines@palmetto.test")
        newcomer = self.add_instructor("omar@palmetto.test")
        resend_invitation(actor=self.cora, person=newcomer.person)

    def add_student(self, email: str):
        return add_student(
            actor=self.cora,
            email=email,
            display_name="Inés Valdés",
            student_number=email[:9],
            cohort=self.lucia.cohort,
            requirement_set=self.lucia.requirement_set,
            now=NOW,
        )

    def add_instructor(self, email: str):
        return add_instructor(
            actor=self.cora,
            email=email,
            printed_name="Omar Haddad, LMT",
            license=License("LMT", email, "US-FL", TODAY, TODAY + timedelta(days=5)),
            now=NOW,
        )

    def log(self, start: str, end: str) -> ClinicSession:
        return logged(self.lucia, self.rosa, start=start, end=end)
