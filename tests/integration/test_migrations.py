"""What migrations create."""

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.core.management.commands import migrate
from django.db import IntegrityError, connection, models

from courses.requirements.models import RequirementSet
from home.core.fields.constraints import Guard
from home.site.models import BrokenLink
from portal.rooms import own_labels
from tests.factories.courses import RequirementSetFactory
from tests.tampering import run

OWN_MODELS = [
    model
    for model in apps.get_models(include_auto_created=True)
    if model._meta.app_label in own_labels()
]


@pytest.mark.django_db
@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model._meta.label)
def test_every_table_is_as_its_model_says(model):
    options = model._meta
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, options.db_table)
        found = connection.introspection.get_constraints(cursor, options.db_table)
    declared = [each for each in options.constraints if not isinstance(each, Guard)]
    assert {column.name for column in columns} == {
        each.column for each in options.local_concrete_fields
    }
    assert {each.name for each in [*declared, *options.indexes]} <= set(found)


@pytest.mark.django_db(transaction=True)
def test_guards_survive_rebuilding_a_table():
    RequirementSetFactory()
    motto = models.TextField(default="")
    motto.set_attributes_from_name("motto")
    with connection.schema_editor() as editor:
        editor.add_field(RequirementSet, motto)
    for statement in (
        "UPDATE courses_requirements_requirementset SET edition = 9",
        "UPDATE courses_requirements_requirement SET minutes = 0",
        "DELETE FROM courses_requirements_requirementgate",
    ):
        with pytest.raises(IntegrityError, match="never_changes"):
            run(statement)


@pytest.fixture
def django_migrates(monkeypatch) -> list:
    """Return a list that records calls of Django's own migrate command."""
    asked = []
    monkeypatch.setattr(migrate.Command, "handle", lambda *_args, **options: asked.append(options))
    return asked


@pytest.mark.django_db
def test_nothing_is_done_if_nothing_is_needed(django_migrates):
    call_command("migrate", if_needed=True)
    assert django_migrates == []
    call_command("migrate")
    assert len(django_migrates) == 1


@pytest.mark.django_db
def test_unapplied_migrations_need_to_be_run(django_migrates):
    run("DELETE FROM django_migrations WHERE app = 'portal' AND name LIKE '0002%'")
    call_command("migrate", if_needed=True)
    assert len(django_migrates) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        "INSERT INTO django_migrations (app, name, applied) VALUES ('home', '0009_x', '2026-11-23')",
        f"DROP TABLE {BrokenLink._meta.db_table}",
        f"ALTER TABLE {BrokenLink._meta.db_table} RENAME COLUMN problem TO trouble",
    ],
)
def test_a_database_from_an_older_version_is_refused(django_migrates, change):
    run(change)
    for options in ({}, {"if_needed": True}):
        with pytest.raises(CommandError, match="point DATABASE_URL at an empty database"):
            call_command("migrate", **options)
    assert django_migrates == []


@pytest.mark.django_db
def test_migrations_of_a_removed_library_are_ignored(django_migrates):
    run("INSERT INTO django_migrations (app, name, applied) VALUES ('gone', '0001', '2026-11-23')")
    call_command("migrate")
    assert len(django_migrates) == 1
