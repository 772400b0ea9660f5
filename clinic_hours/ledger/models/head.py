"""The end of the ledger."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class LedgerHead(models.Model):
    """The single row with the end of the ledger. Its lock is the last one a transaction takes.

    `size` is the number of entries; `signing_key` is the current key; `checked_on` is the day (UTC) of the
    last daily checkpoint; `transcripts` is the number issued; `origin` is the log's name, empty until it
    begins.
    """

    size = models.PositiveBigIntegerField(default=0)
    signing_key = models.ForeignKey(
        "clinic_hours_ledger.SigningKey", models.PROTECT, null=True, related_name="+"
    )
    checked_on = models.DateField(null=True)
    transcripts = models.PositiveBigIntegerField(default=0)
    origin = models.CharField(max_length=255, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="there_is_one_ledger_head",
                violation_error_message=_("There is only one ledger head."),
            )
        ]

    def __str__(self) -> str:
        return str(self.size)
