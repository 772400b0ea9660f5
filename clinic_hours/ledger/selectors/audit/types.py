"""Find values of the wrong type: SQLite accepts any value in any column.

PostgreSQL refuses them, so there is nothing to find there.
"""

from collections.abc import Iterator

from django.core.exceptions import ObjectDoesNotExist
from django.db import DataError, connection
from django.db.models import Field, JSONField, Model

from clinic_hours.core.domain.errors import UNREADABLE
from clinic_hours.ledger.models import (
    Checkpoint,
    CommittedText,
    Cosignature,
    LedgerHead,
    LogEntry,
    SigningKey,
)

from .projections import PROJECTIONS
from .report import Damage

TABLES: tuple[type[Model], ...] = (
    SigningKey,
    LedgerHead,
    LogEntry,
    CommittedText,
    Checkpoint,
    Cosignature,
)
# What reading such a column raises. In an audit, also what the database raises.
UNREADABLE_BY_THE_AUDIT = (*UNREADABLE, DataError, MemoryError, ObjectDoesNotExist)
DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"


def damage_behind(error: Exception) -> Damage:
    """Return the row that made the audit fail, or the error itself if the row is unknown."""
    unknown = Damage(None, "unreadable row", f"{type(error).__name__}: {error}")
    return next(wrong_types(), unknown)


def wrong_types() -> Iterator[Damage]:
    """Find the first such row of each table the audit reads, with one scan per table."""
    if connection.vendor == "sqlite":
        for model in (*TABLES, *(table for each in PROJECTIONS for table in each.tables)):
            yield from wrong_types_in(model)


def wrong_types_in(model: type[Model]) -> Iterator[Damage]:
    table, key = model._meta.db_table, model._meta.pk.column
    wrong = {field.column: condition(field) for field in model._meta.concrete_fields}
    which = " ".join(f"WHEN {test} THEN '{column}'" for column, test in wrong.items())
    number = '"seq"' if key == "seq" else "NULL"
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT "{key}", {number}, CASE {which} END FROM "{table}" '
            f'WHERE {" OR ".join(wrong.values())} ORDER BY "{key}" LIMIT 1'
        )
        for pk, seq, column in cursor.fetchall():
            detail = f"{column} of {table} {pk!r} has the wrong type"
            yield Damage(seq if isinstance(seq, int) else None, "unreadable row", detail)


def condition(field: Field) -> str:
    """Return the SQL condition that a value has the wrong type for the field."""
    kind, column = (field.db_type(connection) or "").lower(), f'"{field.column}"'
    if kind == "blob":
        wanted = "blob"
    elif "int" in kind or kind == "bool":
        wanted = "integer"
    else:
        wanted = "text"
    tests = [f"typeof({column}) <> '{wanted}'"]
    if kind in ("date", "datetime"):
        tests += [f"{column} NOT GLOB '{DAY}*'", f"{kind}({column}) IS NULL"]
    if isinstance(field, JSONField):
        tests.append(f"NOT json_valid({column})")
    if kind == "char(32)":  # a UUID
        tests.append(f"length({column}) <> 32")
    wrong = f"({' OR '.join(tests)})"
    return f"({column} IS NOT NULL AND {wrong})" if field.null else wrong
