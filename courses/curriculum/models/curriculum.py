"""What the school teaches. The ledger refers to these records, so they are retired, never deleted."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField

from courses.curriculum.blocks.groups import GroupsBlock
from courses.curriculum.domain.calculator import weeks_in
from courses.standards.fields.minutes import MinutesField
from courses.standards.models import SubjectArea
from home.core.fields.names import NameField
from home.core.fields.translated import InReadersLanguage


class Modality(models.Model):
    """A technique that is taught and practiced, such as shiatsu."""

    slug = models.SlugField(_("short name"), unique=True)
    name = NameField(_("name"), max_length=120)
    name_es = NameField(_("name in Spanish"), max_length=120, blank=True)
    summary = models.CharField(_("summary"), max_length=300, blank=True)

    shown_name = InReadersLanguage("name")

    class Meta:
        verbose_name = _("modality")
        verbose_name_plural = _("modalities")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.shown_name


class Program(ClusterableModel, models.Model):
    """A course of study that leads to an award. Enrollments point at this row."""

    class Award(models.TextChoices):
        DIPLOMA = "diploma", _("Diploma")
        CERTIFICATE = "certificate", _("Certificate")
        DEGREE = "degree", _("Degree")

    slug = models.SlugField(_("short name"), unique=True)
    name = NameField(_("name"), max_length=150)
    name_es = NameField(_("name in Spanish"), max_length=150, blank=True)
    award = models.CharField(_("award"), max_length=20, choices=Award.choices)
    standard = models.ForeignKey(
        "courses_standards.LicensingStandard",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="programs",
        verbose_name=_("licensing standard"),
    )
    length_months = models.PositiveSmallIntegerField(_("length in months"))
    groups = StreamField(
        GroupsBlock(),
        blank=True,
        verbose_name=_("groups"),
        help_text=_("When the program is taught and when each group starts."),
    )
    retired_on = models.DateField(_("retired on"), null=True, blank=True)
    courses = models.ManyToManyField(
        "courses_curriculum.Course",
        through="courses_curriculum.CurriculumLine",
        related_name="programs",
    )

    shown_name = InReadersLanguage("name")

    class Meta:
        verbose_name = _("program")
        verbose_name_plural = _("programs")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def length_weeks(self) -> int:
        """Return the program's length in whole weeks."""
        return int(weeks_in(self.length_months))


class Course(models.Model):
    """One course. Boards count its subject area and its length."""

    code = NameField(_("code"), max_length=20, unique=True)
    title = NameField(_("title"), max_length=150)
    title_es = NameField(_("title in Spanish"), max_length=150, blank=True)
    subject_area = models.ForeignKey(
        SubjectArea, models.PROTECT, related_name="courses", verbose_name=_("subject area")
    )
    minutes = MinutesField(_("length in hours"))
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    summary_es = models.CharField(_("summary in Spanish"), max_length=300, blank=True)
    modalities = models.ManyToManyField(
        Modality, blank=True, related_name="courses", verbose_name=_("modalities")
    )

    shown_title = InReadersLanguage("title")
    shown_summary = InReadersLanguage("summary")

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.shown_title}"


class CurriculumLine(models.Model):
    """A course's place in a program."""

    program = ParentalKey(
        Program, on_delete=models.CASCADE, related_name="curriculum", verbose_name=_("program")
    )
    course = models.ForeignKey(
        Course, models.PROTECT, related_name="curriculum_lines", verbose_name=_("course")
    )
    term = models.PositiveSmallIntegerField(_("term"), default=1)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    sort_order_field = "sort_order"  # lets the admin's form drag the rows

    class Meta:
        verbose_name = _("curriculum line")
        verbose_name_plural = _("curriculum")
        ordering = ["term", "sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "course"], name="a_course_stands_once_in_a_program"
            ),
        ]

    def __str__(self) -> str:
        return str(self.course)
