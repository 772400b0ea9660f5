"""Migrations match the models, and contain nothing that only affects display."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from wagtail.blocks import CharBlock

from portal.autodetector import PlainAutodetector
from portal.rooms import own_labels

WORDS = r"\b(?:block_lookup|choices|error_message|help_text|validators|verbose_name)"


def has_migrations(label: str) -> bool:
    return (Path(apps.get_app_config(label).path) / "migrations").is_dir()


def test_no_model_lacks_a_migration(django_db_blocker):
    with django_db_blocker.unblock():  # a library's migration queries the SQLite version
        loader = MigrationLoader(None)
    found = PlainAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    assert found.changes(loader.graph) == {}
    assert loader.detect_conflicts() == {}


def changes_after(change) -> dict[str, list]:
    """Return the operations that a change to the project's models would require, by app."""
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
    body = states["home_pages", "homepage"].fields["body"]
    states["home_pages", "homepage"].fields["body"] = type(body)(
        [("only", CharBlock())], blank=True
    )


def add_a_motto(states):
    states["home_pages", "homepage"].fields["motto"] = models.CharField(
        "motto", default="", max_length=9
    )


@pytest.mark.parametrize("change", [reword_everything, give_home_pages_other_blocks])
def test_display_texts_need_no_migration(change):
    assert changes_after(change) == {}


def test_a_new_field_needs_a_migration_without_display_texts():
    ((addition,),) = changes_after(add_a_motto).values()
    assert (addition.name, addition.field.max_length) == ("motto", 9)
    assert addition.field.verbose_name is None


@pytest.mark.parametrize("label", sorted(label for label in own_labels() if has_migrations(label)))
def test_migrations_contain_no_display_texts(label):
    folder = Path(import_module(f"{apps.get_app_config(label).name}.migrations").__file__).parent
    for path in folder.glob("*.py"):
        assert re.findall(WORDS, path.read_text()) == []
