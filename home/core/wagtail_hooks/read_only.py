"""Read-only lists of rows that the site itself writes."""

from collections.abc import Iterable

from django.db.models import Model
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from home.core.models.actors import Actor


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Users may view the rows, and delete one on request, but not add or change them."""

    def user_has_permission(self, user: Actor, action: str) -> bool:
        return action not in ("add", "change") and super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user: Actor, action: str, instance: Model) -> bool:
        return self.user_has_permission(user, action)

    def user_has_any_permission(self, user: Actor, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class ReadOnlyViewSet(ModelViewSet):
    copy_view_enabled = False
    inspect_view_enabled = True
    add_to_reference_index = False
    form_fields: list[str] = []
