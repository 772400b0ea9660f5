from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesCurriculumConfig(AppConfig):
    name = "courses.curriculum"
    label = "courses_curriculum"
    verbose_name = _("Curriculum")
