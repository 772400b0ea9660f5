from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClinicHoursConfig(AppConfig):
    name = "clinic_hours"
    verbose_name = _("Clinic hours")
