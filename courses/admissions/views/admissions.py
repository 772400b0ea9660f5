"""The admissions office's inbox in the admin."""

from http import HTTPStatus
from typing import Any

import django_filters
from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from courses.admissions.forms.admissions import HandlingForm, admissions_office
from courses.admissions.models import Enquiry
from courses.admissions.services.enquiries import HandledMeanwhile, erase_enquiry, handle_enquiry
from home.core.views.confirm import ConfirmView
from home.core.views.sheets import SheetView
from home.core.views.signed_in import SignedInRequest
from home.core.views.unsent import recall

MAY, MAY_ERASE = "courses_admissions.change_enquiry", "courses_admissions.delete_enquiry"


def enquiry_page(enquiry: Enquiry) -> str:
    return reverse("enquiry", args=[enquiry.pk])


def holders() -> QuerySet:
    return Enquiry.objects.exclude(assigned_to=None).values("assigned_to")


class EnquiryFilters(WagtailFilterSet):
    assigned_to = django_filters.ModelChoiceFilter(
        label=_("Assigned to"), queryset=lambda request: admissions_office(holders())
    )

    class Meta:
        model = Enquiry
        fields = ["status", "program", "start", "language"]


class EnquiriesView(SheetView):
    """All requests for information, newest first, with spreadsheet export."""

    page_title = _("Inquiries")
    header_icon = "mail"
    model = Enquiry
    index_url_name = "enquiries"
    index_results_url_name = "enquiries_results"
    filterset_class = EnquiryFilters
    no_results_message = _("No inquiries yet. Requests sent from /enquire/ will appear here.")
    columns = [
        TitleColumn("name", label=_("Name"), get_url=enquiry_page),
        Column("get_status_display", label=_("Status")),
        Column("program", label=_("Program")),
        Column("get_start_display", label=_("Start")),
        Column("assigned_to", label=_("Assigned to")),
        DateColumn("received_at", label=_("Received")),
    ]
    list_export = [
        "received_at",
        "name",
        "email",
        "phone",
        "program",
        "get_start_display",
        "get_reach_by_display",
        "message",
        "language",
        "get_status_display",
        "assigned_to",
        "notes_as_text",
        "consent",
        "erase_on",
    ]
    export_headings = {
        "get_start_display": _("Start"),
        "get_reach_by_display": _("Contact by"),
        "get_status_display": _("Status"),
        "notes_as_text": _("Notes"),
    }
    export_filename = "enquiries"
    may = MAY

    def get_queryset(self) -> QuerySet:
        asked = Enquiry.objects.select_related("program", "assigned_to")
        return asked.prefetch_related("notes__written_by") if self.is_export else asked


class EnquiryView(PermissionRequiredMixin, WagtailAdminTemplateMixin, FormView):
    """One request: the question, what was done, and the next step."""

    permission_required = MAY
    raise_exception = True
    page_title = _("Inquiry")
    header_icon = "mail"
    template_name = "courses_admissions/admin/enquiry.html"
    form_class = HandlingForm
    _show_breadcrumbs = True
    request: SignedInRequest

    @cached_property
    def enquiry(self) -> Enquiry:
        """Return the enquiry after checking permission, so that a 404 reveals nothing to those without it."""
        people = Enquiry.objects.select_related("program", "assigned_to")
        return get_object_or_404(people, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.enquiry.name

    def get_breadcrumbs_items(self) -> list:
        index = {"url": reverse("enquiries"), "label": _("Inquiries")}
        return [*super().get_breadcrumbs_items(), index, {"url": "", "label": self.enquiry.name}]

    def get_initial(self) -> dict:
        enquiry = self.enquiry
        return {
            "status": enquiry.status,
            "assigned_to": enquiry.assigned_to,
            "version": enquiry.version,
            **recall(self.request).dict(),
        }

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"enquiry": self.enquiry}

    def get_context_data(self, **kwargs: Any) -> dict:
        notes = self.enquiry.notes.select_related("written_by")
        return super().get_context_data(**kwargs) | {"enquiry": self.enquiry, "notes": notes}

    def form_valid(self, form: HandlingForm) -> HttpResponse:
        try:
            handle_enquiry(actor=self.request.user, enquiry=self.enquiry, **form.cleaned_data)
        except HandledMeanwhile:
            return self.as_it_stands_now(note=form.cleaned_data["note"])
        messages.success(self.request, gettext("Saved."))
        return super().form_valid(form)

    def as_it_stands_now(self, note: str) -> HttpResponse:
        """Show what someone else saved, keeping the typed note in its field."""
        del self.enquiry  # forces a fresh read
        messages.error(
            self.request,
            gettext(
                "Someone else changed this inquiry in the meantime. Review it, then save again."
            ),
        )
        form = HandlingForm(enquiry=self.enquiry, initial=self.get_initial() | {"note": note})
        return self.render_to_response(self.get_context_data(form=form), status=HTTPStatus.CONFLICT)

    def get_success_url(self) -> str:
        return enquiry_page(self.enquiry)


class EraseEnquiryView(ConfirmView):
    permission_required = MAY_ERASE
    page_title = _("Delete inquiry")
    header_icon = "bin"
    model = Enquiry
    index_url_name = "enquiries"
    question = _(
        "Delete what %(row)s sent, including notes and our emails about it? This can't be undone."
    )
    yes = _("Yes, delete")
    done = _("Deleted.")

    def act(self, row: Enquiry) -> None:
        erase_enquiry(row)
