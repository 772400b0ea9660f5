from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClinicHoursPeopleConfig(AppConfig):
    name = "clinic_hours.people"
    label = "clinic_hours_people"
    verbose_name = _("Clinic office")
