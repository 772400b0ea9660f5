from typing import Any

from django.core.management.base import BaseCommand

from courses.standards.services.standards import load_standards


class Command(BaseCommand):
    help = "Load missing licensing standards. Existing ones are left unchanged."

    def handle(self, *args: Any, **options: Any) -> None:
        standards = load_standards()
        self.stdout.write(
            f"{len(standards)} licensing standards. Confirm each with its board before you rely on it."
        )
