"""The plan of shifts that repeat."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .planned import Planned


class ShiftSeries(Planned):
    """Shifts planned in one act: weekly, every few weeks, or only once.

    Times are local to the site. `weekdays` are those of `date.weekday()`. `batch` identifies the act, which
    can be undone while nobody has booked. A series that was changed from a date on is split: the later part
    is a series of its own, `split_from` the earlier one.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    batch = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    lead = models.ForeignKey(
        "clinic_hours_people.Supervisor",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("instructor"),
    )
    weekdays = models.JSONField(_("weekdays"), default=list)
    every_n_weeks = models.PositiveSmallIntegerField(_("repeats every … weeks"), default=1)
    local_start = models.TimeField(_("start"))
    local_end = models.TimeField(_("end"))
    ends_next_day = models.BooleanField(_("ends the next day"), default=False)
    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"))
    split_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("planned by")
    )
    planned_at = models.DateTimeField(_("planned"))

    class Meta:
        verbose_name = _("series of shifts")
        verbose_name_plural = _("series of shifts")
        ordering = ["first_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="a_series_does_not_end_before_it_starts",
                violation_error_message=_("The last day must not be before the first day."),
            ),
            models.CheckConstraint(
                condition=Q(every_n_weeks__gte=1, every_n_weeks__lte=4),
                name="a_series_repeats_every_one_to_four_weeks",
                violation_error_message=_("A series can repeat every one to four weeks."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site} · {self.first_on}"
