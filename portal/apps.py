from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        from portal.checks import (
            cache_is_shared,
            log_keeps_its_name,
            log_origin_is_a_name,
            pdf_certificate_can_sign,
        )
        from portal.middleware.page_cache import watch_for_changes
        from portal.old_addresses import watch_addresses

        # A migration that rebuilds a table drops the database's statistics about it.
        post_migrate.connect(look_at_the_tables, sender=apps.get_app_config("home_core"))
        watch_for_changes()
        watch_addresses()
        register(cache_is_shared, Tags.security, deploy=True)
        register(log_origin_is_a_name)
        register(log_keeps_its_name, Tags.database)
        register(pdf_certificate_can_sign, Tags.files)


def look_at_the_tables(**_details: Any) -> None:
    from home.core.services.statistics import refresh_statistics

    refresh_statistics()
