from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeEventsConfig(AppConfig):
    name = "home.events"
    label = "home_events"
    verbose_name = _("Events")
    not_on_pages = {"registrationmail"}
