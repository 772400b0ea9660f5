"""An admin action that asks for confirmation: a question, and a button that performs it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class ConfirmView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """Ask about one row on GET, `act` on POST, and return to the row's list."""

    raise_exception = True
    template_name = "home_core/admin/confirm.html"
    model: type[Model]
    index_url_name = ""
    question: str | Promise = ""
    yes: str | Promise = ""
    done: str | Promise = ""
    is_serious = True
    _show_breadcrumbs = True

    @cached_property
    def row(self) -> Model:
        """Return the row after checking permission, so that a 404 reveals nothing to those without it."""
        return get_object_or_404(self.model, pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self) -> list:
        name = str(self.model._meta.verbose_name_plural)
        index = {"url": reverse(self.index_url_name), "label": name[:1].upper() + name[1:]}
        return [*super().get_breadcrumbs_items(), index, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict:
        question = self.question % {"row": self.row}
        back = reverse(self.index_url_name)
        return super().get_context_data(**kwargs) | {"question": question, "back": back}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.act(self.row)
        messages.success(request, str(self.done))
        return redirect(self.index_url_name)

    def act(self, row: Any) -> None:
        raise NotImplementedError
