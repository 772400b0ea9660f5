"""A licensing board's requirements: minimum hours by subject, caps, and their citation."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from courses.standards.domain.clock_hours import InClockHours
from courses.standards.fields.minutes import MinutesField
from home.core.fields.dated import Dated
from home.core.fields.names import NameField
from home.core.fields.translated import InReadersLanguage, LanguageOf

# The school's own rule: anything it says about the law was checked within the last year.
READ_AGAIN_AFTER = timedelta(days=365)


class LicensingStandard(InClockHours, ClusterableModel, models.Model):
    """One board's minimum, in force between two dates. A change of law is a new row.

    `minutes` or `clinical_minutes` of None means that we don't know them, never that there are none: a
    board that requires no clinic has `clinical_minutes` of 0. All lengths are the board's clock hours, kept
    in sixtieths (see `courses.standards.domain.clock_hours`). `models.Model` is listed although the first
    base implies it, because the type checker needs it.
    """

    class Authority(models.TextChoices):
        STATUTE = "statute", _("Statute")
        REGULATION = "regulation", _("Regulation")
        ACCREDITOR = "accreditor", _("Accreditor standard")
        RECOMMENDATION = "recommendation", _("Recommendation only")

    class Profession(models.TextChoices):
        MASSAGE = "massage", _("Massage therapy")
        ACUPUNCTURE = "acupuncture", _("Acupuncture")

    slug = models.SlugField(_("short name"), unique=True)
    name = NameField(_("name"), max_length=200)
    name_es = NameField(_("name in Spanish"), max_length=200, blank=True)
    jurisdiction = NameField(
        _("jurisdiction"),
        max_length=10,
        help_text=_("ISO 3166-2, such as US-FL; US for a national body."),
    )
    profession = models.CharField(_("profession"), max_length=20, choices=Profession.choices)
    authority = models.CharField(_("authority"), max_length=20, choices=Authority.choices)
    citation = NameField(_("citation"), max_length=200)
    declaration = models.TextField(
        _("declaration on transcripts"),
        max_length=500,
        blank=True,
        help_text=_("A statement that the board requires on transcripts, in its exact words."),
    )
    transcript_days = models.PositiveSmallIntegerField(
        _("days to issue a transcript"),
        null=True,
        blank=True,
        help_text=_("Calendar days after a student asks. Leave empty if the board sets no limit."),
    )
    transcript_citation = NameField(_("rule for these days"), max_length=200, blank=True)
    minutes = MinutesField(
        _("minimum hours"),
        null=True,
        blank=True,
        help_text=_("Leave empty if the board's total isn't known."),
    )
    clinical_minutes = MinutesField(
        _("of these, in clinic"),
        null=True,
        blank=True,
        help_text=_("Leave empty if not recorded. Enter 0 if the board requires none."),
    )
    daily_cap_minutes = MinutesField(_("daily limit in hours"), null=True, blank=True)
    weekly_cap_minutes = MinutesField(_("weekly limit in hours"), null=True, blank=True)
    minimum_weeks = models.PositiveSmallIntegerField(_("minimum weeks"), null=True, blank=True)
    minutes_per_clock_hour = models.PositiveSmallIntegerField(
        _("minutes per clock hour"), default=60
    )
    effective_from = models.DateField(_("in effect from"), null=True, blank=True)
    effective_to = models.DateField(_("in effect until"), null=True, blank=True)
    last_checked = models.DateField(_("last checked"))
    remarks = models.TextField(
        _("remarks"),
        blank=True,
        help_text=_("Include what isn't known and where the facts come from."),
    )
    remarks_es = models.TextField(_("remarks in Spanish"), blank=True)

    shown_name = InReadersLanguage("name")
    shown_remarks = InReadersLanguage("remarks")
    remarks_language = LanguageOf("remarks")

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
                violation_error_message=_("A standard can't end before it takes effect."),
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def dated(self) -> Dated:
        return Dated(self.last_checked, self.last_checked + READ_AGAIN_AFTER)

    @property
    def whole_in_real_minutes(self) -> int | None:
        return self.limit_in_real_minutes(self.minutes)

    @property
    def is_law(self) -> bool:
        return self.authority in (self.Authority.STATUTE, self.Authority.REGULATION)


class StandardSubject(models.Model):
    """The minimum that a standard sets for one subject area."""

    standard = ParentalKey(
        LicensingStandard,
        on_delete=models.CASCADE,
        related_name="subjects",
        verbose_name=_("standard"),
    )
    subject_area = models.ForeignKey(
        "courses_standards.SubjectArea",
        models.PROTECT,
        related_name="+",
        verbose_name=_("subject area"),
    )
    minutes = MinutesField(_("minimum hours"))
    remarks = models.CharField(
        _("remarks"),
        max_length=200,
        blank=True,
        help_text=_(
            "What the board requires in this subject besides hours. If set, the subject is never "
            "shown as met."
        ),
    )
    remarks_es = models.CharField(_("remarks in Spanish"), max_length=200, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    shown_remarks = InReadersLanguage("remarks")
    remarks_language = LanguageOf("remarks")

    sort_order_field = "sort_order"  # lets the admin's form drag the rows

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
