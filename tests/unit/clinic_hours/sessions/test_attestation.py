"""The statement agreed to, how recent the proof must be, and what a fingerprint covers."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from clinic_hours.core.domain.authentication import Authentication, is_fresh
from clinic_hours.sessions.domain.attestation import (
    current_statement,
    fingerprint_of,
    reversal_statement,
    translation_of,
)

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


def test_the_statement_says_in_person_and_true():
    statement = current_statement("en")
    assert statement.text == "I supervised these sessions in person and the hours are true."
    assert (statement.version, statement.language) == ("2026-1", "en")


@pytest.mark.parametrize("of", [current_statement, reversal_statement])
def test_a_statement_is_in_the_signers_language_or_english(of):
    assert of("es").language == of("es-mx").language == "es"
    assert of("en-us") == of("en") == of("fr") == of("")
    assert of("es").version == of("en").version
    assert of("es").text != of("en").text


@pytest.mark.parametrize("of", [current_statement, reversal_statement])
def test_a_signed_text_is_translated_only_for_readers_of_another_language(of):
    assert translation_of(of("en").text, "es-mx") == of("es")
    assert translation_of(of("es").text, "en") == of("en")
    assert translation_of(of("es").text, "es") is None
    assert translation_of("An older wording.", "es") is None


@pytest.mark.parametrize(
    ("age", "fresh"),
    [
        (timedelta(0), True),
        (timedelta(minutes=5), True),
        (timedelta(minutes=5, microseconds=1), False),
        (timedelta(microseconds=-1), False),
    ],
)
def test_proof_of_identity_is_fresh_for_five_minutes_and_never_from_the_future(age, fresh):
    assert is_fresh(Authentication("password", NOW - age), NOW) is fresh


def test_a_fingerprint_is_the_hash_of_the_canonical_facts():
    expected = hashlib.sha256(b'{"a":1,"b":"x"}').hexdigest()
    assert fingerprint_of({"b": "x", "a": 1}) == fingerprint_of({"a": 1, "b": "x"}) == expected


@pytest.mark.parametrize("other", [{"minutes": 211}, {"minutes": "210"}, {"minutes": 210, "x": 0}])
def test_changing_any_fact_changes_the_fingerprint_of(other):
    assert fingerprint_of(other) != fingerprint_of({"minutes": 210})
