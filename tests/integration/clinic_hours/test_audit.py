"""The audit finds what was done behind the application's back, and names the entry."""

from contextlib import contextmanager
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from clinic_hours.models import Balance, ClinicSession, HourEntry, LedgerHead
from clinic_hours.selectors.audit import audit_ledger
from tests.factories.clinic import logged, signed

pytestmark = pytest.mark.django_db

LEDGER = "clinic_hours_hourentry"


@pytest.fixture
def three_entries(lucia, rosa):
    clocks = ["08:00", "09:00", "10:00", "11:00"]
    return signed(
        *(logged(lucia, rosa, start=start, end=end, clients=1) for start, end in pairwise(clocks))
    )


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def guards_down():
    """Do as an attacker who owns the table: drop what forbids it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {LEDGER} DISABLE TRIGGER USER")
        else:
            cursor.execute(f"DROP TRIGGER {LEDGER}_refuses_UPDATE")
            cursor.execute(f"DROP TRIGGER {LEDGER}_refuses_DELETE")
        yield cursor


def test_an_untouched_ledger_is_ok_and_says_its_size_and_root(three_entries):
    out = StringIO()
    call_command("audit_ledger", stdout=out)
    assert out.getvalue().startswith("ledger ok: 3 entries, root ")
    assert len(out.getvalue().split()[-1]) == 64


def test_an_empty_ledger_is_ok(db):
    assert audit_ledger().is_ok


@pytest.mark.parametrize(
    ("tampering", "seq", "kind"),
    [
        ("UPDATE {t} SET minutes = 600 WHERE seq = 2", 2, "altered row"),
        ("UPDATE {t} SET payload = leaf_hash WHERE seq = 2", 2, "altered payload"),
        ("DELETE FROM {t} WHERE seq = 3", 3, "missing entry"),
        ("DELETE FROM {t} WHERE seq = 2", 2, "missing entry"),
        ("UPDATE {t} SET leaf_hash = payload WHERE seq = 1", 1, "altered hash"),
    ],
)
def test_tampering_by_raw_sql_is_found_and_named(three_entries, tampering, seq, kind):
    with guards_down() as cursor:
        cursor.execute(tampering.format(t=LEDGER))
        damage = audit_ledger().damage
    assert damage is not None
    assert (damage.seq, damage.kind) == (seq, kind)


def test_two_swapped_entries_are_found(three_entries):
    with guards_down() as cursor:
        for was, becomes in ((1, 900), (2, 1), (900, 2)):
            cursor.execute(f"UPDATE {LEDGER} SET seq = {becomes} WHERE seq = {was}")
        damage = audit_ledger().damage
    assert (damage.seq, damage.kind) == (1, "altered row")


def test_a_wrong_balance_is_found(three_entries):
    Balance.objects.update(minutes=1)
    assert audit_ledger().damage.kind == "wrong balance"


def test_a_missing_balance_is_found(three_entries):
    Balance.objects.all().delete()
    assert audit_ledger().damage.kind == "missing balance"


def test_a_session_changed_after_it_was_signed_is_found(three_entries):
    ClinicSession.objects.filter(pk=three_entries[1].session_id).update(minutes=59)
    damage = audit_ledger().damage
    assert (damage.seq, damage.kind) == (2, "altered session")


def test_a_session_marked_signed_without_an_entry_is_found(lucia, rosa):
    session = logged(lucia, rosa)
    ClinicSession.objects.filter(pk=session.pk).update(status="signed_off")
    assert audit_ledger().damage.kind == "orphan session"


def test_a_head_that_was_moved_is_found(three_entries):
    LedgerHead.objects.update(size=7)
    assert audit_ledger().damage.seq == 4


def test_the_command_exits_with_the_first_damage_in_words(three_entries):
    Balance.objects.update(minutes=1)
    with pytest.raises(CommandError, match="ledger damaged: wrong balance"):
        call_command("audit_ledger")


@pytest.mark.parametrize("table", [LEDGER, "clinic_hours_signoff", "clinic_hours_sessionevent"])
@pytest.mark.parametrize("verb", ["UPDATE {t} SET id = id", "DELETE FROM {t}"])
def test_the_database_refuses_to_change_what_is_append_only(three_entries, table, verb):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run(verb.format(t=table))


def test_sqlites_insert_or_replace_does_not_walk_around_the_guard(three_entries):
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's own")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run(f"INSERT OR REPLACE INTO {LEDGER} SELECT * FROM {LEDGER} WHERE seq = 1")


def test_the_database_refuses_an_overlap_that_no_service_saw(lucia, rosa):
    first = logged(lucia, rosa)
    row = ClinicSession.objects.filter(pk=first.pk).values().get()
    row.pop("id"), row.pop("public_id")
    with pytest.raises(IntegrityError, match="do_not_overlap"), transaction.atomic():
        ClinicSession.objects.create(**row)


def test_the_database_refuses_a_self_signed_sign_off(three_entries):
    sign_off = three_entries[0].sign_off
    values = {f.attname: getattr(sign_off, f.attname) for f in sign_off._meta.concrete_fields}
    values |= {"id": None, "signer_id": sign_off.student_id}
    with pytest.raises(IntegrityError), transaction.atomic():
        type(sign_off).objects.create(**values)


def test_a_reversal_without_what_it_reverses_is_refused(three_entries):
    entry = HourEntry.objects.get(seq=1)
    values = {f.attname: getattr(entry, f.attname) for f in entry._meta.concrete_fields}
    values |= {"id": None, "seq": 4, "kind": "reversal", "minutes": -60, "reverses_id": None}
    with pytest.raises(IntegrityError), transaction.atomic():
        HourEntry.objects.create(**values)
