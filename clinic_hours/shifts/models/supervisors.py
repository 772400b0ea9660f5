"""Which instructors are on a shift, and when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.models.overlap import NoOverlap


class DutiesDoNotOverlap(NoOverlap):
    """No instructor is on two shifts at once."""

    sentence = "duties_of_one_instructor_do_not_overlap"
    owner = "supervisor_id"
    live = "{row}withdrawn_at IS NULL"
    starts, ends = "from_at", "to_at"


class ShiftSupervisor(models.Model):
    """An instructor on a shift, for all of it or part of it.

    One who is asked has not confirmed yet: only confirmed ones supervise. A withdrawn row stays.
    """

    class Duty(models.TextChoices):
        LEAD = "lead", _("Instructor of the shift")
        COVER = "cover", _("Covers for someone")

    shift = models.ForeignKey(
        "clinic_hours_shifts.Shift",
        models.PROTECT,
        related_name="duties",
        verbose_name=_("shift"),
    )
    supervisor = models.ForeignKey(
        "clinic_hours_people.Supervisor",
        models.PROTECT,
        related_name="duties",
        verbose_name=_("instructor"),
    )
    duty = models.CharField(_("duty"), max_length=10, choices=Duty.choices, default=Duty.LEAD)
    from_at = models.DateTimeField(_("from"))
    to_at = models.DateTimeField(_("to"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("instructor on a shift")
        verbose_name_plural = _("instructors on shifts")
        ordering = ["from_at", "pk"]
        constraints = [
            DutiesDoNotOverlap(name="duties_of_one_instructor_do_not_overlap"),
            models.CheckConstraint(
                condition=Q(to_at__gt=F("from_at")),
                name="a_duty_ends_after_it_starts",
                violation_error_message=_("The end must be after the start."),
            ),
        ]
        indexes = [models.Index(fields=["supervisor", "from_at"], name="duty_by_supervisor")]

    def __str__(self) -> str:
        return f"{self.supervisor} · {self.from_at:%Y-%m-%d}"
