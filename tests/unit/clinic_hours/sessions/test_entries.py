"""The bytes of a ledger entry: everything a reader needs, nothing that names a client."""

import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest

from clinic_hours.core.domain.authentication import Authentication
from clinic_hours.ledger.domain.canonical import canonical_json
from clinic_hours.ledger.domain.commitments import commitment
from clinic_hours.ledger.domain.entries import Place, Reference, payload
from clinic_hours.sessions.domain.attestation import (
    Statement,
    current_statement,
    reversal_statement,
)
from clinic_hours.sessions.domain.entries import (
    SignedSession,
    Signer,
    Signing,
    reversal_body,
    sign_off_body,
)
from clinic_hours.sessions.domain.history import History

NOTE, SALT = "trigger points, left shoulder", b"s" * 16
NIGHT = SignedSession(
    session="0d4f",
    version=3,
    category="hands_on",
    requirement="Hands-on practice",
    site="Palmetto Clinic",
    zone="America/New_York",
    starts_at=datetime(2026, 11, 1, 2, tzinfo=UTC),
    ends_at=datetime(2026, 11, 1, 11, tzinfo=UTC),
    break_minutes=30,
    minutes=510,
    rounding="none",
    clients=4,
    provenance="typed",
    note=commitment(NOTE, SALT),
)
SIGNING = Signing(
    signer=Signer(7, "Rosa Castellanos", "LMT", "MA 12345", "FL", date(2027, 8, 31)),
    statement=current_statement("en"),
    authentication=Authentication("password", datetime(2026, 11, 23, 14, 58, tzinfo=UTC)),
    at=datetime(2026, 11, 23, 15, tzinfo=UTC),
    zone="America/New_York",
)


PLACE, BEFORE = Place("9a1c", 3, bytes(32)), Reference(6, b"\xab" * 32)
HISTORY = History(2, bytes(32))


def signed(session: SignedSession = NIGHT, signing: Signing = SIGNING, seq: int = 7) -> bytes:
    body = sign_off_body(
        session,
        signing,
        fingerprint=session.fingerprint(),
        license=BEFORE,
        history=HISTORY,
        attendance=None,
    )
    return payload(seq, "sign_off", signing.at, body, PLACE)


def reversed_by(signing: Signing) -> bytes:
    body = reversal_body(BEFORE, minutes=-510, clients=-4, reason="cd" * 32, signing=signing)
    return payload(8, "reversal", signing.at, body, PLACE)


def test_a_sign_off_contains_what_was_signed_by_whom_and_how():
    assert json.loads(signed()) == {
        "schema": 2,
        "seq": 7,
        "kind": "sign_off",
        "at": "2026-11-23T15:00:00.000000Z",
        "enrollment": "9a1c",
        "enrollment_seq": 3,
        "previous": "00" * 32,
        "license": {"seq": 6, "leaf_hash": "ab" * 32},
        "history": {"events": 2, "digest": "00" * 32},
        "attendance": None,
        "minutes": 510,
        "clients": 4,
        "fingerprint": NIGHT.fingerprint(),
        "session": {
            "session": "0d4f",
            "version": 3,
            "category": "hands_on",
            "requirement": "Hands-on practice",
            "site": "Palmetto Clinic",
            "zone": "America/New_York",
            "starts_at": "2026-11-01T02:00:00.000000Z",
            "ends_at": "2026-11-01T11:00:00.000000Z",
            "local": "2026-10-31T22:00-04:00/2026-11-01T06:00-05:00",
            "break_minutes": 30,
            "minutes": 510,
            "rounding": "none",
            "clients": 4,
            "provenance": "typed",
            "note": commitment(NOTE, SALT),
        },
        "signer": {
            "account": 7,
            "printed_name": "Rosa Castellanos",
            "credential": "LMT",
            "license_number": "MA 12345",
            "jurisdiction": "FL",
            "expires_on": "2027-08-31",
        },
        "statement": {
            "version": "2026-1",
            "language": "en",
            "text": "I supervised these sessions in person and the hours are true.",
        },
        "authentication": {"method": "password", "at": "2026-11-23T14:58:00.000000Z"},
        "local": "2026-11-23T10:00:00-05:00",
    }


def test_the_bytes_are_canonical():
    assert signed() == canonical_json(json.loads(signed()))


def test_the_note_itself_is_not_in_the_bytes():
    assert NOTE.encode() not in signed()


def other_than(value):
    if isinstance(value, datetime):
        return value.replace(microsecond=1)
    if value == NIGHT.zone:
        return "America/Chicago"
    return value + 1 if isinstance(value, int) else value + "x"


@pytest.mark.parametrize("name", [field.name for field in fields(SignedSession)])
def test_every_fact_of_the_session_changes_the_fingerprint_and_the_bytes(name):
    other = replace(NIGHT, **{name: other_than(getattr(NIGHT, name))})
    assert other.fingerprint() != NIGHT.fingerprint()
    assert signed(other) != signed()


@pytest.mark.parametrize(
    "other",
    [
        {"signer": Signer(7, "Rosa Castellanos", "LMT", "MA 12346", "FL", date(2027, 8, 31))},
        {"signer": Signer(7, "Rosa Castellanos", "LMT", "MA 12345", "FL", date(2027, 9, 30))},
        {"statement": Statement("2026-2", "en", SIGNING.statement.text)},
        {"authentication": Authentication("passkey", SIGNING.authentication.at)},
        {"at": SIGNING.at.replace(microsecond=1)},
        {"zone": "America/Chicago"},
        {"signer": replace(SIGNING.signer, account=8)},
    ],
)
def test_every_fact_of_the_signing_changes_the_bytes(other):
    assert signed(signing=replace(SIGNING, **other)) != signed()


def test_the_place_in_the_ledger_is_part_of_the_bytes():
    assert signed(seq=8) != signed(seq=7)


def test_a_reversal_names_the_entry_that_it_takes_back():
    signing = replace(
        SIGNING, signer=Signer(8, "Cora Whitfield"), statement=reversal_statement("en")
    )
    body = json.loads(reversed_by(signing))
    assert (body["kind"], body["minutes"], body["clients"]) == ("reversal", -510, -4)
    assert body["reverses"] == {"seq": 6, "leaf_hash": "ab" * 32}
    assert (body["enrollment"], body["reason"]) == ("9a1c", "cd" * 32)
    assert body["statement"]["text"] == "These hours were signed in error and no longer count."
    assert body["signer"]["expires_on"] is None


def test_an_entry_says_which_one_was_before_it_in_its_chain():
    body = {"minutes": 1}
    first = json.loads(payload(1, "enrollment", SIGNING.at, body, Place("9a1c")))
    assert (first["enrollment_seq"], first["previous"]) == (1, None)
    assert "enrollment" not in json.loads(payload(1, "license", SIGNING.at, body))
