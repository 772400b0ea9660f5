"""Whatever interrupts a change of keys, the key that the log names is never lost."""

import os
from functools import partial
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from clinic_hours.ledger.models import LedgerHead, LogEntry, SigningKey
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.ledger.selectors.key_files import key_file, next_key_file
from clinic_hours.ledger.services import keys, rotation
from clinic_hours.ledger.services.rotation import rotate_signing_key
from clinic_hours.ledger.signatures import (
    KeyFileProblem,
    new_key,
    read_key_file,
    write_key_file,
)
from tests.factories.clinic import logged, signed
from tests.races import race, surprises

pytestmark = pytest.mark.django_db

ROUNDS = 4


class Crash(Exception):
    pass


def crash(*_args: object) -> None:
    raise Crash


@pytest.fixture
def crashed(own_key, lucia, rosa, monkeypatch) -> str:
    """Rotate, and crash after the log has named the new key, before it is put in place."""
    signed(logged(lucia, rosa, start="08:00", end="09:00"))
    with monkeypatch.context() as patch, pytest.raises(Crash):
        patch.setattr(os, "replace", crash)
        rotate_signing_key()
    assert read_key_file(key_file()).id == own_key.id != named()
    return named()


def named() -> str:
    """Return the key that the log names."""
    return LedgerHead.objects.get().signing_key_id


def rotated(*options: str) -> str:
    """Run the command and return what it says."""
    out = StringIO()
    call_command("rotate_signing_key", *options, stdout=out)
    return out.getvalue()


def test_a_second_run_finishes_what_the_first_began_and_says_so(crashed, lucia, rosa):
    said = rotated()
    assert f"key {crashed} signs entries starting with 5" in said
    assert "No other key was created" in said
    assert named() == crashed == read_key_file(key_file()).id
    assert (SigningKey.objects.count(), next_key_file().exists()) == (2, False)
    assert signed(logged(lucia, rosa, start="10:00", end="11:00"))
    assert audit_ledger().is_ok


def test_a_second_run_that_only_finishes_says_that_it_marked_no_key(crashed):
    sentence = "This run did not record --compromised-since."
    assert sentence in rotated("--compromised-since=2026-11-01")
    assert sentence not in rotated("--compromised-since=2026-11-01")
    assert SigningKey.objects.count() == 3


def test_a_further_rotation_is_endorsed_by_the_key_that_was_waiting(crashed):
    newest = rotate_signing_key()
    assert newest.previous_id == crashed
    assert named() == newest.pk == read_key_file(key_file()).id
    assert audit_ledger().is_ok


def test_the_waiting_key_is_found_even_if_the_old_file_is_gone(crashed, lucia, rosa):
    key_file().unlink()
    assert signed(logged(lucia, rosa, start="10:00", end="11:00"))
    assert read_key_file(key_file()).id == crashed


def test_a_waiting_file_whose_key_the_log_knows_is_never_removed(own_key):
    rotate_signing_key()
    write_key_file(next_key_file(), own_key)
    with pytest.raises(CommandError, match=f"{own_key.id}.*Move the file away"):
        call_command("rotate_signing_key")
    assert read_key_file(next_key_file()).id == own_key.id
    assert SigningKey.objects.count() == 2


def test_a_waiting_file_that_cannot_be_read_is_never_removed(own_key):
    next_key_file().write_text("half a key", encoding="utf-8")
    with pytest.raises(CommandError, match=r"\.next does not contain a private key"):
        call_command("rotate_signing_key")
    assert next_key_file().read_text(encoding="utf-8") == "half a key"


def test_a_key_that_an_earlier_run_never_registered_gives_way(own_key):
    write_key_file(next_key_file(), new_key())
    newest = rotate_signing_key()
    assert newest.previous_id == own_key.id
    assert named() == newest.pk == read_key_file(key_file()).id
    assert not next_key_file().exists()


def test_someone_who_signs_meanwhile_may_put_the_new_key_in_place(
    own_key, lucia, rosa, monkeypatch
):
    session = logged(lucia, rosa, start="08:00", end="09:00")
    finish = rotation.finish_rotation

    def after_another_entry() -> SigningKey | None:
        signed(session)
        return finish()

    monkeypatch.setattr(rotation, "finish_rotation", after_another_entry)
    newest = rotate_signing_key()
    assert named() == newest.pk == read_key_file(key_file()).id
    assert LogEntry.objects.latest("seq").signing_key_id == newest.pk


def test_with_a_foreign_key_file_nothing_promises_that_rotating_helps(own_key, lucia, rosa):
    session = logged(lucia, rosa, start="08:00", end="09:00")
    rotate_signing_key()
    expected = named()
    key_file().unlink()
    write_key_file(key_file(), new_key())
    for act in (partial(signed, session), rotate_signing_key):
        with pytest.raises(KeyFileProblem, match="Copy the log's key") as problem:
            act()
        assert "rotate_signing_key" not in str(problem.value)
    assert named() == expected


def test_files_written_at_the_same_moment_are_told_apart(own_key, tmp_path):
    moment = key_file().stat().st_mtime_ns
    before = keys.key_in_file(None)
    write_key_file(tmp_path / "other.pem", other := new_key())
    os.utime(tmp_path / "other.pem", ns=(moment, moment))
    (tmp_path / "other.pem").replace(key_file())
    assert keys.key_in_file(None).id == other.id != before.id


@pytest.mark.django_db(transaction=True)
def test_two_rotations_at_the_same_time_lose_no_key(own_key):
    for _round in range(ROUNDS):
        assert surprises(race(rotate_signing_key, rotate_signing_key)) == []
        assert named() == read_key_file(key_file()).id
        assert not next_key_file().exists()
    assert SigningKey.objects.count() == 1 + 2 * ROUNDS
    assert audit_ledger().is_ok
