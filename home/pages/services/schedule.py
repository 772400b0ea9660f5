"""WRITE: scheduled publishing. A page that can't be published is unscheduled and delays no other."""

import logging
from datetime import datetime

from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail.permissions import page_permission_policy

from home.core.addresses import at_site
from home.core.selectors.publish_checks import lacks
from home.mail.services.outbox import Mail, post_mails

logger = logging.getLogger(__name__)


def withdraw_what_cannot_go_live(now: datetime) -> int:
    """Unschedule due pages that can't be published, and tell their editors why; return how many.

    Such a page was complete when it was scheduled, but has since lost its address or a record, or can't be
    loaded any more. Left in place, it would block everything due after it.
    """
    withdrawn = 0
    for revision in Revision.page_revisions.filter(approved_go_live_at__lt=now):
        if reasons := reasons_to_refuse(revision):
            withdraw(revision, reasons)
            withdrawn += 1
    return withdrawn


def reasons_to_refuse(revision: Revision) -> list[str]:
    """Return why a revision can't be published, in sentences; empty if it can."""
    try:
        return lacks(revision.as_object())
    except Exception:  # whatever an old revision contains, the others get their turn
        logger.exception("Version %s of %r cannot be read", revision.pk, revision.object_str)
        return [
            _(
                "This version can no longer be read. Go back to an earlier one in the page's "
                "history."
            )
        ]


@transaction.atomic
def withdraw(revision: Revision, reasons: list[str]) -> None:
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    logger.warning("Not published, though it was due: %r: %s", revision.object_str, reasons)
    page = Page.objects.filter(pk=revision.object_id).first()
    if page is None:
        return
    log(instance=page.specific, action="wagtail.schedule.cancel", revision=revision)
    title = (revision.content or {}).get("title") or page.title
    edit = at_site(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    text = render_to_string(
        "home_pages/emails/not_published.txt", {"title": title, "reasons": reasons, "edit": edit}
    )
    subject = _("Not published: %(page)s") % {"page": title}
    editors = page_permission_policy.users_with_permission_for_instance("publish", page)
    post_mails(
        Mail(to=editor.email, subject=subject, text=text)
        for editor in editors.filter(is_active=True)
    )
