"""The curriculum inside the Wagtail admin. Menus and addresses: `viewsets`."""

from collections.abc import Iterator

from django.utils.translation import gettext
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from courses.forms.requirement_sets import register_fields
from courses.models import LicensingStandard, RequirementSet
from home.dated import Dated
from home.school_time import today

from . import admissions, people
from .permissions import DraftsOnlyPolicy, KeepReferencedPolicy
from .viewsets import Curriculum

__all__ = ["admissions", "people"]

register_fields()
curriculum = Curriculum()

for viewset in curriculum.items:
    policy = DraftsOnlyPolicy if viewset.model is RequirementSet else KeepReferencedPolicy
    register_permission_policy(viewset.model, policy(viewset.model))


@hooks.register("register_admin_viewset")
def register_curriculum():
    return curriculum


@hooks.register("dated_records")
def standards_to_read_again() -> Iterator[tuple[LicensingStandard, str, Dated]]:
    """Yield the standards in force, or to come: nobody relies on one that has ended."""
    for standard in LicensingStandard.objects.exclude(effective_to__lt=today()):
        yield standard, gettext("Licensing standard"), standard.dated
