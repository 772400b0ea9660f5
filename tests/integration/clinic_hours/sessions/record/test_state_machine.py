"""Whatever people do, in any order, the record matches the model and its bytes never change."""

import hypothesis.strategies as st
import pytest
from django.db.models import Count, F, Q, Sum
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from clinic_hours.ledger.models import LogEntry
from clinic_hours.sessions.domain.attestation import credit_statement, reversal_statement
from clinic_hours.sessions.models import (
    Balance,
    ClinicSession,
    HourEntry,
    SignOff,
)
from clinic_hours.sessions.services.credits import (
    Paper,
    PaperLine,
    post_credit,
    reverse_credit,
)
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.models import Transcript
from clinic_hours.transcripts.services.transcripts import revoke_transcript
from tests.factories.clinic import TODAY, fresh

from .answers import Answers
from .machine import SLIP


class Record(Answers):
    """The office's steps, and what must be true after every step."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = LogEntry.objects.count()
        self.bytes_seen: dict[tuple[str, int], tuple] = {}
        self.issued: list[Transcript] = []
        self.revoked: set[int] = set()

    has_papers = precondition(lambda self: self.model.papers())
    has_transcripts = precondition(lambda self: self.issued)

    @rule(data=st.data(), slip=SLIP, minutes=st.integers(1, 6000))
    def transfer(self, data, slip, minutes):
        enrollment, actor = (
            data.draw(st.sampled_from(self.enrollments)),
            self.an_actor(data, slip, self.cora),
        )
        requirement = enrollment.requirement_set.requirements.get()
        earned, _paper = self.model.totals().get(enrollment.pk, (0, 0))
        is_needed = earned + minutes <= requirement.minutes
        entries = self.attempt(
            self.may_run_the_office(actor, enrollment) and is_needed,
            post_credit,
            actor=actor,
            enrollment=enrollment,
            paper=Paper(
                kind=HourEntry.Kind.TRANSFER,
                occurred_on=TODAY,
                document=f"Transcript {HourEntry.objects.count()} of another school",
                lines=(PaperLine(requirement, minutes),),
            ),
            statement=credit_statement("en"),
            authentication=fresh(self.now),
            now=self.now,
        )
        for entry in entries or ():
            self.model.post("transfer", "paper", entry, enrollment, minutes)

    @has_papers
    @rule(data=st.data(), slip=SLIP)
    def take_a_transfer_back(self, data, slip):
        line, actor = (
            data.draw(st.sampled_from(self.model.papers())),
            self.an_actor(data, slip, self.cora),
        )
        entry = self.attempt(
            self.may_run_the_office(actor, line.enrollment) and not line.taken_back,
            reverse_credit,
            actor=actor,
            entry=line.entry,
            reason="The other school took it back.",
            statement=reversal_statement("en"),
            authentication=fresh(self.now),
            now=self.now,
        )
        if entry:
            self.model.reverse(line, entry)

    @rule(data=st.data(), slip=SLIP)
    def issue(self, data, slip):
        enrollment, actor = (
            data.draw(st.sampled_from(self.enrollments)),
            self.an_actor(data, slip, self.cora),
        )
        may = self.may_run_the_office(actor, enrollment)
        who = {"actor": actor, "enrollment": enrollment}
        if transcript := self.attempt(may, issue_transcript, **who, now=self.now):
            self.issued.append(transcript)

    @has_transcripts
    @rule(data=st.data(), slip=SLIP)
    def revoke(self, data, slip):
        transcript, actor = (
            data.draw(st.sampled_from(self.issued)),
            self.an_actor(data, slip, self.cora),
        )
        may = self.may_run_the_office(actor, transcript.enrollment)
        may = may and transcript.pk not in self.revoked
        what = {
            "actor": actor,
            "transcript": transcript,
            "reason": "Issued in error.",
            "now": self.now,
        }
        if self.attempt(may, revoke_transcript, **what):
            self.revoked.add(transcript.pk)

    def may_run_the_office(self, actor, enrollment) -> bool:
        return actor == self.cora and actor != enrollment.student

    @invariant()
    def sessions_are_the_model_s(self):
        columns = ("pk", "status", "awaits", "version", "minutes", "supervisor")
        assert set(ClinicSession.objects.values_list(*columns)) == {
            (each.row.pk, each.state, each.awaits, each.version, each.minutes, each.supervisor.pk)
            for each in self.model.claims
        }

    @invariant()
    def every_session_s_history_is_counted(self):
        signed = Count("events", filter=Q(events__kind__in=("signed_off", "voided")))
        sessions = ClinicSession.objects.annotate(n=Count("events") - signed)
        assert not sessions.exclude(history_events=F("n")).exists()

    @invariant()
    def the_ledger_is_the_model_s_without_a_gap(self):
        rows = HourEntry.objects.order_by("log_entry").values_list("kind", "enrollment", "minutes")
        assert list(rows) == [
            (line.kind, line.enrollment.pk, line.minutes) for line in self.model.ledger
        ]
        numbers = list(LogEntry.objects.values_list("seq", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))

    @invariant()
    def balances_are_the_sums_of_the_ledger(self):
        balances = Balance.objects.values_list("enrollment", "minutes", "paper_minutes")
        assert {pk: tuple(sums) for pk, *sums in balances} == self.model.totals()
        sums = HourEntry.objects.values_list("enrollment").annotate(Sum("minutes"))
        assert dict(sums) == {pk: minutes for pk, minutes, _paper in balances}

    @invariant()
    def nobody_signed_their_own_hours(self):
        assert not SignOff.objects.filter(signer=F("session__student")).exists()

    @invariant()
    def a_signed_session_has_one_sign_off_that_is_not_taken_back(self):
        live = SignOff.objects.filter(entries__kind="sign_off", entries__reversed_by=None)
        signed = ClinicSession.objects.filter(status="signed_off").values_list("pk", flat=True)
        assert sorted(live.values_list("session", flat=True)) == sorted(signed)

    @invariant()
    def signed_bytes_never_change(self):
        now = {}
        columns = ("seq", "payload", "signature", "leaf_hash", "subtrees")
        for seq, *signed in LogEntry.objects.values_list(*columns):
            now["entry", seq] = tuple(map(bytes, signed))
        for number, *signed in Transcript.objects.values_list("number", "statement", "signature"):
            now["transcript", number] = tuple(map(bytes, signed))
        assert self.bytes_seen.items() <= now.items()
        entries = self.begun + len(self.model.ledger) + len(self.issued) + len(self.revoked)
        assert len(now) == entries + len(self.issued)
        self.bytes_seen = now


@pytest.mark.django_db
def test_the_record_is_what_the_model_says_after_any_history():
    run_state_machine_as_test(
        Record,
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
