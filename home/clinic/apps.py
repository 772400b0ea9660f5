from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeClinicConfig(AppConfig):
    name = "home.clinic"
    label = "home_clinic"
    verbose_name = _("Clinic")
