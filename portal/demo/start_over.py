"""Empty the database and rebuild it, since append-only tables cannot be emptied row by row."""

from pathlib import Path

from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.backends.sqlite3.base import DatabaseWrapper as Sqlite

from home.core.models import Picture, PictureRendition


def start_over() -> None:
    """Drop everything in the database, and the site's picture files, then migrate."""
    _delete_picture_files()
    database = connections["default"]
    if isinstance(database, Sqlite):
        _delete_file_of(database)
    elif connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
    else:
        raise CommandError(f"--fresh does not know how to empty {connection.vendor}.")
    connection.close()
    call_command("migrate", verbosity=0, interactive=False)
    for cache in caches.all():  # one of them may be a database table
        cache.clear()


def _delete_picture_files() -> None:
    tables = connection.introspection.table_names()
    for model in (PictureRendition, Picture):
        if model._meta.db_table in tables:
            for row in model.objects.only("file"):
                row.file.delete(save=False)


def _delete_file_of(database: Sqlite) -> None:
    if database.is_in_memory_db():
        raise CommandError("--fresh needs a database in a file.")
    name = str(database.settings_dict["NAME"])
    database.close()
    for suffix in ("", "-wal", "-shm"):
        Path(name + suffix).unlink(missing_ok=True)
