"""`make run`, on a database that needs no preparation."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings

from portal.demo.people import PEOPLE
from tests.factories.people import UserFactory
from tests.servers.postgres_cluster import free_port
from tests.servers.worker_process import database_url
from tests.tampering import run

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def somebody():
    return UserFactory(email=PEOPLE[0].email)


@pytest.fixture
def port() -> int:
    return free_port()


@contextmanager
def running(port: int) -> Iterator[subprocess.Popen]:
    own = {
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "DATABASE_URL": database_url(),
        "SIGNING_KEY_FILE": settings.SIGNING_KEY_FILE,
        "PORT": str(port),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "portal.serving.serve"],
        cwd=settings.BASE_DIR,
        env={**os.environ, **own},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=as_in_a_terminal,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.communicate()


def as_in_a_terminal() -> None:
    """Respond to Ctrl-C even if the suite runs in the background of a shell, which ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def said_until(line: str, process: subprocess.Popen) -> str:
    """Return the output up to a line, or all of it."""
    lines = []
    while not lines or lines[-1] not in (line, ""):
        lines.append(process.stdout.readline())
    return "".join(lines)


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_the_sites_address_and_exits_cleanly(somebody, port, ending):
    site = f"http://127.0.0.1:{port}"
    with running(port) as process:
        said = said_until("Press Ctrl-C to stop.\n", process)
        assert said.startswith("Preparing the database …\n")
        assert f"Practicum is at {site}/\n" in said
        assert somebody.email in said
        with urllib.request.urlopen(f"{site}/readyz") as answer:
            assert answer.status == 200
        process.send_signal(ending)
        rest, _nothing = process.communicate(timeout=30)
    assert (process.returncode, rest.strip()) == (0, "")
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"{site}/healthz")


def test_a_port_in_use_is_named(somebody, port):
    with socket.create_server(("127.0.0.1", port)), running(port) as process:
        output, _nothing = process.communicate(timeout=60)
    assert process.returncode == 1
    assert f"Is port {port} in use?" in output


def test_a_database_from_an_older_version_is_refused_with_a_sentence(port):
    run("INSERT INTO django_migrations (app, name, applied) VALUES ('home', '0002', '2026-11-23')")
    with running(port) as process:
        output, _nothing = process.communicate(timeout=60)
    assert process.returncode == 1
    _preparing, refusal = output.splitlines()
    assert refusal.endswith("Delete it, or point DATABASE_URL at an empty database.")
