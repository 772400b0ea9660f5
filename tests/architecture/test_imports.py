"""The import rules, and the few that import-linter cannot express."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CLINIC = ROOT / "clinic_hours"
HTTP = ("django.http", "django.shortcuts", "django.views", "allauth")
LIBRARIES = ("allauth", "django", "modelcluster", "wagtail")
SPEAKS_HTTP = {"views", "urls.py", "verify_urls.py", "wagtail_hooks"}


def sources(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_imports_run_one_way(monkeypatch, capsys):
    linter = pytest.importorskip("importlinter.cli", reason="pip install -r requirements-dev.txt")
    monkeypatch.chdir(ROOT)
    kept = linter.lint_imports(config_filename="pyproject.toml") == linter.EXIT_STATUS_SUCCESS
    assert kept, capsys.readouterr().out


def test_only_views_speak_http():
    speakers = {
        str(path.relative_to(ROOT))
        for path in sources(CLINIC)
        if SPEAKS_HTTP.isdisjoint(path.relative_to(CLINIC).parts)
        for name in imported(path)
        if name.startswith(HTTP)
    }
    assert speakers == set()


def test_no_librarys_internals_are_used():
    rooms = ("portal", "clinic_hours", "courses", "home", "tests")
    used = {
        f"{path.relative_to(ROOT)}: {name}"
        for room in rooms
        for path in sources(ROOT / room)
        for name in imported(path)
        if name.startswith(LIBRARIES) and {"internal", "_internal"} & set(name.split("."))
    }
    assert used == set()


def in_rooms() -> list[Path]:
    return [path for room in ("clinic_hours", "courses", "home") for path in sources(ROOT / room)]


def test_nothing_listens_to_signals():
    listeners = {path.name for path in in_rooms() for name in imported(path) if ".signals" in name}
    assert listeners == set()


def test_nothing_is_imported_inside_a_function():
    hidden = {
        f"{path.relative_to(ROOT)}: {function.name}"
        for path in in_rooms()
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        if any(isinstance(each, ast.Import | ast.ImportFrom) for each in ast.walk(function))
    }
    assert hidden == set()


def test_models_are_imported_and_not_looked_up_by_name():
    looked_up = {
        str(path.relative_to(ROOT))
        for path in in_rooms()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute | ast.Name)
        if (node.attr if isinstance(node, ast.Attribute) else node.id) == "get_model"
    }
    assert looked_up == set()


def test_a_room_names_nothing_in_the_rooms_above_it():
    """Django also finds models by "room.Name", and Wagtail finds page types that way."""
    above = {"home": ("courses.", "clinic_hours."), "courses": ("clinic_hours.",)}
    named = {
        f"{path.relative_to(ROOT)}: {node.value}"
        for room, others in above.items()
        for path in sources(ROOT / room)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if node.value.startswith(others) and " " not in node.value
    }
    assert named == set()


def test_there_are_four_rooms_and_their_tests():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages == {"portal", "clinic_hours", "courses", "home", "tests"}
