"""The worker as in production: a separate process, on this test's database."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

PATIENCE = 30  # seconds, including a few for the process to start


@contextmanager
def running_worker(mail_port: int) -> Iterator[subprocess.Popen]:
    """Start a worker that sends to a local port, and kill it at the end if it is still running."""
    settings_of_its_own = {
        "DJANGO_SETTINGS_MODULE": "tests.servers.worker_settings",
        "TEST_DATABASE_URL": database_url(),
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
    }
    process = subprocess.Popen(
        [sys.executable, "manage.py", "run_worker"],
        cwd=settings.BASE_DIR,
        env={**os.environ, **settings_of_its_own},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def database_url(name: str = "") -> str:
    """Return the URL of a database, by default of the copy that this test uses."""
    name = name or settings.DATABASES["default"]["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["TEST_DATABASE_URL"])._replace(path=f"/{name}").geturl()


def wait_until(happened: Callable[[], object], seconds: float = PATIENCE) -> bool:
    """Wait, and return whether it happened in time."""
    patience = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > patience:
            return False
        time.sleep(0.02)
    return True
