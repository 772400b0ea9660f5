"""Adds a person's role at the school to their page."""

from django.http import HttpRequest
from wagtail import hooks

from courses.pages.models import Practitioner, Teacher
from courses.pages.models.people import pages_with, programs_of
from home.people.models import PersonPage
from home.people.models.sections import Section


@hooks.register("person_page_sections", order=100)
def at_a_glance(page: PersonPage, request: HttpRequest) -> Section:
    context = {
        "programs": programs_of(page),
        "course_pages": pages_with(page, Teacher.objects).order_by("path"),
        "modality_pages": pages_with(page, Practitioner.objects).order_by("title"),
    }
    return Section("courses_pages/includes/person_facts.html", context, is_beside=True)
