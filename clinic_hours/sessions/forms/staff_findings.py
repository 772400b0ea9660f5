"""The text of findings for staff who enter or correct a student's session. The others read the same."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from clinic_hours.core.domain.findings import Finding

from .findings import FINDINGS

FOR_STAFF: Mapping[str, Any] = {
    "in_future": _("This session hasn't ended yet. Enter it once it's over."),
    "before_enrollment": _("The student enrolled on %(date)s, so earlier sessions don't count."),
    "after_enrollment": _(
        "The student's enrollment ended on %(date)s, so later sessions don't count."
    ),
    "enrollment_not_active": _(
        "The student's enrollment isn't active right now, so nothing can be logged."
    ),
    "overlap": _("The student already logged %(range)s. Change the times, or see that session."),
    "over_daily_cap": _(
        "This is %(over)s h over the daily limit of %(cap)s h. The student has %(left)s h left "
        "that day."
    ),
    "over_weekly_cap": _(
        "This is %(over)s h over the weekly limit of %(cap)s h. The student has %(left)s h left "
        "that week."
    ),
    "credential_not_current": _(
        "The instructor's license was not current on %(date)s. Check the date and the instructor."
    ),
    "supervisor_not_active": _("This instructor no longer signs hours here. Choose another one."),
    "own_hours": _("Nobody signs their own hours. Choose the instructor who supervised."),
}
STAFF_FINDINGS = {
    f"staff:{code}": (sentence, FINDINGS[code][1]) for code, sentence in FOR_STAFF.items()
}


def for_staff(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings as staff read them."""
    return [
        replace(each, code=f"staff:{each.code}") if each.code in FOR_STAFF else each
        for each in findings
    ]
