"""Account mail that we send ourselves. The rest is allauth's."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.urls import reverse

from home.core.school_time import written_for
from portal.accounts.models import Invitation


def send_invitation(invitation: Invitation, token: str) -> None:
    """Mail the invitation link. Its host is SITE_URL, never the request's."""
    link = settings.SITE_URL + reverse("account_invitation", args=[token])
    context = {"invitation": invitation, "link": link}
    with written_for(settings.LANGUAGE_CODE):  # not the inviting person's language
        mail = get_adapter().render_mail("account/email/invitation", invitation.email, context)
    mail.send()
