"""The Merkle tree over the ledger: hashes that never change, and signed heads. Append-only."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.models.fields import KeptBytes
from home.core.fields.constraints import AppendOnly


class TreeNode(models.Model):
    """The hash of a complete subtree above the leaves. The leaf hashes are in the entries.

    `number` is its position in the array form of a tree (RFC 9420, appendix C), always odd.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    hash = KeptBytes(max_length=32)

    class Meta:
        verbose_name = _("tree node")
        verbose_name_plural = _("tree nodes")
        constraints = [AppendOnly(name="tree_nodes_are_append_only")]

    def __str__(self) -> str:
        return str(self.number)


class Checkpoint(models.Model):
    """A signed statement of the ledger's size and root: earlier entries can no longer change unnoticed.

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
