"""A site's rules of attendance."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from clinic_hours.attendance.domain.rules import Rules

RULES = Rules()
LONGEST = 120


def minutes(label: Any, default: int) -> models.PositiveSmallIntegerField:
    valid = [MaxValueValidator(LONGEST)]
    return models.PositiveSmallIntegerField(label, default=default, validators=valid)


class SiteRules(models.Model):
    """One row, once a coordinator has changed a rule of the site. Without it, the defaults hold.

    `sources` holds {field: citation}. A rule without one is the school's own.
    """

    class RoundTo(models.IntegerChoices):
        MINUTE = 1, _("the whole minute")
        FIVE = 5, _("the nearest 5 minutes")
        SIX = 6, _("the nearest tenth of an hour")
        QUARTER = 15, _("the nearest quarter of an hour")

    site = models.OneToOneField(
        "clinic_hours_people.ClinicSite",
        models.PROTECT,
        related_name="attendance_rules",
        verbose_name=_("clinic site"),
    )
    late_after = minutes(_("late after (minutes)"), RULES.late_after)
    early = minutes(_("clocking in opens before the start (minutes)"), RULES.early)
    grace = minutes(_("time after the end that still counts (minutes)"), RULES.grace)
    round_to = models.PositiveSmallIntegerField(
        _("clock times are rounded to"),
        choices=RoundTo.choices,
        default=RULES.round_to,
        validators=[MinValueValidator(1)],
    )
    counts_waiting = models.BooleanField(_("waiting for an instructor counts"), default=False)
    counts_over_ratio = models.BooleanField(
        _("time over the students-per-instructor limit counts"), default=False
    )
    counts_unsupervised = models.BooleanField(_("time without an instructor counts"), default=False)
    submits = models.BooleanField(
        _("sessions are submitted when the shift closes"),
        default=False,
        help_text=_("Otherwise each student submits their own with one tap."),
    )
    sources = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("attendance rules")
        verbose_name_plural = _("attendance rules")
        ordering = ["site"]

    def __str__(self) -> str:
        return f"{self.site}"

    @property
    def rules(self) -> Rules:
        return Rules(**{name: getattr(self, name) for name in Rules.__dataclass_fields__})
