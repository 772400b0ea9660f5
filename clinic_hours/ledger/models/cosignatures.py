"""What witnesses have signed. Append-only."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from home.core.fields.constraints import AppendOnly


class Cosignature(models.Model):
    """A witness's line under a checkpoint: it saw this log, which began with what it had seen before.

    `line` is the exact text (C2SP tlog-cosignature), and `key` is the verifier key that it names.
    """

    checkpoint = models.ForeignKey(
        "clinic_hours_ledger.Checkpoint",
        models.PROTECT,
        related_name="+",
        verbose_name=_("checkpoint"),
    )
    witness = models.CharField(_("witness"), max_length=255)
    key = models.CharField(_("key"), max_length=320)
    line = models.TextField(_("text"))
    cosigned_at = models.DateTimeField(_("cosigned"))
    received_at = models.DateTimeField(_("received"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("cosignature")
        verbose_name_plural = _("cosignatures")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "checkpoint"],
                name="a_witness_cosigns_a_checkpoint_once",
                violation_error_message=_("This witness has already cosigned this checkpoint."),
            ),
            AppendOnly(name="cosignatures_are_append_only"),
        ]

    def __str__(self) -> str:
        return self.witness
