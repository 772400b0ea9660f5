"""Sessions that are entered for a student or corrected, the answers they wait for, and another instructor."""

import hypothesis.strategies as st
from hypothesis.stateful import rule

from clinic_hours.sessions.domain.answers import TIME_TO_ANSWER, Decision
from clinic_hours.sessions.domain.states import Action, Awaits, State
from clinic_hours.sessions.services.answers.corrections import (
    Times,
    accept_session,
    correct_session,
    decide_session,
    dispute_session,
)
from clinic_hours.sessions.services.answers.reassigning import reassign_session

from .machine import HOURS, SLIP, possible
from .model import Claim
from .steps import Steps


class Answers(Steps):
    @rule(data=st.data(), when=HOURS, slip=SLIP)
    def enter(self, data, when, slip):
        enrollment = data.draw(st.sampled_from(self.enrollments))
        supervisor = data.draw(st.sampled_from([self.rosa, self.theo]))
        actor = self.an_actor(data, slip, self.cora, supervisor.user)
        self.enter_one(enrollment, supervisor, (when[0], sum(when)), actor)

    @possible(Action.CORRECT)
    @rule(data=st.data(), when=HOURS, slip=SLIP)
    def correct(self, data, when, slip):
        claim, hours = self.a_claim(data, Action.CORRECT, slip), (when[0], sum(when))
        actor = self.an_actor(data, slip, claim.supervisor.user)
        new = self.facts(claim.enrollment, claim.supervisor, hours)
        allowed = (
            actor == claim.supervisor.user
            and actor != claim.student
            and hours != claim.hours
            and self.model.is_free(claim.student, hours, but=claim)
        )
        how = {"actor": actor, "allowed": allowed, "slip": slip, "awaits": Awaits.STUDENT}
        how |= {"times": Times(new.starts_at, new.ends_at), "reason": "You left earlier."}
        if self.step(claim, Action.CORRECT, correct_session, **how):
            claim.before, claim.hours, claim.asked_at = claim.hours, hours, self.now

    @possible(Action.ACCEPT)
    @rule(data=st.data(), slip=SLIP)
    def accept(self, data, slip):
        claim = self.a_claim(data, Action.ACCEPT, slip)
        actor = self.an_actor(data, slip, claim.student)
        how = {"actor": actor, "allowed": actor == claim.student, "slip": slip}
        self.step(claim, Action.ACCEPT, accept_session, **how)

    @possible(Action.DISPUTE)
    @rule(data=st.data(), slip=SLIP)
    def dispute(self, data, slip):
        claim = self.a_claim(data, Action.DISPUTE, slip)
        actor = self.an_actor(data, slip, claim.student)
        how = {"actor": actor, "allowed": actor == claim.student, "slip": slip}
        how |= {"awaits": Awaits.OFFICE, "reason": "I stayed longer."}
        self.step(claim, Action.DISPUTE, dispute_session, **how)

    @possible(Action.DECIDE)
    @rule(data=st.data(), decision=st.sampled_from(Decision), slip=SLIP)
    def decide(self, data, decision, slip):
        claim = self.a_claim(data, Action.DECIDE, slip)
        actor = self.an_actor(data, slip, self.cora)
        allowed = (
            actor == self.cora
            and actor != claim.student
            and self.is_due(claim)
            and (decision != Decision.RESTORE or self.can_go_back(claim))
        )
        how = {"actor": actor, "allowed": allowed, "slip": slip, "decision": decision}
        to = State.RETURNED if decision == Decision.RETURN else State.SUBMITTED
        how |= {"to": to, "reason": "The sheet says so."}
        if self.step(claim, Action.DECIDE, decide_session, **how) and decision == Decision.RESTORE:
            claim.hours = claim.before

    def is_due(self, claim: Claim) -> bool:
        if claim.awaits != Awaits.STUDENT:
            return True
        return claim.asked_at is not None and self.now >= claim.asked_at + TIME_TO_ANSWER

    def can_go_back(self, claim: Claim) -> bool:
        if claim.before is None or claim.supervisor.user == claim.student:
            return False
        return self.model.is_free(claim.student, claim.before, but=claim)

    @possible(Action.REASSIGN)
    @rule(data=st.data(), slip=SLIP)
    def reassign(self, data, slip):
        claim = self.a_claim(data, Action.REASSIGN, slip)
        actor = self.an_actor(data, slip, self.cora)
        other = data.draw(st.sampled_from([self.rosa, self.theo]))
        allowed = (
            actor == self.cora
            and other != claim.supervisor
            and claim.student not in (actor, other.user)
        )
        how = {"actor": actor, "allowed": allowed, "slip": slip, "awaits": claim.awaits}
        if self.step(claim, Action.REASSIGN, reassign_session, supervisor=other, **how):
            claim.supervisor = other
            claim.row.refresh_from_db()
