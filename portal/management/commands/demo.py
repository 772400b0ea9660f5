"""Load the demo school."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from clinic_hours.ledger.signatures import ensure_demo_key
from home.core.services.statistics import refresh_statistics
from portal.demo.load import load_school
from portal.demo.people import PASSWORD, PEOPLE
from portal.demo.start_over import start_over


class Command(BaseCommand):
    help = "Load the demo school, Palmetto College. Existing data is left unchanged."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--fresh", action="store_true", help="Delete everything first, including records."
        )
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="Do nothing if anyone has an account, and don't list the sign-ins.",
        )
        parser.add_argument(
            "--sign-ins", action="store_true", help="Only list who can sign in and how."
        )
        parser.add_argument(
            "--yes", action="store_true", help="Run even outside development (DEBUG)."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        say = self.stdout.write if options["verbosity"] else lambda _: None
        if options["sign_ins"]:
            say(sign_ins())
            return
        if not settings.DEBUG and not options["yes"]:
            raise CommandError(
                "This is not a development site. To load the demo anyway, use --yes."
            )
        if options["fresh"]:
            say("Starting over: emptying and rebuilding the database …")
            start_over()
        if options["if_empty"] and get_user_model().objects.exists():
            return
        ensure_demo_key(Path(settings.SIGNING_KEY_FILE))
        started = time.monotonic()
        with _quiet_logs(), _no_mail():
            load_school(timezone.now(), say=say)
        refresh_statistics()
        say(f"Loaded in {time.monotonic() - started:.1f} s.")
        if not options["if_empty"]:
            say(f"\n{sign_ins()}")


@contextmanager
def _quiet_logs() -> Iterator[None]:
    """Silence the many log lines about publishing, so that the progress stays readable."""
    logging.disable(logging.INFO)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


@contextmanager
def _no_mail() -> Iterator[None]:
    """Discard the mail that the histories trigger."""
    usual = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    try:
        yield
    finally:
        settings.EMAIL_BACKEND = usual


def sign_ins() -> str:
    """Return the demo accounts that exist, one per line, and their password."""
    emails = [person.email for person in PEOPLE]
    present = set(get_user_model().objects.filter(email__in=emails).values_list("email", flat=True))
    if not present:
        return "None of the demo people are in this database."
    width = max(map(len, emails))
    rows = (
        f"  {person.email:{width}}  {person.name}: {person.who}"
        for person in PEOPLE
        if person.email in present
    )
    return "\n".join([f"Sign in with the password {PASSWORD} as:", *rows])
