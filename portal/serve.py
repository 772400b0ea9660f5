"""`make run`: migrate, load the demo school where there is none, serve, and say how to sign in."""

import http.client
import os
import signal
import subprocess
import sys
import time

HOST = "127.0.0.1"
PATIENCE = 60  # seconds until the server must have answered


def manage(*arguments: str) -> None:
    """Run a command in a process of its own. Raises SystemExit where it failed; it has said why."""
    if subprocess.run([sys.executable, "manage.py", *arguments]).returncode:
        raise SystemExit(f"`manage.py {arguments[0]}` failed: the reason stands above.")


def prepare() -> None:
    print("Preparing the database …", flush=True)
    manage("make_signing_key", "--demo")
    manage("migrate", "--verbosity", "0")
    manage("demo", "--if-empty")


def server(port: int) -> subprocess.Popen:
    """Start one process with several threads: SQLite has one writer, and sessions stay in one place."""
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST),
            *("--port", str(port), "--workers", "1", "--blocking-threads", "4"),
            *("--no-access-log", "--log-level", "warning", "portal.wsgi:application"),
        ],
        start_new_session=True,  # Ctrl-C reaches this process alone, which ends the server in order
    )


def mail_worker() -> subprocess.Popen:
    """Start the process that sends mail and does the periodic tasks."""
    return subprocess.Popen([sys.executable, "manage.py", "run_worker"], start_new_session=True)


def answers(port: int) -> bool:
    try:
        connection = http.client.HTTPConnection(HOST, port, timeout=5)
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False


def wait_for(process: subprocess.Popen, port: int) -> None:
    """Return when the server answers. Raises SystemExit where it ended or stays silent."""
    patience = time.monotonic() + PATIENCE
    while not answers(port):
        if process.poll() is not None:
            raise SystemExit(
                f"The server could not start. Is port {port} taken? PORT=8001 make run"
            )
        if time.monotonic() > patience:
            process.terminate()
            raise SystemExit("The server did not answer within a minute.")
        time.sleep(0.2)


def stop(process: subprocess.Popen) -> None:
    process.terminate()
    process.wait(timeout=15)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    port = int(os.environ.get("PORT", "8000"))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    prepare()
    process, worker = server(port), mail_worker()
    try:
        wait_for(process, port)
        print(f"\nPracticum is at http://{HOST}:{port}/\n", flush=True)
        manage("demo", "--sign-ins")
        print("\nCtrl-C ends it.", flush=True)
        sys.exit(process.wait())
    except KeyboardInterrupt:
        print()
    finally:
        stop(worker)
        stop(process)


if __name__ == "__main__":
    main()
