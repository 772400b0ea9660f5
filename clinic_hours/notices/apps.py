from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClinicHoursNoticesConfig(AppConfig):
    name = "clinic_hours.notices"
    label = "clinic_hours_notices"
    verbose_name = _("Notices")
