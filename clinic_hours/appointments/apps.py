from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClinicHoursAppointmentsConfig(AppConfig):
    name = "clinic_hours.appointments"
    label = "clinic_hours_appointments"
    verbose_name = _("Appointments")
