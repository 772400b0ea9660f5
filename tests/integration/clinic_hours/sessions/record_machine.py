"""Random people take random steps with sessions. What the model allows must succeed; all else is refused.

Each history runs in its own transaction, which is rolled back.
"""

import hypothesis.strategies as st
from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from clinic_hours.core.domain.errors import HoursError
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.sessions.domain.attestation import current_statement, reversal_statement
from clinic_hours.sessions.domain.states import Action, State, actions_from
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.services.sessions import (
    discard_session,
    edit_session,
    log_session,
    return_session,
    submit_session,
    take_back_session,
)
from clinic_hours.sessions.services.sign_offs import Pick, sign_off_sessions, void_sign_off
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

from .record_model import Claim, Model, shown

MORNING_TO_EVENING = range(6, 16)
HOURS = st.tuples(st.sampled_from(MORNING_TO_EVENING), st.integers(1, 3))
# Mostly, people do what they may. Sometimes it is someone else's session, a session in another state,
# another person, or an outdated page.
SLIP = st.sampled_from(["", "", "", "", "claim", "actor", "page"])


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
        under = published_set(daily_cap_minutes=None, weekly_cap_minutes=None)
        lucia = EnrollmentFactory(requirement_set=under)
        self.enrollments = [
            lucia,
            *(
                EnrollmentFactory(requirement_set=under, student=x)
                for x in (self.rosa.user, self.cora)
            ),
        ]
        self.people = [lucia.student, self.rosa.user, self.theo.user, self.cora]
        self.model = Model()

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
        likely = [claim for claim in self.model.claims if action in actions_from(claim.state)]
        return data.draw(
            st.sampled_from(self.model.claims if slip == "claim" else likely or self.model.claims)
        )

    def an_actor(self, data, slip: str, *likely):
        return data.draw(st.sampled_from(self.people if slip == "actor" else likely))

    @initialize(hours=st.permutations([8, 10, 12]))
    def a_day_at_the_clinic(self, hours):
        """Everyone has worked two hours. Rosa has signed her students' hours; her own wait for Theo."""
        for enrollment, hour in zip(self.enrollments, hours, strict=True):
            supervisor = self.theo if enrollment.student == self.rosa.user else self.rosa
            self.log_one(enrollment, supervisor, (hour, hour + 2), submit=True)
        hers = [claim for claim in self.model.claims if claim.supervisor == self.rosa]
        self.sign_these(hers, self.rosa.user, slip="page")
        self.sign_these(hers, self.rosa.user)

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
            now=NOW,
        )
        if session:
            state = State.SUBMITTED if submit else State.DRAFT
            self.model.claims.append(Claim(session, enrollment, supervisor, hours, state))

    def step(self, claim, action, service, *, to, actor, allowed, slip, **about) -> bool:
        """Let someone change a session from a page that may show an older version."""
        version = shown(claim, slip)
        may = allowed and claim.may(action, version)
        about |= {"session": claim.row, "version": version, "now": NOW}
        if self.attempt(may, service, actor=actor, **about) is None:
            return False
        claim.moves_to(to or claim.state)
        return True

    @rule(data=st.data(), when=HOURS, slip=SLIP)
    def edit(self, data, when, slip):
        claim, hours = self.a_claim(data, Action.EDIT, slip), (when[0], sum(when))
        actor = self.an_actor(data, slip, claim.student)
        allowed = (
            actor == claim.student
            and actor != claim.supervisor.user
            and self.model.is_free(claim.student, hours, but=claim)
        )
        new = self.facts(claim.enrollment, claim.supervisor, hours)
        how = {"to": None, "actor": actor, "allowed": allowed, "slip": slip, "facts": new}
        if self.step(claim, Action.EDIT, edit_session, **how):
            claim.hours = hours

    @rule(data=st.data(), slip=SLIP)
    def submit(self, data, slip):
        claim = self.a_claim(data, Action.SUBMIT, slip)
        actor = self.an_actor(data, slip, claim.student)
        allowed = actor == claim.student and actor != claim.supervisor.user
        how = {"to": State.SUBMITTED, "actor": actor, "allowed": allowed, "slip": slip}
        self.step(claim, Action.SUBMIT, submit_session, **how)

    @rule(data=st.data(), slip=SLIP)
    def take_back(self, data, slip):
        claim = self.a_claim(data, Action.TAKE_BACK, slip)
        actor = self.an_actor(data, slip, claim.student)
        how = {"to": State.DRAFT, "actor": actor, "allowed": actor == claim.student}
        self.step(claim, Action.TAKE_BACK, take_back_session, slip=slip, **how)

    @rule(data=st.data(), slip=SLIP)
    def discard(self, data, slip):
        claim = self.a_claim(data, Action.DISCARD, slip)
        actor = self.an_actor(data, slip, claim.student)
        how = {"to": State.WITHDRAWN, "actor": actor, "allowed": actor == claim.student}
        self.step(claim, Action.DISCARD, discard_session, slip=slip, **how)

    @rule(data=st.data(), slip=SLIP)
    def send_back(self, data, slip):
        claim = self.a_claim(data, Action.RETURN, slip)
        actor = self.an_actor(data, slip, claim.supervisor.user)
        allowed = actor == claim.supervisor.user and actor != claim.student
        how = {"to": State.RETURNED, "actor": actor, "allowed": allowed, "reason": "The end?"}
        self.step(claim, Action.RETURN, return_session, slip=slip, **how)

    @rule()
    def slip_of_the_office(self):
        """Make Rosa her own supervisor, bypassing every service, and let her try to sign."""
        for claim in self.model.claims:
            if claim.student == self.rosa.user and claim.state == State.SUBMITTED:
                ClinicSession.objects.filter(pk=claim.row.pk).update(supervisor=self.rosa)
                claim.row.refresh_from_db()
                claim.supervisor = self.rosa
                self.sign_these([claim], self.rosa.user)

    @rule(data=st.data(), slip=SLIP)
    def sign(self, data, slip):
        of = data.draw(st.sampled_from([self.rosa, self.theo]))
        waiting = [
            claim
            for claim in self.model.claims
            if claim.state == State.SUBMITTED
            and of == claim.supervisor
            and of.user != claim.student
        ]
        among = self.model.claims if slip == "claim" or not waiting else waiting
        picked = data.draw(st.lists(st.sampled_from(among), min_size=1, max_size=4, unique_by=id))
        actor = self.an_actor(data, slip, of.user)
        self.sign_these(picked, actor, slip)

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
            authentication=fresh(),
            now=NOW,
        )
        claims = {claim.row.pk: claim for claim in picked}
        for entry in entries or ():
            claim = claims[entry.session_id]
            minutes = 60 * (claim.hours[1] - claim.hours[0])
            claim.moves_to(State.SIGNED_OFF)
            self.model.post("sign_off", claim, entry, claim.enrollment, minutes)

    @rule(data=st.data(), slip=SLIP)
    def void(self, data, slip):
        claim = self.a_claim(data, Action.VOID, slip)
        actor = self.an_actor(data, slip, self.cora, claim.supervisor.user)
        entry = self.attempt(
            claim.may(Action.VOID, shown(claim, slip))
            and actor in (self.cora, claim.supervisor.user)
            and actor != claim.student,
            void_sign_off,
            actor=actor,
            session=claim.row,
            version=shown(claim, slip),
            reason="Signed in error.",
            statement=reversal_statement("en"),
            authentication=fresh(),
            now=NOW,
        )
        if entry:
            claim.moves_to(State.VOIDED)
            self.model.reverse(self.model.line_of(claim), entry)
