"""Requirement sets: drafts can be edited and published; published editions read and copied."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from courses.requirements.models import RequirementSet
from courses.requirements.selectors.requirement_sets import current_requirement_set
from courses.requirements.services import requirement_sets as services
from courses.requirements.views.course_hours import (
    course_lengths,
    gap_sentence,
    tell_of_new_hours,
)

from .views import CurriculumDeleteView, CurriculumIndexView


def action_button(edition: RequirementSet) -> Button:
    """Return the next action for an edition: publish a draft, or copy a published one."""
    if edition.is_published:
        url = reverse("requirementset:new_edition", args=[edition.pk])
        return Button(gettext("New edition"), url=url, icon_name="copy", priority=5)
    url = reverse("requirementset:publish", args=[edition.pk])
    return Button(gettext("Publish"), url=url, icon_name="check", priority=5)


class EditionIndexView(CurriculumIndexView):
    related = ("program",)

    def get_edit_url(self, instance: RequirementSet) -> str | None:
        return None if instance.is_published else super().get_edit_url(instance)

    def get_list_more_buttons(self, instance: RequirementSet) -> list[Button]:
        permission = "add" if instance.is_published else "change"
        if not self.user_has_permission(permission):
            return super().get_list_more_buttons(instance)
        return [action_button(instance), *super().get_list_more_buttons(instance)]


class DraftAddView(generic.CreateView):
    def save_instance(self) -> RequirementSet:
        """Number the draft after the program's last edition."""
        with transaction.atomic():
            self.form.instance.edition = services.next_edition_number(self.form.instance.program)
            return super().save_instance()


class DraftEditView(generic.EditView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        edition = get_object_or_404(RequirementSet, pk=self.object_pk)
        if not edition.is_published:
            return super().dispatch(request, *args, **kwargs)
        if request.method == "POST":
            raise PermissionDenied
        return redirect("requirementset:inspect", edition.pk)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [action_button(self.object), *super().header_more_buttons]


class EditionInspectView(generic.InspectView):
    page_title = _("Edition")
    template_name = "courses_requirements/admin/edition.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = self.object.requirements.prefetch_related("gates__after")
        return super().get_context_data(**kwargs) | {
            "lines": lines,
            "total": sum(line.minutes for line in lines),
            "gap": gap_sentence(self.object.program, self.object) if self.counts else "",
            "action_url": next((action.url for action in self.actions), ""),
        }

    @property
    def counts(self) -> bool:
        """Whether this edition is in force or still a draft that may be."""
        return not self.object.is_published or self.object == current_requirement_set(
            self.object.program
        )

    def get_edit_url(self) -> str | None:
        return None if self.object.is_published else super().get_edit_url()

    def get_delete_url(self) -> str | None:
        return None if self.object.is_published else super().get_delete_url()

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [*self.actions, *super().header_more_buttons]

    @cached_property
    def actions(self) -> list[Button]:
        permission = "add" if self.object.is_published else "change"
        return [action_button(self.object)] if self.user_has_permission(permission) else []


class DraftDeleteView(CurriculumDeleteView):
    refusal = _(
        "“%(row)s” is published or in use and can't be changed. Create a new edition instead."
    )


class EditionActionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Ask for confirmation, then perform one action on one edition."""

    model = RequirementSet
    permission_required = "add"
    template_name = "courses_requirements/admin/edition_action.html"
    header_icon = "tasks"
    question: str | Promise = ""

    @property
    def permission_policy(self) -> Any:
        return policy_registry.get_by_type(self.model)

    @cached_property
    def object(self) -> RequirementSet:
        return get_object_or_404(RequirementSet, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = self.question % {"object": self.object}
        return {**super().get_context_data(**kwargs), "question": question, "object": self.object}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            return self.act(request)
        except ValidationError as error:
            for sentence in error.messages:
                messages.error(request, sentence)
            return redirect("requirementset:inspect", pk)


class PublishView(EditionActionView):
    permission_required = "change"
    page_title = _("Publish")
    question = _(
        "Publish “%(object)s”? Once published, it can't be changed. New students will follow it, "
        "and any change needs a new edition."
    )

    def act(self, request: HttpRequest) -> HttpResponse:
        program = self.object.program
        before = course_lengths(program)
        services.publish(self.object, now=timezone.now())
        log(instance=self.object, action="wagtail.publish", user=request.user)
        sentence = _("“%(object)s” was published.") % {"object": self.object}
        messages.success(request, sentence)
        tell_of_new_hours(request, program, before)
        return redirect("requirementset:inspect", self.object.pk)


class NewEditionView(EditionActionView):
    page_title = _("New edition")
    question = _("Copy “%(object)s” to a new draft? Students keep the edition they started with.")

    def act(self, request: HttpRequest) -> HttpResponse:
        draft = services.new_edition(self.object)
        log(instance=draft, action="wagtail.create", user=request.user)
        sentence = _("“%(object)s” is a draft. Edit it, then publish it.") % {"object": draft}
        messages.success(request, sentence)
        return redirect("requirementset:edit", draft.pk)
