"""Whether the database still refuses to change what is append-only. Raised by migration 0002."""

from django.db import connection

from clinic_hours.models import HourEntry, SessionEvent, SignOff

APPEND_ONLY = (HourEntry, SignOff, SessionEvent)
GUARDS = {
    "postgresql": ("{}_is_append_only", "{}_is_never_emptied"),
    "sqlite": ("{}_refuses_UPDATE", "{}_refuses_DELETE"),
}
# A table's owner can disable a trigger on PostgreSQL without removing it.
STANDING = {
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
}


def missing_guards() -> list[str]:
    """Return the names of the triggers that are gone or disabled; none on a sound database."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING[connection.vendor])
        standing = {name for (name,) in cursor.fetchall()}
    wanted = [
        guard.format(model._meta.db_table)
        for model in APPEND_ONLY
        for guard in GUARDS[connection.vendor]
    ]
    return [guard for guard in wanted if guard not in standing]
