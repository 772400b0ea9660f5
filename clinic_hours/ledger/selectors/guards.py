"""Whether the database still refuses to change what is append-only: the models that say so."""

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
# A table's owner can disable a trigger on PostgreSQL without removing it, or let it act on replicas
# alone. A trigger counts only on its own table.
STANDING = {
    "postgresql": "SELECT tgname FROM pg_trigger "
    "WHERE tgenabled IN ('O', 'A') AND tgrelid = to_regclass(split_part(tgname, '_refuses_', 1))",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' "
    "AND tbl_name = substr(name, 1, instr(name, '_refuses_') - 1)",
}
RECURSIVE = "recursive_triggers"  # off, SQLite's INSERT OR REPLACE walks around the guards


def missing_guards() -> list[str]:
    """Return the names of the guards that are gone or switched off; none on a sound database."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING[connection.vendor])
        standing = {name for (name,) in cursor.fetchall()}
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA {RECURSIVE}")
            standing |= {RECURSIVE} if cursor.fetchone()[0] else set()
    wanted = [
        guard.format(model._meta.db_table)
        for model in APPEND_ONLY
        for guard in GUARDS[connection.vendor]
    ]
    if connection.vendor == "sqlite":
        wanted.append(RECURSIVE)
    return [guard for guard in wanted if guard not in standing]
