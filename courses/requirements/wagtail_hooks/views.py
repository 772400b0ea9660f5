"""Wagtail's views, adapted to the curriculum: joined lists and protected rows."""

from typing import Any

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic

from courses.curriculum.models import Course, Program
from courses.requirements.views.course_hours import warn_of_gaps
from home.core.selectors.words import SearchesPlainWords


class CurriculumIndexView(SearchesPlainWords, generic.IndexView):
    """A list whose number of queries doesn't depend on its length."""

    related: tuple[str, ...] = ()

    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related(*self.related)

    def get_delete_url(self, instance: Model) -> None:
        """No delete link in the list: a row's own page knows whether it may be deleted."""


class CurriculumDeleteView(generic.DeleteView):
    """Explains why a referenced row can't be deleted."""

    refusal = _("“%(row)s” is in use by other records and cannot be deleted.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        may = self.user_has_permission
        if may("delete") and not self.user_has_permission_for_instance("delete", self.object):
            messages.error(request, self.refusal % {"row": self.object})
            return redirect(reverse(self.index_url_name))
        return super().dispatch(request, *args, **kwargs)


class ProgramEditView(generic.EditView):
    def save_instance(self) -> Program:
        program = super().save_instance()
        warn_of_gaps(self.request, [program])
        return program


class CourseEditView(generic.EditView):
    def save_instance(self) -> Course:
        course = super().save_instance()
        warn_of_gaps(self.request, Program.objects.filter(curriculum__course=course))
        return course


class ProgramDeleteView(CurriculumDeleteView):
    refusal = _("“%(row)s” is in use by other records and cannot be deleted. Retire it instead.")
