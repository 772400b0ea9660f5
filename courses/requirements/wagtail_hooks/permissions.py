"""Django's own permissions, less what nobody may do: change the published, delete the referenced."""

from typing import Any

from django.db.models import Model, ProtectedError
from django.db.models.deletion import Collector, RestrictedError
from wagtail.permission_policies import ModelPermissionPolicy

from courses.requirements.models import RequirementSet
from home.core.models.actors import Actor


def is_referenced(row: Model) -> bool:
    """Whether deleting the row would be refused because another row points at it."""
    try:
        Collector(using="default").collect([row])
    except (ProtectedError, RestrictedError):
        return True
    return False


class KeepReferencedPolicy(ModelPermissionPolicy):
    """What something rests on is retired, never deleted."""

    def user_has_permission_for_instance(self, user: Actor, action: str, instance: Any) -> bool:
        if action == "delete" and is_referenced(instance):
            return False
        return super().user_has_permission_for_instance(user, action, instance)


class DraftsOnlyPolicy(KeepReferencedPolicy):
    """A published requirement set is read, and copied into a new edition; nothing else."""

    def user_has_permission_for_instance(
        self, user: Actor, action: str, instance: RequirementSet
    ) -> bool:
        if action in ("change", "delete") and instance.is_published:
            return False
        return super().user_has_permission_for_instance(user, action, instance)
