"""What people were told, and how they want to be told."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clinic_hours.notices.domain.news import ByMail


class Notice(models.Model):
    """One thing that one person was told. Its text is made of `kind` and `facts` in the reader's language.

    `by_mail` is how the person wanted it mailed at that time. `mailed_at` is when a digest included it, or
    when the worker mailed one of many that it was left (`is_left`).
    """

    # Made here, not by the database: `tell` finds by it what was new.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(max_length=120)
    path = models.CharField(max_length=200)
    facts = models.JSONField(default=dict)
    told_at = models.DateTimeField(_("when"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    by_mail = models.CharField(max_length=10)
    is_left = models.BooleanField(default=False)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-told_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "key"], name="nobody_is_told_the_same_thing_twice"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-told_at", "-id"], name="notice_by_person"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(
                fields=["told_at"],
                condition=Q(by_mail=ByMail.DIGEST, mailed_at=None),
                name="notice_for_the_digest",
            ),
            models.Index(
                fields=["told_at"],
                condition=Q(is_left=True, mailed_at=None),
                name="notice_for_the_worker",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind}"


class NoticePreference(models.Model):
    """How a person wants one kind of notice mailed. Without a row, the kind's own default applies."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="notice_preferences",
        verbose_name=_("person"),
    )
    kind = models.CharField(_("kind"), max_length=40)
    by_mail = models.CharField(_("by mail"), max_length=10)

    class Meta:
        verbose_name = _("notice preference")
        verbose_name_plural = _("notice preferences")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], name="one_preference_per_person_and_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind} {self.by_mail}"


class Digest(models.Model):
    """One day's digests, written in the transaction that writes their mail."""

    day = models.DateField(_("day"), unique=True)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        ordering = ["-day"]

    def __str__(self) -> str:
        return self.day.isoformat()
