"""The server as a process: its start, memory and slowest requests. docs/performance.md, rows 19 and 22."""

import http.client
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.conf import settings

from portal.serving.serve import HOST, answers
from tests.databases import Databases
from tests.demo_pages import one_of_each_type
from tests.servers.postgres_cluster import free_port
from tests.servers.worker_process import database_url, wait_until

from ..first_visits import new_site
from ..timing import alternated, line, median, p99, seconds

BARE = "tests.performance.bench.processes.bare_settings"
OURS = "portal.settings.test"
DEVELOPMENT = "portal.settings.dev"
CONNECTIONS, REQUESTS = 8, 50
NOT_KEPT = "/search/?q=massage"  # a page that no page cache keeps
ROUNDS = 5


def processes(here: Databases) -> None:
    """Print the rows, on the demo school."""
    new_site(here)
    pages = one_of_each_type()
    starting()
    memory(pages)
    with serving() as port:
        tail(port)


def starting() -> None:
    boots = alternated(ROUNDS, ours=lambda: worker(OURS), bare=lambda: worker(BARE))
    ratio = median(boots["ours"]) / median(boots["bare"])
    line("19", "a worker starts, in bare ones", ratio, "≤ 2", good=ratio <= 2)
    runs = alternated(ROUNDS, run=make_run, check=lambda: run("manage.py", "check"))
    ratio = median(runs["run"]) / median(runs["check"])
    line("22", "second `make run`, in `manage.py check`", ratio, "≤ 2", good=ratio <= 2)


def memory(pages: list[str]) -> None:
    ratio = worker(OURS, *pages) / worker(BARE)
    what = "a worker's memory after every type of page, in bare ones"
    line("19", what, ratio, "≤ 1.5", good=ratio <= 1.5)


def tail(port: int) -> None:
    """Open a page through several connections at once."""

    def visits(_number: int) -> list[float]:
        connection = http.client.HTTPConnection(HOST, port)

        def visit() -> None:
            connection.request("GET", NOT_KEPT)
            connection.getresponse().read()

        visit()
        return [seconds(visit) for _ in range(REQUESTS)]

    with ThreadPoolExecutor(CONNECTIONS) as visitors:
        times = [each for mine in visitors.map(visits, range(CONNECTIONS)) for each in mine]
    ratio = p99(times) / median(times)
    line("19", f"p99 of {CONNECTIONS} connections, in p50", ratio, "≤ 3", good=ratio <= 3)


def worker(settings_module: str, *addresses: str) -> int:
    """Run a worker process; its peak memory."""
    arguments = ("-m", "tests.performance.bench.processes.worker", *addresses)
    return int(run(*arguments, settings_module=settings_module))


def run(*arguments: str, settings_module: str = DEVELOPMENT) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", *arguments],
        cwd=settings.BASE_DIR, env=environment(settings_module),
        stdout=subprocess.PIPE, check=True, text=True,
    )  # fmt: skip
    return done.stdout


def make_run() -> None:
    with serving():
        pass


def environment(settings_module: str, **more: str) -> dict[str, str]:
    """Return the environment of a process that uses this one's database."""
    return (
        os.environ
        | more
        | {
            "DJANGO_SETTINGS_MODULE": settings_module,
            "DATABASE_URL": database_url(),
            "TEST_DATABASE_URL": database_url(),
            "SIGNING_KEY_FILE": settings.SIGNING_KEY_FILE,
        }
    )


@contextmanager
def serving() -> Iterator[int]:
    """Serve this process's database as `make run` does; yield the port once it answers."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "portal.serving.serve"],
        cwd=settings.BASE_DIR, env=environment(DEVELOPMENT, PORT=str(port)), stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        if not wait_until(lambda: answers(port)):
            raise SystemExit("The server of the benchmark did not answer.")
        yield port
    finally:
        process.terminate()
        process.wait()
