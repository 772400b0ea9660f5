"""Opens the admin to coordinators, who are defined by the clinic's own records: see decision 0004."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from clinic_hours.people.policies import is_coordinator
from home.core.models.actors import Actor

OPEN_THE_ADMIN = "wagtailadmin.access_admin"
# Undeliverable mail concerns the office, and complaints are entered there.
LOOK_AFTER_MAIL = {
    *("home_mail.view_outgoingmail", "home_mail.change_outgoingmail"),
    *("home_mail.view_deadaddress", "home_mail.add_deadaddress", "home_mail.change_deadaddress"),
}
# The office creates accounts for students and instructors.
INVITE = {"accounts.view_invitation", "accounts.add_invitation"}


class OfficeAccess(BaseBackend):
    """Grants access to the admin, invitations and mail; authenticates nobody.

    Other parts of the admin use their own permission policies.
    """

    def get_user_permissions(self, user_obj: Actor, obj: Any = None) -> set[str]:
        if obj is None and is_coordinator(user_obj):
            return {OPEN_THE_ADMIN, *LOOK_AFTER_MAIL, *INVITE}
        return set()
