from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesStandardsConfig(AppConfig):
    name = "courses.standards"
    label = "courses_standards"
    verbose_name = _("Licensing standards")
