"""Files about people: evidence of licenses, cards, agreements."""

import uuid

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from home.core.fields.names import NameField


def private_files() -> Storage:
    """Return where private files are kept. It has no address: they are read through a view only."""
    return storages["private"]


class Document(models.Model):
    """A file about one person, possibly evidence of one of their licenses.

    `name` is what it was called when it was uploaded, and `fingerprint` the SHA-256 of what it contains.
    Someone in the office checks it against the original.
    """

    class Kind(models.TextChoices):
        LICENSE = "license", _("License")
        CPR = "cpr", _("CPR card")
        IDENTITY = "identity", _("ID")
        AGREEMENT = "agreement", _("Enrollment agreement")
        INSURANCE = "insurance", _("Malpractice insurance")
        OTHER = "other", _("Other evidence")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="documents",
        verbose_name=_("person"),
    )
    credential = models.ForeignKey(
        "clinic_hours_people.Credential",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("license"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    file = models.FileField(_("file"), storage=private_files, max_length=100)
    name = NameField(_("file name"), max_length=150)
    media_type = models.CharField(_("type"), max_length=40)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, editable=False)
    issued_on = models.DateField(_("issue date"), null=True, blank=True)
    expires_on = models.DateField(_("expiration date"), null=True, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by")
    )
    uploaded_at = models.DateTimeField(_("added"))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("checked by"),
    )
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_on=None) | Q(expires_on=None) | Q(expires_on__gt=F("issued_on")),
                name="a_document_expires_after_it_is_issued",
                violation_error_message=_("The expiration date must be after the issue date."),
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None, checked_at=None)
                | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="a_checked_document_says_who_checked_it",
                violation_error_message=_("A checked document must say who checked it and when."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
