"""SQLite as Django ships it, with the engine's true limit on query parameters, in a folder that exists.

It knows `plain_words`, which PostgreSQL does with `unaccent`: see home/core/selectors/words.py.

Django 5.2 assumes SQLite's historic limit of 999 parameters, which cuts a bulk insert of 500 ledger
entries into many statements. Every SQLite that Python 3.11 accepts here takes at least 32,766
(https://www.sqlite.org/limits.html, SQLITE_MAX_VARIABLE_NUMBER since 3.32).
"""

from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base, features, schema
from django.db.models import Model

from home.core.domain.plain_words import plain


class DatabaseFeatures(features.DatabaseFeatures):
    max_query_params = 32_766


class DatabaseSchemaEditor(schema.DatabaseSchemaEditor):
    def alter_db_table(self, model: type[Model], old_db_table: str, new_db_table: str) -> None:
        """Rename a table, also where it is one made anew that triggers of other tables name already."""
        made_anew = old_db_table == f"new__{new_db_table}"
        self.execute(f"PRAGMA legacy_alter_table = {made_anew}")
        try:
            super().alter_db_table(model, old_db_table, new_db_table)
        finally:
            self.execute("PRAGMA legacy_alter_table = False")


class DatabaseWrapper(base.DatabaseWrapper):
    features_class = DatabaseFeatures
    SchemaEditorClass = DatabaseSchemaEditor

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect, after making the file's folder: a fresh clone has no var/ yet."""
        Path(conn_params["database"]).parent.mkdir(parents=True, exist_ok=True)
        connection = super().get_new_connection(conn_params)
        connection.create_function("plain_words", 1, plain, deterministic=True)
        return connection
