from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClinicHoursShiftsConfig(AppConfig):
    name = "clinic_hours.shifts"
    label = "clinic_hours_shifts"
    verbose_name = _("Shifts")
