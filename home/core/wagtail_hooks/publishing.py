"""Validates drafts that are published without their form, in bulk or by approval."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from home.core.selectors.publish_checks import lacks


@hooks.register("before_bulk_action")
def refuse_unfinished_pages(
    request: HttpRequest, action_type: str, objects: list, action: Any
) -> HttpResponse | None:
    """Publish none if any is incomplete, and report what each one lacks."""
    if not isinstance(action, PublishBulkAction):
        return None
    drafts = {page.pk: page for page in to_be_published(objects, action)}.values()
    refused = [(page, reasons) for page in drafts if (reasons := reasons_to_refuse(page))]
    for page, reasons in refused:
        refuse(request, page, reasons)
    return redirect(action.next_url) if refused else None


class ApprovalView(WorkflowActionView):
    """A complete page may have lost its address or its record since it was submitted."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = self.task_state.revision.as_object()
        reasons = lacks(page) if self.action_name == "approve" else []
        if not reasons:
            return super().post(request, *args, **kwargs)
        refuse(request, page, reasons)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            answer = {"step": "success", "redirect": self.redirect_url}
            return self.render_modal_json(request, answer)
        return redirect(self.redirect_url)


class EveryPageViewSet(PageViewSet):
    workflow_action_view_class = ApprovalView


@hooks.register("register_admin_viewset", order=1)  # replaces Wagtail's own
def register_every_page() -> PageViewSet:
    return EveryPageViewSet()


def reasons_to_refuse(page: Page) -> list[str]:
    """Return why a draft may not be published, in sentences; empty if it may."""
    if page.alias_of_id:
        return [gettext("It shows the same content as another page and is published with it.")]
    return lacks(page)


def to_be_published(pages: Iterable[Page], action: PublishBulkAction) -> Iterator[Page]:
    """Yield the drafts that would be published: the selected ones, and if requested their descendants."""
    for page in pages:
        yield page.get_latest_revision_as_object()
        if action.cleaned_form.cleaned_data["include_descendants"]:
            for below in page.get_descendants().not_live().specific():
                if action.check_perm(below):
                    yield below.get_latest_revision_as_object()


def refuse(request: HttpRequest, page: Page, reasons: list[str]) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    button = messages.button(edit, gettext("Edit"))
    messages.error(request, in_words(page, reasons), buttons=[button])


def in_words(page: Page, reasons: list[str]) -> str:
    return gettext("“%(page)s” cannot be published yet, so nothing was published. %(reasons)s") % {
        "page": page.title or page.slug,
        "reasons": " ".join(reasons),
    }
