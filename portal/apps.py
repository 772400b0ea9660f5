from django.apps import AppConfig
from django.core.checks import Tags, register


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        from portal.checks import cache_is_shared
        from portal.old_addresses import watch_addresses
        from portal.page_cache import watch_for_changes

        watch_for_changes()
        watch_addresses()
        register(cache_is_shared, Tags.security, deploy=True)
