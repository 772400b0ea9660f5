"""As Django's, for migrations that hold what the database holds."""

from django.core.management.commands import makemigrations

from portal.autodetector import PlainAutodetector


class Command(makemigrations.Command):
    autodetector = PlainAutodetector
