from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from home.school_time import today
from home.services.enquiries import erase_old_enquiries
from home.services.events import erase_old_registrations
from home.services.newsletter import forget_unconfirmed, forget_who_left
from home.services.outbox import erase_settled_mail
from home.services.refusals import forget_old_bounces


class Command(BaseCommand):
    help = (
        "Erase requests, registrations, addresses that never confirmed or that left, and mail, when"
        " their time is over."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        self.stdout.write(f"Requests erased: {erase_old_enquiries(today())}.")
        self.stdout.write(f"Addresses forgotten: {forget_unconfirmed() + forget_who_left()}.")
        self.stdout.write(f"Registrations erased: {erase_old_registrations(now)}.")
        self.stdout.write(f"Mails erased: {erase_settled_mail(now)}.")
        self.stdout.write(f"Refused addresses forgotten: {forget_old_bounces(now)}.")
