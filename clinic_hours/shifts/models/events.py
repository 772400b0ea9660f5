"""What happened to a shift, in order. Append-only."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.core.fields.constraints import AppendOnly


class ShiftEvent(models.Model):
    """One change of a shift, its places or its instructors: who, when, and what.

    `about` is the student or instructor concerned. Without an `actor`, the school's rules did it, such as
    moving the waiting list.
    """

    class Kind(models.TextChoices):
        CHANGED = "changed", _("Changed")
        CANCELLED = "cancelled", _("Canceled")
        BOOKED = "booked", _("Booked")
        WAITING = "waiting", _("Joined the waiting list")
        OFFERED = "offered", _("Place offered")
        RELEASED = "released", _("Offer declined or expired")
        LEFT = "left", _("Gave up the place")
        REMOVED = "removed", _("Taken off the shift")
        ASSIGNED = "assigned", _("Instructor assigned")
        WITHDREW = "withdrew", _("Instructor withdrew")
        COVER_ASKED = "cover_asked", _("Asked for cover")
        COVERED = "covered", _("Cover agreed")
        CLOSED = "closed", _("Closed")
        REOPENED = "reopened", _("Reopened")

    shift = models.ForeignKey(
        "clinic_hours_shifts.Shift",
        models.PROTECT,
        related_name="events",
        verbose_name=_("shift"),
    )
    kind = models.CharField(_("what"), max_length=20, choices=Kind.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("about"),
    )
    happened_at = models.DateTimeField(_("when"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    # {"starts_at": [old, new], …}
    changes = models.JSONField(_("changes"), default=dict)

    class Meta:
        verbose_name = _("event of a shift")
        verbose_name_plural = _("events of shifts")
        ordering = ["pk"]
        constraints = [AppendOnly(name="shift_events_are_append_only")]
        indexes = [models.Index(fields=["shift", "id"], name="shift_event_by_shift")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.happened_at:%Y-%m-%d}"
