"""What a series and each of its shifts have in common."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from home.core.fields.names import NameField


class Planned(models.Model):
    """Where a shift is, what it counts for, and for how many students.

    `category` is matched with the requirement of that category in each student's own set.
    `students_per_supervisor` is the shift's own limit, beside those of the students' sets.
    """

    class Role(models.TextChoices):
        OBSERVE = "observe", _("Observe")
        ASSIST = "assist", _("Assist")
        PERFORM = "perform", _("Perform")

    site = models.ForeignKey(
        "clinic_hours_people.ClinicSite",
        models.PROTECT,
        verbose_name=_("clinic site"),
    )
    room = NameField(_("room"), max_length=60, blank=True)
    category = models.SlugField(_("counts toward"))
    role = models.CharField(
        _("what students do"), max_length=10, choices=Role.choices, default=Role.PERFORM
    )
    places = models.PositiveSmallIntegerField(_("places"))
    students_per_supervisor = models.PositiveSmallIntegerField(
        _("maximum students per instructor"), null=True, blank=True
    )

    class Meta:
        abstract = True
