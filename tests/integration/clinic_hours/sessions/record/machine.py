"""Random people take random steps with sessions. What the model allows must succeed; all else is refused.

Each history runs in its own transaction, which is rolled back. The steps are in `steps` and `answers`.
"""

import hypothesis.strategies as st
from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from clinic_hours.core.domain.errors import HoursError
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.sessions.domain.attestation import current_statement
from clinic_hours.sessions.domain.states import Action, Awaits, State
from clinic_hours.sessions.services.answers.entering import enter_session
from clinic_hours.sessions.services.sessions import log_session
from clinic_hours.sessions.services.sign_offs import Pick, sign_off_sessions
from tests.factories.clinic import (
    NOW,
    TODAY,
    ClinicSiteFactory,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
    facts,
    fresh,
    published_set,
)

from .model import Claim, Model, shown

MORNING_TO_EVENING = range(6, 16)
HOURS = st.tuples(st.sampled_from(MORNING_TO_EVENING), st.integers(1, 3))
# Mostly, people do what they may. Sometimes it is someone else's session, a session in another state,
# another person, or an outdated page.
SLIP = st.sampled_from(["", "", "", "", "claim", "actor", "page"])


def possible(action: Action):
    """Take a step only if somebody could take it now. A slip then tries it with another session."""
    return precondition(lambda self: any(each.allows(action) for each in self.model.claims))


class RecordMachine(RuleBasedStateMachine):
    """Lucía only studies. Rosa and Cora also study, and sign or run the office for others."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        # Marked as TestCase does, so that durable transactions may begin inside.
        self.undone._from_testcase = True
        self.undone.__enter__()
        self.site = ClinicSiteFactory()
        self.rosa, self.theo = SupervisorFactory(), SupervisorFactory()
        self.cora = OfficeRoleFactory().user
        under = published_set(
            daily_cap_minutes=None, weekly_cap_minutes=None, entry_window_days=None
        )
        lucia = EnrollmentFactory(requirement_set=under)
        self.enrollments = [
            lucia,
            *(
                EnrollmentFactory(requirement_set=under, student=x)
                for x in (self.rosa.user, self.cora)
            ),
        ]
        self.people = [lucia.student, self.rosa.user, self.theo.user, self.cora]
        self.model, self.now = Model(), NOW

    def teardown(self) -> None:
        try:
            report = audit_ledger()
            assert report.is_ok, report.damage
        finally:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    def attempt(self, allowed: bool, service, **about):
        """Return the service's result. It must refuse exactly what is not allowed."""
        try:
            result = service(**about)
        except HoursError as refusal:
            assert not allowed, refusal
            return None
        assert allowed, f"{service.__name__} was not refused"
        return result

    def facts(self, enrollment, supervisor, hours: tuple[int, int]):
        start, end = (f"{hour:02}:00" for hour in hours)
        return facts(enrollment, supervisor, start=start, end=end, day=TODAY, site=self.site)

    def a_claim(self, data, action: Action, slip: str) -> Claim:
        likely = [claim for claim in self.model.claims if claim.allows(action)]
        return data.draw(
            st.sampled_from(self.model.claims if slip == "claim" else likely or self.model.claims)
        )

    def an_actor(self, data, slip: str, *likely):
        return data.draw(st.sampled_from(self.people if slip == "actor" else likely))

    @initialize(hours=st.permutations([8, 10, 12]))
    def a_day_at_the_clinic(self, hours):
        """Everyone has worked two hours. Rosa has signed her students' hours; her own wait for Theo.

        Cora has entered another hour for Lucía.
        """
        for enrollment, hour in zip(self.enrollments, hours, strict=True):
            supervisor = self.theo if enrollment.student == self.rosa.user else self.rosa
            self.log_one(enrollment, supervisor, (hour, hour + 2), submit=True)
        hers = [claim for claim in self.model.claims if claim.supervisor == self.rosa]
        self.sign_these(hers, self.rosa.user, slip="page")
        self.sign_these(hers, self.rosa.user)
        self.enter_one(self.enrollments[0], self.rosa, (15, 16), self.cora)

    @rule(data=st.data(), when=HOURS, submit=st.booleans())
    def log(self, data, when, submit):
        enrollment = data.draw(st.sampled_from(self.enrollments))
        supervisor = data.draw(st.sampled_from([self.rosa, self.theo]))
        self.log_one(enrollment, supervisor, (when[0], sum(when)), submit)

    def log_one(self, enrollment, supervisor, hours: tuple[int, int], submit: bool) -> None:
        session = self.attempt(
            self.model.is_free(enrollment.student, hours) and supervisor.user != enrollment.student,
            log_session,
            actor=enrollment.student,
            enrollment=enrollment,
            facts=self.facts(enrollment, supervisor, hours),
            submit=submit,
            now=self.now,
        )
        if session:
            state = State.SUBMITTED if submit else State.DRAFT
            self.model.claims.append(Claim(session, enrollment, supervisor, hours, state))

    def enter_one(self, enrollment, supervisor, hours: tuple[int, int], actor) -> None:
        session = self.attempt(
            actor in (self.cora, supervisor.user)
            and enrollment.student not in (actor, supervisor.user)
            and self.model.is_free(enrollment.student, hours),
            enter_session,
            actor=actor,
            enrollment=enrollment,
            facts=self.facts(enrollment, supervisor, hours),
            reason="The tablet was out of order.",
            now=self.now,
        )
        if session:
            claim = Claim(session, enrollment, supervisor, hours, State.SUBMITTED)
            claim.awaits, claim.asked_at = Awaits.STUDENT, self.now
            self.model.claims.append(claim)

    def step(
        self,
        claim,
        action,
        service,
        *,
        actor,
        allowed,
        slip,
        to=None,
        awaits=Awaits.NOBODY,
        **about,
    ) -> bool:
        """Let someone change a session from a page that may show an older version."""
        version = shown(claim, slip)
        may = allowed and claim.may(action, version)
        about |= {"session": claim.row, "version": version, "now": self.now}
        if self.attempt(may, service, actor=actor, **about) is None:
            return False
        claim.moves_to(to or claim.state, awaits)
        return True

    def sign_these(self, picked: list[Claim], actor, slip: str = "") -> None:
        entries = self.attempt(
            all(
                claim.may(Action.SIGN_OFF, shown(claim, slip))
                and actor == claim.supervisor.user
                and actor != claim.student
                for claim in picked
            ),
            sign_off_sessions,
            actor=actor,
            picks=[Pick(claim.row.pk, shown(claim, slip)) for claim in picked],
            statement=current_statement("en"),
            authentication=fresh(self.now),
            now=self.now,
        )
        claims = {claim.row.pk: claim for claim in picked}
        for entry in entries or ():
            claim = claims[entry.session_id]
            claim.moves_to(State.SIGNED_OFF)
            self.model.post("sign_off", claim, entry, claim.enrollment, claim.minutes)
