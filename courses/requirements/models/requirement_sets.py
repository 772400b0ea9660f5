"""Published editions of clinic requirements: shown on the program page, enforced by the tracker."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from courses.standards.domain.clock_hours import InClockHours
from courses.standards.fields.minutes import MinutesField
from home.core.fields.names import NameField
from home.core.fields.translated import InReadersLanguage

from .published import StaysAsPublished


class RequirementSet(InClockHours, ClusterableModel, models.Model):
    """An edition. A draft may be edited; a published one never changes: a change is a new edition.

    All lengths, including those of requirements and gates, are clock hours kept in sixtieths (see
    `courses.standards.domain.clock_hours`); a clock hour has `minutes_per_clock_hour`. A cap or window of
    None means that there is none.
    """

    class Rounding(models.TextChoices):
        NONE = "none", _("Exact minute")
        QUARTER_DOWN = "quarter_down", _("Down to the quarter hour")

    class WeekStart(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        SUNDAY = 6, _("Sunday")

    program = models.ForeignKey(
        "courses_curriculum.Program",
        models.PROTECT,
        related_name="requirement_sets",
        verbose_name=_("program"),
    )
    edition = models.PositiveSmallIntegerField(_("edition"))
    citation = NameField(_("citation"), max_length=200, blank=True)
    daily_cap_minutes = MinutesField(_("daily limit in hours"), null=True, blank=True)
    weekly_cap_minutes = MinutesField(_("weekly limit in hours"), null=True, blank=True)
    week_starts_on = models.PositiveSmallIntegerField(
        _("week starts on"), choices=WeekStart.choices, default=WeekStart.SUNDAY
    )
    entry_window_days = models.PositiveSmallIntegerField(
        _("days to log a session"), null=True, blank=True
    )
    rounding = models.CharField(
        _("rounding"), max_length=20, choices=Rounding.choices, default=Rounding.NONE
    )
    students_per_supervisor = models.PositiveSmallIntegerField(
        _("maximum students per supervisor"), null=True, blank=True
    )
    minutes_per_clock_hour = models.PositiveSmallIntegerField(
        _("minutes per clock hour"), default=60
    )
    transfer_maximum_minutes = MinutesField(_("maximum transfer hours"), null=True, blank=True)
    transfer_citation = NameField(_("rule for transfer hours"), max_length=200, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("requirement set")
        verbose_name_plural = _("requirement sets")
        ordering = ["program", "-edition"]
        constraints = [
            StaysAsPublished(name="a_published_requirement_set_never_changes"),
            models.UniqueConstraint(
                fields=["program", "edition"], name="one_requirement_set_per_edition"
            ),
            models.CheckConstraint(
                condition=Q(minutes_per_clock_hour__in=[50, 60]),
                name="a_clock_hour_has_50_or_60_minutes",
                violation_error_message=_("A clock hour must be 50 or 60 minutes."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program}, edition {self.edition}"

    def clean(self) -> None:
        """Report a taken edition number at the program: the form has no edition field, so it skips the
        constraint.
        """
        super().clean()
        others = type(self).objects.filter(program=self.program_id, edition=self.edition)
        if self.edition and others.exclude(pk=self.pk).exists():
            raise ValidationError(
                {
                    "program": _(
                        "“%(program)s” already has an edition %(edition)s. Leave this draft where "
                        "it is and create a new one there."
                    )
                    % {"program": self.program, "edition": self.edition}
                }
            )

    @property
    def is_published(self) -> bool:
        return self.published_at is not None


class Requirement(ClusterableModel, models.Model):
    """One line of a requirement set.

    `minutes` is the least that must be earned and `minimum_clients` the fewest clients to treat;
    `maximum_minutes`, if set, is the most that counts. Gates define which lines must be met first.
    Transfer hours from another school never count toward a line that is `earned_at_school`.
    """

    class Basis(models.TextChoices):
        STATUTE = "statute", _("Statute or board rule")
        POLICY = "policy", _("The school's own policy")

    requirement_set = ParentalKey(
        RequirementSet,
        on_delete=models.CASCADE,
        related_name="requirements",
        verbose_name=_("requirement set"),
    )
    category = models.SlugField(
        _("category"), help_text=_("A stable short name, such as hands-on.")
    )
    name = NameField(_("name"), max_length=120)
    name_es = NameField(_("name in Spanish"), max_length=120, blank=True)
    description = models.CharField(_("description"), max_length=300, blank=True)
    minutes = MinutesField(_("minimum hours"), default=0)
    minimum_clients = models.PositiveIntegerField(_("minimum clients"), default=0)
    maximum_minutes = MinutesField(_("maximum hours that count"), null=True, blank=True)
    earned_at_school = models.BooleanField(_("earned at this school"), default=False)
    opens_after = models.ManyToManyField(
        "self",
        through="courses_requirements.RequirementGate",
        symmetrical=False,
        related_name="opens",
        blank=True,
    )
    basis = models.CharField(_("basis"), max_length=20, choices=Basis.choices, default=Basis.POLICY)
    citation = NameField(_("citation"), max_length=200, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    shown_name = InReadersLanguage("name")
    sort_order_field = "sort_order"  # lets the admin's form drag the rows

    class Meta:
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        ordering = ["sort_order", "pk"]
        constraints = [
            StaysAsPublished(name="a_published_requirement_never_changes", path="requirement_set"),
            models.UniqueConstraint(
                fields=["requirement_set", "category"], name="one_requirement_per_category_in_a_set"
            ),
            models.CheckConstraint(
                condition=Q(maximum_minutes=None) | Q(maximum_minutes__gte=F("minutes")),
                name="no_more_is_required_than_counts",
                violation_error_message=_(
                    "A requirement can't ask for more hours than the maximum that counts."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def rule(self) -> str:
        """The statute or board rule behind this line; empty if it is the school's own policy."""
        return self.citation if self.basis == self.Basis.STATUTE else ""


class RequirementGate(models.Model):
    """`requirement` opens only after `after` is met, or after `after_minutes` of it are earned."""

    requirement = ParentalKey(
        Requirement, on_delete=models.CASCADE, related_name="gates", verbose_name=_("requirement")
    )
    after = models.ForeignKey(
        Requirement, models.CASCADE, related_name="gates_opened", verbose_name=_("opens after")
    )
    after_minutes = MinutesField(
        _("after how many hours"),
        null=True,
        blank=True,
        help_text=_("Leave empty to open once that requirement is fully met."),
    )

    class Meta:
        verbose_name = _("gate")
        verbose_name_plural = _("gates")
        constraints = [
            StaysAsPublished(
                name="a_published_gate_never_changes", path="requirement__requirement_set"
            ),
            models.UniqueConstraint(
                fields=["requirement", "after"], name="one_gate_per_pair_of_requirements"
            ),
            models.CheckConstraint(
                condition=~Q(requirement=F("after")),
                name="a_requirement_does_not_wait_for_itself",
                violation_error_message=_("A requirement can't wait for itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.requirement} after {self.after}"

    def clean(self) -> None:
        """Report the error at a field: the gate form has no requirement field, so it skips the constraint."""
        super().clean()
        if self.after_id and self.after_id == self.requirement_id:
            raise ValidationError({"after": _("A requirement can't wait for itself.")})
