"""Account mail that we send ourselves. The rest is allauth's."""

import re

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.urls import reverse

from home.core.school_time import written_for
from portal.accounts.models import Invitation


def send_invitation(invitation: Invitation, token: str) -> None:
    """Mail the invitation link, in the invitation's language."""
    context = {"invitation": invitation, "link": link_with(token)}
    with written_for(invitation.language):
        mail = get_adapter().render_mail("account/email/invitation", invitation.email, context)
    mail.send()


def link_with(token: str) -> str:
    """Return an invitation link. Its host is SITE_URL, never the request's."""
    return settings.SITE_URL + reverse("account_invitation", args=[token])


def token_in(text: str) -> str:
    """Return the token of the invitation link in a mail, or "" if there is none."""
    before, after = link_with("TOKEN").split("TOKEN")
    found = re.search(f"{re.escape(before)}([^/\\s]+){re.escape(after)}", text)
    return found[1] if found else ""
