"""Transcripts: numbered, immutable statements of an enrollment's hours, and who asks for and sees them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.models.fields import KeptBytes
from home.core.fields.constraints import AppendOnly


class Transcript(models.Model):
    """What the school states about an enrollment as of a checkpoint.

    `statement` is the exact canonical JSON that was signed, and `entry` the log entry that says it was
    issued. `code` is 128 random bits in 26 letters and digits.
    """

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    code = models.CharField(_("code"), max_length=26, unique=True)
    entry = models.OneToOneField(
        "clinic_hours_ledger.LogEntry",
        models.PROTECT,
        related_name="+",
        verbose_name=_("log entry"),
    )
    enrollment = models.ForeignKey(
        "clinic_hours_people.Enrollment",
        models.PROTECT,
        related_name="transcripts",
        verbose_name=_("enrollment"),
    )
    checkpoint = models.ForeignKey(
        "clinic_hours_ledger.Checkpoint",
        models.PROTECT,
        related_name="transcripts",
        verbose_name=_("checkpoint"),
    )
    statement = KeptBytes()
    signature = KeptBytes(max_length=64)
    signing_key = models.ForeignKey(
        "clinic_hours_ledger.SigningKey",
        models.PROTECT,
        related_name="+",
        verbose_name=_("signing key"),
    )
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("issued by")
    )
    issued_at = models.DateTimeField(_("issued"))

    class Meta:
        verbose_name = _("transcript")
        verbose_name_plural = _("transcripts")
        ordering = ["-number"]
        constraints = [AppendOnly(name="transcripts_are_append_only")]

    def __str__(self) -> str:
        return str(self.number)


class IssuedFile(models.Model):
    """A file of a transcript as it was issued. The log holds its SHA-256."""

    transcript = models.ForeignKey(
        Transcript, models.PROTECT, related_name="files", verbose_name=_("transcript")
    )
    name = models.CharField(_("name"), max_length=20)  # such as en.pdf
    content = KeptBytes()

    class Meta:
        verbose_name = _("issued file")
        verbose_name_plural = _("issued files")
        ordering = ["name"]
        constraints = [
            AppendOnly(name="issued_files_are_append_only"),
            models.UniqueConstraint(
                fields=["transcript", "name"], name="one_file_of_a_name_per_transcript"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Revocation(models.Model):
    """The school's revocation of a transcript, with the reason. `entry` is the log entry that says so."""

    transcript = models.OneToOneField(
        Transcript, models.PROTECT, related_name="revocation", verbose_name=_("transcript")
    )
    entry = models.OneToOneField(
        "clinic_hours_ledger.LogEntry",
        models.PROTECT,
        related_name="+",
        verbose_name=_("log entry"),
    )
    reason = models.ForeignKey(
        "clinic_hours_ledger.CommittedText",
        models.PROTECT,
        related_name="+",
        verbose_name=_("reason"),
    )
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("revoked by")
    )
    revoked_at = models.DateTimeField(_("revoked"), editable=False)

    class Meta:
        verbose_name = _("revocation")
        verbose_name_plural = _("revocations")
        constraints = [AppendOnly(name="revocations_are_append_only")]

    def __str__(self) -> str:
        return self.reason.proved


class TranscriptRequest(models.Model):
    """A student asks the office for a transcript. The next one issued answers it.

    `due_on` is the last day on which the office may answer, as the rule was on the day it was asked.
    """

    enrollment = models.ForeignKey(
        "clinic_hours_people.Enrollment",
        models.PROTECT,
        related_name="transcript_requests",
        verbose_name=_("enrollment"),
    )
    asked_at = models.DateTimeField(_("asked"))
    due_on = models.DateField(_("due"))
    transcript = models.ForeignKey(
        Transcript,
        models.PROTECT,
        null=True,
        related_name="requests",
        verbose_name=_("transcript"),
    )

    class Meta:
        verbose_name = _("transcript request")
        verbose_name_plural = _("transcript requests")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment"],
                condition=Q(transcript=None),
                name="one_open_request_per_enrollment",
                violation_error_message=_("The clinic office already has this request."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"], condition=Q(transcript=None), name="open_request_by_due_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrollment}"


class Disclosure(models.Model):
    """Someone received or viewed a student's record (FERPA, 34 CFR 99.32). Append-only.

    `seen_by` is None for a visitor without an account, such as a licensing board.
    """

    class Kind(models.TextChoices):
        ISSUED = "issued", _("Transcript issued")
        DOWNLOADED = "downloaded", _("Transcript downloaded")
        VERIFIED = "verified", _("Transcript verified")
        REVOKED = "revoked", _("Transcript revoked")
        EXPORTED = "exported", _("Record exported")

    enrollment = models.ForeignKey(
        "clinic_hours_people.Enrollment",
        models.PROTECT,
        related_name="disclosures",
        verbose_name=_("enrollment"),
    )
    transcript = models.ForeignKey(
        Transcript,
        models.PROTECT,
        null=True,
        related_name="disclosures",
        verbose_name=_("transcript"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("seen by"),
    )
    purpose = models.CharField(_("purpose"), max_length=200, blank=True)
    happened_at = models.DateTimeField(_("when"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("disclosure")
        verbose_name_plural = _("disclosures")
        ordering = ["-pk"]
        constraints = [AppendOnly(name="disclosures_are_append_only")]
        indexes = [models.Index(fields=["enrollment", "-id"], name="disclosure_by_person")]

    def __str__(self) -> str:
        return self.get_kind_display()
