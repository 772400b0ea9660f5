from typing import Any

from django.core.management.base import BaseCommand

from home.services.links import check_links


class Command(BaseCommand):
    help = "Follow every link on the published pages; editors find the broken ones under Reports."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Broken links: {check_links(self.stdout.write)}.")
