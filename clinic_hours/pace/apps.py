from django.apps import AppConfig


class ClinicHoursPaceConfig(AppConfig):
    name = "clinic_hours.pace"
    label = "clinic_hours_pace"
