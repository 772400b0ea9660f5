"""As Django's, for migrations that hold what the database holds."""

from django.core.management.commands import migrate

from portal.autodetector import PlainAutodetector


class Command(migrate.Command):
    autodetector = PlainAutodetector
