"""Menus, URLs and permissions of the account screens in the Wagtail admin."""

from typing import Any

from django.forms import BaseForm
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.users.views.users import UserViewSet

from portal.accounts.forms import InvitationForm, PersonForm
from portal.accounts.models import Invitation
from portal.accounts.views.administration import (
    INVITATION_COLUMNS,
    InvitationAddView,
    InvitationIndexView,
    PersonEditView,
    PersonIndexView,
    ResendView,
    RevokeView,
)


class InvitationViewSet(ModelViewSet):
    """Invitations are sent, sent again and revoked; they are never edited or deleted."""

    model = Invitation
    name = "invitation"
    icon = "mail"
    menu_label = _("Invitations")
    menu_order = 590
    menu_name = "invitations"
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = InvitationIndexView
    add_view_class = InvitationAddView
    list_display = INVITATION_COLUMNS
    search_fields = ("email", "display_name")
    search_backend_name = None

    def get_form_class(self, for_update: bool = False) -> type[BaseForm]:
        return InvitationForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        absent = dict.fromkeys(
            ("edit_url_name", "delete_url_name", "history_url_name", "usage_url_name")
        )
        return super().get_common_view_kwargs(**absent, **kwargs)

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("<int:pk>/resend/", self.construct_view(ResendView), name="resend"),
            path("<int:pk>/revoke/", self.construct_view(RevokeView), name="revoke"),
        ]


class PeopleViewSet(UserViewSet):
    """People join by invitation and are deactivated, never deleted: records keep their names."""

    menu_label = _("People")
    menu_name = "people"
    add_to_settings_menu = False
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = PersonIndexView
    edit_view_class = PersonEditView

    def get_form_class(self, for_update: bool = False) -> type[BaseForm]:
        return PersonForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        elsewhere = {"add_url_name": "invitation:add", "delete_url_name": None}
        return super().get_common_view_kwargs(**elsewhere, **kwargs)

    def get_urlpatterns(self) -> list[Any]:
        absent = {"add", "delete"}
        return [route for route in super().get_urlpatterns() if route.name not in absent]
