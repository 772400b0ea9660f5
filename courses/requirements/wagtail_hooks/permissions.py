"""Django's permissions, minus what nobody may do: change published sets, delete referenced rows."""

from typing import Any

from django.db.models import Model, ProtectedError
from django.db.models.deletion import Collector, RestrictedError
from wagtail.permission_policies import ModelPermissionPolicy

from courses.requirements.models import RequirementSet
from home.core.models.actors import Actor


def is_referenced(row: Model) -> bool:
    """Whether another row points at this one, so that deleting it would be refused."""
    try:
        Collector(using="default").collect([row])
    except (ProtectedError, RestrictedError):
        return True
    return False


class KeepReferencedPolicy(ModelPermissionPolicy):
    """Referenced records are retired, never deleted."""

    def user_has_permission_for_instance(self, user: Actor, action: str, instance: Any) -> bool:
        if action == "delete" and is_referenced(instance):
            return False
        return super().user_has_permission_for_instance(user, action, instance)


class DraftsOnlyPolicy(KeepReferencedPolicy):
    """A published requirement set can only be read, or copied into a new edition."""

    def user_has_permission_for_instance(
        self, user: Actor, action: str, instance: RequirementSet
    ) -> bool:
        if action in ("change", "delete") and instance.is_published:
            return False
        return super().user_has_permission_for_instance(user, action, instance)
