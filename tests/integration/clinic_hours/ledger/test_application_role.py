"""On PostgreSQL, the application can run as a role that cannot undo the record with any statement."""

import os

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection

from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.ledger.selectors.guards import APPEND_ONLY, missing_guards
from clinic_hours.sessions.models import HourEntry
from tests.factories.clinic import EnrollmentFactory, SupervisorFactory, logged, signed
from tests.tampering import LOG, run

ROLE = f"practicum_serves_{os.getpid()}"

on_postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite has no roles"
)


@pytest.fixture
def role(transactional_db):
    """A role that may log in but has no other privileges. It is dropped afterwards."""
    run(f"CREATE ROLE {ROLE} LOGIN PASSWORD 'serves'")
    yield ROLE
    run(f"DROP OWNED BY {ROLE}")
    run(f"DROP ROLE {ROLE}")


@pytest.fixture
def serving(role):
    """Connect as the application's role, after the owner has granted what it needs."""
    call_command("grant_application_role", role, verbosity=0)
    owner = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict |= {"USER": role, "PASSWORD": "serves"}
    yield
    connection.close()
    connection.settings_dict |= {"USER": owner["USER"], "PASSWORD": owner["PASSWORD"]}


def sign_one() -> HourEntry:
    return signed(logged(EnrollmentFactory(), SupervisorFactory(), clients=1))[0]


@on_postgresql
def test_logging_signing_and_auditing_work_as_the_applications_role(serving, client):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (ROLE,)
    sign_one()
    report = audit_ledger()
    assert (report.damage, report.entries) == (None, 4)
    assert missing_guards() == []
    assert client.get("/readyz").json() == {"ready": True, "problem": "", "missing": ""}


@on_postgresql
def test_the_applications_role_may_only_add_to_append_only_tables(serving):
    sign_one()
    for model in APPEND_ONLY:
        table, column = model._meta.db_table, model._meta.pk.column
        for statement in (
            f"UPDATE {table} SET {column} = {column}",
            f"DELETE FROM {table}",
            f"TRUNCATE {table} CASCADE",
        ):
            with pytest.raises(ProgrammingError, match="permission denied"):
                run(statement)


@on_postgresql
def test_the_applications_role_cannot_take_the_guards_down(serving):
    for statement in (
        f"ALTER TABLE {LOG} DISABLE TRIGGER USER",
        f"DROP TRIGGER {LOG}_refuses_update ON {LOG}",
        f"CREATE TRIGGER x BEFORE INSERT ON {LOG} EXECUTE FUNCTION practicum_refuses()",
        "DROP FUNCTION practicum_refuses() CASCADE",
        "SET session_replication_role = replica",
        "CREATE TABLE public.mine (id int)",
        "DELETE FROM clinic_hours_ledger_ledgerhead",
        "DELETE FROM django_migrations",
    ):
        with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
            run(statement)


@on_postgresql
def test_granting_again_revokes_excess_privileges(role):
    run(f"GRANT ALL ON {LOG} TO {role}")
    call_command("grant_application_role", role, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT privilege_type FROM information_schema.role_table_grants "
            "WHERE grantee = %s AND table_name = %s ORDER BY 1",
            [role, LOG],
        )
        assert [each for (each,) in cursor.fetchall()] == ["INSERT", "SELECT"]


@on_postgresql
def test_a_role_that_owns_the_tables_or_does_not_exist_is_refused(transactional_db):
    with pytest.raises(CommandError, match="grants would not restrict it"):
        call_command("grant_application_role", connection.settings_dict["USER"])
    with pytest.raises(CommandError, match="Role nobody_at_all does not exist"):
        call_command("grant_application_role", "nobody_at_all")


@pytest.mark.skipif("connection.vendor == 'postgresql'", reason="PostgreSQL has roles")
def test_on_sqlite_it_says_that_there_are_no_roles():
    with pytest.raises(CommandError, match="SQLite has no roles"):
        call_command("grant_application_role", "anyone")
