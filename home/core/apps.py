from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from home.core.services.uploaded_pictures import prepare_renditions


class HomeCoreConfig(AppConfig):
    name = "home.core"
    label = "home_core"
    verbose_name = _("Pictures")
    not_on_pages = {"picturerendition"}

    def ready(self) -> None:
        """Set up pictures, and let each wing register with the wings below it: see their `registrations`."""
        prepare_renditions()
        autodiscover_modules("registrations")
