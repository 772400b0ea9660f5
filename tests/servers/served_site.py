"""The site over HTTP as production serves it: sheets joined, files hashed and compressed, by Whitenoise.

A page that imports each sheet by itself asks for fifty files, and a suite that opens a thousand pages
would wait for little else.
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
    """Return the folder of collected files, after collecting them where they changed."""
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
    """Serve the site while the block runs; the address it is at. Passkeys want a name, not a number."""
    with as_production_serves(collected_files()):
        thread = LiveServerThread("localhost", static_handler=lambda application: application)
        thread.daemon = True
        thread.start()
        thread.is_ready.wait()
        if thread.error:
            raise thread.error
        yield f"http://localhost:{thread.port}"
        thread.terminate()
