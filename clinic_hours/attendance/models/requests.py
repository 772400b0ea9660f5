"""Students who could not clock in."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ClockRequest(models.Model):
    """Somebody asks an instructor to confirm that they were there. It gives no hours by itself.

    `number` is what was typed at a kiosk: it may be nobody's, and nothing there says so.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CONFIRMED = "confirmed", _("Confirmed")
        REFUSED = "refused", _("Refused")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey(
        "clinic_hours_people.ClinicSite",
        models.PROTECT,
        related_name="clock_requests",
        verbose_name=_("clinic site"),
    )
    shift = models.ForeignKey(
        "clinic_hours_shifts.Shift",
        models.PROTECT,
        null=True,
        related_name="clock_requests",
        verbose_name=_("shift"),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    number = models.CharField(_("student number"), max_length=40, blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    device = models.ForeignKey(
        "clinic_hours_attendance.Device",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("kiosk"),
    )
    asked_at = models.DateTimeField(_("asked"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True)

    class Meta:
        verbose_name = _("request to confirm attendance")
        verbose_name_plural = _("requests to confirm attendance")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", answered_by=None, answered_at=None)
                | ~Q(state="open") & Q(answered_by__isnull=False, answered_at__isnull=False),
                name="an_answered_clock_request_says_by_whom",
                violation_error_message=_("Say who answered."),
            ),
        ]
        indexes = [models.Index(fields=["shift", "state"], name="clock_request_by_shift")]

    def __str__(self) -> str:
        return f"{self.number} · {self.asked_at:%Y-%m-%d %H:%M}"
