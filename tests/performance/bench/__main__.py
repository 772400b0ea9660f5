"""Run all benchmarks on their own database: SQLite, or PostgreSQL with TEST_DATABASE_URL.

The argument is the number of sessions and of ledger entries at scale.
"""

import gc
import logging
import os
import sys
import warnings
from pathlib import Path

import django
from django.conf import settings


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    django.setup()
    logging.disable(logging.INFO)
    warnings.filterwarnings("ignore", "No directory at")
    settings.ROOT_URLCONF = "tests.performance.bench.urls"
    settings.TEMPLATES[0]["DIRS"].append(os.path.join(os.path.dirname(__file__), "templates"))
    settings.ALLOWED_HOSTS.append("testserver")

    from clinic_hours.ledger.signatures import ensure_demo_key
    from tests.databases import databases, migrated_template
    from tests.performance.bench.record import the_record
    from tests.performance.bench.rows import run_all

    ensure_demo_key(Path(settings.SIGNING_KEY_FILE))
    here, beside = databases("bench"), databases("bench_beside")
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    here.use_copy_of(migrated_template(here))
    gc.collect()
    gc.freeze()  # as portal.wsgi does
    try:
        run_all(here, beside, sessions=size)
        the_record(beside, here, entries=size)
    finally:
        here.drop_own()
        beside.drop_own()


main()
