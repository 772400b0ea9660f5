"""Addresses under which people subscribe to their shifts in a calendar app."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CalendarFeed(models.Model):
    """A person's address. Its token is signed from `public_id`, so that it can be shown again.

    `digest` is that of the text last given out, `changed_at` when it was first given out.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="calendar_feeds",
        verbose_name=_("person"),
    )
    created_at = models.DateTimeField(_("created"), editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    last_read_on = models.DateField(_("last read"), null=True, blank=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    changed_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(revoked_at=None),
                name="a_person_has_one_calendar_feed",
                violation_error_message=_("There is a calendar address already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)
