"""The Spanish catalog is complete: a missing translation fails here instead of showing English."""

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import allauth
import django
import pytest
from django.core.management import call_command

CATALOG = Path("portal/locale/es/LC_MESSAGES/django.po")
OF_LIBRARIES = sorted(Path("portal/library_locale").rglob("django.po"))
LIBRARIES = [
    Path(allauth.__file__).parent / "locale/es/LC_MESSAGES/django.po",
    Path(django.__file__).parent / "conf/locale/es/LC_MESSAGES/django.po",
]
ROOMS = ["portal", "home", "courses", "clinic_hours"]
TRANSLATES = re.compile(r"_|[np]*gettext(_lazy)?")


def entries(catalog: Path = CATALOG) -> list[str]:
    blocks = catalog.read_text(encoding="utf-8").split("\n\n")
    return [block for block in blocks if re.search(r"^msgid", block, re.MULTILINE)][1:]


def joined(block: str) -> str:
    """Return one line per field; gettext breaks long strings over several."""
    return block.replace('"\n"', "")


def msgid(block: str) -> str:
    return re.search(r'^msgid "(.*)"$', joined(block), re.MULTILINE)[1]


def empty(blocks: list[str]) -> list[str]:
    return [b for b in blocks if re.search(r'^msgstr(\[\d\])? ""$', joined(b), re.MULTILINE)]


def guessed(blocks: list[str]) -> list[str]:
    return [b for b in blocks if re.search(r"^#,.*\bfuzzy\b", b, re.MULTILINE)]


def strings(blocks: list[str]) -> list[str]:
    return [s for b in blocks for s in re.findall(r'^msgstr.* "(.*)"$', joined(b), re.MULTILINE)]


@pytest.fixture
def catalog_of_the_source(tmp_path, monkeypatch, settings) -> Path:
    """Return a copy of the catalog merged with today's strings. The tool writes next to what it reads."""
    if not shutil.which("xgettext"):
        pytest.skip("gettext is not installed, so the strings of the source cannot be listed")
    no_text = shutil.ignore_patterns("static", "pictures", "__pycache__")
    for room in ROOMS:
        shutil.copytree(room, tmp_path / room, ignore=no_text)
    settings.LOCALE_PATHS = [tmp_path / "portal" / "locale"]
    monkeypatch.chdir(tmp_path)
    call_command("makemessages", locale=["es"], no_location=True, no_wrap=True, verbosity=0)
    return tmp_path / CATALOG


def test_every_string_has_a_spanish_translation():
    assert empty(entries()) == []


def test_no_translation_is_fuzzy():
    assert guessed(entries()) == []


def test_no_time_is_followed_by_a_period():
    """A Spanish time ends in one itself: 2:00 p. m."""
    doubled = re.compile(r"%\((time|times|moment|range|checked|nearest)\)s\.")
    assert [each for each in strings(entries()) if doubled.search(each)] == []


def test_every_string_of_the_source_is_in_the_catalog(catalog_of_the_source):
    merged = entries(catalog_of_the_source)
    assert empty(merged) + guessed(merged) == []


def translated_within_f_strings(path: Path) -> Iterator[str]:
    texts = (
        each for each in ast.walk(ast.parse(path.read_text())) if isinstance(each, ast.JoinedStr)
    )
    for call in (each for text in texts for each in ast.walk(text)):
        if isinstance(call, ast.Call) and TRANSLATES.fullmatch(getattr(call.func, "id", "")):
            yield f"{path}:{call.lineno}"


def test_no_string_is_translated_within_an_f_string():
    """There, xgettext does not find it, so that it would stay English."""
    files = (path for room in ROOMS for path in Path(room).rglob("*.py"))
    assert [found for path in files for found in translated_within_f_strings(path)] == []


@pytest.mark.parametrize("catalog", [CATALOG, *OF_LIBRARIES], ids=str)
def test_the_compiled_catalog_is_committed(catalog):
    assert catalog.with_suffix(".mo").exists()


@pytest.mark.parametrize("catalog", OF_LIBRARIES, ids=str)
def test_each_sentence_that_we_override_still_exists_in_its_library(catalog):
    known = {msgid(each) for library in LIBRARIES for each in entries(library)}
    assert [msgid(each) for each in entries(catalog) if msgid(each) not in known] == []
