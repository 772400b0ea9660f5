"""Django's command, with migrations reduced to what the database stores."""

from django.core.management.commands import makemigrations

from portal.autodetector import PlainAutodetector


class Command(makemigrations.Command):
    autodetector = PlainAutodetector
