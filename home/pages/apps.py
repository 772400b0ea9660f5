from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomePagesConfig(AppConfig):
    name = "home.pages"
    label = "home_pages"
    verbose_name = _("Pages")
