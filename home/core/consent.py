"""The exact wording people agree to when they give us their address.

The sentence a person saw is stored with their submission. Changing one here changes no stored one.
"""

from django.utils.translation import gettext as _

REGISTRATION_KEPT_MONTHS = 3
LEFT_KEPT_MONTHS = 24  # for an address that unsubscribed


def newsletter_consent(school: str) -> str:
    return _(
        "I agree that %(school)s may send its newsletter to this address. I can unsubscribe with "
        "one click in every email. My address will be deleted %(months)d months after I "
        "unsubscribe, or sooner if I ask."
    ) % {"school": school, "months": LEFT_KEPT_MONTHS}


def event_consent(school: str) -> str:
    return _(
        "I agree that %(school)s may use what I wrote here to register me for this event and "
        "email me about it. It will be deleted %(months)d months after the event, or sooner if I "
        "ask."
    ) % {"school": school, "months": REGISTRATION_KEPT_MONTHS}
