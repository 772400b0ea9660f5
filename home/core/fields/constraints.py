"""Constraints that are triggers: they refuse a change, where SQL's own refuse a value.

As constraints of their model they come with its table, also where SQLite makes it anew and drops them.
Migrations hold no more than their names: whoever changes what one refuses gives it a new name.
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
    """What the database refuses whoever asks. No form offers it, so it is not validated."""

    sentence: str  # that the database's error says; `%(name)s` is the table

    def refused(self, model: type[models.Model], vendor: str) -> dict[str, str]:
        """Return each event that is refused with the condition for it; an empty one always holds."""
        raise NotImplementedError

    def statements(self, model: type[models.Model], vendor: str) -> list[str]:
        """Return what makes the triggers: for PostgreSQL it is one text."""
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
        """Make the triggers once the table stands: its definition has none of them."""
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
    """Rows are added: none is changed or deleted."""

    sentence = "%(name)s is append-only"

    def refused(self, model: type[models.Model], vendor: str) -> dict[str, str]:
        events = {"update": "", "delete": ""}
        return events | {"truncate": ""} if vendor == "postgresql" else events
