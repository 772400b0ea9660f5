from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ClinicHoursConfig(AppConfig):
    name = "clinic_hours"
    verbose_name = _("Clinic hours")

    def ready(self) -> None:
        """Let each wing add to the wings below it: see the `registrations` of each."""
        autodiscover_modules("registrations")
