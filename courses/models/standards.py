"""What a licensing board asks for: minimum hours by subject, caps, and where that is written."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class LicensingStandard(models.Model):
    """One board's minimum, as in force between two dates. A change of law is a new row."""

    class Authority(models.TextChoices):
        STATUTE = "statute", _("Statute")
        REGULATION = "regulation", _("Regulation")
        ACCREDITOR = "accreditor", _("Accreditor's standard")
        RECOMMENDATION = "recommendation", _("Recommendation, not law")

    class Profession(models.TextChoices):
        MASSAGE = "massage", _("Massage therapy")
        ACUPUNCTURE = "acupuncture", _("Acupuncture")

    slug = models.SlugField(_("short name"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    jurisdiction = models.CharField(
        _("jurisdiction"),
        max_length=10,
        help_text=_("ISO 3166-2, such as US-FL; US for a national body."),
    )
    profession = models.CharField(_("profession"), max_length=20, choices=Profession.choices)
    authority = models.CharField(_("authority"), max_length=20, choices=Authority.choices)
    citation = models.CharField(_("citation"), max_length=200)
    minutes = models.PositiveIntegerField(_("minimum, in minutes"))
    clinical_minutes = models.PositiveIntegerField(
        _("of which in clinic, in minutes"), null=True, blank=True
    )
    daily_cap_minutes = models.PositiveIntegerField(
        _("at most a day, in minutes"), null=True, blank=True
    )
    weekly_cap_minutes = models.PositiveIntegerField(
        _("at most a week, in minutes"), null=True, blank=True
    )
    minimum_weeks = models.PositiveSmallIntegerField(
        _("at least this many weeks"), null=True, blank=True
    )
    minutes_per_clock_hour = models.PositiveSmallIntegerField(
        _("minutes in a clock hour"), default=60
    )
    effective_from = models.DateField(_("in force from"), null=True, blank=True)
    effective_to = models.DateField(_("in force to"), null=True, blank=True)
    last_checked = models.DateField(_("last checked"))
    remarks = models.TextField(_("remarks"), blank=True)

    class Meta:
        verbose_name = _("licensing standard")
        verbose_name_plural = _("licensing standards")
        ordering = ["jurisdiction", "profession", "-effective_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_to=None)
                | Q(effective_from=None)
                | Q(effective_to__gte=F("effective_from")),
                name="a_standard_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StandardSubject(models.Model):
    """The minimum that a standard sets for one subject area."""

    standard = models.ForeignKey(
        LicensingStandard, models.CASCADE, related_name="subjects", verbose_name=_("standard")
    )
    subject_area = models.ForeignKey(
        "courses.SubjectArea", models.PROTECT, related_name="+", verbose_name=_("subject area")
    )
    minutes = models.PositiveIntegerField(_("minimum, in minutes"))
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("subject minimum")
        verbose_name_plural = _("subject minimums")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["standard", "subject_area"], name="one_minimum_per_standard_and_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_area}"
