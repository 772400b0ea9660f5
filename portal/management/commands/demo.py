"""Load the demo school."""

import time

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.demo.load import load_school
from portal.demo.people import PASSWORD, PEOPLE
from portal.demo.start_over import start_over


class Command(BaseCommand):
    help = "Load the demo school, Palmetto College. What is there already is left alone."

    def add_arguments(self, parser):
        parser.add_argument(
            "--fresh", action="store_true", help="Delete everything first, records included."
        )
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing where anyone has an account."
        )
        parser.add_argument(
            "--yes", action="store_true", help="Go ahead outside development (DEBUG)."
        )

    def handle(self, *args, **options):
        if not settings.DEBUG and not options["yes"]:
            raise CommandError(
                "This is not a development site. To load the demo anyway, add --yes."
            )
        say = self.stdout.write if options["verbosity"] else lambda _: None
        if options["fresh"]:
            say("Starting over: the database is emptied and built anew …")
            start_over()
        if options["if_empty"] and get_user_model().objects.exists():
            say("There are people in the database already: no demo is loaded.")
            return
        started = time.monotonic()
        load_school(timezone.now(), say=say)
        say(f"Loaded in {time.monotonic() - started:.1f} s.\n\n{sign_ins()}")


def sign_ins() -> str:
    """Return the demo's people, one to a line, and their password."""
    width = max(len(person.email) for person in PEOPLE)
    rows = (f"  {person.email:{width}}  {person.name}: {person.who}" for person in PEOPLE)
    return "\n".join([f"Sign in with the password {PASSWORD} as:", *rows])
