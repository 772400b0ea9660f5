from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from home.renditions import prepare_renditions


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        prepare_renditions()
