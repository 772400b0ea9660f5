"""WRITE: editors are told of figures that somebody should look at again."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from home.freshness import aging_facts

from .outbox import Letter, post_mails


def tell_editors() -> int:
    """Write to everybody who publishes pages what is due within a month; return to how many."""
    facts = aging_facts(Page.objects.filter(live=True, depth__gt=1).specific())
    if not facts:
        return 0
    report = f"{settings.SITE_URL}{reverse('aging_facts')}"
    text = render_to_string("home/emails/aging_facts.txt", {"facts": facts, "report": report})
    editors = page_permission_policy.users_with_permission("publish").filter(is_active=True)
    subject = _("Figures on the site that want a look")
    letters = [Letter(to=editor.email, subject=subject, text=text) for editor in editors]
    return len(post_mails(letters))
