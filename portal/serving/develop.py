"""`make dev`: like `make run`, with reload of code and templates and a debug toolbar."""

import os
import subprocess
import sys
import time

from django.core.management import call_command

from portal.serving.serve import (
    HOST,
    LOOKS_AGAIN,
    forks,
    prepare,
    require_free,
    stop_requests,
)


def server(port: int) -> subprocess.Popen:
    """Start Django's development server, which reloads on every code change."""
    return subprocess.Popen(
        [sys.executable, "manage.py", "runserver", f"{HOST}:{port}"],
        start_new_session=True,  # Ctrl-C reaches only this process, which stops the server
    )


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.toolbar")
    port = int(os.environ.get("PORT", "8000"))
    require_free(port)
    requests = stop_requests()
    prepare(requests)
    call_command("demo", sign_ins=True)
    process = server(port)
    try:
        with forks() as start:
            start(call_command, "run_worker")
            while process.poll() is None and not requests:
                time.sleep(LOOKS_AGAIN)
            sys.exit(process.returncode)
    finally:
        process.terminate()
        process.wait(timeout=15)


if __name__ == "__main__":
    main()
