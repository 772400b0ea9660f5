"""Keeps migrations to what the database stores, leaving out what only people see.

Labels, choices and blocks change often, and no table changes with them.
"""

from typing import Any

from django.conf import settings
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.migration import Migration
from django.db.migrations.questioner import MigrationQuestioner
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import BaseConstraint, Field
from wagtail.fields import StreamField

from home.core.initial_tables import InitialTables
from portal.rooms import own_labels

Changes = dict[str, list[Migration]]
# Values that replace a field's arguments in migrations, if it has them.
PLAIN = {
    "choices": None,
    "error_messages": None,
    "help_text": "",
    "validators": (),
    "verbose_name": None,
}


class PlainStreamField(StreamField):
    """A StreamField in a migration: its column is independent of its blocks."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, _args, kwargs = super().deconstruct()
        del kwargs["block_lookup"]
        return name, "wagtail.fields.StreamField", [[]], kwargs


class PlainAutodetector(MigrationAutodetector):
    """Compares and writes models without display-only options."""

    def __init__(
        self,
        from_state: ProjectState,
        to_state: ProjectState,
        questioner: MigrationQuestioner | None = None,
    ) -> None:
        super().__init__(plain_state(from_state), plain_state(to_state), questioner)

    def arrange_for_graph(
        self, changes: Changes, graph: MigrationGraph, migration_name: str | None = None
    ) -> Changes:
        """Make an app's first migration create its tables at once, after those of third-party apps.

        Only the users' tables come earlier, because third-party tables refer to them.
        """
        changes = super().arrange_for_graph(changes, graph, migration_name)
        ours = own_labels()
        libraries = [leaf for leaf in graph.leaf_nodes() if leaf[0] not in ours]
        for label, migrations in changes.items():
            first: Any = migrations[0]
            if first.initial:
                first.operations = [InitialTables(operations=first.operations)]
                if label != settings.AUTH_USER_MODEL.split(".")[0]:
                    first.dependencies = [*{*first.dependencies, *libraries}]
        return changes


def plain_state(state: ProjectState) -> ProjectState:
    models = {key: plain_model(model) for key, model in state.models.items()}
    return ProjectState(models, real_apps=state.real_apps)


def plain_model(model: ModelState) -> ModelState:
    """Return a copy without labels, and without mixins, which add no columns."""
    fields = {name: plain_field(field) for name, field in model.fields.items()}
    options = {key: value for key, value in model.options.items() if "verbose_name" not in key}
    options["constraints"] = [plain_constraint(each) for each in options["constraints"]]
    bases = tuple(base for base in model.bases if isinstance(base, str))
    return ModelState(model.app_label, model.name, fields, options, bases, model.managers)


def plain_field(field: Field) -> Field:
    _name, _path, args, kwargs = field.deconstruct()
    kwargs |= {key: value for key, value in PLAIN.items() if key in kwargs}
    if isinstance(field, StreamField):
        del kwargs["block_lookup"]
        return PlainStreamField([], **kwargs)
    return type(field)(*args, **kwargs)


def plain_constraint(constraint: BaseConstraint) -> BaseConstraint:
    _path, args, kwargs = constraint.deconstruct()
    for key in BaseConstraint.non_db_attrs:
        kwargs.pop(key, None)
    return type(constraint)(*args, **kwargs)
