"""The log: everything that was recorded, in one gapless sequence. Append-only."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.models.fields import KeptBytes
from clinic_hours.ledger.domain.commitments import opens
from clinic_hours.ledger.domain.entries import Reference
from home.core.fields.constraints import AppendOnly


class LogEntry(models.Model):
    """One entry. It is the only thing that is hashed and signed; the rows it describes follow from it.

    `payload` is the exact canonical JSON (RFC 8785) that was hashed and signed (Ed25519, RFC 8032); it is
    never regenerated. `leaf_hash` is SHA-256(0x00 ‖ payload), RFC 9162 §2.1.1. `subtrees` holds the hashes,
    32 bytes each, of the complete subtrees above it that end with this entry, lowest first. `enrollment`
    is an enrollment's public id, and `enrollment_seq` the entry's number in its chain.
    """

    seq = models.PositiveBigIntegerField(_("number"), primary_key=True)
    kind = models.CharField(_("kind"), max_length=20)
    done_at = models.DateTimeField(_("when"))
    enrollment = models.UUIDField(null=True)
    enrollment_seq = models.PositiveBigIntegerField(null=True)
    payload = KeptBytes()
    leaf_hash = KeptBytes(max_length=32)
    subtrees = KeptBytes(default=b"")
    signature = KeptBytes(max_length=64)
    signing_key = models.ForeignKey(
        "clinic_hours_ledger.SigningKey",
        models.PROTECT,
        related_name="entries",
        verbose_name=_("signing key"),
    )
    recorded_at = models.DateTimeField(_("recorded"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        ordering = ["seq"]
        constraints = [
            AppendOnly(name="log_entries_are_append_only"),
            models.UniqueConstraint(
                fields=["enrollment", "enrollment_seq"],
                name="a_chain_does_not_fork",
            ),
            models.CheckConstraint(
                condition=Q(enrollment=None, enrollment_seq=None)
                | Q(enrollment__isnull=False, enrollment_seq__gte=1),
                name="an_entry_of_a_chain_has_a_place_in_it",
                violation_error_message=_("An entry of an enrollment needs a place in its chain."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.seq)

    @property
    def reference(self) -> Reference:
        return Reference(self.seq, bytes(self.leaf_hash))


class CommittedText(models.Model):
    """A text that the log holds only as a salted commitment. It can be erased; the commitment stays.

    `text` and `salt` are empty once it is erased.
    """

    commitment = models.CharField(max_length=64, primary_key=True)
    text = models.TextField(_("text"), blank=True)
    salt = KeptBytes()
    erased_at = models.DateTimeField(_("erased"), null=True)

    class Meta:
        verbose_name = _("committed text")
        verbose_name_plural = _("committed texts")

    def __str__(self) -> str:
        return self.proved

    @property
    def proved(self) -> str:
        """The text, or "" if it was erased or does not fit its commitment."""
        return self.text if opens(self.commitment, self.text, bytes(self.salt)) else ""
