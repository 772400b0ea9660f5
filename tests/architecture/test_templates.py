"""Every template compiles and works under the strict content security policy."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = Path(settings.BASE_DIR)
ROOMS = ("portal", "clinic_hours", "courses", "home")
FOLDERS = [folder for room in ROOMS for folder in (ROOT / room).rglob("templates")]
TEMPLATES = {
    str(path.relative_to(folder)): path
    for folder in FOLDERS
    for path in sorted(folder.rglob("*.*"))
    if path.suffix in (".html", ".txt", ".svg") and path.name not in ("LICENSE.txt", "README.txt")
}
# The policy blocks inline scripts and styles; `safe` would let in other people's markup.
FORBIDDEN = {
    "inline style": re.compile(r"\sstyle=[\"']"),
    "event handler": re.compile(r"<[^>]*\son[a-z]+=[\"']"),
    "safe": re.compile(r"\|\s*safe\b|autoescape off"),
    "inline script": re.compile(r"<script(?![^>]*\b(?:src|nonce|type=\"application/)[=/\w])[^>]*>"),
    "sizes of its own": re.compile(
        r"{% (?:picture|srcset_image|image) "
    ),  # see home/core/fields/pictures.py
    "date or time in a style of its own": re.compile(
        r"\|(?:date|time):[\"'](?!(?:[A-Z_]+_FORMAT|c|Y-m-d|H:i|Y/m|l|D)[\"'])"
    ),  # see portal/formats
    "address of elsewhere": re.compile(r"(?:src|action)=[\"'](?:https?:)?//"),
}


def test_every_template_compiles():
    for name in TEMPLATES:
        get_template(name)


@pytest.mark.parametrize("rule", FORBIDDEN)
def test_no_template_needs_what_the_policy_blocks(rule):
    pages = {name: path.read_text() for name, path in TEMPLATES.items() if path.suffix == ".html"}
    found = [name for name, source in pages.items() if FORBIDDEN[rule].search(source)]
    assert found == []
