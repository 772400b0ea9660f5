from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        from home.renditions import prepare_renditions

        prepare_renditions()
        post_migrate.connect(refresh_statistics_after_migrating, sender=self)


def refresh_statistics_after_migrating(**_details) -> None:
    """A migration that makes a table anew loses what the database knew of its size."""
    from home.services.statistics import refresh_statistics

    refresh_statistics()
