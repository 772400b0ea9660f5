from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from home.core.periodic import registered_tasks


class Command(BaseCommand):
    help = "Run the worker's periodic tasks now, without waiting until they are due."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("names", nargs="+", choices=sorted(registered_tasks()))

    def handle(self, *args: Any, names: list[str], **options: Any) -> None:
        tasks = registered_tasks()
        for name in names:
            result = tasks[name].act()
            self.stdout.write(f"{name}: {'done' if result is None else result}")
