from django.apps import AppConfig


class ClinicHoursOfficeConfig(AppConfig):
    name = "clinic_hours.office"
    label = "clinic_hours_office"
