"""Hang the invitations into the admin's menu. The people's screens replace Wagtail's (see apps)."""

from wagtail import hooks

from portal.accounts.viewsets import InvitationViewSet


@hooks.register("register_admin_viewset")
def register_invitations():
    return InvitationViewSet()
