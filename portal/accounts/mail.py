"""Mail that the accounts send themselves. The rest is allauth's."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.urls import reverse

from home.core.school_time import written_for
from portal.accounts.models import Invitation


def send_invitation(invitation: Invitation, token: str) -> None:
    """Mail the link. Its host is SITE_URL, never that of the request which asked for it."""
    link = settings.SITE_URL + reverse("account_invitation", args=[token])
    context = {"invitation": invitation, "link": link}
    with written_for(settings.LANGUAGE_CODE):  # whatever the inviting person's is
        mail = get_adapter().render_mail("account/email/invitation", invitation.email, context)
    mail.send()
