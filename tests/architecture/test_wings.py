"""Each capability is a wing: an app of its own, in a room, in an order that imports and keys follow."""

import tomllib
from pathlib import Path

import pytest
from django.apps import AppConfig, apps
from django.conf import settings
from django.db.models import Field, Model
from django.db.models.fields.related import RelatedField

ROOT = Path(settings.BASE_DIR)
ROOMS = ("home", "courses", "clinic_hours")
LONGEST = 320  # lines of a file
MOST = 15  # files of code at the top of a folder
CODE = ROOMS


def layers() -> dict[str, list[str]]:
    """Return the wings of each room, the highest first, as the import contracts have them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    return {
        contract["containers"][0]: contract["layers"]
        for contract in contracts["contracts"]
        if contract.get("containers", [""])[0] in ROOMS
    }


LAYERS = layers()
ORDER = [f"{room}.{layer}" for room in reversed(ROOMS) for layer in LAYERS[room]]
HEIGHT = {
    f"{line.split('.')[0]}.{wing.strip()}": -place
    for place, line in enumerate(ORDER)
    for wing in line.split(".", 1)[1].split("|")
}


def wings() -> list[AppConfig]:
    return [config for config in apps.get_app_configs() if config.name in HEIGHT]


def wing_of(model: type[Model]) -> str:
    return apps.get_app_config(model._meta.app_label).name


def upward_keys() -> list[str]:
    """Return the keys that point at a wing which theirs may not import."""
    keys: list[Field] = [
        field
        for config in wings()
        for model in config.get_models(include_auto_created=True)
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if isinstance(field, RelatedField)
    ]
    return [
        f"{key.model._meta.label}.{key.name} -> {key.related_model._meta.label}"
        for key in keys
        if wing_of(key.related_model) in HEIGHT
        and not may_point(wing_of(key.model), wing_of(key.related_model))
    ]


def may_point(wing: str, other: str) -> bool:
    return wing == other or HEIGHT[wing] > HEIGHT[other]


def test_every_wing_is_an_app_with_its_rooms_name():
    on_disk = {
        f"{room}.{folder.name}"
        for room in ROOMS
        for folder in (ROOT / room).iterdir()
        if folder.is_dir() and (folder / "__init__.py").exists()
    }
    assert on_disk == {config.name for config in wings()}
    assert {config.label for config in wings()} == {name.replace(".", "_") for name in on_disk}


def test_foreign_keys_run_the_same_way_as_imports():
    assert upward_keys() == []


def test_the_law_of_keys_would_see_one_that_runs_upward():
    assert may_point("home.stories", "home.people")
    assert not may_point("home.people", "home.stories")
    assert not may_point("home.events", "home.newsletter")  # beside each other
    assert not may_point("home.pages", "courses.standards")


@pytest.mark.parametrize("room", ROOMS)
def test_templates_stand_in_their_wing_under_its_name(room):
    ours = [path for path in (ROOT / room).rglob("templates/*/") if path.is_dir()]
    strangers = [
        path.relative_to(ROOT).as_posix()
        for path in ours
        if path.name != f"{room}_{path.parent.parent.name}"
        and path.name not in ("wagtailcore", "wagtailadmin")
    ]
    assert ours and strangers == []


def sources(room: str) -> list[Path]:
    return [path for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts]


@pytest.mark.parametrize("room", CODE)
def test_a_file_can_be_read_in_one_sitting(room):
    counted = {
        path.relative_to(ROOT).as_posix(): len(path.read_text().splitlines())
        for path in sources(room)
    }
    assert {name: lines for name, lines in counted.items() if lines > LONGEST} == {}


@pytest.mark.parametrize("room", CODE)
def test_a_folder_can_be_taken_in_at_a_glance(room):
    folders = {path.parent for path in sources(room)}
    crowded = {
        folder.relative_to(ROOT).as_posix(): len(files)
        for folder in folders
        if len(files := [each for each in folder.glob("*.py") if each.name != "__init__.py"]) > MOST
    }
    assert crowded == {}
