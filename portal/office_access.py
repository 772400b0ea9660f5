"""The administration opens to coordinators, whom the clinic's own records name: see decision 0004."""

from django.contrib.auth.backends import BaseBackend

from clinic_hours.policies import is_coordinator

OPEN_THE_ADMIN = "wagtailadmin.access_admin"


class OfficeAccess(BaseBackend):
    """Grant one permission and authenticate nobody. What is inside asks its own policy."""

    def get_user_permissions(self, user_obj, obj=None) -> set[str]:
        return {OPEN_THE_ADMIN} if obj is None and is_coordinator(user_obj) else set()
