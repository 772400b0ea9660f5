"""The curriculum inside the Wagtail admin. Menus and addresses: `viewsets`."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from courses.forms import register_fields
from courses.models import RequirementSet

from .permissions import DraftsOnlyPolicy, KeepReferencedPolicy
from .viewsets import Curriculum

register_fields()
curriculum = Curriculum()

for viewset in curriculum.items:
    policy = DraftsOnlyPolicy if viewset.model is RequirementSet else KeepReferencedPolicy
    register_permission_policy(viewset.model, policy(viewset.model))


@hooks.register("register_admin_viewset")
def register_curriculum():
    return curriculum
