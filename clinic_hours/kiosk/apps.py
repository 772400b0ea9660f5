from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClinicHoursKioskConfig(AppConfig):
    name = "clinic_hours.kiosk"
    label = "clinic_hours_kiosk"
    verbose_name = _("Kiosk")
