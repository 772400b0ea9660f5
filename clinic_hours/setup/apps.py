from django.apps import AppConfig


class ClinicHoursSetupConfig(AppConfig):
    name = "clinic_hours.setup"
    label = "clinic_hours_setup"
