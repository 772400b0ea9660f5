"""The curriculum in the Wagtail admin. For menus and URLs, see `viewsets`."""

from collections.abc import Iterator

from django.utils.translation import gettext
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from courses.requirements.forms.draft_lines import register_fields
from courses.requirements.models import RequirementSet
from courses.standards.models import LicensingStandard
from home.core.fields.dated import Dated
from home.core.school_time import today

from .permissions import DraftsOnlyPolicy, KeepReferencedPolicy
from .viewsets import Curriculum

register_fields()
curriculum = Curriculum()

for viewset in curriculum.items:
    policy = DraftsOnlyPolicy if viewset.model is RequirementSet else KeepReferencedPolicy
    register_permission_policy(viewset.model, policy(viewset.model))


@hooks.register("register_admin_viewset")
def register_curriculum() -> Curriculum:
    return curriculum


@hooks.register("dated_records")
def standards_to_read_again() -> Iterator[tuple[LicensingStandard, str, Dated]]:
    """Yield the standards that are, or will be, in force; nobody relies on one that has ended."""
    for standard in LicensingStandard.objects.exclude(effective_to__lt=today()):
        yield standard, gettext("Licensing standard"), standard.dated
