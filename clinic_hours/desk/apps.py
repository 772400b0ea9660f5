from django.apps import AppConfig


class ClinicHoursDeskConfig(AppConfig):
    name = "clinic_hours.desk"
    label = "clinic_hours_desk"
