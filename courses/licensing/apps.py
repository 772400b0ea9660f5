from django.apps import AppConfig


class CoursesLicensingConfig(AppConfig):
    name = "courses.licensing"
    label = "courses_licensing"
