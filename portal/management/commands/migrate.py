"""Django's command, with migrations reduced to what the database stores."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.management import CommandError
from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from portal.autodetector import PlainAutodetector
from portal.rooms import ROOMS, own_labels


class Command(migrate.Command):
    autodetector = PlainAutodetector

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--if-needed",
            action="store_true",
            help="Do nothing if all migrations are applied.",
        )

    def handle(self, *args: Any, if_needed: bool, **options: Any) -> None:
        connection = connections[options["database"]]
        loader = MigrationLoader(connection)
        if is_from_before(loader, connection):
            raise CommandError(
                f"The database {connection.settings_dict['NAME']} was created by an earlier version of "
                "Practicum and cannot be updated. Delete it, or point DATABASE_URL at an empty database."
            )
        if not (if_needed and loader.graph.nodes.keys() <= loader.applied_migrations.keys()):
            super().handle(*args, **options)


def is_from_before(loader: MigrationLoader, connection: BaseDatabaseWrapper) -> bool:
    """Whether this database was created by first migrations that have since been regenerated.

    If so, it has applied migrations that no longer exist or, if their names match, lacks a table or column.
    """
    own = own_labels()
    applied = {key for key in loader.applied_migrations if key[0] in {*own, *ROOMS}}
    if applied - loader.disk_migrations.keys():
        return True
    needed = {key for key in loader.graph.nodes if key[0] in own}
    if needed - applied:
        return False
    models = [model for model in apps.get_models() if model._meta.app_label in own]
    return not all_columns_exist(connection, models)


def all_columns_exist(connection: BaseDatabaseWrapper, models: Iterable[type[Model]]) -> bool:
    introspection = connection.introspection
    with connection.cursor() as cursor:
        tables = set(introspection.table_names(cursor))
        for model in models:
            name = model._meta.db_table
            if name not in tables:
                return False
            found = {column.name for column in introspection.get_table_description(cursor, name)}
            if not {field.column for field in model._meta.local_concrete_fields} <= found:
                return False
    return True
