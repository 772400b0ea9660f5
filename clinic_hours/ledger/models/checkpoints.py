"""Signed heads of the log. Append-only."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.models.fields import KeptBytes
from home.core.fields.constraints import AppendOnly


class Checkpoint(models.Model):
    """A signed statement of the log's size and root: earlier entries can no longer change unnoticed.

    `note` is the exact text (C2SP tlog-checkpoint).
    """

    size = models.PositiveBigIntegerField(_("entries"), unique=True)
    root = KeptBytes(max_length=32)
    note = models.TextField(_("text"))
    signing_key = models.ForeignKey(
        "clinic_hours_ledger.SigningKey",
        models.PROTECT,
        related_name="+",
        verbose_name=_("signing key"),
    )
    signed_at = models.DateTimeField(_("signed"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")
        ordering = ["size"]
        constraints = [AppendOnly(name="checkpoints_are_append_only")]

    def __str__(self) -> str:
        return str(self.size)
