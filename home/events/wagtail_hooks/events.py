"""The "Events" menu in the admin: events and registrations."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from home.events.models import Event
from home.events.panels.event_pages import EVENT
from home.events.views.dashboard import EventsPanel
from home.events.views.registrations import MAY, EraseRegistrationView, RegistrationsView

hooks.register("construct_homepage_panels", EventsPanel.add_to)


class EventDeleteView(generic.DeleteView):
    """Explains why an event with registrations can't be deleted: those people would hear nothing."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.user_has_permission("delete") and self.object.registrations.exists():
            messages.error(
                request,
                gettext(
                    "“%(event)s” cannot be deleted because people have registered for it. Cancel "
                    "it instead, and we'll email them."
                )
                % {"event": self.object.name},
            )
            return redirect(self.index_url_name)
        return super().dispatch(request, *args, **kwargs)


def state(event: Event) -> str:
    return gettext("Canceled") if event.is_called_off else ""


class EventViewSet(ModelViewSet):
    model = Event
    icon = "calendar-alt"
    menu_name = "events"
    menu_label = _("Events")
    menu_order = 305
    add_to_admin_menu = True
    edit_handler = EVENT
    delete_view_class = EventDeleteView
    copy_view_enabled = False
    list_display = (
        "name",
        "starts_at",
        "places",
        Column("state", label=_("State"), accessor=state),
    )
    ordering = ("-starts_at",)


class RegistrationsMenuItem(MenuItem):
    """Shown to users who may see registrations."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY)


@hooks.register("register_admin_viewset")
def events() -> ModelViewSet:
    return EventViewSet()


@hooks.register("register_admin_urls")
def registration_urls() -> list:
    results = RegistrationsView.as_view(results_only=True)
    return [
        path("registrations/", RegistrationsView.as_view(), name="registrations"),
        path("registrations/results/", results, name="registrations_results"),
        path(
            "registrations/<int:pk>/erase/",
            EraseRegistrationView.as_view(),
            name="registration_erase",
        ),
    ]


@hooks.register("register_admin_menu_item")
def registrations_item() -> MenuItem:
    return RegistrationsMenuItem(
        _("Registrations"),
        reverse("registrations"),
        name="registrations",
        icon_name="group",
        order=306,
    )


@hooks.register("register_permissions")
def event_permissions() -> QuerySet[Permission]:
    events = ["add_event", "change_event", "delete_event"]
    codenames = [*events, "view_registration", "delete_registration"]
    return Permission.objects.filter(codename__in=codenames, content_type__app_label="home_events")
