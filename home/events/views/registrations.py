"""The list of people registered for events, in the admin and as a spreadsheet."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import ButtonsColumnMixin, Column, DateColumn, TitleColumn
from wagtail.admin.widgets.button import Button

from home.core.views.confirm import ConfirmView
from home.core.views.sheets import SheetView
from home.events.models import Event, Registration
from home.events.services.events import erase_registration

MAY, MAY_ERASE = "home_events.view_registration", "home_events.delete_registration"


class RegistrationFilters(WagtailFilterSet):
    event = django_filters.ModelChoiceFilter(label=_("Event"), queryset=Event.objects.all())

    class Meta:
        model = Registration
        fields = ["event", "state"]


class RegistrationColumn(ButtonsColumnMixin, TitleColumn):
    """The name, above the erase button if the user may erase it."""

    def get_buttons(self, instance: Registration, parent_context: dict[str, Any]) -> list[Button]:
        if not parent_context["request"].user.has_perm(MAY_ERASE):
            return []
        return [Button(gettext("Delete"), url=reverse("registration_erase", args=[instance.pk]))]


class RegistrationsView(SheetView):
    """All registrations, latest events first, each event in the order of registration."""

    page_title = _("Registrations")
    header_icon = "group"
    model = Registration
    index_url_name = "registrations"
    index_results_url_name = "registrations_results"
    filterset_class = RegistrationFilters
    no_results_message = _("No one has registered yet.")
    columns = [
        RegistrationColumn("name", label=_("Name")),
        Column("email", label=_("Email address")),
        Column("people", label=_("People")),
        Column("get_state_display", label=_("State")),
        Column("event", label=_("Event")),
        DateColumn("registered_at", label=_("Registered")),
    ]
    list_export = ["event", "name", "email", "people", "get_state_display", "registered_at"]
    export_headings = {"get_state_display": _("State")}
    export_filename = "registrations"
    may = MAY

    def get_queryset(self) -> QuerySet:
        rows = Registration.objects.select_related("event")
        return rows.order_by("-event__starts_at", "registered_at", "pk")


class EraseRegistrationView(ConfirmView):
    permission_required = "home_events.delete_registration"
    page_title = _("Delete registration")
    header_icon = "bin"
    model = Registration
    index_url_name = "registrations"
    question = _(
        "Delete the registration of %(row)s, including our emails about it? If this frees a "
        "place, it goes to the next person on the waiting list. This can't be undone."
    )
    yes = _("Yes, delete")
    done = _("Deleted.")

    def act(self, row: Registration) -> None:
        erase_registration(row)
