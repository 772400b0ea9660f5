from typing import Any

from django.core.management.base import BaseCommand

from home.services.renditions import make_renditions


class Command(BaseCommand):
    help = (
        "Make every size and format in which pages show pictures, so that no visitor waits for it."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Renditions made: {make_renditions()}.")
