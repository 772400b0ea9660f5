"""Prepare what every worker of the suite would wait for: the demo school's database, and collected files.

DJANGO_SETTINGS_MODULE=portal.settings.test python -m tests.prepare
"""

from pathlib import Path

import django
from django.conf import settings


def main() -> None:
    django.setup()

    from clinic_hours.ledger.signatures import ensure_demo_key
    from tests.databases import databases, demo_template
    from tests.servers.served_site import collected_files

    ensure_demo_key(Path(settings.SIGNING_KEY_FILE))
    demo_template(databases("prepared"))
    collected_files()


main()
