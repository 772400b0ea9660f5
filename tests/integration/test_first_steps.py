"""docs/running.md from scratch: a school's server creates its key before anything else needs it."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def school(tmp_path):
    """Return a function that runs a command on a server without a key, database or files."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "CACHE_URL")
    } | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "SECRET_KEY": "a-secret-of-this-test-and-of-no-school-" * 2,
        "ALLOWED_HOSTS": "school.test",
        "SITE_URL": "https://school.test",
        "EMAIL_URL": "dummymail://",
        "DATABASE_URL": f"sqlite:///{tmp_path}/practicum.sqlite3",
        "SIGNING_KEY_FILE": str(tmp_path / "key.pem"),
    }

    def run(*arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    return run


def test_the_first_key_is_made_under_production_settings(school, tmp_path):
    made = school("make_signing_key")
    assert (made.returncode, made.stderr) == (0, "")
    assert stat.S_IMODE((tmp_path / "key.pem").stat().st_mode) == 0o600
    assert school("check").returncode == 0
    again = school("make_signing_key")
    assert (again.returncode, "not overwritten" in again.stderr) == (1, True)


def test_everything_else_still_requires_the_key_and_says_how_to_create_it(school):
    for command in ("migrate", "check"):
        refused = school(command)
        assert refused.returncode != 0
        assert "manage.py make_signing_key" in refused.stderr


def test_every_service_that_reads_the_key_mounts_its_volume():
    services = re.split(r"\n  (?=\w+:\n)", (ROOT / "compose.yaml").read_text())
    ours = [each for each in services if "build: ." in each]
    assert len(ours) == 3
    assert all('volumes: ["media:/srv/practicum/var"]' in each for each in ours)
