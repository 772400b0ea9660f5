from django.apps import AppConfig


class ClinicHoursCoreConfig(AppConfig):
    name = "clinic_hours.core"
    label = "clinic_hours_core"
