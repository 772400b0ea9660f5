"""What the database itself refuses, whoever tries."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from clinic_hours.ledger.models import LogEntry
from clinic_hours.ledger.selectors.guards import APPEND_ONLY, GUARDS, missing_guards
from clinic_hours.sessions.models import ClinicSession
from tests.factories.clinic import logged
from tests.tampering import LOG, insert, run

pytestmark = pytest.mark.django_db


def test_migrations_guard_every_append_only_model():
    assert {model.__name__ for model in APPEND_ONLY} == {
        *("LogEntry", "SignOff", "SessionEvent", "SigningKey", "Checkpoint", "Cosignature"),
        *("Transcript", "IssuedFile", "Revocation", "Disclosure", "NameDisclosure"),
        *("ShiftEvent", "AppointmentEvent", "Punch"),
    }
    assert missing_guards() == []


@pytest.mark.parametrize("model", APPEND_ONLY)
def test_a_missing_guard_is_reported(model):
    table = model._meta.db_table
    for guard in GUARDS[connection.vendor]:
        on = f"ON {table}" if connection.vendor == "postgresql" else ""
        run(f"DROP TRIGGER {guard.format(table)} {on}")
        assert guard.format(table) in missing_guards()


def test_a_disabled_guard_is_reported():
    if connection.vendor == "postgresql":
        run(f"ALTER TABLE {LOG} DISABLE TRIGGER {LOG}_refuses_update")
        assert missing_guards() == [f"{LOG}_refuses_update"]
    else:
        run("PRAGMA recursive_triggers = OFF")
        try:
            assert missing_guards() == ["recursive_triggers"]
        finally:
            run("PRAGMA recursive_triggers = ON")


def test_a_guard_of_the_right_name_on_another_table_does_not_count():
    guard = GUARDS[connection.vendor][0].format(LOG)
    if connection.vendor == "postgresql":
        run(f"DROP TRIGGER {guard} ON {LOG}")
        run(
            f"CREATE TRIGGER {guard} BEFORE UPDATE ON clinic_hours_people_cohort "
            "FOR EACH ROW EXECUTE FUNCTION practicum_refuses()"
        )
    else:
        run(f"DROP TRIGGER {guard}")
        run(
            f"CREATE TRIGGER {guard} BEFORE UPDATE ON clinic_hours_people_cohort BEGIN SELECT 1; END"
        )
    assert missing_guards() == [guard]


@pytest.mark.parametrize(
    "table",
    [
        LOG,
        "clinic_hours_sessions_signoff",
        "clinic_hours_sessions_sessionevent",
        "clinic_hours_ledger_signingkey",
    ],
)
@pytest.mark.parametrize("verb", ["UPDATE {t} SET {column} = {column}", "DELETE FROM {t}"])
def test_the_database_refuses_changes_to_append_only_rows(three_entries, table, verb):
    column = "seq" if table == LOG else "id"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run(verb.format(t=table, column=column))


def test_sqlites_insert_or_replace_does_not_bypass_the_guard(three_entries):
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's own")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run(f"INSERT OR REPLACE INTO {LOG} SELECT * FROM {LOG} WHERE seq = 4")


def test_the_database_refuses_an_overlap_that_no_service_saw(lucia, rosa):
    first = logged(lucia, rosa)
    row = ClinicSession.objects.filter(pk=first.pk).values().get()
    row.pop("id"), row.pop("public_id")
    with pytest.raises(IntegrityError, match="do_not_overlap"), transaction.atomic():
        ClinicSession.objects.create(**row)


def test_the_database_refuses_a_self_signed_sign_off(three_entries):
    sign_off = three_entries[0].sign_off
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(sign_off, id=None, signer_id=sign_off.student_id)


def test_a_reversal_of_nothing_is_refused(three_entries):
    (license,) = LogEntry.objects.filter(kind="license")  # an entry that has no hours yet
    lost = {"log_entry_id": license.seq, "kind": "reversal", "minutes": -60, "reverses_id": None}
    with pytest.raises(IntegrityError, match="names_what_it_reverses"), transaction.atomic():
        insert(three_entries[0], **lost)
