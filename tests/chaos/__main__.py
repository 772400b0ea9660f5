"""Run two workers, kill them at random moments, and check the database."""

import argparse
import logging
import os
import random
import sys
import tempfile
import time
from collections import Counter
from contextlib import nullcontext
from pathlib import Path

import django

from tests.servers.postgres_cluster import cluster

from .diary import lines_of

WORKERS = 2


def run(folder: Path, wanted: argparse.Namespace) -> int:
    from django.conf import settings
    from django.db import connection

    from clinic_hours.ledger.signatures import ensure_demo_key
    from tests.databases import databases, migrated_template

    from .school import open_school
    from .torment import Worker, torment
    from .verdict import violations

    ensure_demo_key(Path(settings.SIGNING_KEY_FILE))
    here = databases("chaos")
    print("Preparing a database …", flush=True)
    here.use_copy_of(migrated_template(here))
    open_school()
    connection.close()  # a forked process must not inherit a connection
    print(f"Killing {WORKERS} workers, seed {wanted.seed} …", flush=True)
    began = time.monotonic()
    workers = [Worker(n, folder, wanted.seed, wanted.control) for n in range(1, WORKERS + 1)]
    try:
        kills = torment(workers, folder, wanted.seed, wanted.operations, wanted.kills)
    finally:
        for worker in workers:
            worker.process.kill()
    seconds = time.monotonic() - began
    settle(connection)
    lines = [line for path in folder.glob("*.diary") for line in lines_of(path)]
    summarize(lines, seconds, *kills)
    found = list(violations(lines))
    here.drop_own()
    return judge(found, wanted.control)


def settle(connection) -> None:
    """Wait until the server has noticed that the killed workers are gone."""
    others = (
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND backend_type = 'client backend'"
    )
    for _attempt in range(100):
        with connection.cursor() as cursor:
            cursor.execute(others)
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.1)
    raise SystemExit("A killed worker's connection does not end.")


def summarize(lines: list[dict], seconds: float, kills: int, amid: int) -> None:
    from clinic_hours.sessions.models import ClinicSession, HourEntry

    done = sum("done" in line for line in lines)
    told = Counter(line["told"] for line in lines if "told" in line)
    why = ", ".join(f"{name} {count}" for name, count in told.most_common())
    sessions, entries = ClinicSession.objects.count(), HourEntry.objects.count()
    print(f"{done:>7,} operations acknowledged in {seconds:.0f} s")
    print(f"{told.total():>7,} refused with a sentence ({why})")
    print(f"{kills:>7,} times kill -9, {amid} of them in the middle of an operation")
    print(f"{sessions:>7,} sessions, {entries:,} ledger entries")


def judge(found: list[str], control: bool) -> int:
    for each in found[:20]:
        print(f"        {each}")
    if control:
        print(f"{len(found):>7,} violations in the control, without transactions")
        return 0 if found else 1
    if found:
        print(f"{len(found):>7,} VIOLATIONS")
        return 1
    print("Nothing lost, nothing twice, nothing half-written; the ledger audits clean.")
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--operations", type=int, default=2_000)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", default=str(random.randrange(10**6)))
    parser.add_argument(
        "--control", action="store_true", help="take the transactions away: it must find damage"
    )
    wanted = parser.parse_args()
    given = os.environ.get("TEST_DATABASE_URL")
    server = nullcontext(given) if given else cluster()
    with tempfile.TemporaryDirectory(prefix="practicum-chaos-") as folder, server as address:
        os.environ["TEST_DATABASE_URL"] = address
        os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
        django.setup()
        logging.disable(logging.INFO)
        return run(Path(folder), wanted)


if __name__ == "__main__":
    sys.exit(main())
