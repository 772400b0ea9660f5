from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeMailConfig(AppConfig):
    name = "home.mail"
    label = "home_mail"
    verbose_name = _("Email")
    not_on_pages = {"outgoingmail", "deadaddress", "periodictask"}
