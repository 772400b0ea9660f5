from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from home.management.chores import do_chores
from home.management.worker import do_what_is_due, send_all, work_until_stopped
from home.services.renditions import make_renditions


class Command(BaseCommand):
    help = (
        "Send mail, publish what is due, keep guests of events informed and do what comes round"
        " every day or week, until told to stop."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="send what is due now, and end")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        if once:
            self.send_once()
        else:
            work_until_stopped()

    def send_once(self) -> None:
        never = Event()
        failed = do_what_is_due(never)
        do_chores(timezone.now())
        make_renditions()
        try:
            tried = send_all(never)
        except OSError as error:
            raise CommandError(
                f"The mail server does not answer: {error}. The mail waits."
            ) from error
        self.stdout.write(f"Mails that were due: {tried}.")
        if failed:
            raise CommandError(f"Not done: {', '.join(failed)}. The log says why.")
