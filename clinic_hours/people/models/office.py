"""Who runs the clinic office, and who may read in it."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home.core.fields.names import NameField

from .people import Cohort


class OfficeRole(models.Model):
    """What a person may do in the clinic office: run it, or read in it.

    An auditor may be limited to programs and cohorts, and to a time: `until` is the last day, in the
    school's time zone. Access that the office ended earlier has `ended_at`.
    """

    class Role(models.TextChoices):
        COORDINATOR = "coordinator", _("Coordinator")
        AUDITOR = "auditor", _("Auditor")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="office_role",
        verbose_name=_("person"),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    title = NameField(
        pgettext_lazy("of a person", "title"),
        max_length=80,
        blank=True,
        help_text=_("Printed under the name on transcripts, for example: Registrar."),
    )
    is_limited = models.BooleanField(
        _("limited"),
        default=False,
        help_text=_("Opens only the programs and cohorts that are chosen, not the whole school."),
    )
    programs = models.ManyToManyField(
        "courses_curriculum.Program",
        blank=True,
        related_name="limited_roles",
        verbose_name=_("only these programs"),
    )
    cohorts = models.ManyToManyField(
        "clinic_hours_people.Cohort",
        blank=True,
        related_name="limited_roles",
        verbose_name=_("only these cohorts"),
    )
    until = models.DateField(_("last day of access"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("office role")
        verbose_name_plural = _("office roles")
        ordering = ["role", "user__display_name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role="auditor") | Q(is_limited=False, until=None, ended_at=None),
                name="only_an_auditor_has_limits",
                violation_error_message=_("Only an auditor's access can be limited."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"

    def clean(self) -> None:
        """Report limits of a coordinator here: a form without these fields skips the constraint."""
        super().clean()
        limits = (self.is_limited, self.until, self.ended_at)
        if self.role != self.Role.AUDITOR and any(limits):
            raise ValidationError(_("Only an auditor's access can be limited."))

    def is_in_force(self, on: date) -> bool:
        return self.ended_at is None and (self.until is None or on <= self.until)

    def opens(self, cohort: Cohort) -> bool:
        """Whether the role opens the records of a cohort. Without anything chosen, a limit opens nothing."""
        if not self.is_limited:
            return True
        return (
            self.cohorts.filter(pk=cohort.pk).exists()
            or self.programs.filter(pk=cohort.program_id).exists()
        )
