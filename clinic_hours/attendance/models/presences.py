"""From when to when somebody was there. Computed from punches."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clinic_hours.attendance.domain.punches import Closing as ClosingValue
from clinic_hours.attendance.domain.punches import SpanKind


class Presence(models.Model):
    """One span of waiting, being there, or a break. Rebuilt from the person's punches on the shift.

    Times are rounded as the site does. Without `to_at` it is still going on: nobody has two of those, at
    any site.
    """

    class Kind(models.TextChoices):
        WAITING = SpanKind.WAITING, _("Waiting to start")
        HERE = SpanKind.HERE, _("Here")
        BREAK = SpanKind.BREAK, _("On a break")

    class Closing(models.TextChoices):
        OPEN = ClosingValue.OPEN, _("Still here")
        PUNCHED = ClosingValue.PUNCHED, _("Clocked")
        ATTESTED = ClosingValue.ATTESTED, _("Attested")
        UNCLOSED = ClosingValue.UNCLOSED, _("Clock-out missing")

    shift = models.ForeignKey(
        "clinic_hours_shifts.Shift",
        models.PROTECT,
        related_name="presences",
        verbose_name=_("shift"),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who")
    )
    place = models.ForeignKey(
        "clinic_hours_shifts.Place",
        models.PROTECT,
        null=True,
        related_name="presences",
        verbose_name=_("place"),
    )
    duty = models.ForeignKey(
        "clinic_hours_shifts.ShiftSupervisor",
        models.PROTECT,
        null=True,
        related_name="presences",
        verbose_name=_("duty"),
    )
    kind = models.CharField(_("what"), max_length=10, choices=Kind.choices)
    from_at = models.DateTimeField(_("from"))
    to_at = models.DateTimeField(_("to"), null=True)
    opened_by = models.ForeignKey(
        "clinic_hours_attendance.Punch", models.PROTECT, related_name="+", verbose_name=_("began")
    )
    closed_by = models.ForeignKey(
        "clinic_hours_attendance.Punch",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("ended"),
    )
    began_attested = models.BooleanField(default=False)
    closing = models.CharField(_("end"), max_length=10, choices=Closing.choices)
    is_uncertain = models.BooleanField(_("time uncertain"), default=False)

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        ordering = ["from_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(to_at=None),
                name="nobody_is_in_two_places_at_once",
                violation_error_message=_("This person is still clocked in somewhere."),
            ),
            models.CheckConstraint(
                condition=Q(to_at=None, closing=ClosingValue.OPEN)
                | Q(to_at__isnull=False) & ~Q(closing=ClosingValue.OPEN),
                name="a_presence_that_ended_says_how",
                violation_error_message=_("Say how it ended."),
            ),
        ]
        indexes = [
            models.Index(fields=["shift", "kind"], name="presence_by_shift"),
            models.Index(fields=["to_at", "shift"], name="presence_going_on"),
            models.Index(fields=["closing", "from_at"], name="presence_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.from_at:%Y-%m-%d %H:%M}"
