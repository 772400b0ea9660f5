"""`make run`: migrate, load the demo school if there is none, serve, and say how to sign in.

The site is loaded once; the processes that serve it and send its mail are forks of this one.
"""

import http.client
import multiprocessing
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from typing import Any

import django
from django.core.management import CommandError, call_command
from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

HOST = "127.0.0.1"
STOPPING = (signal.SIGINT, signal.SIGTERM)
LOOKS_AGAIN = 0.5  # seconds until a request to stop is noticed
NO_START = "The server could not start. Is port {port} in use? Try: PORT=8001 make run"
PATIENCE = 60  # seconds to wait for the server's first answer


def prepare(requests: Sequence[int] = (), **demo: Any) -> None:
    """Create the missing key, tables and demo school. Raises SystemExit if that fails or is not wanted.

    A fork does the work. Typesetting starts threads, which do not exist in forks made after that: there,
    the next transcript would wait forever.
    """
    django.setup()
    with forks() as start:
        process = start(create_what_is_missing, **demo)
        wait_for_the_end(process, requests)
        if process.exitcode != 0:
            raise SystemExit(process.exitcode)


def create_what_is_missing(**demo: Any) -> None:
    try:
        call_command("make_signing_key", demo=True)
        call_command("migrate", if_needed=True, verbosity=0)
        call_command("demo", if_empty=True, **demo)
    except CommandError as error:
        raise SystemExit(f"{error}") from error


def require_free(port: int) -> None:
    """Raise SystemExit if the port is in use, before anything is prepared for it."""
    try:
        socket.create_server((HOST, port)).close()
    except OSError as error:
        raise SystemExit(NO_START.format(port=port)) from error


def stop_requests() -> list[int]:
    """Return a list that receives the signals to stop this process.

    Raising an exception from a handler instead would not stop it reliably: Python drops one that is
    raised in the middle of a fork or in a finalizer.
    """
    requests: list[int] = []
    for number in STOPPING:
        signal.signal(number, lambda received, _frame: requests.append(received))
    return requests


@contextmanager
def forks() -> Iterator[Callable[..., BaseProcess]]:
    """Yield a function that forks this process to run another function; stop all forks at the end."""
    started: list[BaseProcess] = []

    def start(work: Callable, *arguments: Any, **options: Any) -> BaseProcess:
        connections.close_all()
        process = multiprocessing.get_context("fork").Process(
            target=apart, args=(work, *arguments), kwargs=options
        )
        # A signal that reaches the fork before it has handlers of its own has to wait for them.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
        process.start()
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        started.append(process)
        return process

    try:
        yield start
    finally:
        for process in reversed(started):
            stop(process)


def apart(work: Callable, *arguments: Any, **options: Any) -> None:
    """Run a function, ignoring Ctrl-C: the parent process shuts it down cleanly."""
    os.setsid()
    for number in STOPPING:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    work(*arguments, **options)


def serve(port: int, **options: Any) -> None:
    """Serve in one process with several threads: SQLite allows one writer, and sessions stay in one place."""
    Granian(
        "portal.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=4,
        log_level=LogLevels.warning,
        **options,
    ).serve()


def wait_for_the_end(process: BaseProcess, requests: Sequence[int]) -> None:
    """Wait until a process has ended or is not wanted."""
    while process.is_alive() and not requests:
        process.join(timeout=LOOKS_AGAIN)


def answers(port: int) -> bool:
    try:
        connection = http.client.HTTPConnection(HOST, port, timeout=5)
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False


def wait_for(process: BaseProcess, port: int, requests: Sequence[int] = ()) -> None:
    """Wait until the server answers. Raises SystemExit if it exited, stays silent or is not wanted."""
    patience = time.monotonic() + PATIENCE
    while not answers(port):
        if requests:
            raise SystemExit
        if not process.is_alive():
            raise SystemExit(NO_START.format(port=port))
        if time.monotonic() > patience:
            process.terminate()
            raise SystemExit("The server did not answer within a minute.")
        time.sleep(0.05)


def stop(process: BaseProcess) -> None:
    """Ask a fork to stop. If that takes too long, kill it, and what it started.

    It asks every second, because a server that is just starting can miss the first request.
    """
    for _second in range(15):
        process.terminate()
        process.join(timeout=1)
        if not process.is_alive():
            return
    if process.pid:
        os.killpg(process.pid, signal.SIGKILL)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    port = int(os.environ.get("PORT", "8000"))
    require_free(port)
    print("Preparing the database …", flush=True)
    requests = stop_requests()
    prepare(requests)
    with forks() as start:
        server = start(serve, port)
        wait_for(server, port, requests)
        start(call_command, "run_worker")
        print(f"\nPracticum is at http://{HOST}:{port}/\n", flush=True)
        call_command("demo", sign_ins=True)
        print("\nPress Ctrl-C to stop.", flush=True)
        wait_for_the_end(server, requests)
        sys.exit(server.exitcode)


if __name__ == "__main__":
    main()
