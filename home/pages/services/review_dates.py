"""WRITE: remind editors of facts to review."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from home.core.addresses import at_site
from home.core.selectors.review_dates import facts_for, facts_to_review
from home.mail.services.outbox import Mail, post_mails


def remind_editors() -> int:
    """Mail everyone who publishes pages the facts due that they may change; return how many mails."""
    facts = facts_to_review(Page.objects.filter(live=True, depth__gt=1).specific())
    report = at_site(reverse("facts_to_review"))
    editors = page_permission_policy.users_with_permission("publish").filter(is_active=True)
    subject = _("Facts on the site to review")
    mails = []
    for editor in editors:
        if own := facts_for(editor, facts):
            text = render_to_string(
                "home_pages/emails/facts_to_review.txt", {"facts": own, "report": report}
            )
            mails.append(Mail(to=editor.email, subject=subject, text=text))
    return len(post_mails(mails))
