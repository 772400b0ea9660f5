"""Audits of the ledger, run by itself or from the office."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

SILENT_FOR = timedelta(minutes=2)  # a run with no update for this long has died


class LedgerAudit(models.Model):
    """One run: its progress and its result. `damage` is empty if the ledger is sound.

    The worker's own runs were started by nobody.
    """

    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("started by"),
    )
    started_at = models.DateTimeField(_("started"))
    heard_at = models.DateTimeField(_("last update"))
    finished_at = models.DateTimeField(_("finished"), null=True)
    entries = models.PositiveBigIntegerField(_("entries"))
    read = models.PositiveBigIntegerField(_("entries read"), default=0)
    root = models.CharField(_("root"), max_length=64, blank=True)
    damaged_seq = models.PositiveBigIntegerField(_("first damaged entry"), null=True)
    damage = models.CharField(_("damage"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("ledger audit")
        verbose_name_plural = _("ledger audits")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("started_at")),
                name="an_audit_ends_after_it_begins",
                violation_error_message=_("An audit cannot end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"

    @property
    def who(self) -> str:
        """Who started it, in words."""
        return str(self.started_by or _("the server"))

    @property
    def was_cut_off(self) -> bool:
        """Return whether a run that has not ended has stopped reporting progress."""
        return self.finished_at is None and timezone.now() - self.heard_at > SILENT_FOR
