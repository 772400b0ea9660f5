"""Cut the connection between tap and answer, again and again, and compare the punches with the taps.

A browser, a proxy that cuts, a server and PostgreSQL, each a process or a socket of its own.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path

import django

from tests.servers.cutting_proxy import Cut, CuttingProxy, cutting_proxy
from tests.servers.postgres_cluster import cluster, free_port

RESTART = "the tablet is restarted"
POINTS = (*Cut, RESTART)
A_KILL_IN = 10  # restarts; the others load the page again
SERVE = "import django; django.setup(); from portal.serving.serve import serve; serve({port})"


@contextmanager
def served(port: int):
    from django.conf import settings

    from portal.serving.serve import answers
    from tests.servers.served_site import collected_files
    from tests.servers.worker_process import database_url, wait_until

    own = {
        "DJANGO_SETTINGS_MODULE": "tests.chaos.taps.settings",
        "TEST_DATABASE_URL": database_url(),
        "COLLECTED_FILES": str(collected_files()),
    }
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE.format(port=port)],
        cwd=settings.BASE_DIR,
        env={**os.environ, **own},
        stdout=subprocess.DEVNULL,
    )
    try:
        if not wait_until(lambda: answers(port)):
            raise SystemExit("The server does not answer.")
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(timeout=15)


def run(folder: Path, wanted: argparse.Namespace) -> int:
    from tests.browser import playwright_or_skip
    from tests.databases import databases, migrated_template

    from .clinic import open_clinic, violations
    from .tablet import Tablet

    here = databases("taps")
    here.use_copy_of(migrated_template(here))
    numbers = open_clinic()
    with ExitStack() as stack:
        stack.callback(here.drop_own)
        site = stack.enter_context(served(free_port()))
        proxy = stack.enter_context(cutting_proxy(site, "/kiosk/punch/"))
        playwright = stack.enter_context(playwright_or_skip()())
        tablet = Tablet(playwright, folder / "profile", proxy.address)
        stack.callback(lambda: tablet.context.close())
        tablet.pair()
        began, done = time.monotonic(), Taps(tablet, proxy, numbers, wanted)
        for number in range(wanted.taps):
            done.one(POINTS[number % len(POINTS)])
            print(f"\r{number + 1:>7,} taps", end="", flush=True)
        tablet.send_all()
        done.summarize(time.monotonic() - began)
        return judge(violations(done.tapped), wanted.control)


class Taps:
    def __init__(self, tablet, proxy: CuttingProxy, numbers: list[str], wanted) -> None:
        self.tablet, self.proxy, self.numbers = tablet, proxy, numbers
        self.chance, self.is_control = random.Random(wanted.seed), wanted.control
        self.tapped: dict[str, list[str]] = defaultdict(list)
        self.cuts: Counter[str] = Counter()
        self.again = self.kills = 0

    def one(self, point: str) -> None:
        number = self.chance.choice(self.numbers)
        kind = "out" if len(self.tapped[number]) % 2 else "in"
        self.tapped[number].append(kind)
        self.cuts[point] += 1
        self.restart(number, kind) if point == RESTART else self.cut(number, kind, Cut(point))

    def cut(self, number: str, kind: str, cut: Cut) -> None:
        self.proxy.next_cut = cut
        self.tablet.tap(number, kind)
        said = self.tablet.outcome()
        if "Kept" not in said:
            raise SystemExit(f"A tap that was cut {cut} was answered: {said}")
        if self.is_control:
            self.tablet.forget()

    def restart(self, number: str, kind: str) -> None:
        """Restart the tablet at any moment after a tap. Who is not on record then taps again."""
        from .clinic import kinds_of

        self.tablet.tap(number, kind)
        time.sleep(self.chance.uniform(0, 0.1))
        if self.cuts[RESTART] % A_KILL_IN:
            self.tablet.reload()
        else:
            self.kills += 1
            self.tablet.kill()
        self.tablet.send_all()
        if not self.is_control and len(kinds_of(number)) < len(self.tapped[number]):
            self.again += 1
            self.tablet.tap(number, kind)
            self.tablet.outcome()

    def summarize(self, seconds: float) -> None:
        print(f"\r{self.cuts.total():>7,} taps in {seconds:.0f} s, each cut off:")
        for point, count in self.cuts.items():
            print(f"{count:>7,} {point}")
        print(f"{self.kills:>7,} of the restarts by kill -9")
        print(f"{self.again:>7,} tapped again: the tablet stopped before it kept the tap")


def judge(found: list[str], control: bool) -> int:
    for each in found[:20]:
        print(f"        {each}")
    if control:
        print("The control, a tablet that keeps nothing, loses taps." if found else "NOTHING FOUND")
        return 0 if found else 1
    print("VIOLATIONS" if found else "No punch lost, none twice.")
    return 1 if found else 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos.taps", description=__doc__)
    parser.add_argument("--taps", type=int, default=1_000)
    parser.add_argument("--seed", default=str(random.randrange(10**6)))
    parser.add_argument("--control", action="store_true", help="keep nothing: it must lose taps")
    wanted = parser.parse_args()
    given = os.environ.get("TEST_DATABASE_URL")
    server = nullcontext(given) if given else cluster()
    with tempfile.TemporaryDirectory(prefix="practicum-taps-") as folder, server as address:
        os.environ["TEST_DATABASE_URL"] = address
        os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        django.setup()
        print(f"Cutting {wanted.taps:,} taps, seed {wanted.seed} …", flush=True)
        return run(Path(folder), wanted)


if __name__ == "__main__":
    sys.exit(main())
