from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesPagesConfig(AppConfig):
    name = "courses.pages"
    label = "courses_pages"
    verbose_name = _("Program and course pages")
