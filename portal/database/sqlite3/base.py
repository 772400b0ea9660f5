"""Django's SQLite backend with the real limit on query parameters; it also creates the file's folder.

It provides `plain_words`, for which PostgreSQL uses `unaccent`: see home/core/selectors/words.py.

Django 5.2 assumes SQLite's historic limit of 999 parameters, which splits a bulk insert of 500 ledger
entries into many statements. Every SQLite that Python 3.11 accepts here allows at least 32,766
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
        """Rename a table, even a rebuilt one that other tables' triggers already refer to."""
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
        """Connect, creating the file's folder first: a fresh clone has no var/ yet."""
        Path(conn_params["database"]).parent.mkdir(parents=True, exist_ok=True)
        connection = super().get_new_connection(conn_params)
        connection.create_function("plain_words", 1, plain, deterministic=True)
        return connection
