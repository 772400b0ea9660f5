from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClinicHoursAttendanceConfig(AppConfig):
    name = "clinic_hours.attendance"
    label = "clinic_hours_attendance"
    verbose_name = _("Attendance")
