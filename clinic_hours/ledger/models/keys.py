"""All keys that have ever signed the ledger. Append-only."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.models.fields import KeptBytes
from home.core.fields.constraints import AppendOnly


class SigningKey(models.Model):
    """A public key and the first entry it signs. The private key is never stored here.

    `id` is the JWK thumbprint (RFC 7638). `statement` is the exact canonical JSON that the key signed
    when it took over (`signature`) and the key before it signed too (`endorsement`; the first has none).
    """

    id = models.CharField(_("key ID"), max_length=43, primary_key=True)
    public_key = KeptBytes(max_length=32)
    first_seq = models.PositiveBigIntegerField(_("signs from entry"))
    previous = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="next", verbose_name=_("previous key")
    )
    statement = KeptBytes()
    signature = KeptBytes(max_length=64)
    endorsement = KeptBytes(max_length=64, null=True)
    added_at = models.DateTimeField(_("added"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("signing key")
        verbose_name_plural = _("signing keys")
        ordering = ["first_seq", "added_at"]
        constraints = [AppendOnly(name="signing_keys_are_append_only")]

    def __str__(self) -> str:
        return self.id
