"""Signing makes hours count, once; voiding takes them back without erasing."""

import json
from datetime import timedelta

import pytest

from clinic_hours.core.domain.authentication import Authentication
from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.ledger.domain.merkle import leaf_hash
from clinic_hours.people.models import Supervisor
from clinic_hours.people.services.licenses import save_license
from clinic_hours.sessions.domain.attestation import current_statement
from clinic_hours.sessions.domain.states import State
from clinic_hours.sessions.models import (
    Balance,
    HourEntry,
    SessionEvent,
    SignOff,
)
from clinic_hours.sessions.services.sessions import return_session, take_back_session
from clinic_hours.sessions.services.sign_offs import Pick, sign_off_sessions, void_sign_off
from tests.factories.clinic import NOW, TODAY, SupervisorFactory, fresh, logged, signed

pytestmark = pytest.mark.django_db


def void(session, actor, *, reason="Logged twice on paper.", version=2):
    return void_sign_off(
        actor=actor,
        session=session,
        version=version,
        reason=reason,
        statement=current_statement("en"),
        authentication=fresh(),
        now=NOW,
    )


def test_a_sign_off_posts_one_entry_with_its_evidence(lucia, rosa):
    session = logged(lucia, rosa)
    (entry,) = signed(session)
    session.refresh_from_db()
    sign_off = session.sign_off
    assert (session.status, session.version) == (State.SIGNED_OFF, 2)
    assert (entry.seq, entry.minutes, entry.clients) == (4, 180, 3)
    assert entry.log_entry.leaf_hash == leaf_hash(entry.log_entry.payload)
    assert sign_off.printed_name == "Rosa Castellanos, LMT"
    assert sign_off.license_number == rosa.credentials.get().number
    assert sign_off.statement_text == current_statement("en").text
    payload = json.loads(entry.log_entry.payload)
    assert payload["seq"] == 4
    assert payload["minutes"] == 180


def test_the_payload_never_contains_the_note(lucia, rosa):
    session = logged(lucia, rosa, note="Deep work on the upper trapezius")
    (entry,) = signed(session)
    assert b"trapezius" not in bytes(entry.log_entry.payload)


def test_a_batch_takes_consecutive_numbers_and_moves_the_balance(lucia, mei, rosa):
    sessions = [
        logged(lucia, rosa, start="08:00", end="10:00"),
        logged(lucia, rosa, start="10:00", end="12:00"),
        logged(mei, rosa, start="08:00", end="09:30"),
    ]
    entries = signed(*sessions)
    assert [entry.seq for entry in entries] == [6, 7, 8]
    assert list(Balance.objects.order_by("enrollment").values_list("minutes", "clients")) == [
        (240, 6),
        (90, 3),
    ]


def test_one_changed_row_leaves_the_whole_batch_unsigned(lucia, mei, rosa):
    kept = logged(lucia, rosa)
    moved = logged(mei, rosa)
    take_back_session(actor=mei.student, session=moved, version=1, now=NOW)
    with pytest.raises(Conflict):
        signed(kept, moved)
    kept.refresh_from_db()
    assert kept.status == State.SUBMITTED
    assert not SignOff.objects.exists()
    assert not HourEntry.objects.exists()


def test_a_session_is_signed_only_in_the_version_shown(lucia, rosa):
    session = logged(lucia, rosa)
    return_session(actor=rosa.user, session=session, version=1, reason="Check the end.", now=NOW)
    with pytest.raises(Conflict):
        signed(session)


def test_signing_twice_is_a_conflict_and_posts_once(lucia, rosa):
    session = logged(lucia, rosa)
    signed(session)
    with pytest.raises(Conflict):
        signed(session)
    assert HourEntry.objects.count() == 1


def test_another_instructor_cannot_sign(lucia, rosa):
    session = logged(lucia, rosa)
    with pytest.raises(Conflict):
        signed(session, actor=SupervisorFactory().user)
    assert not HourEntry.objects.exists()


def test_neither_the_coordinator_nor_a_superuser_signs_for_an_instructor(lucia, rosa, cora):
    session = logged(lucia, rosa)
    cora.is_superuser = True
    cora.save()
    with pytest.raises(Conflict):
        signed(session, actor=cora)


def test_an_authentication_older_than_five_minutes_does_not_sign(lucia, rosa):
    session = logged(lucia, rosa)
    with pytest.raises(NotAllowed):
        sign_off_sessions(
            actor=rosa.user,
            picks=[Pick(session.pk, 1)],
            statement=current_statement("en"),
            authentication=Authentication("password", NOW - timedelta(minutes=6)),
            now=NOW,
        )


def test_a_license_that_had_lapsed_on_the_day_refuses_the_whole_batch(lucia, mei, rosa):
    yesterday = logged(lucia, rosa, day=TODAY - timedelta(days=1))
    today = logged(mei, rosa)
    license = rosa.credentials.get()
    license.expires_on = TODAY - timedelta(days=1)
    save_license(license, now=NOW)
    with pytest.raises(Refused) as refusal:
        signed(yesterday, today)
    assert [finding.code for finding in refusal.value.findings] == ["credential_not_current"]
    assert not HourEntry.objects.exists()
    assert signed(yesterday)


def test_a_license_that_is_not_in_the_log_signs_nothing(lucia, rosa):
    rosa.credentials.update(entry=None)
    with pytest.raises(Refused) as refusal:
        signed(logged(lucia, rosa))
    assert [finding.code for finding in refusal.value.findings] == ["entry_unreadable"]
    assert not SignOff.objects.exists()


@pytest.mark.parametrize(
    "columns", [{"number": "MA 99999"}, {"jurisdiction": "US-GA"}, {"kind": "AP"}]
)
def test_a_license_changed_behind_the_log_signs_nothing(lucia, rosa, columns):
    rosa.credentials.update(**columns)
    with pytest.raises(Refused) as refusal:
        signed(logged(lucia, rosa))
    assert [finding.code for finding in refusal.value.findings] == ["entry_unreadable"]
    assert not SignOff.objects.exists()


def test_a_name_changed_behind_the_log_signs_nothing(lucia, rosa):
    Supervisor.objects.update(printed_name="Rita Castellanos, LMT")
    with pytest.raises(Refused):
        signed(logged(lucia, rosa))


def test_a_void_posts_the_reversal_and_keeps_the_first_entry(lucia, rosa, cora):
    session = logged(lucia, rosa)
    (entry,) = signed(session)
    reversal = void(session, cora)
    session.refresh_from_db()
    assert session.status == State.VOIDED
    assert (reversal.seq, reversal.minutes, reversal.clients) == (5, -180, -3)
    assert reversal.reverses_id == entry.pk
    assert Balance.objects.get().minutes == 0
    voided = session.events.get(kind=SessionEvent.Kind.VOIDED)
    assert voided.reason_text == "Logged twice on paper."


def test_the_signing_instructor_may_void_and_another_may_not(lucia, rosa):
    session = logged(lucia, rosa)
    signed(session)
    with pytest.raises(NotAllowed):
        void(session, SupervisorFactory().user)
    assert void(session, rosa.user).minutes == -180


def test_an_auditor_changes_nothing(lucia, rosa, otis):
    session = logged(lucia, rosa)
    with pytest.raises(NotAllowed):
        return_session(actor=otis, session=session, version=1, reason="No.", now=NOW)
    signed(session)
    with pytest.raises(NotAllowed):
        void(session, otis)


def test_a_voided_day_can_be_logged_again(lucia, rosa, cora):
    session = logged(lucia, rosa)
    signed(session)
    void(session, cora)
    assert signed(logged(lucia, rosa, end="15:00"))[0].minutes == 120
    assert Balance.objects.get().minutes == 120
