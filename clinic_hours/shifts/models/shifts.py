"""A time at a clinic site, with places for students."""

import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clinic_hours.shifts.domain.recurrence import LONGEST_SHIFT
from clinic_hours.shifts.domain.states import ShiftState

from .planned import Planned


class Shift(Planned):
    """One shift. `starts_at` and `ends_at` are UTC, `zone` and `local_date` those of the site.

    `taken` counts booked and offered places. Every booking, cancellation and change writes this row first:
    it is the lock of its places. `series_date` is the date in the series that the shift stands for, also
    after it was moved. A `detached` shift no longer follows changes of its series. `ical_sequence` increases
    with each change that calendars must show, also when someone is no longer on it.
    """

    class Status(models.TextChoices):
        PLANNED = ShiftState.PLANNED, _("Planned")
        CLOSED = ShiftState.CLOSED, _("Closed")
        CANCELLED = ShiftState.CANCELLED, _("Canceled")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    series = models.ForeignKey(
        "clinic_hours_shifts.ShiftSeries",
        models.PROTECT,
        related_name="shifts",
        verbose_name=_("series"),
    )
    series_date = models.DateField(_("date in the series"), editable=False)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    zone = models.CharField(_("time zone"), max_length=64)
    local_date = models.DateField(_("date"))
    minutes = models.PositiveSmallIntegerField(_("length (minutes)"))
    taken = models.PositiveSmallIntegerField(_("places taken"), default=0, editable=False)
    next_queue_no = models.PositiveIntegerField(default=1, editable=False)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.PLANNED
    )
    books_from = models.DateTimeField(_("booking opens"), null=True, blank=True)
    books_until = models.DateTimeField(_("booking closes"))
    detached = models.BooleanField(_("changed by itself"), default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    ical_sequence = models.PositiveIntegerField(default=0, editable=False)
    cancelled_reason = models.CharField(_("why it was canceled"), max_length=300, blank=True)
    changed_at = models.DateTimeField(_("changed"), editable=False)

    class Meta:
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "series_date"], name="a_series_has_one_shift_per_date"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="a_shift_ends_after_it_starts",
                violation_error_message=_("A shift must end after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__lte=F("starts_at") + timedelta(minutes=LONGEST_SHIFT)),
                name="a_shift_lasts_at_most_16_hours",
                violation_error_message=_("A shift can't be longer than 16 hours."),
            ),
            models.CheckConstraint(
                condition=Q(taken__lte=F("places")),
                name="no_more_places_are_taken_than_there_are",
                violation_error_message=_("More places are taken than there would be."),
            ),
            models.CheckConstraint(
                condition=Q(status=ShiftState.CANCELLED) & ~Q(cancelled_reason="")
                | ~Q(status=ShiftState.CANCELLED) & Q(cancelled_reason=""),
                name="only_a_cancelled_shift_says_why",
                violation_error_message=_("Say why the shift is canceled."),
            ),
        ]
        indexes = [
            models.Index(fields=["local_date", "site"], name="shift_by_day"),
            models.Index(fields=["status", "starts_at", "id"], name="shift_ahead"),
        ]

    def __str__(self) -> str:
        return f"{self.site} · {self.local_date}"

    @property
    def local_starts_at(self) -> datetime:
        return self.starts_at.astimezone(ZoneInfo(self.zone))

    @property
    def local_ends_at(self) -> datetime:
        return self.ends_at.astimezone(ZoneInfo(self.zone))

    @property
    def free(self) -> int:
        return self.places - self.taken
