"""The exact wording people agree to when they ask for information; see home/core/consent.py."""

from django.utils.translation import gettext as _

KEPT_MONTHS = 12


def enquiry_consent(school: str) -> str:
    return _(
        "I agree that %(school)s may use what I wrote here to answer me. It will be deleted after "
        "%(months)d months, or sooner if I ask."
    ) % {"school": school, "months": KEPT_MONTHS}
