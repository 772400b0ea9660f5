from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate

LOG_CHECKS = "log"  # the tag of checks that also run when the server starts


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        from portal import checks
        from portal.middleware.page_cache import watch_for_changes
        from portal.old_addresses import watch_addresses

        # A migration that rebuilds a table drops the database's statistics about it.
        post_migrate.connect(look_at_the_tables, sender=apps.get_app_config("home_core"))
        watch_for_changes()
        watch_addresses()
        register(checks.cache_is_shared, Tags.security, deploy=True)
        register(checks.log_origin_is_a_name, LOG_CHECKS)
        register(checks.log_keeps_its_name, LOG_CHECKS, Tags.database)
        register(checks.witness_keys_are_readable, LOG_CHECKS)
        register(checks.kept_checkpoint_is_readable, LOG_CHECKS, Tags.files)
        register(checks.kept_checkpoint_is_there, LOG_CHECKS, Tags.files)
        register(checks.kept_checkpoint_is_of_this_log, LOG_CHECKS, Tags.database)
        register(checks.pdf_certificate_can_sign, LOG_CHECKS, Tags.files)
        register(checks.notices_outlast_their_matters)


def look_at_the_tables(**_details: Any) -> None:
    from home.core.services.statistics import refresh_statistics

    refresh_statistics()
