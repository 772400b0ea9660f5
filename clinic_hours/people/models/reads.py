"""Who opened a student's record at the school, for the student to see."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.core.fields.constraints import AppendOnly

REASON_LIMIT = 300


class RecordRead(models.Model):
    """Someone other than the student opened a page about one student: one row a day for each page.

    `about` says which session (its public id) or which log entry (its number); otherwise it is empty.
    `day` is the school's day and `first_at` the first time on it. Rows are erased after
    RECORD_READS_KEPT_DAYS. What leaves the school is a `Disclosure`, which is kept.
    """

    class Kind(models.TextChoices):
        RECORD = "record", _("Record")
        SESSION = "session", _("Session")
        ENTRY = "entry", _("Log entry")
        TRANSCRIPTS = "transcripts", _("Transcripts")

    enrollment = models.ForeignKey(
        "clinic_hours_people.Enrollment",
        models.CASCADE,
        related_name="+",
        verbose_name=_("enrollment"),
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("seen by")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    about = models.CharField(_("which one"), max_length=36, blank=True)
    day = models.DateField(_("day"))
    first_at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("opened record")
        verbose_name_plural = _("opened records")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "reader", "kind", "about", "day"],
                name="a_reader_has_one_row_per_page_and_day",
            ),
        ]
        indexes = [
            models.Index(fields=["enrollment", "-id"], name="read_by_enrollment"),
            models.Index(fields=["day"], name="read_by_day"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class NameDisclosure(models.Model):
    """An auditor asked for a student's name, with a reason. It is shown until the end of `day`.

    `day` is the school's day. Rows are kept as long as the record.
    """

    enrollment = models.ForeignKey(
        "clinic_hours_people.Enrollment",
        models.PROTECT,
        related_name="+",
        verbose_name=_("enrollment"),
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("shown to")
    )
    reason = models.CharField(_("reason"), max_length=REASON_LIMIT)
    day = models.DateField(_("day"))
    asked_at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("shown name")
        verbose_name_plural = _("shown names")
        ordering = ["-pk"]
        constraints = [
            AppendOnly(name="name_disclosures_are_append_only"),
            models.UniqueConstraint(
                fields=["enrollment", "reader", "day"], name="a_name_is_asked_for_once_a_day"
            ),
        ]
        indexes = [models.Index(fields=["reader", "day"], name="name_by_reader_and_day")]

    def __str__(self) -> str:
        return self.reason
