"""Where the ledger ends."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.models.fields import KeptBytes


class LedgerHead(models.Model):
    """One row: where the ledger ends. Its row lock is the last that a transaction takes.

    `peaks` are the hashes, 32 bytes each, of the complete subtrees that the tree of `size` entries
    consists of; `signing_key` is the key that signs now; `checked_on` the day (UTC) of the last daily
    checkpoint; `transcripts` the number of those issued.
    """

    size = models.PositiveBigIntegerField(default=0)
    peaks = KeptBytes(default=b"")
    signing_key = models.ForeignKey(
        "clinic_hours_ledger.SigningKey", models.PROTECT, null=True, related_name="+"
    )
    checked_on = models.DateField(null=True)
    transcripts = models.PositiveBigIntegerField(default=0)

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
