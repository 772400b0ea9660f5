"""The exact wording clients agree to when they ask for an appointment; see home/core/consent.py."""

from django.utils.translation import gettext as _

KEPT_DAYS = 30


def appointment_consent(school: str) -> str:
    return _(
        "I agree that %(school)s may use what I wrote here to arrange my appointment. My name and "
        "how to reach me will be deleted %(days)d days after the visit, or %(days)d days after the "
        "request was closed, or sooner if I ask."
    ) % {"school": school, "days": KEPT_DAYS}
