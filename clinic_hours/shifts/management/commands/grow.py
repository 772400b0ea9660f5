"""Add a synthetic history and a plan of shifts, to test the school at any size."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from clinic_hours.sessions.services.growth import grow
from clinic_hours.shifts.services.growth import grow_shifts

BAR = 30


class Command(BaseCommand):
    help = _("Add synthetic history in bulk for scale tests, all of it signed and valid.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--students", type=int, required=True, metavar="N")
        parser.add_argument(
            "--sessions",
            type=int,
            required=True,
            metavar="M",
            help=_("total number of signed sessions"),
        )
        parser.add_argument(
            "--shifts",
            type=int,
            default=0,
            metavar="K",
            help=_("shifts around today, with booked places"),
        )
        parser.add_argument(
            "--yes", action="store_true", help=_("run even outside development (DEBUG)")
        )

    def handle(
        self,
        *args: Any,
        students: int,
        sessions: int,
        shifts: int,
        yes: bool,
        **options: Any,
    ) -> None:
        if not settings.DEBUG and not yes:
            raise CommandError(
                _(
                    "This is not a development site, and ledger entries can't be removed. To add "
                    "synthetic hours anyway, use --yes."
                )
            )
        if students < 1 or sessions < 1 or shifts < 0:
            raise CommandError(_("Specify at least one student and one session."))
        self.began, self.sessions = time.monotonic(), sessions
        grow(students, sessions, self.show if options["verbosity"] else None)
        seconds = time.monotonic() - self.began
        self.stdout.write(f"\n{sessions:,} sessions of {students:,} students in {seconds:.0f} s")
        if shifts:
            places = grow_shifts(shifts)
            self.stdout.write(f"{shifts:,} shifts with {places:,} booked places")

    def show(self, written: int) -> None:
        share = written / self.sessions
        left = (time.monotonic() - self.began) * (1 / share - 1)
        bar = ("█" * round(BAR * share)).ljust(BAR, "░")
        self.stdout.write(f"\r{bar} {share:4.0%} {written:,}, {left:.0f} s left  ", ending="")
        self.stdout.flush()
