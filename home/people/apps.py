from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomePeopleConfig(AppConfig):
    name = "home.people"
    label = "home_people"
    verbose_name = _("People")
