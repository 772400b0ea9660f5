"""Hours and balances as the log says them. The audit derives both again, and compares."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clinic_hours.ledger.domain.entries import Kind as LogKind
from home.core.fields.names import NameField


class HourEntry(models.Model):
    """One entry of the log that moves hours, in columns. Totals are sums of these.

    `minutes`, `clients` and the minutes on the clock are negative in a reversal. `document` names the
    document behind hours without a session. `occurred_on` is the session's local day, and `provenance` how
    its times arose.
    """

    class Kind(models.TextChoices):
        SIGN_OFF = LogKind.SIGN_OFF.value, _("Sign-off")
        REVERSAL = LogKind.REVERSAL.value, _("Reversal")
        TRANSFER = LogKind.TRANSFER.value, _("Transfer hours")
        OPENING = LogKind.OPENING.value, _("Opening balance")

    log_entry = models.OneToOneField(
        "clinic_hours_ledger.LogEntry",
        models.PROTECT,
        primary_key=True,
        db_column="seq",
        related_name="hours",
        verbose_name=_("log entry"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    enrollment = models.ForeignKey(
        "clinic_hours_people.Enrollment",
        models.PROTECT,
        related_name="entries",
        verbose_name=_("enrollment"),
    )
    requirement = models.ForeignKey(
        "courses_requirements.Requirement",
        models.PROTECT,
        related_name="entries",
        verbose_name=_("counts toward"),
    )
    session = models.ForeignKey(
        "clinic_hours_sessions.ClinicSession",
        models.PROTECT,
        null=True,
        related_name="entries",
        verbose_name=_("session"),
    )
    sign_off = models.ForeignKey(
        "clinic_hours_sessions.SignOff",
        models.PROTECT,
        null=True,
        related_name="entries",
        verbose_name=_("sign-off"),
    )
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="reversed_by", verbose_name=_("reverses")
    )
    minutes = models.IntegerField(_("minutes"))
    clients = models.IntegerField(_("clients"), default=0)
    occurred_on = models.DateField(_("date"))
    document = NameField(_("document"), max_length=200, blank=True)
    provenance = models.CharField(_("times"), max_length=20, blank=True)
    supervised_minutes = models.IntegerField(_("with an instructor (minutes)"), default=0)
    over_ratio_minutes = models.IntegerField(_("over the limit (minutes)"), default=0)
    unsupervised_minutes = models.IntegerField(_("without an instructor (minutes)"), default=0)
    reason = models.ForeignKey(
        "clinic_hours_ledger.CommittedText",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("reason"),
    )

    class Meta:
        verbose_name = _("hour entry")
        verbose_name_plural = _("hour entries")
        ordering = ["log_entry"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind="reversal") & Q(minutes__lt=0))
                | (~Q(kind="reversal") & Q(minutes__gt=0)),
                name="only_a_reversal_takes_minutes_away",
                violation_error_message=_("Only a reversal can have negative minutes."),
            ),
            models.CheckConstraint(
                condition=(Q(kind="reversal") & Q(reverses__isnull=False))
                | (~Q(kind="reversal") & Q(reverses__isnull=True)),
                name="a_reversal_names_what_it_reverses",
                violation_error_message=_(
                    "A reversal must name the entry it reverses, and no other entry can."
                ),
            ),
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(kind="sign_off"),
                name="a_session_is_posted_once",
                violation_error_message=_("This session is already in the ledger."),
            ),
            models.CheckConstraint(
                condition=~Q(reverses=F("log_entry")),
                name="an_entry_does_not_reverse_itself",
                violation_error_message=_("An entry cannot reverse itself."),
            ),
            models.CheckConstraint(
                condition=(Q(kind="sign_off") & Q(session__isnull=False))
                | (Q(kind__in=["transfer", "opening"]) & Q(session__isnull=True))
                | Q(kind="reversal"),
                name="a_sign_off_has_a_session_and_paper_has_none",
                violation_error_message=_(
                    "A sign-off must have a session, and hours from documents can't have one."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["transfer", "opening"]) | ~Q(document=""),
                name="hours_on_paper_name_their_document",
                violation_error_message=_("Enter the document that states these hours."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["enrollment", "requirement", "log_entry"], name="entry_by_enrollment"
            ),
            # A student's weeks are summed, and the last day is found, from the index alone.
            models.Index(
                fields=["enrollment", "occurred_on", "document", "minutes"], name="entry_by_day"
            ),
            # In the unique index, the many entries that reverse nothing share one value, so planners
            # consider it useless. This index has only the reversals.
            models.Index(
                fields=["reverses"], condition=Q(reverses__isnull=False), name="entry_by_reversal"
            ),
        ]

    def __str__(self) -> str:
        return str(self.seq)

    @property
    def seq(self) -> int:
        """Its number in the log."""
        return self.log_entry_id


class Balance(models.Model):
    """What an enrollment has earned of one requirement: the sum of its entries, updated with each posting.

    `paper_minutes` is the part of `minutes` from transfer hours and opening balances; `clocked_minutes` and
    `attested_minutes` are those parts, and what is left was typed in. The last three divide the time on the
    clock, also what does not count.
    """

    enrollment = models.ForeignKey(
        "clinic_hours_people.Enrollment",
        models.PROTECT,
        related_name="balances",
        verbose_name=_("enrollment"),
    )
    requirement = models.ForeignKey(
        "courses_requirements.Requirement",
        models.PROTECT,
        related_name="+",
        verbose_name=_("counts toward"),
    )
    minutes = models.IntegerField(_("earned (minutes)"), default=0)
    clients = models.IntegerField(_("clients treated"), default=0)
    paper_minutes = models.IntegerField(_("from documents (minutes)"), default=0)
    clocked_minutes = models.IntegerField(_("clocked (minutes)"), default=0)
    attested_minutes = models.IntegerField(_("attested (minutes)"), default=0)
    supervised_minutes = models.IntegerField(_("with an instructor (minutes)"), default=0)
    over_ratio_minutes = models.IntegerField(_("over the limit (minutes)"), default=0)
    unsupervised_minutes = models.IntegerField(_("without an instructor (minutes)"), default=0)

    class Meta:
        verbose_name = _("balance")
        verbose_name_plural = _("balances")
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "requirement"],
                name="one_balance_per_enrollment_and_requirement",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minutes}"
