"""Invitations in the admin menu, and no deleting of people. For the people screens, see `apps`."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks

from portal.accounts.services.invitations import leads_nowhere
from portal.accounts.viewsets import InvitationViewSet

hooks.register("mail_is_unwanted", leads_nowhere)


@hooks.register("register_admin_viewset")
def register_invitations() -> InvitationViewSet:
    return InvitationViewSet()


@hooks.register("before_bulk_action")
def keep_people(request: HttpRequest, action_type: str, objects: list, action: Any) -> None:
    """Refuse to delete people in bulk, too: records keep their names. They can be deactivated instead."""
    if action_type == "delete" and action.model is get_user_model():
        raise PermissionDenied
