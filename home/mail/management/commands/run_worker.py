from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from home.core.periodic import registered_tasks
from home.mail.management.worker import send_all, work_until_stopped
from home.mail.services.periodic import do_due_tasks


class Command(BaseCommand):
    help = "Send email and run periodic tasks until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then exit")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        if once:
            self.work_once()
        else:
            work_until_stopped()

    def work_once(self) -> None:
        failed = do_due_tasks(registered_tasks().values(), timezone.now())
        try:
            tried = send_all()
        except OSError as error:
            raise CommandError(
                f"The mail server is not responding: {error}. Email will be sent later."
            ) from error
        self.stdout.write(f"Emails due: {tried}.")
        if failed:
            raise CommandError(f"Not done: {', '.join(failed)}. The log says why.")
