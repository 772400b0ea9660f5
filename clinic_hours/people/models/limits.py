"""The limits that a school has chosen."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clinic_hours.people.domain.limits import Limits

MOST_DAYS, MOST_WEEKS, LONGEST_NOTICE = 60, 52, 365


def number(label: Any, default: int, most: int) -> models.PositiveSmallIntegerField:
    valid = [MinValueValidator(1), MaxValueValidator(most)]
    return models.PositiveSmallIntegerField(label, default=default, validators=valid)


class SchoolLimits(models.Model):
    """One row, once a coordinator has changed a limit. Without it, the defaults hold."""

    only = models.BooleanField(default=True, unique=True, editable=False)
    instructor_days = number(_("remind the instructor"), Limits().instructor_days, MOST_DAYS)
    office_days = number(_("tell the clinic office"), Limits().office_days, MOST_DAYS)
    far_behind_weeks = number(_("far behind"), Limits().far_behind_weeks, MOST_WEEKS)
    not_attended_days = number(_("not attended"), Limits().not_attended_days, MOST_DAYS)
    expires_first_days = number(_("first notice"), Limits().expires_first_days, LONGEST_NOTICE)
    expires_again_days = number(_("second notice"), Limits().expires_again_days, LONGEST_NOTICE)
    expires_last_days = number(_("last notice"), Limits().expires_last_days, LONGEST_NOTICE)

    class Meta:
        verbose_name = _("limits")
        verbose_name_plural = _("limits")
        constraints = [
            models.CheckConstraint(
                condition=Q(only=True),
                name="one_row_of_limits",
                violation_error_message=_("The limits already exist."),
            ),
            models.CheckConstraint(
                condition=Q(office_days__gte=F("instructor_days")),
                name="the_instructor_is_reminded_before_the_office_is_told",
                violation_error_message=_("The office is told after the instructor, not before."),
            ),
            models.CheckConstraint(
                condition=Q(expires_first_days__gt=F("expires_again_days"))
                & Q(expires_again_days__gt=F("expires_last_days")),
                name="notices_of_expiring_are_in_order",
                violation_error_message=_("Each notice comes closer to the last day."),
            ),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
