from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeSiteConfig(AppConfig):
    name = "home.site"
    label = "home_site"
    verbose_name = _("Site")
    not_on_pages = {"brokenlink"}
