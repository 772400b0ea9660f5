"""Constraints implemented as triggers: they refuse changes, while SQL's own refuse values.

As constraints of their model, they are created with its table, including when SQLite rebuilds it and drops
them. Migrations store only their names: to change what one refuses, give it a new name.
"""

from typing import Any

from django.db import models
from django.db.backends.ddl_references import Statement, Table

FUNCTION = """
CREATE OR REPLACE FUNCTION practicum_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'integrity_constraint_violation';
END $$
"""
TRIGGERS = {
    "postgresql": "CREATE TRIGGER %(name)s_refuses_{verb} BEFORE {event} ON %(table)s "
    "FOR EACH {each} {when} EXECUTE FUNCTION practicum_refuses('{sentence}')",
    "sqlite": "CREATE TRIGGER %(name)s_refuses_{verb} BEFORE {event} ON %(table)s {when} "
    "BEGIN SELECT RAISE(ABORT, '{sentence}'); END",
}


class Guard(models.BaseConstraint):
    """A rule the database enforces against everyone. No form offers the change, so it is not validated."""

    sentence: str  # the database's error message; `%(name)s` is the table

    def refused(self, model: type[models.Model], vendor: str) -> dict[str, str]:
        """Return each refused event with its condition; an empty condition always holds."""
        raise NotImplementedError

    def statements(self, model: type[models.Model], vendor: str) -> list[str]:
        """Return the SQL statements that create the triggers; for PostgreSQL it is a single string."""
        triggers = [
            TRIGGERS[vendor].format(
                verb=event.split()[0],
                event=event,
                each="STATEMENT" if event == "truncate" else "ROW",
                when=f"WHEN ({condition})" if condition else "",
                sentence=self.sentence,
            )
            for event, condition in self.refused(model, vendor).items()
        ]
        return [";".join([FUNCTION, *triggers])] if vendor == "postgresql" else triggers

    def constraint_sql(self, model: Any, schema_editor: Any) -> str:
        """Create the triggers after the table exists: its definition contains none of them."""
        table = model._meta.db_table
        parts = {"table": Table(table, schema_editor.quote_name), "name": Table(table, str)}
        schema_editor.deferred_sql += [
            Statement(each, **parts)
            for each in self.statements(model, schema_editor.connection.vendor)
        ]
        return ""

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        self.constraint_sql(model, schema_editor)
        return schema_editor.deferred_sql.pop()

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        table = model._meta.db_table
        events = self.refused(model, schema_editor.connection.vendor)
        return ";".join(f'DROP TRIGGER "{table}_refuses_{each}" ON "{table}"' for each in events)

    def validate(self, *_args: Any, **_kwargs: Any) -> None:
        pass

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.deconstruct() == other.deconstruct()


class AppendOnly(Guard):
    """Rows can only be added, never changed or deleted."""

    sentence = "%(name)s is append-only"

    def refused(self, model: type[models.Model], vendor: str) -> dict[str, str]:
        events = {"update": "", "delete": ""}
        return events | {"truncate": ""} if vendor == "postgresql" else events
