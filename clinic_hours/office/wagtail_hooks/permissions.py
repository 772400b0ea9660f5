"""Who may change the office's rows. This depends on office roles, not on groups: see decision 0004."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db.models import Model, Q, QuerySet
from wagtail.permission_policies import BasePermissionPolicy

from clinic_hours.people.models import OfficeRole
from clinic_hours.people.policies import can_run_the_office
from clinic_hours.people.selectors.references import is_referenced
from home.core.models.actors import Actor

ACTIONS = frozenset({"add", "change", "delete", "view"})


class OfficePolicy(BasePermissionPolicy):
    """Allow coordinators and superusers. Nobody may delete a row that is in use."""

    def user_has_permission(self, user: Actor, action: str) -> bool:
        return action in ACTIONS and can_run_the_office(user)

    def user_has_permission_for_instance(self, user: Actor, action: str, instance: Model) -> bool:
        if not self.user_has_permission(user, action):
            return False
        if action != "delete":
            return True
        # People who removed their own role could lock everyone out of the office.
        is_own = isinstance(instance, OfficeRole) and instance.user_id == user.pk
        return not is_own and not is_referenced(instance)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        people = get_user_model().objects.filter(is_active=True)
        if not ACTIONS & set(actions):
            return people.none()
        coordinator = Q(office_role__role=OfficeRole.Role.COORDINATOR)
        return people.filter(Q(is_superuser=True) | coordinator)
