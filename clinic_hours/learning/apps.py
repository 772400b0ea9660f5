from django.apps import AppConfig


class ClinicHoursLearningConfig(AppConfig):
    name = "clinic_hours.learning"
    label = "clinic_hours_learning"
