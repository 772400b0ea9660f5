"""Requests that someone takes a place or a duty."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clinic_hours.shifts.domain.states import PENDING_COVERS, CoverState

from .shifts import Shift


class Cover(models.Model):
    """A student's place or an instructor's duty that someone else should take.

    Or a shift that needs an instructor (`vacancy`): the office asked those who could take it.
    Whoever takes it (`taken_by`) may give it back until the other side agrees. A swap is two covers: the
    second one, for the place that is offered in exchange, has the first as its `pair`.
    """

    class State(models.TextChoices):
        OPEN = CoverState.OPEN, _("Nobody yet")
        TAKEN = CoverState.TAKEN, _("Someone would take it")
        AGREED = CoverState.AGREED, _("Agreed")
        REFUSED = CoverState.REFUSED, _("Refused")
        WITHDRAWN = CoverState.WITHDRAWN, _("Withdrawn")
        EXPIRED = CoverState.EXPIRED, _("Expired")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    place = models.ForeignKey(
        "clinic_hours_shifts.Place",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="covers",
        verbose_name=_("place"),
    )
    duty = models.ForeignKey(
        "clinic_hours_shifts.ShiftSupervisor",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="covers",
        verbose_name=_("duty"),
    )
    vacancy = models.ForeignKey(
        "clinic_hours_shifts.Shift",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="vacancies",
        verbose_name=_("shift that needs an instructor"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken by"),
    )
    pair = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("request for cover")
        verbose_name_plural = _("requests for cover")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(place__isnull=False, duty=None, vacancy=None)
                | Q(place=None, duty__isnull=False, vacancy=None)
                | Q(place=None, duty=None, vacancy__isnull=False),
                name="cover_is_for_one_place_or_duty_or_shift",
                violation_error_message=_(
                    "Cover is for a student's place or an instructor's shift."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[CoverState.TAKEN, CoverState.AGREED])
                | Q(taken_by__isnull=False),
                name="cover_that_is_taken_says_by_whom",
                violation_error_message=_("Say who takes the shift."),
            ),
            models.UniqueConstraint(
                fields=["place"],
                condition=Q(state__in=sorted(PENDING_COVERS)),
                name="a_place_has_one_pending_cover",
                violation_error_message=_("Cover was already requested for this place."),
            ),
            models.UniqueConstraint(
                fields=["duty"],
                condition=Q(state__in=sorted(PENDING_COVERS)),
                name="a_duty_has_one_pending_cover",
                violation_error_message=_("Cover was already requested for this shift."),
            ),
            models.UniqueConstraint(
                fields=["vacancy"],
                condition=Q(state__in=sorted(PENDING_COVERS)),
                name="a_shift_has_one_pending_vacancy",
                violation_error_message=_("Instructors were already asked for this shift."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def shift(self) -> Shift:
        if self.place:
            return self.place.shift
        if self.vacancy:
            return self.vacancy
        assert self.duty  # it is for one of the three
        return self.duty.shift

    @property
    def is_for_instructors(self) -> bool:
        return self.place_id is None

    @property
    def times(self) -> tuple[datetime, datetime]:
        """Return from when to when an instructor is needed."""
        if self.duty:
            return self.duty.from_at, self.duty.to_at
        return self.shift.starts_at, self.shift.ends_at


class CoverAsked(models.Model):
    """Someone was asked to take a cover. Who was asked least recently is asked first."""

    cover = models.ForeignKey(
        Cover, models.PROTECT, related_name="asked", verbose_name=_("request for cover")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person")
    )
    asked_at = models.DateTimeField(_("asked"))

    class Meta:
        verbose_name = _("asked for cover")
        verbose_name_plural = _("asked for cover")
        constraints = [
            models.UniqueConstraint(
                fields=["cover", "person"], name="a_person_is_asked_once_for_a_cover"
            )
        ]
        indexes = [models.Index(fields=["person", "-asked_at"], name="cover_by_person")]

    def __str__(self) -> str:
        return str(self.person)
