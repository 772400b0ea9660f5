"""A commitment hides a text from everyone who lacks its salt."""

import hashlib

from clinic_hours.ledger.domain.commitments import commitment, committed


def test_a_commitment_is_salted_and_cannot_be_guessed():
    hidden = commitment("cervicals", b"s" * 16)
    assert hidden == hashlib.sha256(b"s" * 16 + b"cervicals").hexdigest()
    assert hidden != commitment("cervicals", b"t" * 16)
    assert hidden != commitment("Cervicals", b"s" * 16)


def test_the_same_text_is_committed_to_under_a_new_salt_each_time():
    first, second = committed("Lucía"), committed("Lucía")
    assert first.commitment != second.commitment
    assert first.commitment == commitment(first.text, first.salt)
