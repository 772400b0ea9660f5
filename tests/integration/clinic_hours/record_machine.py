"""Random people at random acts with sessions. What the model allows must succeed; all else is refused.

Each history runs in a transaction of its own, undone after.
"""

import hypothesis.strategies as st
from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from clinic_hours.domain.attestation import current_statement, reversal_statement
from clinic_hours.domain.errors import HoursError
from clinic_hours.domain.states import Action, State
from clinic_hours.models import ClinicSession
from clinic_hours.selectors.audit import audit_ledger
from clinic_hours.services.sessions import (
    edit_session,
    log_session,
    return_session,
    submit_session,
    withdraw_session,
)
from clinic_hours.services.sign_offs import Pick, sign_off_sessions, void_sign_off
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

from .record_model import Claim, Model

MORNING_TO_EVENING = range(6, 16)
HOURS = st.tuples(st.sampled_from(MORNING_TO_EVENING), st.integers(1, 3))
BEHIND = st.sampled_from([0, 0, 0, 0, -1])  # now and then the page is an old one


class RecordMachine(RuleBasedStateMachine):
    """Lucía only studies. Rosa and Cora study too, and sign or run the office for others."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        # As TestCase marks its own: durable transactions may begin inside.
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
        """Return what the service returns, which must refuse exactly what is not allowed."""
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

    def a_claim(self, data) -> Claim:
        return data.draw(st.sampled_from(self.model.claims))

    def anyone(self, data, *likely):
        return data.draw(st.sampled_from([*likely, *likely, *likely, *self.people]))

    has_claims = precondition(lambda self: self.model.claims)

    @rule(data=st.data(), when=HOURS, submit=st.booleans())
    def log(self, data, when, submit):
        enrollment = data.draw(st.sampled_from(self.enrollments))
        supervisor = data.draw(st.sampled_from([self.rosa, self.theo]))
        hours = (when[0], sum(when))
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

    def step(self, claim, action, service, *, to, actor, allowed, behind, **about) -> bool:
        """Let someone change a session, by a page that may show an older version."""
        may = allowed and claim.may(action, claim.version + behind)
        shown = {"session": claim.row, "version": claim.version + behind, "now": NOW}
        if self.attempt(may, service, actor=actor, **shown, **about) is None:
            return False
        claim.moves_to(to or claim.state)
        return True

    @has_claims
    @rule(data=st.data(), when=HOURS, behind=BEHIND)
    def edit(self, data, when, behind):
        claim, hours = self.a_claim(data), (when[0], sum(when))
        actor = self.anyone(data, claim.student)
        allowed = (
            actor == claim.student
            and actor != claim.supervisor.user
            and self.model.is_free(claim.student, hours, but=claim)
        )
        new = self.facts(claim.enrollment, claim.supervisor, hours)
        how = {"to": None, "actor": actor, "allowed": allowed, "behind": behind, "facts": new}
        if self.step(claim, Action.EDIT, edit_session, **how):
            claim.hours = hours

    @has_claims
    @rule(data=st.data(), behind=BEHIND)
    def submit(self, data, behind):
        claim = self.a_claim(data)
        actor = self.anyone(data, claim.student)
        allowed = actor == claim.student and actor != claim.supervisor.user
        how = {"to": State.SUBMITTED, "actor": actor, "allowed": allowed, "behind": behind}
        self.step(claim, Action.SUBMIT, submit_session, **how)

    @has_claims
    @rule(data=st.data(), behind=BEHIND)
    def withdraw(self, data, behind):
        claim = self.a_claim(data)
        actor = self.anyone(data, claim.student)
        how = {"to": State.WITHDRAWN, "actor": actor, "allowed": actor == claim.student}
        self.step(claim, Action.WITHDRAW, withdraw_session, behind=behind, **how)

    @has_claims
    @rule(data=st.data(), behind=BEHIND)
    def send_back(self, data, behind):
        claim = self.a_claim(data)
        actor = self.anyone(data, claim.supervisor.user)
        allowed = actor == claim.supervisor.user and actor != claim.student
        how = {"to": State.RETURNED, "actor": actor, "allowed": allowed, "reason": "The end?"}
        self.step(claim, Action.RETURN, return_session, behind=behind, **how)

    @has_claims
    @rule(data=st.data())
    def office_slips(self, data):
        """The database is told, past every service, that someone supervises themselves."""
        claim = self.a_claim(data)
        if claim.state == State.SUBMITTED and claim.student == self.rosa.user:
            ClinicSession.objects.filter(pk=claim.row.pk).update(supervisor=self.rosa)
            claim.supervisor = self.rosa
            claim.row.refresh_from_db()

    @has_claims
    @rule(data=st.data(), behind=BEHIND)
    def sign(self, data, behind):
        waiting = [claim for claim in self.model.claims if claim.state == State.SUBMITTED]
        some = st.lists(st.sampled_from(self.model.claims), min_size=1, max_size=4, unique_by=id)
        picked = data.draw(st.one_of(st.just(waiting), some) if waiting else some)
        actor = self.anyone(data, *{claim.supervisor.user for claim in picked})
        versions = [claim.version + behind for claim in picked]
        entries = self.attempt(
            all(
                claim.may(Action.SIGN_OFF, version)
                and actor == claim.supervisor.user
                and actor != claim.student
                for claim, version in zip(picked, versions, strict=True)
            ),
            sign_off_sessions,
            actor=actor,
            picks=[Pick(c.row.pk, v) for c, v in zip(picked, versions, strict=True)],
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

    @has_claims
    @rule(data=st.data(), behind=BEHIND)
    def void(self, data, behind):
        claim = self.a_claim(data)
        actor = self.anyone(data, self.cora, claim.supervisor.user)
        entry = self.attempt(
            claim.may(Action.VOID, claim.version + behind)
            and actor in (self.cora, claim.supervisor.user)
            and actor != claim.student,
            void_sign_off,
            actor=actor,
            session=claim.row,
            version=claim.version + behind,
            reason="Signed in error.",
            statement=reversal_statement("en"),
            authentication=fresh(),
            now=NOW,
        )
        if entry:
            claim.moves_to(State.VOIDED)
            self.model.reverse(self.model.line_of(claim), entry)
