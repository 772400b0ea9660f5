"""What the instructor said about a shift: who was counted, and what became of each booked place."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class HeadCount(models.Model):
    """An answer to "You have 6 here. Is that right?", during the shift or as it closed.

    `expected` is how many students were clocked in; `missing` holds the accounts of those who were not seen.
    """

    shift = models.ForeignKey(
        "clinic_hours_shifts.Shift",
        models.PROTECT,
        related_name="head_counts",
        verbose_name=_("shift"),
    )
    at_close = models.BooleanField(_("at the end"), default=False)
    expected = models.PositiveSmallIntegerField(_("clocked in"))
    is_right = models.BooleanField(_("that was right"))
    missing = models.JSONField(default=list, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("counted by")
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("head count")
        verbose_name_plural = _("head counts")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["shift", "at"], name="head_count_by_shift")]

    def __str__(self) -> str:
        return f"{self.expected} · {self.at:%Y-%m-%d %H:%M}"


class Outcome(models.Model):
    """What became of a booked place: attended, absent or excused. The newest row holds.

    The office changes it with a reason; who was absent sees both.
    """

    class Kind(models.TextChoices):
        ATTENDED = "attended", _("Attended")
        ABSENT = "absent", _("Absent")
        EXCUSED = "excused", _("Excused")

    place = models.ForeignKey(
        "clinic_hours_shifts.Place",
        models.PROTECT,
        related_name="outcomes",
        verbose_name=_("place"),
    )
    kind = models.CharField(_("what became of it"), max_length=10, choices=Kind.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("said by")
    )
    at = models.DateTimeField(_("when"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    is_current = models.BooleanField(default=True, editable=False)

    class Meta:
        verbose_name = _("attendance of a place")
        verbose_name_plural = _("attendance of places")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place"],
                condition=Q(is_current=True),
                name="a_place_has_one_outcome",
                violation_error_message=_("Someone has just said what became of this place."),
            ),
        ]
        indexes = [
            models.Index(fields=["place", "id"], name="outcome_by_place"),
            models.Index(fields=["kind", "is_current"], name="outcome_by_kind"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
