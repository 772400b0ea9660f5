from typing import Any

from django.core.management.base import BaseCommand

from home.services.reviews import tell_editors


class Command(BaseCommand):
    help = "Write to the editors which prices and other figures are due for review."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Editors told: {tell_editors()}.")
