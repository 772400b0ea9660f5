"""`make dev` adds a debug toolbar, for users of this machine only; nothing else has one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("debug_toolbar", reason="pip install -r requirements-dev.txt")

ROOT = Path(__file__).parents[2]
HERE, ELSEWHERE = "127.0.0.1", "192.0.2.7"
# There is no database: the page is Django's error report, which has a toolbar like any other.
ASK = """
import json, sys, django
django.setup()
from django.test import Client
answers = {}
for address in sys.argv[1:]:
    client = Client(REMOTE_ADDR=address, HTTP_HOST="127.0.0.1", raise_request_exception=False)
    page = client.get("/")
    panel = client.get("/__debug__/render_panel/?request_id=none&panel_id=SQLPanel")
    answers[address] = [b'id="djDebug"' in page.content, panel.status_code == 200]
print(json.dumps(answers))
"""


def seen_with(module: str) -> dict[str, list[bool]]:
    """Return whether each IP address sees the toolbar and may use it, with those settings."""
    asked = subprocess.run(
        [sys.executable, "-c", ASK, HERE, ELSEWHERE],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": module, "DATABASE_URL": "sqlite://:memory:"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return json.loads(asked.stdout)


def test_make_dev_shows_the_toolbar_only_on_this_machine():
    assert seen_with("portal.settings.toolbar") == {HERE: [True, True], ELSEWHERE: [False, False]}


def test_make_run_has_no_toolbar():
    assert seen_with("portal.settings.dev") == {HERE: [False, False], ELSEWHERE: [False, False]}


def test_no_other_settings_include_the_toolbar():
    files = (ROOT / "portal" / "settings").glob("*.py")
    assert [path.name for path in files if "toolbar" in path.read_text()] == ["toolbar.py"]
