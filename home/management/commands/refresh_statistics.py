from typing import Any

from django.core.management.base import BaseCommand

from home.services.statistics import refresh_statistics


class Command(BaseCommand):
    help = (
        "Look at the size of the tables anew, so that the database plans its queries well: after"
        " restoring a backup or any other bulk work. The worker does it by itself on SQLite."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        refresh_statistics()
