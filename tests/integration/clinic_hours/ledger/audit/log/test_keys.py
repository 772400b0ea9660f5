"""Keys change, and the audit follows the chain back from the one in the file.

The first hours are entry 4, after a requirement set, an enrollment and a license.
"""

import os

import pytest
from django.db import transaction

from clinic_hours.ledger.domain.checkpoints import read_note, signed_note
from clinic_hours.ledger.models import Checkpoint, LogEntry, SigningKey
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.ledger.selectors.key_files import key_file, next_key_file
from clinic_hours.ledger.services.checkpoints import sign_checkpoint
from clinic_hours.ledger.services.rotation import hand_over, rotate_signing_key
from clinic_hours.ledger.signatures import (
    KeyFileProblem,
    new_key,
    read_key_file,
    write_key_file,
)
from clinic_hours.people.models import Enrollment, Supervisor
from clinic_hours.sessions.models import ClinicSession, HourEntry, SignOff
from tests.factories.clinic import logged, signed
from tests.tampering import (
    change,
    guards_down,
    make_the_tree_fit,
    rewrite,
    slip_in,
    with_payload,
)

from ..damage import found

pytestmark = pytest.mark.django_db


@pytest.fixture
def hours(own_key, lucia, rosa):
    """Return a function that posts one signed hour per call."""
    clocks = iter(range(7, 20))

    def post():
        start = next(clocks)
        return signed(logged(lucia, rosa, start=f"{start:02}:00", end=f"{start + 1:02}:00"))[0]

    return post


def signers() -> list[str]:
    return list(LogEntry.objects.order_by("seq").values_list("signing_key_id", flat=True))


def test_entries_before_and_after_a_key_rotation_audit_clean(hours, own_key):
    hours()
    before = sign_checkpoint().note
    second = rotate_signing_key()
    third = rotate_signing_key()
    hours(), hours()
    assert signers() == [*[own_key.id] * 4, second.pk, *[third.pk] * 3]
    assert (third.previous, read_key_file(key_file()).id) == (second, third.pk)
    assert found(before=before, after=sign_checkpoint().note) is None


def test_a_key_that_has_been_replaced_signs_no_later_entry(hours, own_key):
    hours()
    rotate_signing_key()
    entry = hours()
    with guards_down():
        signature = own_key.sign(bytes(entry.log_entry.payload))
        change(6, signature=signature, signing_key=own_key.id)
        assert found() == (6, "unknown key")


def test_a_key_that_has_been_replaced_signs_no_later_checkpoint(hours, own_key, settings, tmp_path):
    hours()
    os.link(key_file(), tmp_path / "stolen.pem")
    rotate_signing_key()
    hours()
    note = sign_checkpoint().note
    assert found(kept=note) is None
    body, _, _ = note.partition("\n\n")
    head, _signatures = read_note(note)
    stolen = read_key_file(tmp_path / "stolen.pem")
    forged = signed_note(head, stolen.public_key, stolen.sign(f"{body}\n".encode()))
    assert found(kept=forged) == (None, "bad checkpoint")


@pytest.mark.parametrize(
    "change_of", [{"endorsement": bytes(64)}, {"endorsement": None}, {"signature": bytes(64)}]
)
def test_a_key_without_its_predecessors_endorsement_is_unknown(hours, change_of):
    hours()
    second = rotate_signing_key()
    hours()
    with guards_down():
        SigningKey.objects.filter(pk=second.pk).update(**change_of)
        damage = audit_ledger().damage
        assert (damage.seq, damage.kind) == (1, "unknown key")
        assert second.pk in damage.detail


def test_a_key_row_that_differs_from_its_statement_is_found(hours):
    hours(), hours()
    second = rotate_signing_key()
    hours()
    with guards_down():
        SigningKey.objects.filter(pk=second.pk).update(first_seq=5)
        assert found() == (1, "unknown key")


def test_a_crash_between_registering_a_key_and_its_file_is_finished_at_the_next_posting(
    hours, own_key
):
    hours()
    hand_over()
    waiting = read_key_file(next_key_file())
    assert read_key_file(key_file()).id == own_key.id
    assert found() is None
    hours()
    assert signers() == [*[own_key.id] * 4, waiting.id, waiting.id]
    assert read_key_file(key_file()).id == waiting.id
    assert not next_key_file().exists()
    assert found() is None


def test_someone_elses_key_file_is_refused_with_a_sentence(hours, own_key):
    hours()
    foreign = new_key()
    key_file().unlink()
    write_key_file(key_file(), foreign)
    with pytest.raises(
        KeyFileProblem, match=f"signed with key {own_key.id}.*contains {foreign.id}"
    ):
        hours()
    damage = audit_ledger().damage
    assert (damage.seq, damage.kind) == (1, "unknown key")
    assert "which is unknown to this ledger" in damage.detail


def test_without_its_file_the_audit_trusts_the_newest_key_and_says_so(hours, capsys):
    hours()
    key_file().unlink()
    report = audit_ledger()
    assert report.is_ok
    assert "cannot be read" in report.warning
    assert "newest key in the database was trusted" in report.warning


def test_a_checkpoint_by_a_newer_key_reveals_a_copy_from_before_that_key(hours):
    hours()
    backup = transaction.savepoint()
    rotate_signing_key()
    hours()
    note = sign_checkpoint().note
    transaction.savepoint_rollback(backup)
    assert found() == (1, "unknown key")
    assert found(kept=note) == (5, "older than a checkpoint")


def test_entries_rewritten_with_a_stolen_key_do_not_match_a_stored_checkpoint(hours, own_key):
    first, second = hours(), hours()
    note = sign_checkpoint().note
    with guards_down():
        rewrite({3: license_of_rita(), 4: of_rita(first), 5: of_rita(second)}, own_key)
        Checkpoint.objects.all().delete()
        assert found() is None
        assert found(kept=note) == (1, "rewritten history")


def test_an_entry_rewritten_with_a_stolen_key_is_not_the_one_that_the_next_follows(hours, own_key):
    entry, _ = hours(), hours()
    with guards_down():
        with_payload(4, by_passkey(entry), own_key)
        make_the_tree_fit()
        assert found() == (5, "broken chain")


def by_passkey(entry: HourEntry) -> bytes:
    """Return an entry's payload with another way of signing in, and have its sign-off say so too."""
    SignOff.objects.filter(pk=entry.sign_off_id).update(authentication_method="passkey")
    return bytes(entry.log_entry.payload).replace(b'"password"', b'"passkey"')


def test_a_signer_rewritten_with_a_stolen_key_is_not_the_one_of_the_license(hours, own_key):
    entry = hours()
    with guards_down():
        with_payload(4, of_rita(entry), own_key)
        make_the_tree_fit()
        assert found() == (4, "contradiction")


def license_of_rita() -> bytes:
    """Return the payload of the license with another name, and have its instructor's row say so too."""
    Supervisor.objects.update(printed_name="Rita Castellanos, LMT")
    return bytes(LogEntry.objects.get(seq=3).payload).replace(b"Rosa", b"Rita")


def of_rita(entry: HourEntry) -> bytes:
    """Return the payload of an entry that another person signed, and have its sign-off say so too."""
    SignOff.objects.filter(pk=entry.sign_off_id).update(printed_name="Rita Castellanos, LMT")
    return bytes(entry.log_entry.payload).replace(b"Rosa", b"Rita")


def test_facts_altered_with_a_stolen_key_no_longer_match_their_fingerprint(hours, own_key):
    entry = hours()
    with guards_down():
        payload = bytes(entry.log_entry.payload).replace(b'"typed"', b'"clocked"')
        with_payload(4, payload, own_key)
        for model in (ClinicSession, HourEntry):
            model.objects.update(provenance="clocked")
        assert found() == (4, "altered sign-off")


def test_hours_that_students_signed_for_themselves_with_a_stolen_key(hours, own_key, rosa):
    student = hours().enrollment.student
    with guards_down():
        opened = bytes(LogEntry.objects.get(kind="enrollment").payload)
        own = opened.replace(b'"student":%d' % student.pk, b'"student":%d' % rosa.user_id)
        rewrite({2: own}, own_key)
        for model in (Enrollment, ClinicSession, SignOff):
            model.objects.update(student=rosa.user)
        type(student).objects.filter(pk=rosa.user_id).update(display_name=student.display_name)
        Checkpoint.objects.all().delete()
        assert found() == (None, "self-signed")


def test_an_inserted_key_that_has_signed_nothing_is_found(hours):
    entry = hours()
    slip_in(new_key(), first_seq=5, previous=entry.log_entry.signing_key)
    damage = audit_ledger().damage
    assert (damage.seq, damage.kind) == (None, "unknown key")
    assert "claims to follow" in damage.detail
