from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesAdmissionsConfig(AppConfig):
    name = "courses.admissions"
    label = "courses_admissions"
    verbose_name = _("Admissions")
    not_on_pages = {"enquiry", "enquirynote", "enquirymail"}
