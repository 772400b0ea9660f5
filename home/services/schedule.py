"""WRITE: pages go live by themselves. One that cannot leaves the schedule, and keeps no other waiting."""

import logging
from datetime import datetime

from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail.permissions import page_permission_policy

from home.addresses import at_site
from home.unfinished import lacks

from .outbox import Letter, post_mails

logger = logging.getLogger(__name__)


def withdraw_what_cannot_go_live(now: datetime) -> int:
    """Take what is due and unfinished off the schedule, and tell its editors why; return how many.

    It was whole when it was scheduled, and has lost its address or a record since.
    """
    withdrawn = 0
    for revision in Revision.page_revisions.filter(approved_go_live_at__lt=now):
        page = revision.as_object()
        if reasons := lacks(page):
            withdraw(revision, page, reasons)
            withdrawn += 1
    return withdrawn


@transaction.atomic
def withdraw(revision: Revision, page: Page, reasons: list[str]) -> None:
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    log(instance=page, action="wagtail.schedule.cancel", revision=revision)
    logger.warning("Not published, though it was due: %r lacks %s", page.title, reasons)
    edit = at_site(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    text = render_to_string(
        "home/emails/not_published.txt", {"page": page, "reasons": reasons, "edit": edit}
    )
    subject = _("Not published: %(page)s") % {"page": page.title}
    editors = page_permission_policy.users_with_permission_for_instance("publish", page)
    post_mails(
        Letter(to=editor.email, subject=subject, text=text)
        for editor in editors.filter(is_active=True)
    )
