"""What migrations hold, and what they make."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models
from django.db.migrations.state import ProjectState
from wagtail.blocks import CharBlock

from courses.models import RequirementSet
from home.constraints import Guard
from portal.autodetector import PlainAutodetector
from portal.rooms import own_labels
from tests.factories.courses import RequirementSetFactory
from tests.tampering import run

WORDS = r"\b(?:block_lookup|choices|error_message|help_text|validators|verbose_name)"
OWN_MODELS = [
    model
    for model in apps.get_models(include_auto_created=True)
    if model._meta.app_label in own_labels()
]


def changes_after(change) -> dict[str, list]:
    """Return the operations that a change of the project's models would ask for, by app."""
    before, after = ProjectState.from_apps(apps), ProjectState.from_apps(apps)
    change(after.models)
    found = PlainAutodetector(before, after)._detect_changes()
    return {label: migrations[0].operations for label, migrations in found.items()}


def reword_everything(states):
    for state in states.values():
        state.options |= {"verbose_name": "thing", "verbose_name_plural": "things"}
        for constraint in state.options["constraints"]:
            constraint.violation_error_message = "No."
        for field in state.fields.values():
            field.verbose_name = field.help_text = "Other words."
            if not field.is_relation:
                field._error_messages = {"invalid": "No."}
                field._validators = [print]
                field.choices = [("other", "Other")]


def give_home_pages_other_blocks(states):
    body = states["home", "homepage"].fields["body"]
    states["home", "homepage"].fields["body"] = type(body)([("only", CharBlock())], blank=True)


def add_a_motto(states):
    states["home", "homepage"].fields["motto"] = models.CharField("motto", default="", max_length=9)


@pytest.mark.parametrize("change", [reword_everything, give_home_pages_other_blocks])
def test_what_only_people_see_asks_for_no_migration(change):
    assert changes_after(change) == {}


def test_a_new_field_asks_for_a_migration_that_holds_no_words():
    ((addition,),) = changes_after(add_a_motto).values()
    assert (addition.name, addition.field.max_length) == ("motto", 9)
    assert addition.field.verbose_name is None


@pytest.mark.parametrize("label", sorted(own_labels()))
def test_migrations_hold_nothing_that_only_people_see(label):
    folder = Path(import_module(f"{apps.get_app_config(label).name}.migrations").__file__).parent
    for path in folder.glob("*.py"):
        assert re.findall(WORDS, path.read_text()) == []


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
def test_guards_outlast_that_a_table_is_made_anew():
    RequirementSetFactory()
    motto = models.TextField(default="")
    motto.set_attributes_from_name("motto")
    with connection.schema_editor() as editor:
        editor.add_field(RequirementSet, motto)
    for statement in (
        "UPDATE courses_requirementset SET edition = 9",
        "UPDATE courses_requirement SET minutes = 0",
        "DELETE FROM courses_requirementgate",
    ):
        with pytest.raises(IntegrityError, match="never_changes"):
            run(statement)
