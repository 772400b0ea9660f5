"""What students, instructors and the office do with a session that awaits no answer."""

from datetime import timedelta

import hypothesis.strategies as st
from hypothesis.stateful import precondition, rule

from clinic_hours.sessions.domain.attestation import reversal_statement
from clinic_hours.sessions.domain.states import Action, State
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.services.sessions import (
    discard_session,
    edit_session,
    return_session,
    submit_session,
    take_back_session,
)
from clinic_hours.sessions.services.sign_offs import void_sign_off
from tests.factories.clinic import fresh

from .machine import HOURS, SLIP, RecordMachine, possible
from .model import shown


class Steps(RecordMachine):
    has_voided = precondition(lambda self: self.model.in_state(State.VOIDED))

    @rule()
    def some_days_pass(self):
        self.now += timedelta(days=4)

    @possible(Action.EDIT)
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
        how = {"actor": actor, "allowed": allowed, "slip": slip, "facts": new}
        if self.step(claim, Action.EDIT, edit_session, **how):
            claim.hours = hours

    @possible(Action.SUBMIT)
    @rule(data=st.data(), slip=SLIP)
    def submit(self, data, slip):
        claim = self.a_claim(data, Action.SUBMIT, slip)
        actor = self.an_actor(data, slip, claim.student)
        allowed = actor == claim.student and actor != claim.supervisor.user
        how = {"to": State.SUBMITTED, "actor": actor, "allowed": allowed, "slip": slip}
        self.step(claim, Action.SUBMIT, submit_session, late_reason="I had no signal.", **how)

    @possible(Action.TAKE_BACK)
    @rule(data=st.data(), slip=SLIP)
    def take_back(self, data, slip):
        claim = self.a_claim(data, Action.TAKE_BACK, slip)
        actor = self.an_actor(data, slip, claim.student)
        how = {"to": State.DRAFT, "actor": actor, "allowed": actor == claim.student}
        self.step(claim, Action.TAKE_BACK, take_back_session, slip=slip, **how)

    @possible(Action.DISCARD)
    @rule(data=st.data(), slip=SLIP)
    def discard(self, data, slip):
        claim = self.a_claim(data, Action.DISCARD, slip)
        actor = self.an_actor(data, slip, claim.student)
        how = {"to": State.WITHDRAWN, "actor": actor, "allowed": actor == claim.student}
        self.step(claim, Action.DISCARD, discard_session, slip=slip, **how)

    @possible(Action.RETURN)
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

    @possible(Action.SIGN_OFF)
    @rule(data=st.data(), slip=SLIP)
    def sign(self, data, slip):
        of = data.draw(st.sampled_from([self.rosa, self.theo]))
        waiting = [
            claim
            for claim in self.model.claims
            if claim.allows(Action.SIGN_OFF) and of == claim.supervisor and of.user != claim.student
        ]
        among = self.model.claims if slip == "claim" or not waiting else waiting
        picked = data.draw(st.lists(st.sampled_from(among), min_size=1, max_size=4, unique_by=id))
        actor = self.an_actor(data, slip, of.user)
        self.sign_these(picked, actor, slip)

    @possible(Action.VOID)
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
            authentication=fresh(self.now),
            now=self.now,
        )
        if entry:
            claim.moves_to(State.VOIDED)
            self.model.reverse(self.model.line_of(claim), entry)

    @has_voided
    @rule(data=st.data())
    def log_the_voided_hours_again(self, data):
        claim = data.draw(st.sampled_from(self.model.in_state(State.VOIDED)))
        self.log_one(claim.enrollment, claim.supervisor, claim.hours, submit=True)
