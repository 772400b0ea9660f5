"""The site over HTTP as in production: style sheets joined, files hashed and compressed, by Whitenoise.

A page with separate style sheets requests fifty files, and a suite that opens a thousand pages would
spend most of its time on them.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from django.test.testcases import LiveServerThread

from tests.databases import alone, fingerprint

MADE_FROM = ("*/static/**/*", "portal/static_storage.py")


def as_production_serves(folder: Path) -> override_settings:
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "portal.static_storage.JoinedSheetsStorage"},
    }
    return override_settings(STATIC_ROOT=str(folder), STORAGES=storages)


def collected_files() -> Path:
    """Return the folder of collected files, after collecting them if they changed."""
    every = settings.VAR_DIR / "test-static"
    folder = every / fingerprint(*MADE_FROM)
    with alone("test_static"):
        if not folder.exists():
            shutil.rmtree(every, ignore_errors=True)
            draft = every / "draft"
            with as_production_serves(draft):
                call_command("collectstatic", interactive=False, verbosity=0)
            draft.rename(folder)
    return folder


@contextmanager
def served_site() -> Iterator[str]:
    """Serve the site and yield its address, with a host name, which passkeys need instead of an IP."""
    with as_production_serves(collected_files()):
        thread = LiveServerThread("localhost", static_handler=lambda application: application)
        thread.daemon = True
        thread.start()
        thread.is_ready.wait()
        if thread.error:
            raise thread.error
        yield f"http://localhost:{thread.port}"
        thread.terminate()
