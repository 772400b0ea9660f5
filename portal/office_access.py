"""The administration opens to coordinators, whom the clinic's own records name: see decision 0004."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from clinic_hours.people.policies import is_coordinator
from home.core.models.actors import Actor

OPEN_THE_ADMIN = "wagtailadmin.access_admin"
# Mail that could not be delivered concerns the office; who complained is entered there.
LOOK_AFTER_MAIL = {
    *("home_mail.view_outgoingmail", "home_mail.change_outgoingmail"),
    *("home_mail.view_deadaddress", "home_mail.add_deadaddress", "home_mail.change_deadaddress"),
}
# Students and instructors get their accounts from the office.
INVITE = {"accounts.view_invitation", "accounts.add_invitation"}


class OfficeAccess(BaseBackend):
    """Grant the admin's door, invitations and the mail, and authenticate nobody.

    The rest asks its own policy.
    """

    def get_user_permissions(self, user_obj: Actor, obj: Any = None) -> set[str]:
        if obj is None and is_coordinator(user_obj):
            return {OPEN_THE_ADMIN, *LOOK_AFTER_MAIL, *INVITE}
        return set()
