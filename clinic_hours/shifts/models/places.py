"""A student's place on a shift, or in its waiting list."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.models.overlap import NoOverlap
from clinic_hours.shifts.domain.states import LIVE_PLACES, PlaceState


class PlacesDoNotOverlap(NoOverlap):
    """No student has booked two shifts at once."""

    sentence = "booked_places_of_one_student_do_not_overlap"
    owner = "student_id"
    live = "{row}status = 'booked'"


class Place(models.Model):
    """What became of a student's wish for a shift, from waiting to booked.

    `student`, `starts_at` and `ends_at` are copied, so that the database itself can compare. `queue_no` is
    the number in the waiting list, kept when others are taken first; `passed_over` then has the findings
    that said why. An offered place is held until `offer_until`.
    """

    class Status(models.TextChoices):
        WAITING = PlaceState.WAITING, _("On the waiting list")
        OFFERED = PlaceState.OFFERED, _("Offered")
        BOOKED = PlaceState.BOOKED, _("Booked")
        CANCELLED = PlaceState.CANCELLED, _("Canceled")
        RELEASED = PlaceState.RELEASED, _("Released")

    class Purpose(models.TextChoices):
        REGULAR = "regular", _("Regular")
        MAKE_UP = "make_up", _("Make-up")

    class Source(models.TextChoices):
        SELF = "self", _("Booked by the student")
        OFFICE = "office", _("Assigned by the office")
        PROMOTION = "promotion", _("From the waiting list")
        COVER = "cover", _("Taken over from another student")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    shift = models.ForeignKey(
        "clinic_hours_shifts.Shift",
        models.PROTECT,
        related_name="seats",
        verbose_name=_("shift"),
    )
    enrollment = models.ForeignKey(
        "clinic_hours_people.Enrollment",
        models.PROTECT,
        related_name="places",
        verbose_name=_("enrollment"),
    )
    student = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("student")
    )
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices)
    purpose = models.CharField(
        _("purpose"), max_length=10, choices=Purpose.choices, default=Purpose.REGULAR
    )
    counts_clients = models.BooleanField(_("clients count"), default=True)
    source = models.CharField(
        _("how it was booked"), max_length=10, choices=Source.choices, default=Source.SELF
    )
    queue_no = models.PositiveIntegerField(_("number in line"), null=True, blank=True)
    passed_over = models.JSONField(default=list, editable=False)
    offer_until = models.DateTimeField(_("offered until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    asked_at = models.DateTimeField(_("asked"), editable=False)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["starts_at", "pk"]
        constraints = [
            PlacesDoNotOverlap(name="booked_places_of_one_student_do_not_overlap"),
            models.UniqueConstraint(
                fields=["shift", "student"],
                condition=Q(status__in=sorted(LIVE_PLACES)),
                name="a_student_has_one_place_on_a_shift",
                violation_error_message=_("This student already has a place on this shift."),
            ),
            models.CheckConstraint(
                condition=~Q(status=PlaceState.WAITING) | Q(queue_no__isnull=False),
                name="a_waiting_student_has_a_number",
                violation_error_message=_("A waiting student needs a number in line."),
            ),
            models.CheckConstraint(
                condition=Q(status=PlaceState.OFFERED, offer_until__isnull=False)
                | ~Q(status=PlaceState.OFFERED) & Q(offer_until=None),
                name="an_offer_says_until_when",
                violation_error_message=_("An offer must say until when it holds."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="a_place_ends_after_it_starts",
                violation_error_message=_("A place must end after it starts."),
            ),
        ]
        indexes = [
            models.Index(fields=["student", "status", "starts_at"], name="place_by_student"),
            models.Index(fields=["shift", "status", "queue_no"], name="place_by_shift"),
            models.Index(fields=["enrollment", "starts_at"], name="place_by_enrollment"),
            models.Index(
                fields=["offer_until"],
                condition=Q(status=PlaceState.OFFERED),
                name="place_offered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.student} · {self.starts_at:%Y-%m-%d}"

    @property
    def is_live(self) -> bool:
        return self.status in LIVE_PLACES
