from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClinicHoursSessionsConfig(AppConfig):
    name = "clinic_hours.sessions"
    label = "clinic_hours_sessions"
    verbose_name = _("Clinic hours")
