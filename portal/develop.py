"""`make dev`: the site of `make run`, with reload of code and templates and a debug toolbar."""

import os
import signal
import subprocess
import sys

from portal.serve import HOST, mail_worker, manage, prepare, stop


def server(port: int) -> subprocess.Popen:
    """Start Django's development server, which begins again at every change of the code."""
    return subprocess.Popen(
        [sys.executable, "manage.py", "runserver", f"{HOST}:{port}"],
        start_new_session=True,  # Ctrl-C reaches this process alone, which ends the server in order
    )


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.toolbar")
    port = int(os.environ.get("PORT", "8000"))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    prepare()
    manage("demo", "--sign-ins")
    process, worker = server(port), mail_worker()
    try:
        sys.exit(process.wait())
    except KeyboardInterrupt:
        print()
    finally:
        stop(worker)
        stop(process)


if __name__ == "__main__":
    main()
