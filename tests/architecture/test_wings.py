"""Each capability is a wing: its own app, in a room, in an order that imports and foreign keys follow."""

import ast
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.apps import AppConfig, apps
from django.conf import settings
from django.db.models import Field, Model
from django.db.models.fields.related import RelatedField

ROOT = Path(settings.BASE_DIR)
ROOMS = ("home", "courses", "clinic_hours")
LONGEST = 250  # lines of a file
MOST = 15  # code files directly in a folder
USED = re.compile(r"""{%-?\s*(?:include|extends)\s+["'](\w+)/""")  # captures the label of a wing
CODE = (*ROOMS, "portal", "tests")


def layers() -> dict[str, list[str]]:
    """Return the wings of each room, highest first, from the import contracts."""
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
    """Return the foreign keys to a wing that their own wing may not import."""
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


def test_the_rule_for_foreign_keys_would_catch_one_that_points_upward():
    assert may_point("home.stories", "home.people")
    assert not may_point("home.people", "home.stories")
    assert not may_point("home.events", "home.newsletter")  # in the same layer
    assert not may_point("home.pages", "courses.standards")


@pytest.mark.parametrize("room", ROOMS)
def test_templates_are_in_their_wing_under_its_name(room):
    ours = [path for path in (ROOT / room).rglob("templates/*/") if path.is_dir()]
    strangers = [
        path.relative_to(ROOT).as_posix()
        for path in ours
        if path.name != f"{room}_{path.parent.parent.name}"
        and path.name not in ("wagtailcore", "wagtailadmin")
    ]
    assert ours and strangers == []


def upward_templates() -> list[str]:
    """Return the templates used by a template whose wing may not import theirs."""
    by_label = {config.label: config.name for config in wings()}
    return [
        f"{template.relative_to(ROOT)} -> {label}"
        for config in wings()
        for template in Path(config.path, "templates").rglob("*.*")
        for label in USED.findall(template.read_text())
        if label in by_label and not may_point(config.name, by_label[label])
    ]


def test_templates_only_use_those_of_wings_that_theirs_may_import():
    assert upward_templates() == []


def test_every_template_that_a_template_uses_exists():
    assert USED.findall('{% extends "home_core/page.html" %}') == ["home_core"]
    assert USED.findall("{% include 'home_site/x.html' with a=b %}") == ["home_site"]


def sources(room: str) -> list[Path]:
    return [path for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts]


def gives_its_reason(file: Path, opening: str) -> bool:
    """Return whether a sentence in the file's docstring begins with `opening`."""
    said = " ".join((ast.get_docstring(ast.parse(file.read_text())) or "").split())
    return any(sentence.startswith(f"{opening} ") for sentence in said.split(". "))


def too_long(files: Iterable[Path]) -> dict[str, int]:
    """Return the line count of each long file that does not say why it is one file."""
    lines = {file: len(file.read_text().splitlines()) for file in files}
    return {
        str(file): count
        for file, count in lines.items()
        if count > LONGEST and not gives_its_reason(file, "One file because")
    }


def too_full(folders: Iterable[Path]) -> dict[str, int]:
    """Return the file count of each full folder that does not say why it is one folder."""
    files = {folder: len({*folder.glob("*.py")} - {folder / "__init__.py"}) for folder in folders}
    return {
        str(folder): count
        for folder, count in files.items()
        if count > MOST and not gives_its_reason(folder / "__init__.py", "One folder because")
    }


@pytest.mark.parametrize("room", CODE)
def test_a_file_can_be_read_in_one_sitting(room):
    assert too_long(sources(room)) == {}


@pytest.mark.parametrize("room", CODE)
def test_a_folder_can_be_taken_in_at_a_glance(room):
    assert too_full({path.parent for path in sources(room)}) == {}


def test_a_long_file_or_full_folder_gives_its_reason(tmp_path):
    package = tmp_path / "__init__.py"
    package.write_text('"""Sessions."""')
    for number in range(MOST + 1):
        (tmp_path / f"part_{number}.py").touch()
    part = tmp_path / "part_0.py"
    part.write_text("pass\n" * (LONGEST + 1))
    assert too_long([part]) == {str(part): LONGEST + 1}
    assert too_full([tmp_path]) == {str(tmp_path): MOST + 1}

    part.write_text('"""Sessions. One file because people copy it."""\n' + part.read_text())
    package.write_text('"""Sessions. One folder because each part stands alone."""')
    assert too_long([part]) == too_full([tmp_path]) == {}
