from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from home.services.enquiries import erase_old_enquiries
from home.services.events import erase_old_registrations
from home.services.newsletter import forget_unconfirmed


class Command(BaseCommand):
    help = (
        "Erase requests, registrations and addresses that never confirmed, when their time is over."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Requests erased: {erase_old_enquiries(timezone.localdate())}.")
        self.stdout.write(f"Addresses forgotten: {forget_unconfirmed()}.")
        self.stdout.write(f"Registrations erased: {erase_old_registrations(timezone.now())}.")
