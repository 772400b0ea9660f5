"""Grant the application's PostgreSQL role what the application needs, and nothing more.

The role that migrates owns the tables, so it could disable a guard. The role that serves does not own
them: it may read the record and add to it. Run this as the owner, once and after every migration.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from clinic_hours.ledger.models import LedgerHead
from clinic_hours.ledger.selectors.guards import APPEND_ONLY

ORDINARY = "SELECT, INSERT, UPDATE, DELETE"
NARROWER = {
    **{model._meta.db_table: "SELECT, INSERT" for model in APPEND_ONLY},
    LedgerHead._meta.db_table: "SELECT, UPDATE",  # it has one row, which is only ever updated
    MigrationRecorder.Migration._meta.db_table: "SELECT",
}
# A role with any of these could grant itself more.
TOO_MIGHTY = """
    SELECT rolsuper OR rolcreaterole OR EXISTS (
        SELECT 1 FROM pg_tables
        WHERE schemaname = current_schema() AND pg_has_role(rolname, tableowner, 'MEMBER')
    ) FROM pg_roles WHERE rolname = %s
"""


class Command(BaseCommand):
    help = _("Grant a PostgreSQL role only the permissions that the application needs.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role", help=_("an existing role that does not own the tables"))

    def handle(self, *args: Any, role: str, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError(
                _("SQLite has no roles: anyone who can write to the file can do anything.")
            )
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(TOO_MIGHTY, [role])
            match cursor.fetchone():
                case None:
                    raise CommandError(
                        _("Role %(role)s does not exist. Create it first: CREATE ROLE … LOGIN.")
                        % {"role": role}
                    )
                case (True,):
                    raise CommandError(
                        _(
                            "%(role)s is a superuser, can create roles or owns the tables, so "
                            "grants would not restrict it. Use another role."
                        )
                        % {"role": role}
                    )
            tables = connection.introspection.table_names(cursor)
            for statement in grants(role, tables):
                cursor.execute(statement)
        self.stdout.write(
            _("%(role)s can use %(tables)s tables; %(guarded)s of them are append-only.")
            % {"role": role, "tables": len(tables), "guarded": len(APPEND_ONLY)}
        )


def grants(role: str, tables: list[str]) -> list[str]:
    name = connection.ops.quote_name
    each = [
        f"GRANT {NARROWER.get(table, ORDINARY)} ON {name(table)} TO {name(role)}"
        for table in tables
    ]
    return [
        f"GRANT USAGE ON SCHEMA public TO {name(role)}",
        # Before PostgreSQL 15, everyone may create tables, and functions that shadow others.
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {name(role)}",
        *each,
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name(role)}",
    ]
