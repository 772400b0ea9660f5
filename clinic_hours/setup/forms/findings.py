"""Why something in Set-up is refused, as sentences."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

FINDINGS: Mapping[str, tuple[Any, Any]] = {
    "cohort_name_taken": (
        _("This program already has a cohort of this name. Choose another name."),
        _("Name taken"),
    ),
    "edition_begun_meanwhile": (
        _("Someone else just began an edition of this program. Reload the page to see it."),
        _("Begun meanwhile"),
    ),
}
# Reasons of NotAllowed.
REFUSALS = {
    "in_use": _("This is in use now, so it can't be deleted."),
    "own_role": _("You can't remove your own role. Ask another coordinator."),
    "has_a_role": _("This person already has a role in the office. Change that one instead."),
    "unknown_site": _("This clinic site was just deleted. Choose another one."),
    "no_name": _("Enter a name. This email address has no account yet, so an invitation is sent."),
}
DRAFT_CHANGED = _(
    "Someone else changed this draft after you opened the page. Nothing was saved. What you entered "
    "is still here. If you save it again, it replaces their changes."
)
NOT_PUBLISHED = _(
    "Someone else changed this draft after you opened the page. Nothing was published. Here is what "
    "the draft says now."
)
