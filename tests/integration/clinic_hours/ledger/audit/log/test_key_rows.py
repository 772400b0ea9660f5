"""A retired key can't be exchanged for a thief's, nor can a key begin before the one it follows."""

import pytest
from django.utils import timezone

from clinic_hours.ledger.domain.keys import KeyStatement
from clinic_hours.ledger.models import LogEntry, SigningKey
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.ledger.selectors.key_files import key_file
from clinic_hours.ledger.services.rotation import rotate_signing_key
from clinic_hours.ledger.signatures import PrivateKey, new_key, read_key_file, write_key_file
from tests.tampering import unguarded

pytestmark = pytest.mark.django_db


@pytest.fixture
def replaced(own_key, three_entries) -> SigningKey:
    """The key that has replaced `own_key`."""
    return rotate_signing_key()


def kind_and_detail() -> tuple[str, str]:
    damage = audit_ledger().damage
    return damage.kind, damage.detail


def claiming_to_be(key: PrivateKey, thief: PrivateKey) -> bytes:
    """Return the statement of a thief's key under the id of another."""
    own = KeyStatement(thief.public_key, 1, None, timezone.now()).payload()
    return own.replace(thief.id.encode(), key.id.encode())


def test_a_thiefs_key_under_a_retired_keys_id_is_named(own_key, replaced):
    thief = new_key()
    statement = claiming_to_be(own_key, thief)
    with unguarded():
        SigningKey.objects.filter(pk=own_key.id).update(
            public_key=thief.public_key, statement=statement, signature=thief.sign(statement)
        )
        SigningKey.objects.filter(pk=replaced.pk).update(
            endorsement=thief.sign(bytes(replaced.statement))
        )
    kind, detail = kind_and_detail()
    assert kind == "unknown key" and f"key {own_key.id} does not match its ID" in detail


def test_a_key_that_begins_before_the_one_it_follows_is_named(replaced, tmp_path):
    stolen, early = read_key_file(key_file()), new_key()
    assert replaced.first_seq > 2
    statement = KeyStatement(early.public_key, 2, replaced.pk, timezone.now()).payload()
    SigningKey.objects.create(
        id=early.id,
        public_key=early.public_key,
        first_seq=2,
        previous=replaced,
        statement=statement,
        signature=early.sign(statement),
        endorsement=stolen.sign(statement),
    )
    key_file().unlink()
    write_key_file(key_file(), early)
    kind, detail = kind_and_detail()
    assert kind == "unknown key" and f"key {early.id} does not follow" in detail


@pytest.mark.parametrize("portion", [1, 4, 6, 7, 100])
def test_a_log_read_in_portions_is_read_completely(replaced, monkeypatch, portion):
    monkeypatch.setattr("clinic_hours.ledger.selectors.audit.rows.PORTION", portion)
    report = audit_ledger()
    assert report.is_ok and report.entries == LogEntry.objects.count() == 7
