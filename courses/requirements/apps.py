from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesRequirementsConfig(AppConfig):
    name = "courses.requirements"
    label = "courses_requirements"
    verbose_name = _("Clinic requirements")
