"""Whether the database still refuses changes to the append-only models."""

from django.apps import apps
from django.db import connection

from home.core.fields.constraints import AppendOnly

APPEND_ONLY = tuple(
    model
    for model in apps.get_models()
    if any(isinstance(each, AppendOnly) for each in model._meta.constraints)
)
GUARDS = {
    "postgresql": ("{}_refuses_update", "{}_refuses_delete", "{}_refuses_truncate"),
    "sqlite": ("{}_refuses_update", "{}_refuses_delete"),
}
# On PostgreSQL, a table's owner can disable a trigger without removing it, or limit it to replicas.
# A trigger counts only on its own table.
STANDING = {
    "postgresql": "SELECT tgname FROM pg_trigger "
    "WHERE tgenabled IN ('O', 'A') AND tgrelid = to_regclass(split_part(tgname, '_refuses_', 1))",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' "
    "AND tbl_name = substr(name, 1, instr(name, '_refuses_') - 1)",
}
RECURSIVE = "recursive_triggers"  # when off, SQLite's INSERT OR REPLACE bypasses the guards


def missing_guards() -> list[str]:
    """Return the names of missing or disabled guards, none on a sound database."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING[connection.vendor])
        present = {name for (name,) in cursor.fetchall()}
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA {RECURSIVE}")
            present |= {RECURSIVE} if cursor.fetchone()[0] else set()
    wanted = [
        guard.format(model._meta.db_table)
        for model in APPEND_ONLY
        for guard in GUARDS[connection.vendor]
    ]
    if connection.vendor == "sqlite":
        wanted.append(RECURSIVE)
    return [guard for guard in wanted if guard not in present]
