"""Settings come from the environment, and each one is documented."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
READ = re.compile(r"""\benv(?:\.\w+)?\(\s*["']([A-Z_]+)["']""")


def named(file: str, pattern: str) -> set[str]:
    return set(re.findall(pattern, (ROOT / file).read_text(), re.MULTILINE))


def test_every_setting_is_documented():
    files = (ROOT / "portal" / "settings").glob("*.py")
    read = {name for path in files for name in READ.findall(path.read_text())}
    documented = named(".env.example", r"^#([A-Z_]+)=")
    assert len(read) > 10
    assert read - documented == set()


def test_the_reference_of_settings_names_those_of_the_example():
    reference = named("docs/settings.md", r"^\| `([A-Z_]+)` \|")
    assert reference == named(".env.example", r"^#([A-Z_]+)=")


def test_each_environment_contains_only_its_differences():
    lengths = {
        path.name: len(path.read_text().splitlines())
        for path in (ROOT / "portal" / "settings").glob("*.py")
        if path.name != "base.py"
    }
    assert {name for name, lines in lengths.items() if lines > 60} == set()


def in_development(name: str, **environment: str) -> str:
    """Return a setting as a separate process reads it from that environment."""
    code = f"from django.conf import settings; print(settings.{name})"
    told = {
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "PATH": os.environ["PATH"],
        **environment,
    }
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=told, capture_output=True, text=True, check=True
    )
    return answer.stdout.strip()


@pytest.mark.parametrize(
    ("environment", "address"),
    [
        ({"PORT": "8123"}, "http://127.0.0.1:8123"),
        ({"PORT": "8123", "SITE_URL": "http://school.test"}, "http://school.test"),
    ],
)
def test_the_sites_address_follows_the_port_unless_it_is_set(environment, address):
    assert in_development("SITE_URL", **environment) == address


@pytest.mark.parametrize(
    ("url", "backend"), [("smtp://mail.test:2525", "smtp"), ("consolemail://", "console")]
)
def test_mail_goes_where_it_should_in_development_too(url, backend):
    assert in_development("OUTBOX_SENDS_WITH", EMAIL_URL=url).endswith(f".{backend}.EmailBackend")
    assert in_development("EMAIL_BACKEND", EMAIL_URL=url).endswith(".OutboxBackend")
